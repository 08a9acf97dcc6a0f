"""Passages and their class in CASE-2021 and ACLED."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.knowledge.fine_classes import Signs, find_fine_class, load_fine_classes
from dateline.knowledge.rows import KnowledgeError

LABELS = 30


@pytest.mark.parametrize(
    ("words", "types", "label", "acled"),
    [
        ("a suicide bomber blew himself up", {"ASSAULT"}, "SUIC_BOMB", "Explosions/Remote violence"),
        ("sappers defuse a bomb", {"COERCE"}, "DISR_WEAP", "Strategic developments"),
        ("teachers hold a peaceful protest", {"PROTEST"}, "PEACE_PROTEST", "Protests"),
        ("protester hurl stone at the office", {"PROTEST"}, "VIOL_DEMONSTR", "Riots"),
        ("rebel clash with soldier", {"ASSAULT"}, "ARMED_CLASH", "Battles"),
        ("an earthquake of magnitude six", set(), "NATURAL_DISASTER", None),
        ("the gang smuggle cocaine", set(), "ORG_CRIME", None),
        ("the foreign minister criticise the envoy", {"ACCUSE"}, "DIPLO", None),
        ("the army set up a new base near the river", set(), "HQ_ESTABLISHED", "Strategic developments"),
        ("forty fighter surrender to the government", {"RETREAT"}, "AGREEMENT", "Strategic developments"),
        ("villager flee their home after the fighting", set(), "OTHER", "Strategic developments"),
        ("the army deny that it was behind the attack", {"ACCUSE"}, "ATTRIB", None),
        ("rocket fired at the port", {"ASSAULT"}, "ART_MISS_ATTACK", "Explosions/Remote violence"),
        ("the soldier capture a stash of rifle", {"COERCE"}, "DISR_WEAP", "Strategic developments"),
    ],
)
def test_class_of_a_passage(words: str, types: set[str], label: str, acled: str | None) -> None:
    fine = find_fine_class(Signs(tuple(words.split()), frozenset(types)), load_fine_classes())
    assert fine is not None
    assert fine.label == label
    assert (fine.acled[0] if fine.acled else None) == acled


@pytest.mark.parametrize(
    ("words", "actors", "recipients", "label"),
    [
        ("they capture the village at dawn", {"REB"}, {"MIL"}, "NON_STATE_ACTOR_OVERTAKES_TER"),
        ("the army capture the village at dawn", {"MIL"}, {"REB"}, "GOV_REGAINS_TERIT"),
        ("they kill four at dawn", {"REB"}, {"MIL"}, "ARMED_CLASH"),
        ("they kill four villager at dawn", {"REB"}, {"CVL"}, "ATTACK"),
    ],
)
def test_who_takes_part_decides(words: str, actors: set[str], recipients: set[str], label: str) -> None:
    signs = Signs(
        tuple(words.split()), frozenset({"ASSAULT"}), actors=frozenset(actors), recipients=frozenset(recipients)
    )
    fine = find_fine_class(signs, load_fine_classes())
    assert fine is not None
    assert fine.label == label


def test_every_class_can_be_reached() -> None:
    assert len({fine.label for fine in load_fine_classes()}) == LABELS


def test_nothing_fits_ordinary_life() -> None:
    assert find_fine_class(Signs(("my", "aunt", "bakes")), load_fine_classes()) is None


@pytest.mark.parametrize("row", ["- {label: X, colour: red}", "- {words: bomb}", "- {label: X, acled: Battles}"])
def test_a_mistake_is_named_with_its_line(tmp_path: Path, row: str) -> None:
    path = tmp_path / "classes.yaml"
    path.write_text("# first line\n" + row + "\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=":2:"):
        load_fine_classes(path)
