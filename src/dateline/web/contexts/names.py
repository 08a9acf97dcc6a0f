"""What the pages of actors and sources are made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dateline.knowledge.sources import SourceRecord
from dateline.picture.presence import Presence
from dateline.store.directory import Named, Said
from dateline.store.incidents import IncidentRow
from dateline.store.overview import Tie

__all__ = ["ActorPage", "NamesPage", "SourcePage"]


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
