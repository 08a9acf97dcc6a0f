"""Coded Doc -> tellings: each passage that tells an event, with all that was read about it there.

Input: a Doc with every slot filled. Output: `Telling`s in the order of the text. An article's mention joins the
passages that tell one event; gold sets mark each passage, so scoring reads the slots and keeps the passages apart.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from spacy.tokens import Doc

from dateline.annotate.parse import Span
from dateline.annotate.slots import (
    ACTORS,
    ATTRIBUTIONS,
    CASUALTIES,
    CERTAINTIES,
    DATES,
    EVENT_DATES,
    EVENT_PLACES,
    EVENTS,
    PLACES,
    ROLES,
    CasualtyRow,
    CertaintyRow,
    get,
)
from dateline.annotate.utterances import attributions_to_speakers

__all__ = ["Offsets", "Party", "Telling", "main_telling", "tellings"]

Offsets = tuple[int, int]


@dataclass(frozen=True)
class Party:
    """An actor or recipient as the coder codes it."""

    name: str
    country: str | None
    sector: str | None
    kind: str = "group"  # as in slots.ActorRow


@dataclass(frozen=True)
class Telling:
    """One event as one passage tells it; offsets are code points into the text."""

    start: int
    end: int
    event_type: str
    mode: str | None
    salience: float
    actors: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    certainty: CertaintyRow | None = None
    said_by: tuple[Offsets, ...] = ()
    places: tuple[Offsets, ...] = ()
    dates: tuple[Offsets, ...] = ()
    casualties: tuple[CasualtyRow, ...] = ()

    @property
    def status(self) -> str:
        """Status with denial folded in, as gold sets write it."""
        if self.certainty is None:
            return "happened"
        return "denied" if self.certainty.polarity == "denied" else self.certainty.status


def main_telling(found: list[Telling]) -> Telling | None:
    """The event that the coder itself ranks first; the earlier one where two are level."""
    return max(found, key=lambda telling: telling.salience, default=None)


def tellings(doc: Doc) -> list[Telling]:
    """Every event of the Doc, passage by passage."""
    sides = _parties(doc)
    triggers = [trigger for trigger, _ in get(doc, EVENTS)]
    certainties = {row.event: row for _, row in get(doc, CERTAINTIES)}
    places, dates = _places(doc, triggers), _dates(doc, triggers)
    own_words = attributions_to_speakers(doc)
    casualties: dict[int, list[CasualtyRow]] = defaultdict(list)
    for span, figure in get(doc, CASUALTIES):
        if figure.event is not None and _beside(span, triggers[figure.event]):
            casualties[figure.event].append(figure)
    return [
        Telling(
            span.start_char,
            span.end_char,
            row.event_type,
            row.mode,
            row.salience,
            actors=tuple(sides[number, "actor"]),
            recipients=tuple(sides[number, "recipient"]),
            certainty=certainties.get(number),
            said_by=_said_by(doc, span.start, own_words.get(number, frozenset())),
            places=tuple(places[number]),
            dates=tuple(dates[number]),
            casualties=tuple(casualties[number]),
        )
        for number, (span, row) in enumerate(get(doc, EVENTS))
    ]


def _parties(doc: Doc) -> dict[tuple[int, str], list[Party]]:
    actors = get(doc, ACTORS)
    sides: dict[tuple[int, str], list[Party]] = defaultdict(list)
    for _, role in get(doc, ROLES):
        if role.actor is not None:
            actor = actors[role.actor][1]
            sides[role.event, role.role].append(
                Party(actor.name, actor.country, role.sector or actor.sector, actor.kind)
            )
    return sides


def _places(doc: Doc, triggers: list[Span]) -> dict[int, list[Offsets]]:
    places = get(doc, PLACES)
    found: dict[int, list[Offsets]] = defaultdict(list)
    for _, row in get(doc, EVENT_PLACES):
        span = places[row.place][0]
        if row.basis == "stated" and _beside(span, triggers[row.event]):
            found[row.event].append((span.start_char, span.end_char))
    return found


def _dates(doc: Doc, triggers: list[Span]) -> dict[int, list[Offsets]]:
    dates = get(doc, DATES)
    found: dict[int, list[Offsets]] = defaultdict(list)
    for _, row in get(doc, EVENT_DATES):
        span = dates[row.date][0]
        if _beside(span, triggers[row.event]):
            found[row.event].append((span.start_char, span.end_char))
    return found


def _beside(span: Span, trigger: Span) -> bool:
    """Whether it stands in the passage itself: gold sets mark nothing that is read into it from elsewhere."""
    return span.root.sent == trigger.root.sent


def _said_by(doc: Doc, token: int, own_words: frozenset[int]) -> tuple[Offsets, ...]:
    """The source of the innermost attribution that has the token in its content, but for the speaker of the event."""
    around = [
        (end - start, row.source)
        for position, (_, row) in enumerate(get(doc, ATTRIBUTIONS))
        for start, end in row.contents
        if start <= token < end and row.source is not None and row.reports and position not in own_words
    ]
    if not around:
        return ()
    start, end = min(around)[1]
    source = doc[start:end]
    return ((source.start_char, source.end_char),)
