"""The table of weapons: its forms, and what a wrong row is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.knowledge.rows import KnowledgeError
from dateline.knowledge.weapons import load_weapons, pieces


@pytest.mark.parametrize(
    ("form", "name", "loose"),
    [
        ("car bombs", "car bomb", False),
        ("car-bomb", "car bomb", False),
        ("AK-47", "ak-47", False),
        ("knives", "knife", False),
        ("tanks", "tank", True),
    ],
)
def test_forms(form: str, name: str, loose: bool) -> None:
    weapon = load_weapons()[pieces(form)]
    assert (weapon.name, weapon.loose) == (name, loose)


def test_what_is_no_weapon() -> None:
    assert pieces("campaign") not in load_weapons()


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("- {family: firearm, noun: [rifle]}", "1: no such field: noun"),
        ("- {family: firearm}", "1: a row needs a family, and nouns or forms"),
        ("- {family: firearm, nouns: [a b c d e]}", "1: 'a b c d e' must have one to 4 words"),
        ("- {family: firearm, nouns: [7]}", "1: nouns and forms are words"),
    ],
)
def test_wrong_rows(tmp_path: Path, row: str, complaint: str) -> None:
    path = tmp_path / "weapons.yaml"
    path.write_text(row + "\n")
    with pytest.raises(KnowledgeError, match=complaint):
        load_weapons(path)
