"""What the report is made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dateline.model import Incident
from dateline.store.incidents import IncidentRow
from dateline.web.maps import Drawn
from dateline.web.timeline import Timeline

__all__ = ["ReportPage", "ReportedIncident"]


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
