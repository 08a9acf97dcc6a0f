"""The report: what the incidents of a period and region come to, to be read from top to bottom or printed."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from fastapi import Query, Request
from starlette.responses import Response

from dateline.knowledge.codebook_file import load_codebook
from dateline.knowledge.outlines import BORDER_NOTE
from dateline.model import AttributeState, Incident
from dateline.report.document import Document
from dateline.report.html_page import to_html
from dateline.report.markdown import to_markdown
from dateline.report.situation import Scope
from dateline.reporting import gather, report_of
from dateline.store.case import Connection
from dateline.store.incidents import IncidentFilter, incident_of_id
from dateline.store.listing import Order, page_of_incidents
from dateline.store.overview import days_of, spots_of
from dateline.store.revision import revision_of
from dateline.web.asked import Conditions
from dateline.web.contexts.report import ReportedIncident, ReportPage
from dateline.web.desk import AtDesk, Desk
from dateline.web.maps import draw
from dateline.web.problems import ProblemError
from dateline.web.rendering import page
from dateline.web.timeline import timeline_of

__all__ = ["as_html", "as_markdown", "report"]

_MOST = 10  # incidents of a section


def report(request: Request, desk: AtDesk, asked: Annotated[Conditions, Query()]) -> Response:
    """What is disputed, what cost most lives and what is told most, with who says so."""
    wanted = asked.filter()
    plain = asked.parameters()
    with desk.case.reading() as connection:
        spots = spots_of(connection, wanted)
        counts = desk.counts(connection, wanted, revision_of(connection))
        context = ReportPage(
            asked={name: plain.get(name, "") for name in Conditions.model_fields},
            conditions=plain,
            types=counts["event_type"],
            states=dict(counts["state"]),
            reviews=dict(counts["review"]),
            drawn=draw(spots) if spots else None,
            timeline=timeline_of(days_of(connection, wanted)),
            disputed=_section(connection, wanted, Order.MOST_DOUBTFUL, disputed=True),
            deadliest=_section(connection, wanted, Order.DEADLIEST),
            reported=_section(connection, wanted, Order.MOST_REPORTED),
            note=BORDER_NOTE,
        )
    return page(request, "report.html", context)


def as_markdown(desk: AtDesk, asked: Annotated[Conditions, Query()]) -> Response:
    """The situation report as `dateline report` writes it."""
    return _attached(to_markdown(_document(desk, asked)), "text/markdown", "report.md")


def as_html(desk: AtDesk, asked: Annotated[Conditions, Query()]) -> Response:
    """The situation report as one file that needs nothing else; it is saved, not shown: its style stands inside it."""
    return _attached(to_html(_document(desk, asked)), "text/html", "report.html")


def _document(desk: Desk, asked: Conditions) -> Document:
    """Its scope has no type, source, state or review: the list of incidents has."""
    others = sorted(asked.parameters().keys() & {"type", "source", "state", "review"})
    if others:
        raise ProblemError(
            422,
            "A report is on a place, an actor or a period",
            "Take the other conditions away.",
            dict.fromkeys(others, "a report cannot be bounded by it"),
        )
    shown = desk.case.name if "://" not in desk.case.name else "the case"
    scope = Scope(Path(shown).stem, asked.country, asked.place, asked.actor, asked.since, asked.until)
    return report_of(gather(desk.case, scope, desk.settings), load_codebook(desk.settings.codebook))


def _attached(text: str, media_type: str, name: str) -> Response:
    return Response(text, media_type=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _section(
    connection: Connection, wanted: IncidentFilter, order: Order, *, disputed: bool = False
) -> list[ReportedIncident]:
    rows = page_of_incidents(connection, wanted, order, most=_MOST).rows
    if disputed:
        rows = [row for row in rows if row.disputed]
    elif order is Order.DEADLIEST:
        rows = [row for row in rows if row.killed]
    found = ((row, incident_of_id(connection, row.incident_id)) for row in rows)
    return [ReportedIncident(row, whole[0], _disputes(whole[0])) for row, whole in found if whole]


def _disputes(incident: Incident) -> list[str]:
    """The attributes on which accounts differ."""
    return [item.name for item in incident.attributes if item.state is AttributeState.DISPUTED]
