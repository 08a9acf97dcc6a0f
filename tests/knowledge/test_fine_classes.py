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
    ],
)
def test_class_of_a_passage(words: str, types: set[str], label: str, acled: str | None) -> None:
    fine = find_fine_class(Signs(tuple(words.split()), frozenset(types)), load_fine_classes())
    assert fine is not None
    assert fine.label == label
    assert (fine.acled[0] if fine.acled else None) == acled


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
