"""What follows from many articles: incidents, and the judgements that make and unmake them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from dateline.model.coded import Discrepancy
from dateline.model.mentions import EventMention, Reported
from dateline.model.text import Article, require

__all__ = [
    "AttributeState",
    "GroupToll",
    "Incident",
    "IncidentAttribute",
    "IncidentLink",
    "Judgement",
    "JudgementKind",
    "OriginClaims",
    "ToldIncident",
]


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
    values: tuple[str, ...]  # the distinct values that it asserts, readable, oldest first
    first_reported_on: date | None = None
    article_ids: tuple[str, ...] = ()
    denied: tuple[str, ...] = ()  # the distinct values that it denies
    unsure: tuple[str, ...] = ()  # the distinct values that it only holds possible


@dataclass(frozen=True, slots=True)
class GroupToll:
    """The figures for one group of victims, over all origins; a bound that nobody tells is None."""

    group: str
    low: int | None
    best: int | None
    high: int | None


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
    groups: tuple[GroupToll, ...] = ()  # counts only: by group of victims, as far as the accounts name them


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
        require(bool(self.incident_id), "an incident needs an id")
        require(bool(self.mention_ids), f"incident {self.incident_id} has no mention")

    def attribute(self, name: str) -> IncidentAttribute | None:
        return next((attribute for attribute in self.attributes if attribute.name == name), None)


@dataclass(frozen=True, slots=True)
class ToldIncident:
    """An incident with all that it was made of, as people corrected it: what exports are written from."""

    incident: Incident
    mentions: tuple[EventMention, ...]  # in the incident's order
    articles: tuple[Article, ...]  # in the incident's order
    review: str = "unreviewed"
    private_names: tuple[str, ...] = ()  # of persons without an office, in any passage of its articles


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
        require(bool(self.subjects), f"judgement {self.kind} needs a subject")
        require(self.made_at.tzinfo is not None, "a judgement's time needs its zone")
