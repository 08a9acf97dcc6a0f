"""Scores who did what to whom in one sentence (gold set `plover_gsr`).

Input: sentences with one PLOVER event each, and the coder. Output: the share of sentences whose main event has the
gold's type, and of the sides whose first country, or sector, is the gold's. Method: the keys' definitions in the
sets' README; older type names are read as today's, and a reciprocal event names all its parties on both sides.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from dateline.evaluate.coder import Coder, make_article
from dateline.evaluate.gold import Record
from dateline.evaluate.tellings import Party, Telling, main_telling, tellings

__all__ = ["score", "score_sentences"]

_TODAY = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT"}
_BODY = "body"  # the bodies above states are told apart by name only, and count as one
_COUNTRY = {"JAP": "JPN", **dict.fromkeys(("IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"), _BODY)}


def score(records: list[Record], coder: Coder) -> dict[str, Any]:
    articles = [make_article(record["text"]) for record in records]
    return score_sentences(records, [main_telling(tellings(doc)) for doc in coder.docs(articles)])


def score_sentences(records: Sequence[Record], found: Sequence[Telling | None]) -> dict[str, Any]:
    """The figures for these sentences, given the main event of each (None: no event found)."""
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    confused: Counter[str] = Counter()
    for record, telling in zip(records, found, strict=True):
        expected = _TODAY.get(record["event"], record["event"])
        predicted = telling.event_type if telling else "none"
        asked["type_accuracy"] += 1
        right["type_accuracy"] += predicted == expected
        if predicted != expected:
            confused[f"{expected}>{predicted}"] += 1
        for name, verdict in _sides(record, telling):
            asked[name] += 1
            right[name] += verdict
    keys = ("type_accuracy", "actor_country", "recipient_country", "sector")
    return {
        "n": len(records),
        **{key: round(right[key] / asked[key], 4) if asked[key] else 0.0 for key in keys},
        "asked": dict(asked),
        "confused": dict(confused.most_common()),
    }


def _sides(record: Record, telling: Telling | None) -> list[tuple[str, bool]]:
    sources, targets = record["source"], record["target"]
    if any(span["role"] == "SRC/TAR" for span in record["spans"]):
        sources = targets = [*sources, *targets]
    actors, recipients = (telling.actors, telling.recipients) if telling else ((), ())
    if len(actors) > 1 and not recipients:
        recipients = (
            *actors[1:],
            actors[0],
        )  # to the first of those who act on each other, the others are the other side
    verdicts = [
        (name, _first_country(parties) in _countries(gold))
        for name, gold, parties in (("actor_country", sources, actors), ("recipient_country", targets, recipients))
        if _countries(gold)
    ]
    sector = next((party["sector"] for party in record["source"] if _is_code(party.get("sector"))), None)
    if sector:
        verdicts.append(("sector", bool(actors) and (actors[0].sector or "") == sector[:3]))
    return verdicts


def _is_code(sector: str | None) -> bool:
    return bool(sector) and sector != "***"


def _countries(gold: Sequence[Record]) -> set[str]:
    codes = [str(party["code"]) for party in gold if party.get("code")]
    return {_COUNTRY.get(code, code) for code in codes if code.isalpha()}


def _first_country(parties: Sequence[Party]) -> str | None:
    code = next((party.country for party in parties if party.country), None)
    return _COUNTRY.get(code, code) if code else None
