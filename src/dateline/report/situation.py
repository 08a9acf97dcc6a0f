"""What a situation report is made from: plain values that whoever reads the case puts together.

Input: nothing. Output: nothing. `Earlier` is what a report remembers of the one before; it is kept beside each report
as JSON.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from dateline.model import AS_TOLD, AttributeState, Counting, Incident
from dateline.picture.agreements import Agreement
from dateline.picture.drawing import Picture
from dateline.picture.passages import Passage

__all__ = [
    "Cited",
    "Coverage",
    "Earlier",
    "EarlierError",
    "IncidentLine",
    "Scope",
    "Situation",
    "ToldIn",
    "Toll",
    "key_incidents",
    "read_earlier",
    "to_earlier",
]

_VERSION = 1
_URGENT = (AttributeState.DISPUTED, AttributeState.REVISED, AttributeState.CORROBORATED, AttributeState.SINGLE_ORIGIN)


class EarlierError(ValueError):
    """A file that is no earlier report's memory."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What the report is about; None: no bound."""

    case: str
    country: str | None = None
    place: str | None = None
    actor: str | None = None
    since: date | None = None
    until: date | None = None

    @property
    def by_incident(self) -> bool:
        """Whether only the articles that tell a wanted incident belong to it, not all of a period."""
        return any((self.country, self.place, self.actor))


@dataclass(frozen=True, slots=True)
class IncidentLine:
    """One incident as a list shows it."""

    incident_id: str
    event_type: str
    label: str
    first_day: date | None
    place: str | None
    country: str | None
    lat: float | None
    lon: float | None
    killed: int | None
    accounts: int
    articles: int
    state: AttributeState


@dataclass(frozen=True, slots=True)
class Cited:
    """Of an article, what a footnote tells."""

    outlet: str | None
    title: str | None
    url: str | None
    published_on: date | None


@dataclass(frozen=True, slots=True)
class ToldIn:
    """The article of a claim and the passage in which it stands."""

    article_id: str
    quote: str
    event_type: str = ""  # of its mention


@dataclass(frozen=True, slots=True)
class Toll:
    """The least and the most that any account of an incident counts, its figures for several groups added up."""

    low: int | None
    high: int | None


@dataclass
class Coverage:
    """What the articles of the report are: counted while they are read."""

    articles: int = 0
    undated: int = 0
    days: Counter[date] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    outlets: Counter[str] = field(default_factory=Counter)
    sides: Counter[str] = field(default_factory=Counter)  # of the outlets, as far as known


@dataclass(frozen=True)
class Earlier:
    """What the last report told, or only the day since which things are new."""

    day: date
    incidents: Mapping[str, Mapping[str, Any]] | None = None  # id -> what was told of it; None: only the day is known
    steps: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Situation:
    """Everything that the report tells of."""

    scope: Scope
    made_on: date
    incidents: tuple[IncidentLine, ...]
    whole: Mapping[str, Incident]  # those that are told in full
    told_in: Mapping[str, ToldIn]  # by claim, for the incidents told in full
    told_of: Mapping[str, Sequence[Passage]]  # by incident: the first passages that tell it
    first_reported: Mapping[str, date]  # by incident
    cited: Mapping[str, Cited]
    coverage: Coverage
    picture: Picture
    earlier: Earlier | None = None
    counting: Counting = AS_TOLD
    tolls: Mapping[tuple[str, str], Toll] = field(default_factory=dict)  # by incident and kind


def key_incidents(incidents: Iterable[IncidentLine], most: int) -> list[IncidentLine]:
    """Those told by most accounts first, disputed before settled, then deadlier, then later."""

    def weight(line: IncidentLine) -> tuple[int, int, int, str, str]:
        urgency = len(_URGENT) - _URGENT.index(line.state)
        return (line.accounts, urgency, line.killed or 0, str(line.first_day or ""), line.incident_id)

    return sorted(incidents, key=weight, reverse=True)[:most]


# -- memory -----------------------------------------------------------------------------------------------------------


def to_earlier(situation: Situation) -> str:
    """What the next report has to know of this one, as JSON."""
    told = {
        line.incident_id: {
            "killed": line.killed,
            "state": line.state.value,
            "accounts": line.accounts,
            "articles": line.articles,
        }
        for line in situation.incidents
    }
    memory = {
        "dateline_report": _VERSION,
        "made_on": situation.made_on.isoformat(),
        "incidents": told,
        "steps": sorted(step_keys(situation.picture.agreements)),
    }
    return json.dumps(memory, ensure_ascii=False, indent=1) + "\n"


def step_keys(agreements: Iterable[Agreement]) -> set[str]:
    return {
        step_key(agreement, step.step, step.day if step.dated else None)
        for agreement in agreements
        for step in agreement.steps
    }


def step_key(agreement: Agreement, step: str, day: date | None) -> str:
    return "|".join((*(party.key for party in agreement.parties), agreement.subject, step, str(day or "")))


def read_earlier(path: Path) -> Earlier:
    """The memory that an earlier report left; raises `EarlierError` for any other file."""
    try:
        memory = json.loads(path.read_text(encoding="utf-8"))
        version = memory["dateline_report"]
        earlier = Earlier(date.fromisoformat(memory["made_on"]), dict(memory["incidents"]), frozenset(memory["steps"]))
    except (OSError, UnicodeDecodeError, ValueError, KeyError, TypeError) as error:
        raise EarlierError(
            f"{path}: not the JSON file that dateline report writes ({error}); give that or a date"
        ) from error
    if version != _VERSION:
        raise EarlierError(f"{path}: made by another version of Dateline; give a date instead")
    return earlier
