"""The API of names and of the picture: what the pages of actors, sources, relations, agreements and sites show."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import asdict
from typing import Annotated, Any

from fastapi import Query, Request
from fastapi.encoders import jsonable_encoder
from starlette.responses import JSONResponse, Response

from dateline.picture.drawing import Picture
from dateline.store.directory import named_actors, named_sources
from dateline.web.desk import AtDesk, Desk
from dateline.web.rendering import fresh
from dateline.web.situation import picture_of

__all__ = ["actors", "agreements", "exposure", "movements", "presence", "relations", "sources"]

Part = Annotated[str, Query(max_length=200, description="A part of the name.")]


def _listed(request: Request, name: str, rows: Iterable[Any], **more: Any) -> Response:
    body = {name: [asdict(row) for row in rows], **more}
    return fresh(request, JSONResponse(jsonable_encoder(body)))


def actors(request: Request, desk: AtDesk, q: Part = "") -> Response:
    """Who did something or had it done to them, the most told first."""
    with desk.case.reading() as connection:
        return _listed(request, "actors", named_actors(connection, q.replace("\x00", " ") or None))


def sources(request: Request, desk: AtDesk, q: Part = "") -> Response:
    """Who is said to say so, the most told first."""
    with desk.case.reading() as connection:
        return _listed(request, "sources", named_sources(connection, q.replace("\x00", " ") or None))


def _of_picture(request: Request, desk: Desk, name: str, part: Callable[[Picture], Iterable[Any]]) -> Response:
    """A part of the picture, and from how many of the case's articles it was drawn."""
    drawn = picture_of(desk)
    return _listed(request, name, part(drawn.picture), drawn_from=drawn.drawn_from, articles=drawn.articles)


def relations(request: Request, desk: AtDesk) -> Response:
    """Each pair of parties with its dealings, each with its words."""
    return _of_picture(request, desk, "relations", lambda picture: picture.relations)


def agreements(request: Request, desk: AtDesk) -> Response:
    """Agreements and talks, step by step."""
    return _of_picture(request, desk, "agreements", lambda picture: picture.agreements)


def presence(request: Request, desk: AtDesk) -> Response:
    """Who is said to be where, to build, leave or want what."""
    return _of_picture(request, desk, "presence", lambda picture: picture.presence)


def movements(request: Request, desk: AtDesk) -> Response:
    """Evacuations, withdrawals and deployments, with from and to."""
    return _of_picture(request, desk, "movements", lambda picture: picture.movements)


def exposure(request: Request, desk: AtDesk) -> Response:
    """Sites with violence told at or near them, and claims of damage apart from it."""
    return _of_picture(request, desk, "exposure", lambda picture: picture.exposure)
