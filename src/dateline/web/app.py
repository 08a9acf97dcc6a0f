"""The workbench as an ASGI application: `create_app(desk)`.

No route, style sheet or script comes from another host, and CORS is off: no other site can read an answer.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial
from importlib.resources import files

from fastapi import FastAPI
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from dateline import __version__
from dateline.coding import Coder
from dateline.processes import coding_apart
from dateline.web.adding import Adding
from dateline.web.desk import Desk
from dateline.web.headers import SecurityHeaders
from dateline.web.problems import add_handlers
from dateline.web.routes import API, add_routes
from dateline.web.team.people import TeamPeople
from dateline.web.team.trail import AuditTrail

__all__ = ["create_app"]

_MOST_BYTES = 256 << 20  # of one request: a folder of files that is dropped on the page


class _Assets(StaticFiles):
    """Files of ours. Their addresses change with their content (`rendering.asset`), so a browser may keep them."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        if b"v=" in scope.get("query_string", b""):
            response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response


def create_app(desk: Desk, coding: Callable[[], AbstractContextManager[Coder]] | None = None) -> FastAPI:
    """`coding` opens what codes the articles that are added, by default what the settings ask for."""
    app = FastAPI(
        title="Dateline",
        version=__version__,
        description="Who says what happened: incidents, articles and claims of one case.",
        docs_url=None,
        redoc_url=None,
        openapi_url=f"{API}/openapi.json",
        telemetry={
            "auto_configure": False,
            "tracing": False,
            "metrics": False,
            "logs": False,
        },  # nothing is sent anywhere
        max_body_size=_MOST_BYTES,
        middleware=[
            Middleware(SecurityHeaders, hosts=desk.hosts, tiles=desk.tiles),
            Middleware(GZipMiddleware, minimum_size=2000),
            *([Middleware(AuditTrail, team=desk.people.team)] if isinstance(desk.people, TeamPeople) else []),
        ],
    )
    app.state.desk = desk
    app.state.adding = Adding(desk.case, desk.settings, coding or partial(coding_apart, desk.settings))
    add_handlers(app)
    add_routes(app)
    app.mount("/static", _Assets(directory=str(files("dateline.web").joinpath("static"))), name="static")
    return app
