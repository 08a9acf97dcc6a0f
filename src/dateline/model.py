"""The vocabulary of Dateline: every thing that flows between its parts, as frozen, typed values.

Input: nothing. Output: nothing. Standard library only, so that fusing, storing and showing need no language model.
A value that contradicts itself cannot be built: the constructor raises `ImpossibleValueError` and says what is wrong.
Offsets are code points into `Article.text`, end exclusive, everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from itertools import pairwise
from typing import Generic, TypeVar

__all__ = [
    "ActorValue",
    "Article",
    "AttributeState",
    "Attribution",
    "Basis",
    "CasualtyKind",
    "CasualtyValue",
    "Certainty",
    "CertaintyLevel",
    "Claim",
    "CodedArticle",
    "DatePrecision",
    "DateValue",
    "Discrepancy",
    "DiscrepancyKind",
    "DiscrepancyValue",
    "EventMention",
    "ImpossibleValueError",
    "Incident",
    "IncidentAttribute",
    "IncidentLink",
    "Judgement",
    "JudgementKind",
    "Maker",
    "MetadataField",
    "OriginClaims",
    "PlacePrecision",
    "PlaceRole",
    "PlaceValue",
    "Polarity",
    "Provenance",
    "Reported",
    "SiteMention",
    "Source",
    "SourceKind",
    "Statement",
    "Status",
    "TextSpan",
]


class ImpossibleValueError(ValueError):
    """A value that no article can hold: a quote that is not its text, an end before a start, low above best."""


def _require(condition: bool, message: str) -> None:
    if not condition:
        raise ImpossibleValueError(message)


# -- words and where they stand -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, order=True)
class TextSpan:
    """Words of an article. Make it with `TextSpan.of(text, start, end)`; `CodedArticle` checks it against its text."""

    start_char: int
    end_char: int
    quote: str

    def __post_init__(self) -> None:
        _require(self.start_char >= 0, f"span starts at {self.start_char}, before the text")
        _require(
            self.end_char > self.start_char, f"span ends at {self.end_char}, not after its start {self.start_char}"
        )
        length = self.end_char - self.start_char
        _require(
            len(self.quote) == length,
            f"quote {self.quote!r} does not fill its span {self.start_char}-{self.end_char} of {length} characters",
        )

    @classmethod
    def of(cls, text: str, start_char: int, end_char: int) -> TextSpan:
        """The span of `text` from `start_char` to `end_char`; raises `ImpossibleValueError` outside the text."""
        _require(end_char <= len(text), f"span ends at {end_char}, after the text's end {len(text)}")
        return cls(start_char, end_char, text[start_char:end_char])

    def check_against(self, text: str) -> None:
        """Raise `ImpossibleValueError` unless the quote is what `text` says at these offsets."""
        found = text[self.start_char : self.end_char]
        _require(
            found == self.quote,
            f"quote {self.quote!r} is not the text at {self.start_char}-{self.end_char}, which reads {found!r}",
        )

    def overlaps(self, other: TextSpan) -> bool:
        return self.start_char < other.end_char and other.start_char < self.end_char


class Provenance(StrEnum):
    """Where a field of an article's metadata came from."""

    USER = "user"  # the command line, a form, a column of the user's own file
    TAG = "tag"  # an HTML tag or JSON-LD; `detail` names it
    HEADER = "header"  # an HTTP or WARC header
    FEED = "feed"
    TEXT = "text"  # read off the text itself: a dateline, a byline
    FILE = "file"  # the file's name or its own metadata
    DETECTED = "detected"  # a program's judgement, such as the language


@dataclass(frozen=True, slots=True)
class MetadataField:
    """One field of an article's metadata and where it came from."""

    name: str
    provenance: Provenance
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """One immutable text. `article_id` is the hash of its content (`identity.article_id`)."""

    article_id: str
    text: str
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    published_on: date | None = None
    language: str | None = None  # ISO 639-1
    metadata: tuple[MetadataField, ...] = ()
    source_id: str | None = None  # the id that the input file gave it, if any

    def __post_init__(self) -> None:
        _require(bool(self.article_id), "an article needs an id")
        _require(bool(self.text.strip()), "an article needs a text")

    def span(self, start_char: int, end_char: int) -> TextSpan:
        return TextSpan.of(self.text, start_char, end_char)


# -- who says so, and how sure --------------------------------------------------------------------------------------


class SourceKind(StrEnum):
    ARTICLE = "article"  # the article's own voice: its reporter
    OUTLET = "outlet"  # another newspaper, channel or agency
    OFFICIAL = "official"
    MILITARY = "military"
    ARMED_GROUP = "armed_group"
    ORGANISATION = "organisation"
    WITNESS = "witness"
    EXPERT = "expert"
    PERSON = "person"
    UNNAMED = "unnamed"  # "sources said", "reportedly"
    DOCUMENT = "document"  # a report, a statement, a post, footage


@dataclass(frozen=True, slots=True)
class Source:
    """One link of a chain of attribution: who is said to say so, and the words that say it."""

    name: str
    kind: SourceKind
    span: TextSpan | None = None  # None for the article's own voice and for agentless cues ("reportedly")
    cue: TextSpan | None = None
    country: str | None = None  # ISO 3166-1 alpha-3 or a PLOVER supranational code
    actor_id: str | None = None

    def __post_init__(self) -> None:
        _require(bool(self.name.strip()), "a source needs a name")


@dataclass(frozen=True, slots=True)
class Attribution:
    """The chain of sources, outermost first: this article <- Syria TV <- a security source. Never empty."""

    sources: tuple[Source, ...]

    def __post_init__(self) -> None:
        _require(bool(self.sources), "an attribution needs at least the article itself")
        _require(
            self.sources[0].kind is SourceKind.ARTICLE, "an attribution begins with the article that is being read"
        )

    @property
    def innermost(self) -> Source:
        """The one who is said to know."""
        return self.sources[-1]


class CertaintyLevel(StrEnum):
    """FactBank's scale (Sauri & Pustejovsky 2009), relative to the source."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    POSSIBLE = "possible"
    UNSPECIFIED = "unspecified"


class Polarity(StrEnum):
    AFFIRMED = "affirmed"
    DENIED = "denied"


class Status(StrEnum):
    """Where the event stands in time and reality: PLOVER's auxiliary modes."""

    HAPPENED = "happened"
    ONGOING = "ongoing"
    PLANNED = "planned"
    CALLED_FOR = "called_for"
    HYPOTHETICAL = "hypothetical"
    HISTORICAL = "historical"


@dataclass(frozen=True, slots=True)
class Certainty:
    """How sure the innermost source is said to be, and the words that show it (None: nothing qualifies it)."""

    level: CertaintyLevel = CertaintyLevel.CERTAIN
    polarity: Polarity = Polarity.AFFIRMED
    cue: TextSpan | None = None


# -- values of claims -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ActorValue:
    """Somebody who acts, is acted on, or speaks. Unknown stays None; an unknown attacker is UAF or UNK."""

    name: str
    country: str | None = None  # ISO 3166-1 alpha-3, or IGO, NGO, UNO, EUR, ISM, IMG, MNC
    sector: str | None = None  # primary PLOVER sector
    sectors: tuple[str, ...] = ()  # the others
    actor_id: str | None = None
    title: str | None = None  # "foreign minister"
    count: int | None = None  # "three soldiers" -> 3
    private_person: bool = False  # masked in exports

    def __post_init__(self) -> None:
        _require(bool(self.name.strip()), "an actor needs a name")
        _require(self.count is None or self.count >= 0, f"actor {self.name!r} counts {self.count}, below nothing")


class PlaceRole(StrEnum):
    AT = "at"
    FROM = "from"
    TO = "to"
    NEAR = "near"


class PlacePrecision(StrEnum):
    """What the name stands for. Exports derive UCDP's where_prec and ACLED's geo_precision from it."""

    SITE = "site"  # a base, a crossing, a monument: exact
    TOWN = "town"  # a populated place, or a part of one
    NEAR = "near"  # near a populated place
    DISTRICT = "district"  # admin2
    PROVINCE = "province"  # admin1
    AREA = "area"  # a region, valley, desert, border zone: fuzzy
    COUNTRY = "country"  # never a point
    WATER = "water"  # sea or air


@dataclass(frozen=True, slots=True)
class PlaceValue:
    """A place as the article names it. Coordinates are only ever those of a gazetteer or site record."""

    name: str
    role: PlaceRole = PlaceRole.AT
    lat: float | None = None
    lon: float | None = None
    geoname_id: int | None = None
    country: str | None = None
    admin1: str | None = None
    precision: PlacePrecision | None = None
    site_id: str | None = None

    def __post_init__(self) -> None:
        _require(bool(self.name.strip()), "a place needs a name")
        _require((self.lat is None) == (self.lon is None), f"place {self.name!r} has half a coordinate")
        if self.lat is not None and self.lon is not None:
            _require(-90 <= self.lat <= 90 and -180 <= self.lon <= 180, f"place {self.name!r} lies outside the globe")
            _require(
                self.precision is not PlacePrecision.COUNTRY, f"country {self.name!r} must not be drawn as a point"
            )


class DatePrecision(StrEnum):
    DAY = "day"
    DAYS = "days"  # two to six days
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"  # or quarter
    YEAR = "year"
    SPAN = "span"  # any other stretch
    UNKNOWN = "unknown"  # a word of time that no calendar date follows from


@dataclass(frozen=True, slots=True)
class DateValue:
    """A stretch of the calendar, both ends inclusive; None where the article and its date do not say."""

    start: date | None
    end: date | None
    precision: DatePrecision
    timex: str | None = None  # TIMEX3 value, such as "XXXX-10-15" where the year is not known

    def __post_init__(self) -> None:
        if self.start is not None and self.end is not None:
            _require(self.end >= self.start, f"date ends {self.end} before it starts {self.start}")
        if self.precision is DatePrecision.DAY:
            _require(self.start == self.end, f"a day cannot run from {self.start} to {self.end}")


class CasualtyKind(StrEnum):
    KILLED = "killed"
    WOUNDED = "wounded"
    MISSING = "missing"
    DETAINED = "detained"
    DISPLACED = "displaced"


@dataclass(frozen=True, slots=True)
class CasualtyValue:
    """A figure as somebody gives it. Unknown is None, never zero; zero is only what somebody said."""

    kind: CasualtyKind
    group: str | None = None  # as worded: "US soldiers"
    low: int | None = None
    best: int | None = None
    high: int | None = None
    country: str | None = None  # of the group, where told
    sector: str | None = None
    part_of: str | None = None  # as_written of the total that this figure is included in

    def __post_init__(self) -> None:
        known = [("low", self.low), ("best", self.best), ("high", self.high)]
        present = [(name, number) for name, number in known if number is not None]
        for name, number in present:
            _require(number >= 0, f"{self.kind} {name} is {number}, below nothing")
        for (name, number), (next_name, next_number) in pairwise(present):
            _require(number <= next_number, f"{self.kind}: {name} {number} is above {next_name} {next_number}")


# -- claims, mentions, statements -----------------------------------------------------------------------------------


class Basis(StrEnum):
    STATED = "stated"
    INFERRED = "inferred"
    METADATA = "metadata"
    HUMAN = "human"


@dataclass(frozen=True, slots=True)
class Maker:
    """Which component of which version, or which person, made a claim or judgement."""

    component: str
    version: str = ""


ValueT_co = TypeVar("ValueT_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Claim(Generic[ValueT_co]):
    """One field of one mention, as one source says it. Two extractors that agree make two claims."""

    claim_id: str
    field: str  # actor, recipient, place, date, casualty, instrument
    value: ValueT_co
    as_written: str
    evidence: tuple[TextSpan, ...]
    attribution: Attribution
    certainty: Certainty = Certainty()
    basis: Basis = Basis.STATED
    made_by: Maker = Maker("dateline")
    reason: str | None = None  # why this value: which candidate won, what was inferred from what
    supersedes: str | None = None  # the claim that a person corrected

    def __post_init__(self) -> None:
        _require(bool(self.claim_id), "a claim needs an id")
        if self.basis is Basis.STATED:
            _require(bool(self.evidence), f"a stated claim ({self.field}: {self.as_written!r}) needs its words")
        if self.basis is Basis.INFERRED:
            _require(bool(self.reason), f"an inferred claim ({self.field}: {self.as_written!r}) needs its reason")


@dataclass(frozen=True, slots=True)
class EventMention:
    """One event as one article reports it, with every passage that tells it (`evidence`)."""

    mention_id: str
    article_id: str
    event_type: str
    trigger: TextSpan
    evidence: tuple[TextSpan, ...]
    attribution: Attribution
    certainty: Certainty = Certainty()
    status: Status = Status.HAPPENED
    status_cue: TextSpan | None = None
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    actors: tuple[Claim[ActorValue], ...] = ()
    recipients: tuple[Claim[ActorValue], ...] = ()
    places: tuple[Claim[PlaceValue], ...] = ()
    dates: tuple[Claim[DateValue], ...] = ()
    casualties: tuple[Claim[CasualtyValue], ...] = ()
    instruments: tuple[Claim[str], ...] = ()
    salience: float = 0.0  # the coder's own ranking inside a sentence: the highest is the main mention
    agreement: bool | None = None  # whether the rules and the learned gate agree; None: the gate was not asked
    codebook: str = "plover"
    made_by: Maker = Maker("dateline")
    published_on: date | None = None  # of the article: fusing orders accounts by it

    def __post_init__(self) -> None:
        _require(bool(self.mention_id), "a mention needs an id")
        _require(bool(self.evidence), f"mention {self.mention_id} ({self.event_type}) needs the words it rests on")
        _require(
            any(passage.overlaps(self.trigger) for passage in self.evidence),
            f"mention {self.mention_id}: its trigger {self.trigger.quote!r} stands in none of its passages",
        )

    @property
    def polarity(self) -> Polarity:
        return self.certainty.polarity

    def claims(self) -> Iterator[Reported]:
        """Every claim of this mention, field by field."""
        yield from self.actors
        yield from self.recipients
        yield from self.places
        yield from self.dates
        yield from self.casualties
        yield from self.instruments

    def spans(self) -> Iterator[TextSpan]:
        yield self.trigger
        yield from self.evidence
        yield from _present((self.status_cue, self.certainty.cue))
        yield from _attribution_spans(self.attribution)
        for claim in self.claims():
            yield from claim.evidence
            yield from _attribution_spans(claim.attribution)
            yield from _present((claim.certainty.cue,))


Reported = Claim[ActorValue] | Claim[PlaceValue] | Claim[DateValue] | Claim[CasualtyValue] | Claim[str]


@dataclass(frozen=True, slots=True)
class Statement:
    """What somebody said, whether or not it codes: speaker (innermost source), contents, occasion."""

    statement_id: str
    article_id: str
    attribution: Attribution
    contents: tuple[TextSpan, ...]  # a split quote has several
    evidence: TextSpan  # the whole passage: source, cue and contents
    certainty: Certainty = Certainty()
    topics: tuple[str, ...] = ()  # names that the content is about
    places: tuple[Claim[PlaceValue], ...] = ()  # where it was said
    dates: tuple[Claim[DateValue], ...] = ()  # when it was said
    occasion: str | None = None  # interview, press conference, post, ...
    audience: str | None = None  # the channel or person it was said to
    made_by: Maker = Maker("dateline")

    def __post_init__(self) -> None:
        _require(bool(self.statement_id), "a statement needs an id")
        _require(bool(self.contents), f"statement {self.statement_id} says nothing")

    def spans(self) -> Iterator[TextSpan]:
        yield from self.contents
        yield self.evidence
        yield from _present((self.certainty.cue,))
        yield from _attribution_spans(self.attribution)
        for claim in (*self.places, *self.dates):
            yield from claim.evidence


@dataclass(frozen=True, slots=True)
class SiteMention:
    """A base, crossing or heritage site that the article names, whether or not an event falls on it."""

    site_id: str
    name: str
    kind: str
    span: TextSpan
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    in_danger: bool = False


# -- disagreement ---------------------------------------------------------------------------------------------------


class DiscrepancyKind(StrEnum):
    COUNT = "count"
    PERPETRATOR = "perpetrator"
    RECIPIENT = "recipient"
    SIDE = "side"
    PLACE = "place"
    DATE = "date"
    TYPE = "type"
    OCCURRENCE = "occurrence"  # one says that it happened, another that it did not


@dataclass(frozen=True, slots=True)
class DiscrepancyValue:
    """One of the values that cannot all be true, with its words and who says so."""

    value: str
    evidence: tuple[TextSpan, ...]
    attribution: Attribution
    article_id: str = ""


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """Claims that cannot all be true, inside one article or across articles."""

    kind: DiscrepancyKind
    values: tuple[DiscrepancyValue, ...]
    reason: str = ""
    mention_ids: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _require(len(self.values) >= 2, f"a discrepancy of {self.kind} needs two values or more")


@dataclass(frozen=True, slots=True)
class CodedArticle:
    """One article and everything that was read out of it. Every span is checked against the text when it is built."""

    article: Article
    mentions: tuple[EventMention, ...] = ()
    statements: tuple[Statement, ...] = ()
    discrepancies: tuple[Discrepancy, ...] = ()
    speculation: tuple[TextSpan, ...] = ()
    sites: tuple[SiteMention, ...] = ()
    warnings: tuple[str, ...] = ()  # what was left out and why: too long, timed out

    def __post_init__(self) -> None:
        for span in self.spans():
            span.check_against(self.article.text)

    def spans(self) -> Iterator[TextSpan]:
        for mention in self.mentions:
            yield from mention.spans()
        for statement in self.statements:
            yield from statement.spans()
        for discrepancy in self.discrepancies:
            for value in discrepancy.values:
                yield from value.evidence
        yield from self.speculation
        for site in self.sites:
            yield site.span


# -- incidents ------------------------------------------------------------------------------------------------------


class AttributeState(StrEnum):
    SINGLE_ORIGIN = "single-origin"
    CORROBORATED = "corroborated"
    DISPUTED = "disputed"
    REVISED = "revised"


@dataclass(frozen=True, slots=True)
class OriginClaims:
    """What one independent account says about one attribute of an incident."""

    origin: str  # the canonical name of whose account it is
    claims: tuple[Reported, ...]
    values: tuple[str, ...]  # the distinct values, readable, oldest first
    first_reported_on: date | None = None
    article_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class IncidentAttribute:
    """One attribute, side by side by origin. `shown` is a choice; `reason` says why it was chosen."""

    name: str  # type, actors, recipients, side, place, date, killed, wounded, instrument, claimed_by, ...
    state: AttributeState
    origins: tuple[OriginClaims, ...]
    shown: str | None
    reason: str
    low: int | None = None  # counts only: over all origins
    best: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True)
class IncidentLink:
    """A follow-up: another incident that this one led to or follows."""

    incident_id: str
    relation: str  # follows, followed_by, retaliation, arrest_for, ...
    reason: str


@dataclass(frozen=True, slots=True)
class Incident:
    """Derived from mentions and judgements, never stored as truth."""

    incident_id: str
    event_type: str
    mention_ids: tuple[str, ...]
    article_ids: tuple[str, ...]
    attributes: tuple[IncidentAttribute, ...]
    discrepancies: tuple[Discrepancy, ...] = ()
    links: tuple[IncidentLink, ...] = ()
    origins: tuple[str, ...] = ()
    label: str = ""
    unsettled: bool = False  # people's judgements about its members contradict each other

    def __post_init__(self) -> None:
        _require(bool(self.incident_id), "an incident needs an id")
        _require(bool(self.mention_ids), f"incident {self.incident_id} has no mention")

    def attribute(self, name: str) -> IncidentAttribute | None:
        return next((attribute for attribute in self.attributes if attribute.name == name), None)


class JudgementKind(StrEnum):
    SAME_INCIDENT = "same_incident"
    DIFFERENT_INCIDENT = "different_incident"
    COPY = "copy"
    WRONG_TYPE = "wrong_type"
    RIGHT_PLACE = "right_place"
    CORRECTION = "correction"  # any other field; the correcting claim is its value
    NO_EVENT = "no_event"
    REVIEWED = "reviewed"
    SIGNED_OFF = "signed_off"
    COMMENT = "comment"


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the program or a person decided about one thing or a pair; superseded, never overwritten."""

    judgement_id: str
    kind: JudgementKind
    subjects: tuple[str, ...]  # mention, claim, incident or article ids; pairs are sorted
    made_by: str  # "dateline" or a person
    made_at: datetime
    value: str | None = None
    reason: str = ""
    score: float | None = None
    supersedes: str | None = None
    undone: bool = False

    def __post_init__(self) -> None:
        _require(bool(self.subjects), f"judgement {self.kind} needs a subject")
        _require(self.made_at.tzinfo is not None, "a judgement's time needs its zone")


def _present(spans: Iterable[TextSpan | None]) -> Iterator[TextSpan]:
    return (span for span in spans if span is not None)


def _attribution_spans(attribution: Attribution) -> Iterator[TextSpan]:
    for source in attribution.sources:
        yield from _present((source.span, source.cue))
