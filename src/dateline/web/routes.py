"""Every route of the workbench, and the role that it needs: what does not stand in this table does not exist.

`page` answers GET with HTML; `form` takes the fields of a form of ours, whose token is checked before the handler runs;
`data` is a route of the API under /api/v1, described in its OpenAPI file.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from fastapi import Depends, FastAPI
from starlette.responses import Response

from dateline.web import api, entry, listings, names, pages, report, review, situation
from dateline.web.access import needs, not_from_elsewhere, sent_form
from dateline.web.people import Role
from dateline.web.problems import PROBLEMS
from dateline.web.team import pages as team

__all__ = ["ROUTES", "Route", "add_routes"]

API = "/api/v1"

Endpoint = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Route:
    method: str
    path: str
    endpoint: Endpoint
    role: Role | None  # None: for everybody, also before logging in
    checks: tuple[Callable[..., Any], ...] = ()  # besides the role, and after it
    in_openapi: bool = False


def page(path: str, endpoint: Endpoint, role: Role | None) -> Route:
    return Route("GET", path, endpoint, role)


def form(path: str, endpoint: Endpoint, role: Role | None) -> Route:
    return Route("POST", path, endpoint, role, (sent_form,))


def data(method: str, path: str, endpoint: Endpoint, role: Role) -> Route:
    checks = () if method == "GET" else (not_from_elsewhere,)
    return Route(method, API + path, endpoint, role, checks, in_openapi=True)


ROUTES: tuple[Route, ...] = (
    page("/", pages.home, Role.READER),
    page("/incidents", pages.incidents, Role.READER),
    page("/incidents/{incident_id}", pages.incident, Role.READER),
    page("/outlines.geojson", pages.outlines, Role.READER),
    page("/articles", pages.articles, Role.READER),
    page("/articles/{article_id}", pages.article, Role.READER),
    page("/claims/{claim_id}", pages.claim, Role.READER),
    page("/search", pages.search, Role.READER),
    page("/actors", names.actors, Role.READER),
    page("/actors/{name:path}", names.actor, Role.READER),
    page("/sources", names.sources, Role.READER),
    page("/sources/{name:path}", names.source, Role.READER),
    page("/sites", situation.sites, Role.READER),
    page("/sites/{site_id}", situation.site, Role.READER),
    page("/relations", situation.relations, Role.READER),
    page("/relations/{first}/{second}", situation.relation, Role.READER),
    page("/agreements", situation.agreements, Role.READER),
    page("/agreements/{agreement_id}", situation.agreement, Role.READER),
    page("/report", report.report, Role.READER),
    page("/report.md", report.as_markdown, Role.READER),
    page("/report.html", report.as_html, Role.READER),
    page("/review", review.queue, Role.READER),
    page("/review/next", review.next_in_queue, Role.READER),
    page("/claims/{claim_id}/correct", review.correct, Role.REVIEWER),
    form("/incidents/{incident_id}/judgements", review.judge, Role.REVIEWER),
    form("/judgements/undo", review.undo, Role.REVIEWER),
    page("/add", entry.add_page, Role.EDITOR),
    form("/add", entry.add, Role.EDITOR),
    page("/add/{batch_id}", entry.batch_page, Role.EDITOR),
    data("POST", "/articles", entry.post_article, Role.EDITOR),
    data("GET", "/batches/{batch_id}", entry.batch_state, Role.EDITOR),
    data("GET", "/revision", api.revision, Role.READER),
    page("/login", team.login, None),
    form("/login", team.log_in, None),
    form("/logout", team.log_out, Role.READER),
    page("/account", team.account, Role.READER),
    form("/account/password", team.change_password, Role.READER),
    form("/account/tokens", team.issue_token, Role.READER),
    form("/account/tokens/revoke", team.revoke_token, Role.READER),
    page("/people", team.people, Role.ADMIN),
    form("/people", team.add_person, Role.ADMIN),
    form("/people/{name}", team.change_person, Role.ADMIN),
    page("/audit", team.audit, Role.ADMIN),
    data("GET", "/incidents", api.incidents, Role.READER),
    data("GET", "/incidents.jsonl", api.incident_lines, Role.READER),
    data("GET", "/spots", api.spots, Role.READER),
    data("GET", "/days", api.days, Role.READER),
    data("GET", "/ties", api.ties, Role.READER),
    data("GET", "/incidents/{incident_id}", api.incident, Role.READER),
    data("GET", "/incidents/{incident_id}/version", api.version, Role.READER),
    data("POST", "/incidents/{incident_id}/judgements", api.judge, Role.REVIEWER),
    data("POST", "/judgements/undo", api.undo, Role.REVIEWER),
    data("GET", "/report.md", report.as_markdown, Role.READER),
    data("GET", "/actors", listings.actors, Role.READER),
    data("GET", "/sources", listings.sources, Role.READER),
    data("GET", "/relations", listings.relations, Role.READER),
    data("GET", "/agreements", listings.agreements, Role.READER),
    data("GET", "/presence", listings.presence, Role.READER),
    data("GET", "/movements", listings.movements, Role.READER),
    data("GET", "/exposure", listings.exposure, Role.READER),
    data("GET", "/articles", api.articles, Role.READER),
    data("GET", "/articles.jsonl", api.article_lines, Role.READER),
    data("GET", "/articles/{article_id}", api.article, Role.READER),
    data("GET", "/claims/{claim_id}", api.claim, Role.READER),
    data("GET", "/search", api.search, Role.READER),
)


def _for_role(role: Role | None) -> tuple[Callable[..., Any], ...]:
    return () if role is None else (needs(role),)


def _outcomes(route: Route) -> dict[int | str, dict[str, Any]]:
    """How the answers of a route are described: each problem, and that what is added is worked on afterwards."""
    begun: dict[int | str, dict[str, Any]] = {202: {"description": "Accepted"}}
    return PROBLEMS if route.method == "GET" else {**begun, **PROBLEMS}


def add_routes(app: FastAPI) -> None:
    for route in ROUTES:
        app.add_api_route(
            route.path,
            route.endpoint,
            methods=[route.method],
            dependencies=[Depends(check) for check in (*_for_role(route.role), *route.checks)],
            include_in_schema=route.in_openapi,
            responses=_outcomes(route) if route.in_openapi else None,
            response_model=None,
            response_class=Response,
            name=f"{route.method} {route.path}",
            operation_id=f"{route.endpoint.__name__}_{route.method.lower()}" if route.in_openapi else None,
            summary=(route.endpoint.__doc__ or "").strip().splitlines()[0] if route.endpoint.__doc__ else None,
        )
