"""Evacuations, withdrawals and deployments, with from and to.

Input: the readings of articles. Output: `Movement`s by mover, kind and ends, each with its passages: from events that
the coder found (RETREAT withdraw, MOBILIZE, AID that evacuates) and from sentences that a rule matches.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from dateline.model import Counting, EventMention, PlacePrecision, PlaceRole, PlaceValue
from dateline.picture.marking import NamedPlace
from dateline.picture.matching import ArticleReading, Telling
from dateline.picture.parties import Party
from dateline.picture.passages import Passage, passage_of

__all__ = ["Movement", "gather_movements", "movement_tellings"]

_EVACUATING = re.compile(r"evacuat|airlift", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Movement:
    mover: Party | None  # None: not said
    kind: str  # evacuation, withdrawal, deployment
    start: NamedPlace | None
    end: NamedPlace | None
    passages: tuple[Passage, ...]
    first_reported: date | None


def movement_tellings(reading: ArticleReading, counting: Counting) -> Iterator[Telling]:
    """What one article tells of movements, each end of each sentence once."""
    found = _joined([*reading.tellings("movements"), *_coded(reading, counting)])
    moved = {(telling.value, telling.end, telling.passage.span) for telling in found if telling.party is not None}
    seen: set[tuple[object, ...]] = set()
    for telling in found:
        if telling.party is None and (telling.value, telling.end, telling.passage.span) in moved:
            continue  # the same sentence says who
        key = (telling.value, telling.party, telling.start, telling.end, telling.passage.span.start_char)
        if (telling.start or telling.end) and key not in seen:
            seen.add(key)
            yield telling


def _joined(tellings: list[Telling]) -> list[Telling]:
    """Where a sentence tells one end here and the other there, both are of one movement; who is evacuated from a place
    does not withdraw from it as well."""
    ends: dict[tuple[object, ...], tuple[set[NamedPlace], set[NamedPlace]]] = {}
    for telling in tellings:
        starts, stops = ends.setdefault(_sentence(telling), (set(), set()))
        starts.update([telling.start] if telling.start else [])
        stops.update([telling.end] if telling.end else [])
    found = []
    for telling in tellings:
        starts, stops = ends[_sentence(telling)]
        if telling.value == "withdrawal" and telling.start in ends.get(_sentence(telling, "evacuation"), ((), ()))[0]:
            continue
        start = telling.start or (next(iter(starts)) if len(starts) == 1 else None)
        end = telling.end or (next(iter(stops)) if len(stops) == 1 else None)
        found.append(replace(telling, start=start, end=end))
    return found


def _sentence(telling: Telling, kind: str | None = None) -> tuple[object, ...]:
    return kind or telling.value, telling.party, telling.passage.span.start_char


def _coded(reading: ArticleReading, counting: Counting) -> Iterator[Telling]:
    article = reading.coded.article
    for mention in reading.coded.mentions:
        kind = _kind(mention)
        if kind is None or not counting.takes(mention):
            continue
        movers = [
            reading.references.parties.of_value(claim.value, claim.as_written, article.published_on)
            for claim in mention.actors
        ]
        start = _end(mention, PlaceRole.FROM, reading)
        end = _end(mention, PlaceRole.TO, reading)
        if kind == "withdrawal" and start is None:
            start = _end(mention, PlaceRole.AT, reading)
        elif kind == "deployment" and end is None:
            end = _end(mention, PlaceRole.AT, reading)
        for mover in dict.fromkeys(mover for mover in movers if mover is not None):
            yield Telling(kind, passage_of(mention, article), mover, start=start, end=end)


def _kind(mention: EventMention) -> str | None:
    if mention.event_type in {"AID", "RETREAT"} and _EVACUATING.search(mention.trigger.quote):
        return "evacuation"
    if mention.event_type == "RETREAT" and mention.mode == "withdraw":
        return "withdrawal"
    if mention.event_type == "MOBILIZE" and mention.mode in {"troops", "weapons"}:
        return "deployment"
    return None


def _end(mention: EventMention, role: PlaceRole, reading: ArticleReading) -> NamedPlace | None:
    values = (claim.value for claim in mention.places if claim.value.role is role)
    return next((_named(value, reading) for value in values), None)


def _named(value: PlaceValue, reading: ArticleReading) -> NamedPlace:
    site = reading.references.sites.site(value.site_id) if value.site_id else None
    if site is not None:
        return NamedPlace(site.site_id, site.name, site.lat, site.lon, site.country)
    country = value.precision is PlacePrecision.COUNTRY and value.country
    key = country or (str(value.geoname_id) if value.geoname_id else value.name)
    return NamedPlace(key, value.name, value.lat, value.lon, value.country)


def gather_movements(tellings: Iterable[Telling]) -> tuple[Movement, ...]:
    """Put together by mover, kind and ends."""
    grouped: dict[tuple[Party | None, str, NamedPlace | None, NamedPlace | None], list[Passage]] = {}
    for telling in tellings:
        key = (telling.party, telling.value, telling.start, telling.end)
        grouped.setdefault(key, []).append(telling.passage)
    found = [_movement(*key, passages) for key, passages in grouped.items()]
    return tuple(sorted(found, key=lambda movement: (-len(movement.passages), movement.kind, _name(movement))))


def _movement(
    mover: Party | None, kind: str, start: NamedPlace | None, end: NamedPlace | None, passages: list[Passage]
) -> Movement:
    days = [passage.reported_on for passage in passages if passage.reported_on]
    return Movement(mover, kind, start, end, tuple(passages), min(days, default=None))


def _name(movement: Movement) -> str:
    return movement.mover.name if movement.mover else ""
