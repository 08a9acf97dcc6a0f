"""Figures -> the event that each falls on, or none.

Input: the parse, `slots.EVENTS` with what was read about each, and the word of harm of a figure. A figure falls on the
event that its own word tells; else on the nearest violent one of its sentence; else on the last violent one told
before, within a few sentences. What is told of another day or place, of a war as a whole, or of an accident falls on
none: the toll of years is no toll of today's attack.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from dateline.annotate.parse import Doc
from dateline.annotate.slots import (
    CERTAINTIES,
    DATES,
    EVENT_DATES,
    EVENT_PLACES,
    EVENTS,
    PLACES,
    DateRow,
    PlaceRow,
    get,
)
from dateline.annotate.syntax.words import Words
from dateline.knowledge.casualty_words import casualty_words
from dateline.model import PlacePrecision, Polarity, Status

__all__ = ["EventsOfFigures"]

_REACH = 3  # sentences back to the event
_AHEAD = 1  # and on, where nothing was told before
_BY_KIND = {
    "detained": frozenset({"COERCE", "ASSAULT", "PROTEST"}),
    "displaced": frozenset({"ASSAULT", "COERCE"}),
}
_VIOLENT = frozenset({"ASSAULT", "PROTEST"})
_NEAR = frozenset({"ASSAULT", "PROTEST", "COERCE"})  # in the figure's own sentence
_REAL = frozenset({Status.HAPPENED, Status.ONGOING})
_LOCAL = frozenset(PlacePrecision) - {PlacePrecision.AREA, PlacePrecision.COUNTRY, PlacePrecision.WATER}
_LONG = 31  # days: a time that is longer is no time of one event

Interval = tuple[date, date]


@dataclass(frozen=True, slots=True)
class _Event:
    position: int
    start: int
    end: int
    sentence: int
    event_type: str
    real: bool
    times: tuple[Interval, ...]
    towns: frozenset[str]


class EventsOfFigures:
    """Says which event of one Doc a figure falls on."""

    def __init__(self, doc: Doc, words: Words) -> None:
        self.words = words
        dates, places = get(doc, DATES), get(doc, PLACES)
        self.times: dict[int, Interval] = {}  # by the first token of the expression
        self.times_of: dict[int, list[Interval]] = {}  # by sentence, as the following
        for span, date_row in dates:
            if (time := _interval(date_row)) is not None:
                self.times[span.start] = time
                self.times_of.setdefault(words.sentences[span.start], []).append(time)
        self.towns_of: dict[int, list[set[str]]] = {}
        for span, place in places:
            if place.precision in _LOCAL and not place.as_government:
                self.towns_of.setdefault(words.sentences[span.start], []).append(_around(place))
        self.event_at: dict[int, _Event] = {}  # by token
        self.events_of: dict[int, list[_Event]] = {}
        for event in _events(doc, words, [row for _, row in dates], [row for _, row in places]):
            self.events_of.setdefault(event.sentence, []).append(event)
            for token in range(event.start, event.end):
                self.event_at.setdefault(token, event)

    def of(self, predicate: int, kind: str) -> int | None:
        """The position of the event on which a figure falls, by its word of harm."""
        words = self.words
        if self._is_background(predicate):
            return None
        own = self.event_at.get(predicate)
        if own is not None:
            return own.position
        sentence = words.sentences[predicate]
        near = [event for event in self.events_of.get(sentence, ()) if event.event_type in _NEAR]
        if near:
            return min(near, key=lambda event: abs(event.start - predicate)).position
        return self._told_elsewhere(predicate, kind)

    def _told_elsewhere(self, predicate: int, kind: str) -> int | None:
        """The last violent event before, or the first one after, that the figure's own time and place allow."""
        sentence = self.words.sentences[predicate]
        types = _BY_KIND.get(kind, _VIOLENT)
        before = self._real(types, range(sentence - _REACH, sentence))
        after = self._real(types, range(sentence + 1, sentence + _AHEAD + 1))
        found = max(before, key=lambda event: event.start, default=None) or next(iter(after), None)
        return found.position if found and self._agrees(sentence, found) else None

    def _real(self, types: Container[str], sentences: range) -> list[_Event]:
        told = (event for sentence in sentences for event in self.events_of.get(sentence, ()))
        return [event for event in told if event.real and event.event_type in types]

    def _agrees(self, sentence: int, event: _Event) -> bool:
        """Whether no time and no town of the sentence sets it apart from the event."""
        times, towns = self.times_of.get(sentence, []), self.towns_of.get(sentence, [])
        apart = times and event.times and not any(_meet(here, there) for here in times for there in event.times)
        return not apart and not (towns and event.towns and not any(town & event.towns for town in towns))

    def _is_background(self, predicate: int) -> bool:
        """A toll of a war, of years, or of an accident."""
        words, table = self.words, casualty_words()
        clause = self._clause(predicate)
        if any(words.folded[at] in table.background for at in clause):
            return True
        since = any(words.folded[at] == "since" for at in clause)
        times = (self.times[at] for at in clause if at in self.times)
        return any(since or (end - start).days > _LONG for start, end in times)

    def _clause(self, predicate: int) -> range:
        """The words round the predicate between two marks of its sentence."""
        words = self.words
        start = end = predicate
        while start and words.sentences[start - 1] == words.sentences[predicate] and words.texts[start - 1] not in ",;":
            start -= 1
        while (
            end + 1 < len(words)
            and words.sentences[end + 1] == words.sentences[predicate]
            and words.texts[end] not in ",;"
        ):
            end += 1
        return range(start, end + 1)


def _events(doc: Doc, words: Words, dates: Sequence[DateRow], places: Sequence[PlaceRow]) -> Iterator[_Event]:
    unreal = {
        row.event for _, row in get(doc, CERTAINTIES) if row.status not in _REAL or row.polarity == Polarity.DENIED
    }
    times: dict[int, list[Interval]] = {}
    for _, link in get(doc, EVENT_DATES):
        if (time := _interval(dates[link.date])) is not None:
            times.setdefault(link.event, []).append(time)
    towns: dict[int, set[str]] = {}
    for _, place in get(doc, EVENT_PLACES):
        if places[place.place].precision in _LOCAL:
            towns.setdefault(place.event, set()).update(_around(places[place.place]))
    for position, (span, row) in enumerate(get(doc, EVENTS)):
        yield _Event(
            position,
            span.start,
            span.end,
            words.sentences[span.start],
            row.event_type,
            position not in unreal,
            tuple(times.get(position, ())),
            frozenset(towns.get(position, ())),
        )


def _around(row: PlaceRow) -> set[str]:
    """The place and the province that holds it: the one is no other place than the other."""
    return {name for name in (row.name, row.admin1) if name}


def _interval(row: DateRow) -> Interval | None:
    """The days of an expression; None where one end is open or nothing fixes it."""
    if row.start is None or row.end is None:
        return None
    return date.fromisoformat(row.start), date.fromisoformat(row.end)


def _meet(here: Interval, there: Interval) -> bool:
    return here[0] <= there[1] and there[0] <= here[1]
