"""Every span key that a component writes, with the typed row that goes with each span.

A slot is a `SpanGroup` under `doc.spans` whose `attrs["rows"]` holds one plain dictionary a span, so that a `Doc` can
be pickled, written to bytes and sent to a worker. Rows point at each other by position in their slot, and at words by
token range `(start, end)`, end exclusive. `put` and `get` are the only code that knows this.

In the order in which the components write them (see `pipeline.ORDER`):

    dates -> DATES        places -> PLACES      actors -> ACTORS       gate -> GATE
    events -> EVENTS      attribution -> ATTRIBUTIONS                  when -> EVENT_DATES
    certainty -> CERTAINTIES, SAID, SPECULATION  roles -> ROLES        where -> EVENT_PLACES
    casualties -> CASUALTIES
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from functools import cached_property
from typing import Any, Generic, TypeVar

import spacy.tokens
from spacy.tokens import SpanGroup

from dateline.annotate.parse import Doc, Span, parsed

__all__ = [
    "ACTORS",
    "ATTRIBUTIONS",
    "CASUALTIES",
    "CERTAINTIES",
    "DATES",
    "EVENTS",
    "EVENT_DATES",
    "EVENT_PLACES",
    "GATE",
    "PLACES",
    "ROLES",
    "SAID",
    "SLOTS",
    "SPECULATION",
    "ActorRow",
    "ArticleFacts",
    "AttributionRow",
    "CasualtyRow",
    "CertaintyRow",
    "DateRow",
    "EventDateRow",
    "EventPlaceRow",
    "EventRow",
    "GateRow",
    "PlaceRow",
    "RoleRow",
    "SaidRow",
    "Slot",
    "SpeculationRow",
    "TokenRange",
    "get",
    "get_facts",
    "has",
    "put",
    "put_facts",
]

TokenRange = tuple[int, int]
AnyDoc = spacy.tokens.Doc | Doc  # as spaCy has it, or as it was read
AnySpan = spacy.tokens.Span | Span


@dataclass(frozen=True, slots=True)
class DateRow:
    """A time expression. `start` and `end` are ISO dates, inclusive; None where nothing fixes them."""

    timex_type: str  # DATE, TIME, DURATION, SET
    value: str | None  # TIMEX3 value, "XXXX-10-15" where the year is open
    start: str | None
    end: str | None
    precision: str  # model.DatePrecision
    basis: str = "stated"  # inferred: the anchor filled in a missing part
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place name, resolved or not (all None: recognised, no candidate)."""

    name: str
    precision: str | None = None  # model.PlacePrecision
    lat: float | None = None
    lon: float | None = None
    geoname_id: int | None = None
    site_id: str | None = None
    country: str | None = None  # ISO 3166-1 alpha-3
    admin1: str | None = None
    as_government: bool = False  # "Damascus said": an actor, kept out of the places of events
    reason: str | None = None  # why this candidate


@dataclass(frozen=True, slots=True)
class ActorRow:
    """A phrase that names somebody who can act: a name, an office, a demonym with a head noun, a common noun."""

    name: str  # resolved name, else the phrase's own words
    country: str | None = None  # ISO alpha-3 or IGO, NGO, UNO, EUR, ISM, IMG, MNC
    sector: str | None = None
    sectors: tuple[str, ...] = ()
    actor_id: str | None = None
    title: str | None = None
    count: int | None = None
    kind: str = "group"  # person, group, state, organisation, office
    head: int = 0  # token index of the phrase's syntactic head
    antecedent: int | None = None  # position in ACTORS of what this phrase refers back to
    basis: str = "stated"
    reason: str | None = None
    sure: str | None = None  # how sure the link that the reason gives is (model.CertaintyLevel)
    private_person: bool = False


@dataclass(frozen=True, slots=True)
class GateRow:
    """A sentence that may hold an event (one that may not has no row), and how likely the learned gate finds it."""

    score: float


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event at its trigger. `span` of the slot is the trigger; `evidence` the clause or sentence that tells it."""

    event_type: str
    mode: str | None
    contexts: tuple[str, ...]
    rule: str  # id of the codebook's trigger entry that matched
    evidence: TokenRange
    salience: float  # the highest in a sentence is its main event
    agreement: bool | None = None  # do the rules and the learned gate agree?
    same_as: int | None = None  # position in EVENTS of the mention that this passage tells again
    also: tuple[int, ...] = ()  # tokens of other words of the sentence that tell the same act
    word: int | None = None  # the token that tells it, where the trigger has others as well: "ended the [siege]"


_REPORTING = frozenset({"assert", "deny", "believe", "show", "seem", "none"})


@dataclass(frozen=True, slots=True)
class AttributionRow:
    """One source saying one content. The slot's span covers source, cue and content."""

    contents: tuple[TokenRange, ...]  # split quotes have several
    source: TokenRange | None  # None: agentless ("reportedly")
    cue: TokenRange | None
    source_name: str
    source_kind: str  # model.SourceKind
    style: str = "indirect"  # direct, indirect, mixed
    parent: int | None = None  # position in ATTRIBUTIONS of the source that relays this one
    country: str | None = None
    actor_id: str | None = None
    occasion: str | None = None  # interview, press conference, post
    audience: str | None = None  # the channel or person it was said to
    act: str = "assert"  # knowledge.reporting.ACTS, or "none"
    said: bool = True  # not so: "nobody said", "the group has not claimed", "rebels attacked the village"
    in_title: str | None = None  # the title that names the source, where it stands outside the text

    @property
    def reports(self) -> bool:
        """Does the source put its content forward as so? A wish, a demand or a judgement tells nobody that it is.

        Nor does a denial by a title: what it is matched with in the text is what others say.
        """
        return self.said and self.act in _REPORTING and not (self.in_title and self.act == "deny")


@dataclass(frozen=True, slots=True)
class CertaintyRow:
    """How sure, and where in time and reality, the event at position `event` is told."""

    event: int
    level: str  # model.CertaintyLevel
    polarity: str  # model.Polarity
    status: str  # model.Status
    cue: TokenRange | None = None
    status_cue: TokenRange | None = None
    happened: float | None = None  # how far a reader would say that it did: -3 (no) to 3 (yes)
    hearsay: bool = False  # as in model.Certainty


@dataclass(frozen=True, slots=True)
class SaidRow:
    """How sure the source of the attribution at position `attribution` is said to be of what it says."""

    attribution: int
    level: str  # model.CertaintyLevel
    polarity: str  # model.Polarity
    cue: TokenRange | None = None
    hearsay: bool = False  # as in model.Certainty


@dataclass(frozen=True, slots=True)
class SpeculationRow:
    """A sentence or clause in which the author guesses."""

    cue: TokenRange
    hearsay: bool = False  # only tells at second hand what nobody is named for


@dataclass(frozen=True, slots=True)
class RoleRow:
    """An argument of the event at position `event`; `actor` is its position in ACTORS (None for things)."""

    event: int
    role: str  # actor, recipient, instrument, target
    actor: int | None = None
    basis: str = "stated"
    reason: str | None = None
    name: str | None = None  # of a thing
    sector: str | None = None  # of an actor in this event, where it differs: a state fights by its armed forces


@dataclass(frozen=True, slots=True)
class EventPlaceRow:
    event: int
    place: int  # position in PLACES
    role: str  # model.PlaceRole
    reason: str | None = None
    basis: str = "stated"  # inferred: told of another sentence or of the whole article


@dataclass(frozen=True, slots=True)
class EventDateRow:
    event: int
    date: int  # position in DATES
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class CasualtyRow:
    """A figure, or a word such as "casualties" (all None). The slot's span is the figure with its group."""

    kind: str  # model.CasualtyKind
    low: int | None
    best: int | None
    high: int | None
    group: TokenRange | None = None
    country: str | None = None
    sector: str | None = None
    event: int | None = None  # None: falls on no event of this article
    part_of: int | None = None  # position in CASUALTIES of the total that includes it


RowT = TypeVar("RowT")


@dataclass(frozen=True)
class Slot(Generic[RowT]):
    key: str
    row_type: type[RowT]

    @cached_property
    def fields(self) -> tuple[str, ...]:
        return tuple(item.name for item in fields(self.row_type))  # type: ignore[arg-type]


DATES = Slot("dateline.dates", DateRow)
PLACES = Slot("dateline.places", PlaceRow)
ACTORS = Slot("dateline.actors", ActorRow)
GATE = Slot("dateline.gate", GateRow)
EVENTS = Slot("dateline.events", EventRow)
ATTRIBUTIONS = Slot("dateline.attributions", AttributionRow)
CERTAINTIES = Slot("dateline.certainties", CertaintyRow)
SPECULATION = Slot("dateline.speculation", SpeculationRow)
SAID = Slot("dateline.said", SaidRow)
ROLES = Slot("dateline.roles", RoleRow)
EVENT_PLACES = Slot("dateline.event_places", EventPlaceRow)
EVENT_DATES = Slot("dateline.event_dates", EventDateRow)
CASUALTIES = Slot("dateline.casualties", CasualtyRow)

SLOTS: tuple[Slot[Any], ...] = (
    DATES,
    PLACES,
    ACTORS,
    GATE,
    EVENTS,
    ATTRIBUTIONS,
    CERTAINTIES,
    SPECULATION,
    SAID,
    ROLES,
    EVENT_PLACES,
    EVENT_DATES,
    CASUALTIES,
)


def put(doc: AnyDoc, slot: Slot[RowT], found: Iterable[tuple[AnySpan, RowT]]) -> None:
    """Replace the slot's content by these spans and rows, in this order."""
    pairs = list(found)
    rows = [{name: getattr(row, name) for name in slot.fields} for _, row in pairs]
    source = parsed(doc).source
    spans = [source[span.start : span.end] for span, _ in pairs]
    source.spans[slot.key] = SpanGroup(source, name=slot.key, spans=spans, attrs={"rows": rows})


def get(doc: AnyDoc, slot: Slot[RowT]) -> list[tuple[Span, RowT]]:
    """The slot's spans and rows in the order in which they were put; empty where no component has written it."""
    parse = parsed(doc)
    spans = parse.source.spans
    if slot.key not in spans:
        return []
    group = spans[slot.key]
    stored = group.attrs["rows"]
    built = (
        parse.built
    )  # kept there, since its spans hold the parse: kept elsewhere by the parse, neither would ever go
    if slot.key not in built or built[slot.key][0] is not stored:
        rows = [slot.row_type(**_with_tuples(row)) for row in stored]
        found = [(parse[span.start : span.end], row) for span, row in zip(group, rows, strict=True)]
        built[slot.key] = stored, found
    return list(built[slot.key][1])


def has(doc: AnyDoc, slot: Slot[RowT]) -> bool:
    """Whether a component has written the slot, be it with nothing."""
    return slot.key in parsed(doc).source.spans


def _with_tuples(row: dict[str, Any]) -> dict[str, Any]:
    """Undo what serialising does to tuples: token ranges and lists of them come back as lists."""
    return {name: _tuple(value) if isinstance(value, list) else value for name, value in row.items()}


def _tuple(value: list[Any]) -> tuple[Any, ...]:
    return tuple(_tuple(part) if isinstance(part, list) else part for part in value)


@dataclass(frozen=True, slots=True)
class ArticleFacts:
    """What components may know of the article besides its text."""

    title: str | None = None
    publisher: str | None = None
    published_on: str | None = None  # ISO date

    @property
    def publication_date(self) -> date | None:
        return date.fromisoformat(self.published_on) if self.published_on else None


_FACTS_KEY = "dateline.article"


def put_facts(doc: spacy.tokens.Doc, facts: ArticleFacts) -> None:
    doc.user_data[_FACTS_KEY] = {item.name: getattr(facts, item.name) for item in fields(ArticleFacts)}


def get_facts(doc: AnyDoc) -> ArticleFacts:
    source = doc.source if isinstance(doc, Doc) else doc
    return ArticleFacts(**source.user_data.get(_FACTS_KEY, {}))
