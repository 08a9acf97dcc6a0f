"""Events of a Doc -> mentions: one for each event of the article, with all the passages that tell it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from dateline import __version__, identity
from dateline.annotate import slots
from dateline.annotate.parse import Doc, Span
from dateline.annotate.slots import CasualtyRow, CertaintyRow, EventRow
from dateline.extract.claims import ClaimMaker, certainty_of
from dateline.extract.reading import DocReading
from dateline.model import CasualtyValue, Certainty, Claim, EventMention, Maker, PlacePrecision, Status

__all__ = ["extract_mentions", "extract_tolls"]

Roles = dict[str, list[tuple[Span, slots.RoleRow]]]  # by "actor", "recipient", "instrument", "target"

_ONLY_SAID = frozenset({"ACCUSE", "REJECT", "REQUEST", "THREATEN", "SUPPORT", "AGREE"})
_POINTS = frozenset({PlacePrecision.TOWN, PlacePrecision.SITE})
_HARM = frozenset({"killed", "wounded", "detained"})
ValueT = TypeVar("ValueT")
PairT = TypeVar("PairT")


@dataclass(frozen=True)
class _Group:
    """One event of the article with every passage that tells it: positions in EVENTS, the first is the fullest."""

    positions: tuple[int, ...]
    rows: tuple[tuple[Span, EventRow], ...]
    certainty: CertaintyRow | None

    @property
    def trigger(self) -> Span:
        return self.rows[0][0]

    @property
    def row(self) -> EventRow:
        return self.rows[0][1]


def _groups(reading: DocReading) -> list[_Group]:
    """The events of the article, each with the passages that tell it; what the author only guesses tells none."""
    doc = reading.doc
    events = slots.get(doc, slots.EVENTS)
    certainties = {row.event: row for _, row in slots.get(doc, slots.CERTAINTIES)}
    members: dict[int, list[int]] = {}
    for position, (trigger, _) in enumerate(events):
        if trigger.root.i not in reading.guessed:
            members.setdefault(_representative(events, position), []).append(position)
    ordered = (
        [first, *(p for p in group if p != first)] if first in group else group for first, group in members.items()
    )
    return [
        _Group(tuple(positions), tuple(events[position] for position in positions), certainties.get(positions[0]))
        for positions in ordered
    ]


def _representative(events: list[tuple[Span, EventRow]], position: int) -> int:
    seen = {position}
    while (earlier := events[position][1].same_as) is not None and earlier not in seen:
        seen.add(earlier)
        position = earlier
    return position


def extract_mentions(reading: DocReading) -> Iterable[EventMention]:
    doc = reading.doc
    linked = _Linked.of(doc)
    for group in _groups(reading):
        yield _mention(reading, group, linked)


def extract_tolls(reading: DocReading) -> Iterable[Claim[CasualtyValue]]:
    """The figures that fall on no event: of a whole war, of an accident, of what was never told as an event."""
    maker = ClaimMaker(reading, reading.article.article_id, Certainty())
    return _unique(maker.casualty(pair) for pair in reading.casualties if pair[1].event is None)


@dataclass(frozen=True)
class _Linked:
    """The slots that point at events, by event position."""

    roles: dict[int, list[tuple[Span, slots.RoleRow]]]
    places: dict[int, list[slots.EventPlaceRow]]
    dates: dict[int, list[slots.EventDateRow]]
    casualties: dict[int, list[tuple[Span, CasualtyRow]]]

    @classmethod
    def of(cls, doc: Doc) -> _Linked:
        casualties: dict[int, list[tuple[Span, CasualtyRow]]] = {}
        for span, row in slots.get(doc, slots.CASUALTIES):
            if row.event is not None:
                casualties.setdefault(row.event, []).append((span, row))
        return cls(
            _by_event((row.event, (span, row)) for span, row in slots.get(doc, slots.ROLES)),
            _by_event((row.event, row) for _, row in slots.get(doc, slots.EVENT_PLACES)),
            _by_event((row.event, row) for _, row in slots.get(doc, slots.EVENT_DATES)),
            casualties,
        )


def _by_event(pairs: Iterable[tuple[int, PairT]]) -> dict[int, list[PairT]]:
    found: dict[int, list[PairT]] = {}
    for event, pair in pairs:
        found.setdefault(event, []).append(pair)
    return found


def _mention(reading: DocReading, group: _Group, linked: _Linked) -> EventMention:
    article = reading.article
    trigger = reading.span(group.trigger.start, group.trigger.end)
    owner = identity.mention_id(article.article_id, group.row.event_type, trigger.start_char, trigger.end_char)
    own_words = reading.own_words.get(group.positions[0], frozenset())
    attribution = reading.attribution_at(group.trigger.root.i, besides=own_words)
    maker = ClaimMaker(reading, owner, certainty_of(reading, group.certainty), attribution)
    figures = [pair for position in group.positions for pair in linked.casualties.get(position, ())]
    roles = _sided((pair for position in group.positions for pair in linked.roles.get(position, ())), figures)
    certainty = group.certainty
    return EventMention(
        mention_id=owner,
        article_id=article.article_id,
        event_type=group.row.event_type,
        mode=group.row.mode,
        contexts=group.row.contexts,
        trigger=trigger,
        evidence=tuple(dict.fromkeys(reading.span(*row.evidence) for _, row in group.rows)),
        attribution=attribution,
        certainty=maker.certainty,
        status=Status(certainty.status) if certainty else Status.HAPPENED,
        status_cue=reading.optional_span(certainty.status_cue) if certainty else None,
        actors=_unique(maker.actor("actor", *pair) for pair in roles["actor"]),
        recipients=_unique(maker.actor("recipient", *pair) for pair in roles["recipient"]),
        instruments=_unique(maker.thing(*pair) for pair in roles["instrument"]),
        targets=_unique(maker.thing(*pair) for pair in roles["target"]),
        places=_unique(map(maker.place, _own_places(reading.doc, group, linked, roles))),
        dates=_unique(maker.date(link) for p in group.positions for link in linked.dates.get(p, ())),
        casualties=_unique(map(maker.casualty, figures)),
        salience=group.row.salience,
        agreement=group.row.agreement,
        made_by=Maker("dateline.events", __version__),
        published_on=article.published_on,
    )


def _own_places(doc: Doc, group: _Group, linked: _Linked, roles: Roles) -> list[slots.EventPlaceRow]:
    """Where it happened, by the first passages that say so, as far as a town or a site.

    What is only said does not happen where the party is of whom it is said ("blames it on Chad").
    """
    names = slots.get(doc, slots.PLACES)
    parties = {(span.start, span.end) for side in roles.values() for span, _ in side}
    said = group.row.event_type in _ONLY_SAID
    own: list[slots.EventPlaceRow] = []
    for position in group.positions:
        if any(names[link.place][1].precision in _POINTS for link in own):
            break
        for link in linked.places.get(position, ()):
            span = names[link.place][0]
            if not (said and (span.start, span.end) in parties):
                own.append(link)
    return own


def _sided(roles: Iterable[tuple[Span, slots.RoleRow]], figures: Iterable[tuple[Span, CasualtyRow]]) -> Roles:
    """The parties by role; where nobody else suffered it, whom it killed or took did, whatever the parse says."""
    harmed = [(span.start, span.end) for span, row in figures if row.kind in _HARM]
    sided: Roles = defaultdict(list)
    for span, row in roles:
        sided[row.role].append((span, row))
    if not sided["recipient"]:
        sided["recipient"] = [pair for pair in sided["actor"] if _is_inside(pair[0], harmed)]
        sided["actor"] = [pair for pair in sided["actor"] if pair not in sided["recipient"]]
    return sided


def _is_inside(span: Span, ranges: Iterable[tuple[int, int]]) -> bool:
    return any(start <= span.start and span.end <= end for start, end in ranges)


def _unique(claims: Iterable[Claim[ValueT]]) -> tuple[Claim[ValueT], ...]:
    """The claims without those that say again what the same source has said in another passage."""
    kept: dict[tuple[object, ...], Claim[ValueT]] = {}
    for claim in claims:
        kept.setdefault((claim.value, claim.attribution.innermost.name), claim)
    return tuple(kept.values())
