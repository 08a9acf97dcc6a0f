"""What the pages of review are made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dateline.model import Article, EventMention
from dateline.store.incidents import IncidentRow
from dateline.web.contexts.articles import ClaimLine
from dateline.web.contexts.incidents import HistoryEntry

__all__ = ["ConflictPage", "CorrectPage", "QueuePage"]


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
