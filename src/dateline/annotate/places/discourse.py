"""Where an event happened that its own sentence does not place: by the event before it, and by the dateline.

Input: the events of a Doc with the places that syntax gives them, how each is told, and all places. Output: further
links, `basis` inferred, each with its reason. An event is where the last one of its type was, if that is told in the
sentence before. What opens the article is where its dateline says ("PALMYRA, Syria -"), if no other place of a point is
named beside it: reporters write from capitals of what happened elsewhere.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from dateline.annotate.parse import Doc, Span
from dateline.annotate.slots import CERTAINTIES, EventPlaceRow, EventRow, PlaceRow, get
from dateline.model import PlacePrecision, PlaceRole, Polarity, Status

__all__ = ["dateline_places", "places_by_discourse", "positions_in"]

_LOCAL = frozenset({"ASSAULT", "PROTEST", "COERCE"})  # what happens at one place, and is told without it at need
_REAL = frozenset({Status.HAPPENED, Status.ONGOING})
_POINTS = frozenset({PlacePrecision.TOWN, PlacePrecision.SITE, PlacePrecision.DISTRICT, PlacePrecision.PROVINCE})
_DATELINE = re.compile(
    r"\s*(?P<place>[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,3})(?:, [A-Z][\w.'’]*(?: [A-Z][\w.'’]*){0,2})?"
    r"(?:, (?:\w+\.? \d{1,2}|\d{1,2} \w+)(?:,? \d{4})?)?(?: ?\([^()\n]{2,30}\))?\s?(?:[-–—]{1,2}|:)\s"
)
_LEAD = 2  # sentences that open an article

Places = Sequence[tuple[Span, PlaceRow]]
Events = Sequence[tuple[Span, EventRow]]


def dateline_places(doc: Doc, places: Places) -> list[int]:
    """The positions of the places of the dateline that the article opens with: the town, then what holds it."""
    match = _DATELINE.match(doc.text)
    if match is None:
        return []
    inside = [number for number, (span, _) in enumerate(places) if span.start_char < match.end()]
    return inside if inside and places[inside[0]][0].start_char < match.end("place") else []


def positions_in(sentence: Span, places: Places) -> range:
    """Which of the places, which stand in the order of the text, begin in a sentence."""
    first = bisect_left(places, sentence.start, key=_start)
    return range(first, bisect_left(places, sentence.end, lo=first, key=_start))


def _start(place: tuple[Span, PlaceRow]) -> int:
    return place[0].start


def places_by_discourse(
    doc: Doc, events: Events, places: Places, linked: Mapping[int, Sequence[EventPlaceRow]]
) -> Iterator[EventPlaceRow]:
    """Links for the events that have none, in their order; `linked` has those of the others."""
    unreal = {
        row.event for _, row in get(doc, CERTAINTIES) if row.status not in _REAL or row.polarity == Polarity.DENIED
    }
    number_of = {sentence.start: number for number, sentence in enumerate(doc.sents)}
    home = dateline_places(doc, places)
    last: dict[str, tuple[int, EventPlaceRow]] = {}  # type -> sentence and place of its last event
    for position, (trigger, event) in enumerate(events):
        sentence = number_of[trigger.root.sent.start]
        own = linked.get(position, ())
        point = next((link for link in own if places[link.place][1].precision in _POINTS), None)
        if not own and event.event_type in _LOCAL and position not in unreal:
            before = last.get(event.event_type)
            near = before[1] if before is not None and sentence - before[0] <= 1 else None
            if not _names_another(trigger, places, home):
                point = _carried(position, near, home if sentence < _LEAD else [], places)
            if point is not None:
                yield point
        if point is not None:
            last[event.event_type] = (sentence, point)


def _carried(position: int, before: EventPlaceRow | None, home: Sequence[int], places: Places) -> EventPlaceRow | None:
    """The place of the event told before, else that of the dateline."""
    if before is not None:
        reason = f"{places[before.place][0].text!r} is where the event told before it was"
        return EventPlaceRow(position, before.place, before.role, reason, "inferred")
    if home and places[home[0]][1].precision in _POINTS:
        reason = f"the dateline is {places[home[0]][0].text!r}, and no other place is named beside the event"
        return EventPlaceRow(position, home[0], PlaceRole.AT, reason, "inferred")
    return None


def _names_another(trigger: Span, places: Places, home: Sequence[int]) -> bool:
    """Whether the sentence names a place that the event is not linked to: then it may be elsewhere."""
    return any(
        number not in home and not places[number][1].as_government for number in positions_in(trigger.root.sent, places)
    )
