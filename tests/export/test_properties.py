"""Whatever words an article holds, a file keeps its shape and gives them back as words."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.export.cells import clean, csv_cell, json_text, short, tsv_cell, typed_cells
from dateline.export.formats import SHAPES
from exporting import written
from manuals import COLUMNS, problems, read_table
from scenes import hostile

SIGNS = "=+-@＝＋＠\t\r\n\"'|;,\x00\x1b\u2028\x85\u202e\u2067\ufeff<>&`[]()\\אبع█ "
WORDS = st.text(st.characters() | st.sampled_from(SIGNS), max_size=40)
NAMES = WORDS.filter(lambda words: bool(words.strip()))
CELLS = WORDS | st.none() | st.integers() | st.floats(allow_nan=False) | st.dates()


@given(st.lists(CELLS, min_size=1, max_size=8))
def test_a_csv_row_is_read_back_cell_by_cell(cells: list[object]) -> None:
    told = [csv_cell(cell) for cell in cells]
    stream = io.StringIO()
    csv.writer(stream).writerow(told)
    assert list(csv.reader(io.StringIO(stream.getvalue(), newline=""))) == [told]
    assert len(stream.getvalue().splitlines()) == 1


@given(st.lists(CELLS, min_size=1, max_size=8))
def test_a_tab_separated_row_can_be_split_without_knowing_any_quoting(cells: list[object]) -> None:
    told = [tsv_cell(cell) for cell in cells]
    assert "\t".join(told).split("\t") == told
    assert len(("\t".join(told) + ".").splitlines()) == 1
    assert not any('"' in cell for cell in told)


@given(WORDS)
def test_no_text_begins_a_formula(words: str) -> None:
    for cell in (csv_cell(words), tsv_cell(words)):
        assert not re.match(r"\s*[=+\-@＝＋－＠]", cell)
        cell.encode()


@given(WORDS)
def test_json_may_stand_in_a_page_and_gives_the_words_back(words: str) -> None:
    line = json_text({"title": words, "inside": [{"title": words}]})
    assert not set(line) & set("<>&\u2028\u2029\n\r")
    told = json.loads(line.encode())
    assert told["title"] == told["inside"][0]["title"] == clean(words)


@given(WORDS)
def test_a_text_is_clean_whichever_way_it_was_looked_at(words: str) -> None:
    """A character that nothing is wrong with must not change what is done about the others."""
    assert clean(words) == clean(f"\n{words}") == clean(f"{words}\u200f")
    assert typed_cells([words, None, words]) == [clean(words), None, clean(words)]


@given(WORDS, st.integers(min_value=1, max_value=60))
def test_a_quotation_is_short_and_a_beginning(words: str, most: int) -> None:
    quoted = short(words, most)
    assert len(quoted) <= most + 2
    assert clean(words).startswith(quoted.removesuffix(" …"))


@pytest.mark.parametrize("name", sorted(SHAPES))
@settings(max_examples=25, deadline=None)
@given(words=NAMES)
def test_any_name_gives_a_file_that_passes_the_manual(name: str, words: str) -> None:
    data = written(name, [hostile(words)])
    if name in COLUMNS:
        table = read_table(name, data)
        assert problems(name, table) == []
        assert len(table) == 1
    else:
        assert data
