"""Scores CAMEO dyads of newswire sentences (gold set `petrarch2_gsr`).

Input: sentences with (source, target, CAMEO code) triples, and the coder. Output: micro F1 of the sets of triples, in
full and relaxed to countries and root codes. Method: the dyads of `export.cameo`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dateline.evaluate.coder import Coder, make_article
from dateline.evaluate.gold import Record
from dateline.export.cameo import Dyad, dyads_of
from dateline.knowledge.codebook_file import load_codebook

__all__ = ["score", "score_triples"]


def score(records: list[Record], coder: Coder) -> dict[str, Any]:
    codebook = load_codebook(coder.settings.codebook)
    articles = [make_article(record["text"], _published(record)) for record in records]
    predicted = [dyads_of(coded, codebook) for coded in coder.code(articles)]
    gold = [{(e["source"], e["target"], e["cameo"]) for e in record["events"]} for record in records]
    return score_triples(gold, predicted)


def _published(record: Record) -> str | None:
    """The record's date (yyyymmdd) as an ISO date, since who holds an office depends on it."""
    day = str(record.get("date") or "")
    return f"{day[:4]}-{day[4:6]}-{day[6:]}" if len(day) == 8 and day.isdigit() else None


def score_triples(gold: Sequence[set[Dyad]], predicted: Sequence[set[Dyad]]) -> dict[str, Any]:
    relaxed = [[{_relax(triple) for triple in triples} for triples in side] for side in (gold, predicted)]
    exact = sum(expected == told for expected, told in zip(gold, predicted, strict=True))
    return {
        "n": len(gold),
        "event_f1": _f1(gold, predicted),
        "event_f1_relaxed": _f1(*relaxed),
        "exact_sentences": round(exact / len(gold), 4) if gold else 0.0,
        "gold_events": sum(map(len, gold)),
        "told_events": sum(map(len, predicted)),
    }


def _relax(triple: Dyad) -> Dyad:
    source, target, code = triple
    return source[:3], target[:3], code[:2]


def _f1(gold: Sequence[set[Dyad]], predicted: Sequence[set[Dyad]]) -> float:
    right = sum(len(expected & told) for expected, told in zip(gold, predicted, strict=True))
    whole = sum(map(len, gold)) + sum(map(len, predicted))
    return round(2 * right / whole, 4) if whole else 0.0
