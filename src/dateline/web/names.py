"""Pages of names: who acts, and who says so."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query, Request
from starlette.responses import Response

from dateline.knowledge.sources import load_sources
from dateline.store.articles import page_of_articles
from dateline.store.directory import (
    actor_codes,
    named_actors,
    named_publishers,
    named_sources,
    statements_by,
    ties_with,
)
from dateline.store.incidents import IncidentFilter
from dateline.store.listing import page_of_incidents
from dateline.store.revision import revision_of
from dateline.web.contexts.names import ActorPage, NamesPage, SourcePage
from dateline.web.desk import AtDesk
from dateline.web.problems import ProblemError
from dateline.web.rendering import page
from dateline.web.situation import picture_of

__all__ = ["actor", "actors", "source", "sources"]

_INCIDENTS = 20

Part = Annotated[str, Query(max_length=200)]


def actors(request: Request, desk: AtDesk, q: Part = "") -> Response:
    """Who did something or had it done to them, the most told first."""
    part = q.replace("\x00", " ").strip()
    with desk.case.reading() as connection:
        rows = desk.memory.recall(("actors", part), revision_of(connection), lambda: named_actors(connection, part))
    return page(request, "names.html", NamesPage("actors", rows, (), part))


def actor(request: Request, desk: AtDesk, name: str) -> Response:
    """What somebody is told to have done, suffered and said."""
    known = name.replace("\x00", " ")
    with desk.case.reading() as connection:
        codes = actor_codes(connection, known)
        if not codes:
            raise ProblemError(404, f"The case names no actor {known}", "Look for the name in the list of actors.")
        ties = ties_with(connection, known)
        statements = statements_by(connection, known)
        found = page_of_incidents(connection, IncidentFilter(actor=known), most=_INCIDENTS)
    presence = [item for item in picture_of(desk).picture.presence if item.holder.name == known]
    return page(request, "actor.html", ActorPage(known, codes, ties, statements, presence, found.rows))


def sources(request: Request, desk: AtDesk, q: Part = "") -> Response:
    """Who is said to say so, and whose articles these are."""
    part = q.replace("\x00", " ").strip()
    with desk.case.reading() as connection:
        rows = desk.memory.recall(("sources", part), revision_of(connection), lambda: named_sources(connection, part))
        publishers = [] if part else named_publishers(connection)
    return page(request, "names.html", NamesPage("sources", rows, publishers, part))


def source(request: Request, desk: AtDesk, name: str) -> Response:
    """What rests on the word of a source, and what it published."""
    known = name.replace("\x00", " ")
    with desk.case.reading() as connection:
        found = page_of_incidents(connection, IncidentFilter(source=known), most=_INCIDENTS)
        published = page_of_articles(connection, known).rows
        statements = statements_by(connection, known)
    if not (found.rows or published or statements):
        raise ProblemError(404, f"The case names no source {known}", "Look for the name in the list of sources.")
    record = load_sources().named(known)
    return page(request, "source.html", SourcePage(known, record, statements, found.rows, published))
