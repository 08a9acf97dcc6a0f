"""What each page is made of: one frozen dataclass a template, and nothing that the template does not show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dateline.knowledge.sites import Site
from dateline.knowledge.sources import SourceRecord
from dateline.model import (
    Article,
    CodedArticle,
    Discrepancy,
    EventMention,
    Incident,
    Judgement,
    Reported,
)
from dateline.picture.agreements import Agreement
from dateline.picture.exposure import Exposure
from dateline.picture.presence import Presence
from dateline.picture.relations import Change, PeriodScore, Relation
from dateline.picture.relations import Deed as Dealing
from dateline.store.directory import Named, Said
from dateline.store.incidents import IncidentRow
from dateline.store.overview import Tie
from dateline.store.team import Account
from dateline.store.team.audit import Deed
from dateline.store.team.logins import Token
from dateline.web.adding import Batch
from dateline.web.maps import Drawn
from dateline.web.network import Network
from dateline.web.timeline import Timeline
from dateline.web.toll import TollChart, TollPoint

__all__ = [
    "AccountPage",
    "AccountView",
    "ActorPage",
    "AddPage",
    "AgreementPage",
    "AgreementsPage",
    "ArticlePage",
    "ArticlesPage",
    "AttributeView",
    "AuditPage",
    "BatchPage",
    "ClaimLine",
    "ClaimPage",
    "ConflictPage",
    "CorrectPage",
    "Facet",
    "HistoryEntry",
    "IncidentPage",
    "IncidentsPage",
    "LoginPage",
    "MemberView",
    "NamesPage",
    "PeoplePage",
    "Pictured",
    "ProblemPage",
    "QueuePage",
    "RelationPage",
    "RelationsPage",
    "ReportPage",
    "ReportedIncident",
    "SearchPage",
    "Segment",
    "SitePage",
    "SitesPage",
    "SourcePage",
]


@dataclass(frozen=True, slots=True)
class ProblemPage:
    """What went wrong, and what to do."""

    status: int
    title: str
    remedy: str
    problems: Mapping[str, str]


# -- incidents --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Facet:
    """One value of a column, how many incidents have it, and the address that lists them."""

    label: str
    count: int
    href: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Pictured:
    """The list as a map, a timeline or a network: what was asked for is there, the others are not."""

    drawn: Drawn | None = None
    timeline: Timeline | None = None
    network: Network | None = None
    tiles: str | None = None  # URL of map tiles
    note: str = ""  # on borders


@dataclass(frozen=True, slots=True)
class IncidentsPage:
    """The list of incidents that answer to the conditions."""

    rows: Sequence[IncidentRow]
    total: int
    facets: Mapping[str, Sequence[Facet]]  # by column
    asked: Mapping[str, str]  # every condition as a parameter, empty where it was not given
    given: int  # how many were given
    conditions: Mapping[str, str]  # those that were given
    pictured: Pictured
    order: str
    view: str
    after: str | None  # the cursor of the next page
    is_first: bool
    types: Sequence[str]
    revision: int


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """One claim on one line, with its words and the article that they stand in."""

    claim: Reported
    value: str
    quote: str
    chain: str
    article_id: str | None


@dataclass(frozen=True, slots=True)
class AccountView:
    """What one independent account says about an attribute."""

    origin: str
    first_reported_on: date | None
    values: Sequence[str]
    claims: Sequence[ClaimLine]


@dataclass(frozen=True, slots=True)
class AttributeView:
    """One attribute, its accounts side by side."""

    name: str
    state: str
    shown: str | None
    reason: str
    figures: str | None  # low, best, high
    accounts: Sequence[AccountView]


@dataclass(frozen=True, slots=True)
class MemberView:
    """A mention of the incident, in its article."""

    mention: EventMention
    article: Article


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """What somebody decided at one time: one judgement, or several about pairs."""

    judgements: Sequence[Judgement]
    value: str | None
    stands: bool

    @property
    def first(self) -> Judgement:
        return self.judgements[0]


@dataclass(frozen=True, slots=True)
class IncidentPage:
    """One incident: accounts side by side, disputes first; members, follow-ups, history."""

    incident: Incident
    row: IncidentRow
    attributes: Sequence[AttributeView]
    discrepancies: Sequence[Discrepancy]
    toll: Sequence[TollPoint]
    chart: TollChart | None  # of the toll, where it was told on more than one day
    members: Sequence[MemberView]
    articles: Mapping[str, Article]
    history: Sequence[HistoryEntry]
    drawn: Drawn | None  # its place on a map
    note: str  # on borders
    seen: str  # the version of the incident that this page shows
    types: Sequence[str]
    queue: str | None  # the queue that the reviewer is working through


# -- reviewing --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class QueuePage:
    """What waits for people, the most doubtful first."""

    queue: str  # accept, or sign-off
    rows: Sequence[IncidentRow]
    after: str | None
    waiting: Mapping[str, int]  # by queue
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class CorrectPage:
    """The form that corrects one claim."""

    line: ClaimLine
    mention: EventMention
    article: Article
    incident_id: str
    seen: str
    precisions: Sequence[str]


@dataclass(frozen=True, slots=True)
class ConflictPage:
    """Somebody else was there first: what they did, and what was entered."""

    incident_id: str
    label: str | None
    version: str | None  # None: the incident is no more
    entered: Sequence[tuple[str, str]]
    history: Sequence[HistoryEntry]


# -- adding -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class AddPage:
    """The forms by which articles are added."""

    today: date


@dataclass(frozen=True, slots=True)
class BatchPage:
    """How far a batch of articles is."""

    batch: Batch


# -- the picture ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RelationsPage:
    """Every pair of parties, with the number of incidents by kind."""

    rows: Sequence[tuple[Relation, Mapping[str, int]]]
    kinds: Sequence[str]
    note: str  # on how many articles the picture is drawn from


@dataclass(frozen=True, slots=True)
class RelationPage:
    """What two parties did to and with each other."""

    relation: Relation
    months: Sequence[PeriodScore]
    highest: float  # of the months' totals, without sign
    deeds: Sequence[Dealing]
    changes: Sequence[Change]
    weights: str
    note: str


@dataclass(frozen=True, slots=True)
class AgreementsPage:
    """Agreements and talks, each with the id of its page."""

    rows: Sequence[tuple[str, Agreement]]
    note: str


@dataclass(frozen=True, slots=True)
class AgreementPage:
    """One agreement, step by step."""

    agreement: Agreement
    note: str


@dataclass(frozen=True, slots=True)
class SitesPage:
    """Sites, in how many articles each is named, and how many events are told near it."""

    rows: Sequence[tuple[Site, int, int]]
    note: str


@dataclass(frozen=True, slots=True)
class SitePage:
    """One site."""

    site: Site
    drawn: Drawn | None
    presence: Sequence[Presence]
    exposure: Exposure | None
    incidents: Sequence[IncidentRow]
    border_note: str
    note: str


# -- the report -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ReportedIncident:
    """One incident in the report, with the names of the attributes on which accounts differ."""

    row: IncidentRow
    incident: Incident
    disputed: Sequence[str]


@dataclass(frozen=True, slots=True)
class ReportPage:
    """What the incidents of a period and region come to."""

    asked: Mapping[str, str]
    conditions: Mapping[str, str]
    types: Sequence[tuple[str, int]]
    states: Mapping[str, int]
    reviews: Mapping[str, int]
    drawn: Drawn | None
    timeline: Timeline | None
    disputed: Sequence[ReportedIncident]
    deadliest: Sequence[ReportedIncident]
    reported: Sequence[ReportedIncident]
    note: str


# -- names ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NamesPage:
    """A list of names: actors, or sources and publishers."""

    kind: str  # actors, or sources
    rows: Sequence[Named]
    publishers: Sequence[Named]
    part: str


@dataclass(frozen=True, slots=True)
class ActorPage:
    """Somebody who acts: how coded, what done to whom, what said, where told to be."""

    name: str
    codes: Sequence[tuple[str, int]]
    ties: Sequence[Tie]
    statements: Sequence[Said]
    presence: Sequence[Presence]
    incidents: Sequence[IncidentRow]


@dataclass(frozen=True, slots=True)
class SourcePage:
    """A source or publisher: what it is known as, what rests on its word, what it published."""

    name: str
    record: SourceRecord | None
    statements: Sequence[Said]
    incidents: Sequence[IncidentRow]
    articles: Sequence[Any]


# -- articles and claims ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of an article's text under the same marks. `kind` is that of the shortest mark."""

    text: str
    kind: str | None
    ids: Sequence[str]  # what is marked: claims, mentions, statements
    starts: Sequence[str]  # those whose first mark begins here


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """One article: its text with every claim marked, and the claims beside it."""

    coded: CodedArticle
    segments: Sequence[Segment]
    mentions: Sequence[tuple[EventMention, Sequence[ClaimLine]]]
    incidents: Mapping[str, str]  # mention -> incident
    is_coded: bool


@dataclass(frozen=True, slots=True)
class ArticlesPage:
    """The articles of the case, those added last first."""

    rows: Sequence[Any]
    after: str | None
    publisher: str | None


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """Why one claim says what it says."""

    line: ClaimLine
    mention: EventMention
    article: Article
    coders: Sequence[str]
    superseded_by: str | None
    before: str  # the article's words around the first evidence
    words: str
    behind: str


@dataclass(frozen=True, slots=True)
class SearchPage:
    """Articles that hold all the words, the best first; where more than `unranked` hold them, those added last."""

    words: str
    rows: Sequence[Any]
    unranked: int | None


# -- a team ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class LoginPage:
    """The form; `go` is where it leads."""

    go: str
    problem: str | None


@dataclass(frozen=True, slots=True)
class AccountPage:
    """One's own account; `secret` is a token that was just made."""

    account: Account
    tokens: Sequence[Token]
    roles: Sequence[str]  # that a token of this account may have, the least first
    secret: str | None


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """Everybody with a role."""

    accounts: Sequence[Account]
    roles: Sequence[str]  # every role, the least first


@dataclass(frozen=True, slots=True)
class AuditPage:
    """What everybody did; `before` goes on to what was earlier."""

    deeds: Sequence[Deed]
    before: int | None
