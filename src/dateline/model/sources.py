"""Who says so, and how sure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dateline.model.text import TextSpan, require

__all__ = [
    "SPECULATIVE",
    "UNQUALIFIED",
    "Attribution",
    "Certainty",
    "CertaintyLevel",
    "CreditPlace",
    "Polarity",
    "Source",
    "SourceKind",
    "Status",
    "WireCredit",
]


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
    in_title: str | None = None  # the title that names it, where that stands outside the text and so has no span

    def __post_init__(self) -> None:
        require(bool(self.name.strip()), "a source needs a name")


@dataclass(frozen=True, slots=True)
class Attribution:
    """The chain of sources, outermost first: this article <- Syria TV <- a security source. Never empty."""

    sources: tuple[Source, ...]

    def __post_init__(self) -> None:
        require(bool(self.sources), "an attribution needs at least the article itself")
        require(self.sources[0].kind is SourceKind.ARTICLE, "an attribution begins with the article that is being read")

    @property
    def innermost(self) -> Source:
        """The one who is said to know."""
        return self.sources[-1]


class CreditPlace(StrEnum):
    """Where an article says whose report it carries, the surest first."""

    DATELINE = "dateline"
    BYLINE = "byline"  # in the text or in a tag
    CREDIT = "credit"  # a closing line
    INPUTS = "inputs"  # "with inputs from": only a part of it
    TEXT = "text"  # an agency that the text quotes


_WHOLE = frozenset({CreditPlace.DATELINE, CreditPlace.BYLINE, CreditPlace.CREDIT})


@dataclass(frozen=True, slots=True)
class WireCredit:
    """One sign of the outlet behind an article."""

    name: str
    where: CreditPlace
    span: TextSpan | None = None  # None: a tag of the page

    @property
    def whole(self) -> bool:
        """Is the whole report that outlet's, and not only what is quoted from it?"""
        return self.where in _WHOLE


class CertaintyLevel(StrEnum):
    """FactBank's scale (Sauri & Pustejovsky 2009), relative to the source."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    POSSIBLE = "possible"
    UNSPECIFIED = "unspecified"


SPECULATIVE = frozenset({CertaintyLevel.PROBABLE, CertaintyLevel.POSSIBLE})


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

    @property
    def is_idea(self) -> bool:
        """Whether nobody says that it is, was or will be: it is only supposed, or somebody calls for it."""
        return self in (Status.CALLED_FOR, Status.HYPOTHETICAL)


@dataclass(frozen=True, slots=True)
class Certainty:
    """How sure the innermost source is said to be, and the words that show it (None: nothing qualifies it)."""

    level: CertaintyLevel = CertaintyLevel.CERTAIN
    polarity: Polarity = Polarity.AFFIRMED
    cue: TextSpan | None = None
    hearsay: bool = False  # nothing doubts it but that whoever told it is not named ("reportedly"): it is a claim

    @property
    def speculative(self) -> bool:
        """Is it said to be only possible or probable, by more than hearsay?"""
        return self.level in SPECULATIVE and not self.hearsay


UNQUALIFIED = Certainty()
"""What is told without any word that qualifies it."""
