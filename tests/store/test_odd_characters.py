"""Characters that a database refuses, and file names that are no text: kept with a mark in their place."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cases import PatternCoder
from dateline.model import JudgementKind, storable
from dateline.read import Given
from dateline.store import tables
from dateline.store.case import Case
from dateline.store.check import problems
from dateline.store.fusing import judging
from dateline.store.incidents import IncidentFilter, find_incidents
from dateline.store.judgements import Undoing, all_judgements, judgement_of, record, undo
from dateline.store.search import find_articles
from dateline.workflow import add_inputs

TELLING = "Rebels shelled Darun on 2024-05-06, killing 3 people, officials said"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("a\x00b", "a\ufffdb"),
        ("a\ud800b", "a\ufffdb"),
        ("\udcff", "\ufffd"),
        ("a\U0001f600é", "a\U0001f600é"),
        ("", ""),
    ],
)
def test_what_no_database_takes_is_marked_and_nothing_moves(given: str, kept: str) -> None:
    assert storable(given) == kept
    assert len(kept) == len(given)


def _added(case: Case, folder: Path) -> int:
    summary = add_inputs(case, PatternCoder(), [str(folder)], Given(), lambda: None)
    with case.reading() as connection:
        assert list(problems(connection)) == []
    return summary.new


def test_articles_with_such_characters_are_kept_and_coded(case: Case, tmp_path: Path) -> None:
    (tmp_path / "nul.txt").write_text(f"{TELLING}. A fuse\x00 box burned. " + "It was dark in the whole town. " * 9)
    record_of = {"text": f"{TELLING} again. \ud83d and more.", "title": "Half a \ud83d sign", "publisher": "Paper\x00"}
    (tmp_path / "half.jsonl").write_text(json.dumps(record_of))
    assert _added(case, tmp_path) == 2
    with case.reading() as connection:
        texts = [row.text for row in connection.execute(tables.articles.select())]
        assert len(find_incidents(connection, IncidentFilter(place="Darun"), 5)) > 0
        assert len(find_articles(connection, "fuse").rows) == 1
        assert find_articles(connection, "nothing\x00 \ud800").rows == []
        assert find_incidents(connection, IncidentFilter(actor="\x00"), 5) == []
    assert all("\ufffd" in text for text in texts)


@pytest.mark.parametrize("name", [b"a\nb.txt", b"\xff\xfe.txt", b"'; DROP TABLE articles; --.txt"])
def test_file_names_that_are_no_text(case: Case, tmp_path: Path, name: bytes) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_text(f"{TELLING}.")
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/broken " + name + b".pdf")).write_bytes(b"%PDF-1.4 nothing")
    assert _added(case, tmp_path) == 1
    assert _added(case, tmp_path) == 0
    with case.reading() as connection:
        assert len(connection.execute(tables.failures.select()).all()) == 1


def test_what_people_write_with_such_characters(case: Case, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"{TELLING}.")
    _added(case, tmp_path)
    with case.writing() as connection, judging(connection):
        mention = connection.execute(tables.mentions.select()).one().mention_id
        now = datetime(2025, 1, 1, tzinfo=UTC)
        made = judgement_of(JudgementKind.REVIEWED, [mention], "ana\x00", now, why="half \ud800")
        judgement_id = record(connection, made)
        undo(connection, Undoing(judgement_id, "ben\udcff", now, "no\x00"))
    with case.reading() as connection:
        (kept,) = all_judgements(connection)
    assert (kept.made_by, kept.reason, kept.undone) == ("ana\ufffd", "half \ufffd", True)
