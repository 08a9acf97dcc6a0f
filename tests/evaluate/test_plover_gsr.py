"""The plover_gsr scorer gives known figures for hand-made cases, wrong ones included."""

from __future__ import annotations

from typing import Any

import pytest

from dateline.evaluate.plover_gsr import score_sentences
from dateline.evaluate.tellings import Party, Telling, main_telling


def gold(event: str, source: list[str], target: list[str], *, reciprocal: bool = False) -> dict[str, Any]:
    return {
        "text": "made up",
        "event": event,
        "source": [{"text": code, "code": code, "sector": "GOV"} for code in source],
        "target": [{"text": code, "code": code, "sector": None} for code in target],
        "spans": [{"role": "SRC/TAR" if reciprocal else "SRC", "start": 0, "end": 1, "text": "m"}],
    }


def told(event_type: str, actors: list[str | None], recipients: list[str | None], salience: float = 1.0) -> Telling:
    return Telling(
        0,
        4,
        event_type,
        None,
        salience,
        actors=tuple(Party("", code, "GOV") for code in actors),
        recipients=tuple(Party("", code, "MIL") for code in recipients),
    )


@pytest.mark.parametrize(
    ("record", "telling", "expected"),
    [
        (gold("AID", ["FRA"], ["MLI"]), told("AID", ["FRA"], ["MLI"]), (1.0, 1.0, 1.0)),
        (gold("AID", ["FRA"], ["MLI"]), told("AID", ["MLI"], ["FRA"]), (1.0, 0.0, 0.0)),
        (gold("AID", ["FRA"], ["MLI"]), told("AID", ["MLI", "FRA"], [None, "MLI"]), (1.0, 0.0, 1.0)),
        (gold("AID", ["FRA"], ["MLI"]), None, (0.0, 0.0, 0.0)),
        (gold("DEMAND", ["FRA"], []), told("REQUEST", ["FRA"], []), (1.0, 1.0, None)),
        (gold("FIGHT", ["JAP"], []), told("ASSAULT", ["JPN"], []), (1.0, 1.0, None)),
        (gold("DISAPPROVE", ["IGO"], []), told("REJECT", ["UNO"], []), (0.0, 1.0, None)),
        (gold("CONSULT", ["FRA", "MLI"], [], reciprocal=True), told("CONSULT", ["MLI", "FRA"], []), (1.0, 1.0, 1.0)),
        (gold("CONSULT", ["FRA", "MLI"], [], reciprocal=True), told("CONSULT", ["MLI"], []), (1.0, 1.0, 0.0)),
    ],
)
def test_one_sentence(
    record: dict[str, Any], telling: Telling | None, expected: tuple[float, float, float | None]
) -> None:
    figures = score_sentences([record], [telling])
    assert (figures["type_accuracy"], figures["actor_country"]) == expected[:2]
    assert figures["asked"].get("recipient_country", 0) == (expected[2] is not None)
    assert figures["recipient_country"] == (expected[2] or 0.0)


def test_the_main_event_is_the_coders_first() -> None:
    first, second = told("AID", [], [], 0.4), told("CONSULT", [], [], 0.9)
    assert main_telling([first, second]) is second
    assert main_telling([]) is None


def test_sector_of_the_first_actor() -> None:
    record = gold("AID", ["FRA"], [])
    assert score_sentences([record], [told("AID", ["FRA"], [])])["sector"] == 1.0
    assert score_sentences([record], [told("AID", [], [])])["sector"] == 0.0
