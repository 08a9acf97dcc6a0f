"""The wild scorer gives known figures for hand-made cases, and those of the set's reference scorer for random ones."""

from __future__ import annotations

import importlib.util
import random
from types import ModuleType
from typing import Any

import pytest

from conftest import SHARED
from dateline.annotate.slots import CasualtyRow, CertaintyRow
from dateline.evaluate.tellings import Party, Telling
from dateline.evaluate.wild import score_passages

TEXT_LENGTH = 40  # of each made-up sentence
TYPES = ["ASSAULT", "CONSULT", "AGREE"]


def gold_event(start: int, end: int, event_type: str = "ASSAULT", **changed: Any) -> dict[str, Any]:
    event = {
        "type": event_type,
        "mode": None,
        "alt_types": [],
        "trigger": {"start": start, "end": end},
        "alt_triggers": [],
        "actors": [],
        "recipients": [],
        "place": None,
        "date": None,
        "status": "happened",
        "certainty": "certain",
        "said_by": None,
        "killed": None,
        "wounded": None,
        "core": True,
        "doubt": False,
    }
    return event | changed


def passage(*sentences: list[dict[str, Any]], sampling: str = "random") -> dict[str, Any]:
    return {
        "dataset": "made",
        "id": "1",
        "sampling": sampling,
        "text": "x" * TEXT_LENGTH * len(sentences),
        "sentences": [
            {"start": n * TEXT_LENGTH, "end": (n + 1) * TEXT_LENGTH, "gray": None, "events": events}
            for n, events in enumerate(sentences)
        ],
    }


def told(start: int, end: int, event_type: str = "ASSAULT", **more: Any) -> Telling:
    return Telling(start, end, event_type, None, 1.0, **more)


@pytest.mark.parametrize(
    ("found", "precision", "recall"),
    [
        ([told(3, 9)], 1.0, 1.0),
        ([told(9, 12)], 0.0, 0.0),  # beside the trigger
        ([told(3, 9, "CONSULT")], 0.0, 0.0),  # another type
        ([told(3, 9), told(50, 55)], 0.5, 1.0),  # a false event in the sentence without events
        ([told(3, 9), told(4, 8)], 0.5, 1.0),  # one gold event matches only once
        ([], 0.0, 0.0),
    ],
)
def test_detection(found: list[Telling], precision: float, recall: float) -> None:
    figures = score_passages([passage([gold_event(2, 8)], [])], [found])
    assert (figures["event_precision"], figures["event_recall"]) == (precision, recall)


def test_doubtful_events_are_optional() -> None:
    gold = [passage([gold_event(2, 8), gold_event(20, 25, "CONSULT", doubt=True)])]
    for found in ([told(3, 9)], [told(3, 9), told(20, 25, "CONSULT")]):
        figures = score_passages(gold, [found])
        assert figures["event_precision"] == figures["event_recall"] == 1.0


def test_false_events_are_counted_per_negative_sentence() -> None:
    figures = score_passages([passage([], [], [gold_event(82, 88)], [])], [[told(1, 2), told(5, 6), told(83, 85)]])
    assert figures["false_per_100_negative"] == 66.667


def test_enriched_passages_stay_out_of_the_rates() -> None:
    figures = score_passages(
        [passage([]), passage([gold_event(1, 5)], sampling="enriched")], [[], [told(1, 5), told(7, 9)]]
    )
    assert figures["event_precision"] == 0.5
    assert figures["random_precision"] == 0.0
    assert figures["false_per_100_negative"] == 0.0


def test_what_is_said_about_a_match() -> None:
    party = {"country": "KEN", "sector": "MIL"}
    event = gold_event(
        2, 8, actors=[party], status="denied", killed={"n": 3, "vague": False}, place={"start": 10, "end": 14}
    )
    right = told(
        2,
        8,
        actors=(Party("Kenyan army", "KEN", "MIL"),),
        certainty=CertaintyRow(0, "certain", "denied", "happened"),
        casualties=(CasualtyRow("killed", 3, 3, 3),),
        places=((10, 14),),
    )
    figures = score_passages([passage([event])], [[right]])
    for key in (
        "actor_country",
        "recipient_country",
        "status_accuracy",
        "casualties_accuracy",
        "place_accuracy",
        "sector",
    ):
        assert figures[key] == 1.0, key
    wrong = told(
        2,
        8,
        actors=(Party("Uganda", "UGA", "GOV"), Party("Kenya", "KEN", "GOV")),
        recipients=(Party("Uganda", "UGA", "GOV"),),
        places=((15, 18),),
        casualties=(CasualtyRow("killed", 4, 4, 4),),
    )
    figures = score_passages([passage([event])], [[wrong]])
    for key in (
        "actor_country",
        "recipient_country",
        "status_accuracy",
        "casualties_accuracy",
        "place_accuracy",
        "sector",
    ):
        assert figures[key] == 0.0, key
    assert figures["actor_country_named"] == 1.0


def reference_scorer() -> ModuleType:
    path = SHARED / "gold" / "wild" / "score_wild.py"
    spec = importlib.util.spec_from_file_location("score_wild", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def random_case(chance: random.Random) -> tuple[dict[str, Any], list[Telling]]:
    """A passage and predictions that are near enough to hit often and wrong often."""

    def span(base: int) -> dict[str, int]:
        start = base + chance.randrange(0, 30)
        return {"start": start, "end": start + chance.randrange(1, 8)}

    def countries() -> list[str]:
        return chance.sample(["KEN", "UGA", "UNK", "IGO"], chance.randrange(0, 3))

    sentences = []
    found = []
    for number in range(4):
        base = number * TEXT_LENGTH
        events = []
        for _ in range(chance.randrange(0, 4)):
            place = span(base)
            events.append(
                gold_event(
                    place["start"],
                    place["end"],
                    chance.choice(TYPES),
                    alt_types=chance.sample(TYPES, chance.randrange(0, 2)),
                    alt_triggers=[span(base) for _ in range(chance.randrange(0, 2))],
                    actors=[{"country": code, "sector": "GOV"} for code in countries()],
                    recipients=[{"country": code, "sector": "GOV"} for code in countries()],
                    status=chance.choice(["happened", "denied"]),
                    said_by=chance.choice([None, [span(base)]]),
                    core=chance.random() < 0.5,
                    doubt=chance.random() < 0.4,
                )
            )
        sentences.append(events)
        for _ in range(chance.randrange(0, 4)):
            place, source = span(base), span(base)
            found.append(
                told(
                    place["start"],
                    place["end"],
                    chance.choice(TYPES),
                    actors=tuple(Party(code, code, "GOV") for code in countries()),
                    recipients=tuple(Party(code, code, "GOV") for code in countries()),
                    certainty=CertaintyRow(0, "certain", chance.choice(["denied", "affirmed"]), "happened"),
                    said_by=chance.choice([(), ((source["start"], source["end"]),)]),
                )
            )
    return passage(*sentences, sampling=chance.choice(["random", "enriched"])), found


def as_reference(telling: Telling) -> dict[str, Any]:
    return {
        "start": telling.start,
        "end": telling.end,
        "type": telling.event_type,
        "actors": [party.country for party in telling.actors],
        "recipients": [party.country for party in telling.recipients],
        "status": telling.status,
        "said_by": list(telling.said_by) or None,
    }


@pytest.mark.parametrize("seed", range(20))
def test_figures_equal_those_of_the_reference_scorer(seed: int) -> None:
    chance = random.Random(seed)
    cases = [random_case(chance) for _ in range(12)]
    records = [record | {"id": str(number)} for number, (record, _) in enumerate(cases)]
    ours = score_passages(records, [found for _, found in cases])
    reference = reference_scorer()
    predictions = {("made", str(n)): [as_reference(telling) for telling in found] for n, (_, found) in enumerate(cases)}
    theirs = reference.score(records, predictions)
    drawn = reference.score(records, predictions, sampling="random")
    assert {
        "event_precision": theirs["event"]["p"],
        "event_recall": theirs["event"]["r"],
        "event_f1": theirs["event"]["f1"],
        "random_precision": drawn["event"]["p"],
        "random_recall": drawn["event"]["r"],
        "false_per_100_negative": drawn["false_events_per_100_negatives"] or 0.0,
        "status_accuracy": theirs["status"] or 0.0,
        "said_by_accuracy": theirs["said_by"] or 0.0,
        "actor_country": theirs["actor_exact"] or 0.0,
        "recipient_country": theirs["recipient_exact"] or 0.0,
        "actor_country_named": theirs["actor_any_named"] or 0.0,
        "recipient_country_named": theirs["recipient_any_named"] or 0.0,
        "core_recall": theirs["core_recall"] or 0.0,
        "sentence_precision": theirs["sentence"]["p"],
        "sentence_recall": theirs["sentence"]["r"],
    }.items() <= ours.items()
