"""Scores events in ordinary news, most of whose sentences hold none (gold set `wild`).

Input: passages with every sentence annotated, and the coder. Output: precision, recall and rates of false events over
all passages and over the randomly drawn ones, and the accuracy of what is said about each matched event. Method: that
of the set's reference scorer with `doubt='optional'`: one-to-one matching inside a sentence, by overlap with a trigger
and an accepted type; doubtful gold events are neither misses nor, when hit, right or wrong.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dateline.evaluate.coder import Coder, make_article
from dateline.evaluate.gold import Record
from dateline.evaluate.tellings import Offsets, Telling, tellings

__all__ = ["Tally", "score", "score_passages"]

_BODIES = {"UNO": "IGO", "EUR": "IGO", "ISM": "UNK", "IMG": "UNK"}  # the set tells states, IGO, NGO and UNK apart
_ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_CASUALTY_KINDS = ("killed", "wounded")


def score(records: list[Record], coder: Coder) -> dict[str, Any]:
    articles = [make_article(record["text"], _whole_date(record), record.get("title")) for record in records]
    predicted = [tellings(doc) for doc in coder.docs(articles)]
    return score_passages(records, predicted)


def _whole_date(record: Record) -> str | None:
    """The article's date; some records give part of one ("December 9"), which fixes no day."""
    date = record.get("date") or ""
    return date if _ISO_DATE.fullmatch(date) else None


def score_passages(records: Sequence[Record], predicted: Sequence[Sequence[Telling]]) -> dict[str, Any]:
    """The figures for these passages, given the events found in each."""
    everything, drawn = Tally(), Tally()
    for record, found in zip(records, predicted, strict=True):
        tally = _tally_passage(record, found)
        everything.add(tally)
        if record["sampling"] == "random":
            drawn.add(tally)
    overall, random = everything.figures(), drawn.figures()
    return {
        "n": len(records),
        "event_precision": overall["precision"],
        "event_recall": overall["recall"],
        "event_f1": overall["f1"],
        "random_precision": random["precision"],
        "random_recall": random["recall"],
        "false_per_100_negative": random["false_per_100_negative"],
        **{name: overall[name] for name in _GIVEN_A_MATCH},
        "core_recall": overall["core_recall"],
        "sentence_precision": overall["sentence_precision"],
        "sentence_recall": overall["sentence_recall"],
        "random": random,
        "counts": dict(sorted(everything.counts.items())),
    }


_GIVEN_A_MATCH = (
    "status_accuracy",
    "certainty_accuracy",
    "said_by_accuracy",
    "actor_country",
    "recipient_country",
    "actor_country_named",
    "recipient_country_named",
    "sector",
    "place_accuracy",
    "date_accuracy",
    "casualties_accuracy",
)


class Tally:
    """Counts over sentences; `figures` turns them into shares."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()

    def add(self, other: Tally) -> None:
        self.counts.update(other.counts)

    def judge(self, name: str, right: bool) -> None:
        self.counts[f"{name}_n"] += 1
        self.counts[f"{name}_ok"] += right

    def figures(self) -> dict[str, float]:
        c = self.counts
        precision, recall = _share(c["tp"], c["tp"] + c["fp"]), _share(c["tp"], c["tp"] + c["fn"])
        return {
            "precision": round(precision, 3),
            "recall": round(recall, 3),
            "f1": round(2 * precision * recall / (precision + recall), 3) if precision + recall else 0.0,
            "core_recall": round(_share(c["core_tp"], c["core_tp"] + c["core_fn"]), 3),
            "sentence_precision": round(_share(c["sentence_tp"], c["sentence_tp"] + c["sentence_fp"]), 3),
            "sentence_recall": round(_share(c["sentence_tp"], c["sentence_tp"] + c["sentence_fn"]), 3),
            "false_per_100_negative": round(100 * _share(c["negative_fp"], c["negatives"]), 3),
            **{name: round(_share(c[f"{name}_ok"], c[f"{name}_n"]), 3) for name in _GIVEN_A_MATCH},
        }


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


@dataclass(frozen=True)
class _Match:
    """Which gold event (by position) was hit by which telling."""

    hits: dict[int, Telling]
    unused: list[Telling]


def _tally_passage(record: Record, found: Sequence[Telling]) -> Tally:
    tally = Tally()
    for sentence in record["sentences"]:
        if sentence.get("drift"):
            continue
        inside = [telling for telling in found if sentence["start"] <= telling.start < sentence["end"]]
        _tally_sentence(tally, sentence["events"], inside)
    return tally


def _tally_sentence(tally: Tally, events: Sequence[Record], found: Sequence[Telling]) -> None:
    counts = tally.counts
    if any(not event["doubt"] for event in events):
        counts["sentence_tp" if found else "sentence_fn"] += 1
    elif not events:
        counts["negatives"] += 1
        counts["negative_fp"] += len(found)
        counts["sentence_fp"] += bool(found)
    match = _match(events, found)
    for position, event in enumerate(events):
        if event["doubt"]:
            continue
        hit = match.hits.get(position)
        counts["tp" if hit else "fn"] += 1
        if event["core"]:
            counts["core_tp" if hit else "core_fn"] += 1
        if hit:
            _judge(tally, event, hit)
    counts["fp"] += sum(1 for telling in match.unused if not _repeats_doubtful(events, telling))


def _match(events: Sequence[Record], found: Sequence[Telling]) -> _Match:
    """Greedy one-to-one: firm events first, main ones before others, the exact type before an accepted other."""
    order = sorted(range(len(events)), key=lambda number: (events[number]["doubt"], not events[number]["core"]))
    hits: dict[int, Telling] = {}
    unused = list(found)
    for strict in (True, False):
        for number in order:
            if number in hits:
                continue
            event = events[number]
            types = [event["type"], *([] if strict else event["alt_types"])]
            hit = next((t for t in unused if t.event_type in types and _on_trigger(event, t)), None)
            if hit is not None:
                hits[number] = hit
                unused = [telling for telling in unused if telling is not hit]
    return _Match(hits, unused)


def _on_trigger(event: Record, telling: Telling) -> bool:
    return any(_overlap(_offsets(span), _own(telling)) for span in (event["trigger"], *event["alt_triggers"]))


def _repeats_doubtful(events: Sequence[Record], telling: Telling) -> bool:
    """A second telling on a doubtful event's trigger is not false either."""
    return any(
        event["doubt"]
        and _overlap(_own(telling), _offsets(event["trigger"]))
        and telling.event_type in (event["type"], *event["alt_types"])
        for event in events
    )


def _judge(tally: Tally, event: Record, hit: Telling) -> None:
    tally.judge("status_accuracy", hit.status == event["status"])
    level = hit.certainty.level if hit.certainty else "certain"
    tally.judge("certainty_accuracy", (level if level != "unspecified" else "certain") == event["certainty"])
    tally.judge("said_by_accuracy", _same_spans([_offsets(span) for span in event["said_by"] or []], hit.said_by))
    for name, gold, parties in (
        ("actor_country", event["actors"], hit.actors),
        ("recipient_country", event["recipients"], hit.recipients),
    ):
        expected = {party["country"] for party in gold} - {"UNK"}
        told = {_BODIES.get(party.country, party.country) for party in parties if party.country} - {"UNK"}
        tally.judge(name, expected == told)
        if expected:
            tally.judge(f"{name}_named", bool(expected & told))
    if event["actors"]:
        sectors = {party["sector"] for party in event["actors"]}
        tally.judge("sector", bool(hit.actors) and hit.actors[0].sector in sectors)
    for name, gold, spans in (("place", event["place"], hit.places), ("date", event["date"], hit.dates)):
        tally.judge(f"{name}_accuracy", _same_spans([_offsets(gold)] if gold else [], spans))
    tally.judge("casualties_accuracy", all(_casualties_agree(event[kind], hit, kind) for kind in _CASUALTY_KINDS))


def _casualties_agree(gold: Record | None, hit: Telling, kind: str) -> bool:
    told = [row for row in hit.casualties if row.kind == kind and (row.low, row.best) != (None, None)]
    if gold is None or not told:
        return gold is None and not told
    if any(gold["n"] in ((row.low, row.best) if gold.get("vague") else (row.best,)) for row in told):
        return True
    total = sum(row.best or 0 for row in told if row.part_of is None)
    return total == int(gold["n"])


def _same_spans(gold: Sequence[Offsets], told: Sequence[Offsets]) -> bool:
    return (not gold and not told) or any(_overlap(a, b) for a in gold for b in told)


def _overlap(a: Offsets, b: Offsets) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _own(telling: Telling) -> Offsets:
    return telling.start, telling.end


def _offsets(span: Record) -> Offsets:
    return span["start"], span["end"]
