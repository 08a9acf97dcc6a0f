"""What went wrong -> a plain page, or problem+json (RFC 9457) for the API: both say what to do."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from dateline.store.case import CaseError
from dateline.store.judgements import JudgementError
from dateline.store.listing import CursorError
from dateline.web.contexts.problem import ProblemPage
from dateline.web.rendering import page

__all__ = ["PROBLEMS", "ProblemError", "add_handlers"]

_LOG = logging.getLogger(__name__)
_REMEDIES = {
    400: "Check what was sent.",
    404: "Check the address, or begin at the list of incidents.",
    405: "This address does not take that method.",
    413: "Send less at once.",
}

_PROBLEM_JSON = "application/problem+json"
_SCHEMA = {
    "type": "object",
    "required": ["type", "status", "title"],
    "properties": {
        "type": {"type": "string"},
        "status": {"type": "integer"},
        "title": {"type": "string"},
        "detail": {"type": "string", "description": "What to do."},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["field", "problem"],
                "properties": {"field": {"type": "string"}, "problem": {"type": "string"}},
            },
        },
    },
}
PROBLEMS: dict[int | str, dict[str, Any]] = {  # how any route of the API may fail, for its description
    status: {"description": HTTPStatus(status).phrase, "content": {_PROBLEM_JSON: {"schema": _SCHEMA}}}
    for status in (400, 401, 403, 404, 405, 409, 412, 413, 422, 503)
}


@dataclass
class ProblemError(Exception):
    """Raised by a handler; `remedy` says what to do, `fields` what is wrong with which part of a request."""

    status: int
    title: str
    remedy: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)


def answer(request: Request, problem: ProblemError) -> Response:
    """The problem in the form that the asker reads."""
    headers = {"Cache-Control": "no-store", **problem.headers}
    if not request.url.path.startswith("/api/"):
        context = ProblemPage(problem.status, problem.title, problem.remedy, dict(problem.fields))
        return page(request, "problem.html", context, status=problem.status, headers=headers)
    body: dict[str, Any] = {"type": "about:blank", "status": problem.status, "title": problem.title}
    if problem.remedy:
        body["detail"] = problem.remedy
    if problem.fields:
        body["errors"] = [{"field": name, "problem": said} for name, said in problem.fields.items()]
    return JSONResponse(body, problem.status, headers, _PROBLEM_JSON)


def add_handlers(app: FastAPI) -> None:
    """Every error ends here, those of Starlette and of the store too."""
    for kind, handler in _HANDLERS.items():
        app.add_exception_handler(kind, handler)


def _on_http(request: Request, error: Any) -> Response:
    title = HTTPStatus(error.status_code).phrase
    problem = ProblemError(error.status_code, title, _REMEDIES.get(error.status_code, ""), headers=error.headers or {})
    return answer(request, problem)


def _on_validation(request: Request, error: Any) -> Response:
    fields = {
        ".".join(str(part) for part in item["loc"][1:]) or str(item["loc"][0]): str(item["msg"]).removeprefix(
            "Value error, "
        )
        for item in error.errors()
    }
    return answer(request, ProblemError(422, "That makes no sense", "Correct the fields below.", fields))


def _on_cursor(request: Request, error: Any) -> Response:
    remedy = "Begin at the first page; lists go on by the cursor that each page gives."
    return answer(request, ProblemError(422, "There is no such page", remedy, {"after": str(error)}))


def _on_judgement(request: Request, error: Any) -> Response:
    problem, _, remedy = str(error).partition("; ")
    return answer(request, ProblemError(404, problem, remedy))


def _on_case(request: Request, error: Any) -> Response:
    _LOG.error("%s", error)
    return answer(request, ProblemError(503, "The case cannot be used just now", str(error)))


def _on_anything(request: Request, error: Any) -> Response:
    del error  # Starlette logs it with its traceback
    return answer(
        request, ProblemError(500, "Something went wrong", "It is in the log; nothing that was kept is lost.")
    )


_HANDLERS: dict[type[Exception], Callable[[Request, Any], Response]] = {
    ProblemError: answer,
    HTTPException: _on_http,
    RequestValidationError: _on_validation,
    CursorError: _on_cursor,
    JudgementError: _on_judgement,
    CaseError: _on_case,
    Exception: _on_anything,
}
