"""The phrases of time compile, each has its reader, and a mistake in the table is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import PROJECT
from dateline.annotate.dates.calendar import READERS as CALENDAR
from dateline.annotate.dates.relative import READERS as RELATIVE
from dateline.knowledge.rows import KnowledgeError
from dateline.knowledge.timewords import load_time_words


def test_every_phrase_has_its_reader_and_every_reader_its_phrase() -> None:
    assert {phrase.kind for phrase in load_time_words().phrases} == CALENDAR.keys() | RELATIVE.keys()
    assert not CALENDAR.keys() & RELATIVE.keys()


@pytest.mark.parametrize(
    ("phrase", "complaint"),
    [
        ("{kind: calendar, form: '{moon} {day}'}", "moon"),
        ("{kind: calendar, form: '{day} ('}", "calendar"),
        ("{kind: calendar, form: 'Easter {day}'}", "not in lower case"),
    ],
)
def test_a_phrase_that_cannot_be_compiled_is_named(tmp_path: Path, phrase: str, complaint: str) -> None:
    shipped = (PROJECT / "src/dateline/knowledge/timewords.yaml").read_text(encoding="utf-8")
    path = tmp_path / "timewords.yaml"
    path.write_text(shipped + f"  - {phrase}\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=complaint) as raised:
        load_time_words(path)
    assert str(path) in str(raised.value)


@pytest.mark.parametrize(
    ("word", "following", "begins"),
    [
        ("tuesday", "the", True),
        ("tuesday", "", True),
        ("2015", "", True),
        ("the", "week", True),
        ("the", "1990s", True),
        ("tuesday", "mornings", True),
        ("the", "mornings", True),
        ("the", "soldiers", False),
        ("the", "", False),
        ("soldiers", "week", False),
    ],
)
def test_words_that_begin_no_phrase_are_passed_over(word: str, following: str, begins: bool) -> None:
    assert load_time_words().may_begin(word, following) is begins
