from __future__ import annotations

from collections.abc import Callable, Iterator
from contextvars import copy_context
from pathlib import Path

import pytest

from dateline.knowledge import agents, casualty_words, codebook_file, countries, reporting, sites, sources, timewords
from dateline.knowledge.rows import KnowledgeError, keep_tables_in, read_mapping, read_rows

LOADERS: list[Callable[[], object]] = [
    agents.agent_nouns.__wrapped__,
    agents.modifiers.__wrapped__,
    casualty_words.casualty_words.__wrapped__,
    codebook_file.load_codebook.__wrapped__,
    countries.country_names.__wrapped__,
    reporting.load_reporting_lexicon.__wrapped__,
    lambda: list(sites.read_sites(Path(sites.__file__).with_name("sites.yaml"))),
    sources.load_sources.__wrapped__,
    lambda: timewords.load_time_words.__wrapped__().phrases,  # its words hold NaN, which equals nothing
]


@pytest.fixture
def keeping(tmp_path: Path) -> Iterator[Callable[[Callable[[], object]], object]]:
    """Calls with tables kept under `tmp_path`, and with nothing changed for other tests."""
    context = copy_context()
    context.run(keep_tables_in, tmp_path)
    return context.run


@pytest.mark.parametrize("load", LOADERS)
def test_what_ships_reads_the_same_from_its_kept_copies(
    load: Callable[[], object], keeping: Callable[[Callable[[], object]], object], tmp_path: Path
) -> None:
    assert keeping(load) == load()
    copies = {path: path.stat().st_mtime_ns for path in (tmp_path / "tables").iterdir()}
    assert copies
    assert keeping(load) == load()
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "tables").iterdir()} == copies


def test_a_changed_table_is_read_anew(keeping: Callable[[Callable[[], object]], object], tmp_path: Path) -> None:
    table = tmp_path / "table.yaml"
    table.write_text("# Ships\n- {name: tug}\n")
    assert keeping(lambda: list(read_rows(table))) == [(2, {"name": "tug"})]
    table.write_text("- {name: barge}\n")
    assert keeping(lambda: list(read_rows(table))) == [(1, {"name": "barge"})]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("- {a: 1}\n- {b: [}\n", "table.yaml:2: not YAML"),
        ("a: 1\n", "table.yaml:1: expected a list of rows"),
        ("- {a: 1}\n- word\n", "table.yaml:2: expected a row with named fields, not 'word'"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_never_kept(
    text: str, problem: str, keeping: Callable[[Callable[[], object]], object], tmp_path: Path
) -> None:
    table = tmp_path / "table.yaml"
    table.write_text(text)
    for _ in range(2):
        with pytest.raises(KnowledgeError, match=problem):
            keeping(lambda: list(read_rows(table)))


def test_a_mapping_is_asked_for(tmp_path: Path) -> None:
    table = tmp_path / "table.yaml"
    table.write_text("- one\n")
    with pytest.raises(KnowledgeError, match=r"table\.yaml:1: expected a table with named fields"):
        read_mapping(table)
    with pytest.raises(KnowledgeError, match="cannot be read"):
        read_mapping(tmp_path / "none.yaml")
