"""Scores CAMEO dyads of newswire sentences (gold set `petrarch2_gsr`).

Input: sentences with (source, target, CAMEO code) triples, and the coder. Output: micro F1 of the sets of triples, in
full and relaxed to countries and root codes. Method: each event gives one triple for each pair of an actor and a
recipient; those who act on each other give both directions; a side that nobody stands on is written "---". Codes are
the codebook's, by type and mode.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import permutations, product
from typing import Any

from dateline.evaluate.coder import Coder, make_article
from dateline.evaluate.gold import Record
from dateline.evaluate.tellings import Party, Telling, tellings
from dateline.knowledge.codebook import Codebook
from dateline.knowledge.codebook_file import load_codebook

__all__ = ["Triple", "score", "score_triples", "triples_of"]

Triple = tuple[str, str, str]
NOBODY = "---"
_BODIES = {"UNO": "IGOUNO", "EUR": "IGOEUREEC"}  # CAMEO counts both among the bodies above states


def score(records: list[Record], coder: Coder) -> dict[str, Any]:
    codebook = load_codebook(coder.settings.codebook)
    articles = [make_article(record["text"], _published(record)) for record in records]
    predicted = [
        {triple for telling in tellings(doc) for triple in triples_of(telling, codebook)}
        for doc in coder.docs(articles)
    ]
    gold = [{(e["source"], e["target"], e["cameo"]) for e in record["events"]} for record in records]
    return score_triples(gold, predicted)


def _published(record: Record) -> str | None:
    """The record's date (yyyymmdd) as an ISO date, since who holds an office depends on it."""
    day = str(record.get("date") or "")
    return f"{day[:4]}-{day[4:6]}-{day[6:]}" if len(day) == 8 and day.isdigit() else None


def triples_of(telling: Telling, codebook: Codebook) -> set[Triple]:
    event_type = codebook.types[telling.event_type]
    mode = event_type.modes.get(telling.mode or "")
    code = mode.cameo if mode else event_type.cameo
    actors, recipients = _codes(telling.actors), _codes(telling.recipients)
    if not actors and not recipients:
        return set()
    if telling.mode == "visit":  # CAMEO codes the visit and the welcome
        return {(a, r, "042") for a in actors for r in recipients} | {(r, a, "043") for a in actors for r in recipients}
    if len(actors) > 1 and not recipients:
        return {(source, target, code) for source, target in permutations(actors, 2)}
    return {(source, target, code) for source, target in product(actors or [NOBODY], recipients or [NOBODY])}


def _codes(parties: Iterable[Party]) -> list[str]:
    """Country and sector of each, once; a state named as such has no sector in CAMEO."""
    codes = [
        (party.country or NOBODY, "" if party.kind == "state" else party.sector or "")
        for party in parties
        if party.country or party.sector
    ]
    return list(dict.fromkeys(_BODIES.get(country, country + sector) for country, sector in codes))


def score_triples(gold: Sequence[set[Triple]], predicted: Sequence[set[Triple]]) -> dict[str, Any]:
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


def _relax(triple: Triple) -> Triple:
    source, target, code = triple
    return source[:3], target[:3], code[:2]


def _f1(gold: Sequence[set[Triple]], predicted: Sequence[set[Triple]]) -> float:
    right = sum(len(expected & told) for expected, told in zip(gold, predicted, strict=True))
    whole = sum(map(len, gold)) + sum(map(len, predicted))
    return round(2 * right / whole, 4) if whole else 0.0
