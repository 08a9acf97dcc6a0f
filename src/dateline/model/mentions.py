"""Claims, and the mentions and statements that are made of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Generic, TypeVar

from dateline.model.sources import UNQUALIFIED, Attribution, Certainty, CertaintyLevel, Polarity, Status
from dateline.model.text import ImpossibleValueError, TextSpan, require
from dateline.model.values import ActorValue, CasualtyValue, DateValue, PlaceValue, SideValue

__all__ = ["Basis", "Claim", "EventMention", "Maker", "Reported", "SiteMention", "Statement"]


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
    field: str  # actor, recipient, place, date, casualty, instrument, target; side, of an incident
    value: ValueT_co
    as_written: str
    evidence: tuple[TextSpan, ...]
    attribution: Attribution
    certainty: Certainty = UNQUALIFIED
    basis: Basis = Basis.STATED
    made_by: Maker = Maker("dateline")
    reason: str | None = None  # why this value: which candidate won, what was inferred from what
    supersedes: str | None = None  # the claim that a person corrected
    sure: CertaintyLevel | None = None  # how sure the link that the reason gives is; None: the words say it

    def spans(self) -> Iterator[TextSpan]:
        yield from self.evidence
        yield from _attribution_spans(self.attribution)
        if self.certainty.cue is not None:
            yield self.certainty.cue

    def __post_init__(self) -> None:
        require(bool(self.claim_id), "a claim needs an id")
        if self.basis is Basis.STATED and not self.evidence:
            raise ImpossibleValueError(f"a stated claim ({self.field}: {self.as_written!r}) needs its words")
        if self.basis is Basis.INFERRED and not self.reason:
            raise ImpossibleValueError(f"an inferred claim ({self.field}: {self.as_written!r}) needs its reason")


@dataclass(frozen=True, slots=True)
class EventMention:
    """One event as one article reports it, with every passage that tells it (`evidence`)."""

    mention_id: str
    article_id: str
    event_type: str
    trigger: TextSpan
    evidence: tuple[TextSpan, ...]
    attribution: Attribution
    certainty: Certainty = UNQUALIFIED
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
    targets: tuple[Claim[str], ...] = ()  # buildings, vehicles and the like that an attack was aimed at or harmed
    salience: float = 0.0  # the coder's own ranking inside a sentence: the highest is the main mention
    agreement: bool | None = None  # whether the rules and the learned gate agree; None: the gate was not asked
    codebook: str = "plover"
    made_by: Maker = Maker("dateline")
    published_on: date | None = None  # of the article: fusing orders accounts by it

    def __post_init__(self) -> None:
        require(bool(self.mention_id), "a mention needs an id")
        if not self.evidence:
            raise ImpossibleValueError(f"mention {self.mention_id} ({self.event_type}) needs the words it rests on")
        if not any(passage.overlaps(self.trigger) for passage in self.evidence):
            raise ImpossibleValueError(
                f"mention {self.mention_id}: its trigger {self.trigger.quote!r} stands in none of its passages"
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
        yield from self.targets

    def spans(self) -> Iterator[TextSpan]:
        yield self.trigger
        yield from self.evidence
        yield from _present((self.status_cue, self.certainty.cue))
        yield from _attribution_spans(self.attribution)
        for claim in self.claims():
            yield from claim.spans()


Reported = (
    Claim[ActorValue] | Claim[PlaceValue] | Claim[DateValue] | Claim[CasualtyValue] | Claim[SideValue] | Claim[str]
)


@dataclass(frozen=True, slots=True)
class Statement:
    """What somebody said, whether or not it codes: speaker (innermost source), contents, occasion."""

    statement_id: str
    article_id: str
    attribution: Attribution
    contents: tuple[TextSpan, ...]  # a split quote has several
    evidence: TextSpan  # the whole passage: source, cue and contents
    certainty: Certainty = UNQUALIFIED
    topics: tuple[str, ...] = ()  # names that the content is about
    places: tuple[Claim[PlaceValue], ...] = ()  # where it was said
    dates: tuple[Claim[DateValue], ...] = ()  # when it was said
    occasion: str | None = None  # interview, press conference, post, ...
    audience: str | None = None  # the channel or person it was said to
    made_by: Maker = Maker("dateline")

    def __post_init__(self) -> None:
        require(bool(self.statement_id), "a statement needs an id")
        require(bool(self.contents), f"statement {self.statement_id} says nothing")

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


def _present(spans: Iterable[TextSpan | None]) -> Iterator[TextSpan]:
    return (span for span in spans if span is not None)


def _attribution_spans(attribution: Attribution) -> list[TextSpan]:
    return [span for source in attribution.sources for span in (source.span, source.cue) if span is not None]
