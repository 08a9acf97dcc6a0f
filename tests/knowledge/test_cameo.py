"""The table of CAMEO codes, and what a wrong one is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.knowledge.cameo import load_cameo
from dateline.knowledge.codebook_file import load_codebook
from dateline.knowledge.rows import KnowledgeError


@pytest.mark.parametrize(
    ("event_type", "mode", "contexts", "text", "code"),
    [
        ("ACCUSE", "investigate", ("corruption",), "", "091"),
        ("ACCUSE", "investigate", (), "", "090"),
        ("AID", None, (), "sent tanks to the army", "072"),
        ("AID", None, (), "sent tankers", "070"),  # whole words only
        ("ASSAULT", "explosives", (), "A car bomb killed two", "1832"),
        ("ASSAULT", "explosives", (), "", "183"),
        ("REQUEST", "assist", (), "appealed for help", "023"),
        ("REQUEST", "assist", (), "demanded help", "103"),
    ],
)
def test_codes(event_type: str, mode: str | None, contexts: tuple[str, ...], text: str, code: str) -> None:
    assert load_cameo().code(load_codebook(), event_type, mode, contexts, text) == code


def test_every_row_names_types_and_modes_of_the_codebook() -> None:
    types = load_codebook().types
    for event_type, rows in load_cameo().rows.items():
        assert all(row.modes <= types[event_type].modes.keys() for row in rows)


@pytest.mark.parametrize(
    ("table", "complaint"),
    [
        ("codes: []\nopposition: []", "no section accusation"),
        ("codes: [{type: AID, code: '7'}]\naccusation: {code: '112', types: []}\nopposition: []", "code row 1: a row"),
        (
            "codes: [{type: AID, code: '070', mode: x}]\naccusation: {code: '112', types: []}\nopposition: []",
            "field: mode",
        ),
    ],
)
def test_wrong_tables(tmp_path: Path, table: str, complaint: str) -> None:
    path = tmp_path / "cameo.yaml"
    path.write_text(table + "\n")
    with pytest.raises(KnowledgeError, match=complaint):
        load_cameo(path)
