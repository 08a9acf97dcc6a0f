"""CAMEO dyads of hand-made tellings, and known scores, wrong ones included."""

from __future__ import annotations

import pytest

from dateline.evaluate.petrarch2_gsr import Triple, score_triples, triples_of
from dateline.evaluate.tellings import Party, Telling
from dateline.knowledge.codebook_file import load_codebook

KENYA = Party("Kenya", "KEN", "GOV", "state")
ARMY = Party("Ugandan army", "UGA", "MIL", "organisation")
UN = Party("UN", "UNO", None, "organisation")


def telling(event_type: str, mode: str | None, actors: tuple[Party, ...], recipients: tuple[Party, ...]) -> Telling:
    return Telling(0, 1, event_type, mode, 1.0, actors=actors, recipients=recipients)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (telling("AID", None, (KENYA,), (ARMY,)), {("KEN", "UGAMIL", "070")}),
        (telling("ASSAULT", "aerial", (ARMY,), ()), {("UGAMIL", "---", "195")}),
        (telling("CONSULT", None, (KENYA, UN), ()), {("KEN", "IGOUNO", "040"), ("IGOUNO", "KEN", "040")}),
        (telling("CONSULT", "visit", (KENYA,), (UN,)), {("KEN", "IGOUNO", "042"), ("IGOUNO", "KEN", "043")}),
        (telling("ASSAULT", None, (), ()), set()),
    ],
)
def test_triples(told: Telling, expected: set[Triple]) -> None:
    assert triples_of(told, load_codebook()) == expected


def test_scores() -> None:
    gold = [{("KEN", "UGAMIL", "070"), ("KEN", "UGA", "010")}, set()]
    same = score_triples(gold, gold)
    assert (same["event_f1"], same["event_f1_relaxed"], same["exact_sentences"]) == (1.0, 1.0, 1.0)
    near = score_triples(gold, [{("KENGOV", "UGA", "073")}, {("UGA", "KEN", "190")}])
    assert near["event_f1"] == 0.0
    assert near["event_f1_relaxed"] == 0.5  # one of two gold and of two told
    assert near["exact_sentences"] == 0.0
