"""Spellings of one name are linked, look-alikes are not; the figures over the pairs of `name_pairs.yaml`."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.evaluate.name_pairs import score_pairs
from dateline.knowledge.names import name_pieces, same_name

PAIRS = Path(__file__).parent / "name_pairs.yaml"


def test_precision_and_recall_of_linking() -> None:
    figures = score_pairs(PAIRS)
    assert figures["n"] >= 400
    assert figures["precision"] >= 0.98, figures["mistaken"]
    assert figures["recall"] >= 0.92, figures["missed"]


def test_names_that_nobody_looked_at_while_it_was_made() -> None:
    """What new names score, in the spellings of five languages: docs/accuracy.md gives these figures."""
    figures = score_pairs(PAIRS.with_name("name_pairs_held_out.yaml"))
    assert figures["n"] >= 150
    assert figures["precision"] >= 0.94, figures["mistaken"]
    assert figures["recall"] >= 0.66, figures["missed"]


@pytest.mark.parametrize(
    ("name", "pieces"),
    [
        ("Ahmed al-Sharaa", ("ahmed", "sharaa")),
        ("Ahmed ash-Sharaa", ("ahmed", "sharaa")),
        ("Hay'at Tahrir al-Sham", ("hayat", "tahrir", "sham")),
        ("Lord's Army", ("lord", "s", "army")),
        ("U.S.", ("us",)),
        ("Łódź", ("lodz",)),
        ("al-", ("al-",)),
        ("", ()),
    ],
)
def test_pieces(name: str, pieces: tuple[str, ...]) -> None:
    assert name_pieces(name) == pieces


@pytest.mark.parametrize("kind", ["person", "place", "group"])
def test_nothing_is_like_nothing(kind: str) -> None:
    assert not same_name("Karim Odeh", "", kind)
    assert same_name("Karim Odeh", "Karim Odeh", kind)
