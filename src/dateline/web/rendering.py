"""A page's context -> HTML. Everything is escaped by Jinja; a name that a template misspells is an error."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import fields
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode, urlsplit

from fastapi import Request
from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.responses import HTMLResponse, Response

from dateline import __version__
from dateline.knowledge.countries import country_label
from dateline.web.desk import desk_of

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

__all__ = ["asset", "fresh", "page"]

THEMES = ("light", "dark")
_ISO_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")


def page(
    request: Request,
    template: str,
    context: DataclassInstance,
    *,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """The page; a browser that has it already is told so."""
    desk = desk_of(request)
    theme = request.cookies.get("theme")
    values = {field.name: getattr(context, field.name) for field in fields(context)}
    html = (
        _environment()
        .get_template(template)
        .render(
            **values,
            person=getattr(request.state, "person", None),
            has_accounts=desk.people.login_path is not None,
            token=desk.form_token(request),
            theme=theme if theme in THEMES else None,
            path=request.url.path,
            query=dict(request.query_params),
            release=__version__,
        )
    )
    return fresh(request, HTMLResponse(html, status, headers))


def fresh(request: Request, response: Response) -> Response:
    """The response with its ETag, or only "not modified" where the asker has it already."""
    if response.status_code != 200:
        return response
    tag = f'"{hashlib.sha256(response.body).hexdigest()[:32]}"'
    if tag in [known.strip().removeprefix("W/") for known in request.headers.get("if-none-match", "").split(",")]:
        return Response(status_code=304, headers={"ETag": tag})
    response.headers["ETag"] = tag
    return response


@cache
def asset(name: str) -> str:
    """The address of a file of ours, which changes with its content: browsers keep it for good."""
    content = files("dateline.web").joinpath("static", *name.split("/")).read_bytes()
    return f"/static/{name}?v={hashlib.sha256(content).hexdigest()[:12]}"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("dateline.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(asset=asset, address=address)
    environment.filters.update(words=words, day=day, days=days, moment=moment, number=number)
    environment.filters.update(country=country_label, segment=segment, web=web)
    return environment


def address(path: str, parameters: Mapping[str, Any] | None = None, **changes: Any) -> str:
    """A path with its query; what is empty is left out, and `changes` replace or (None) drop parameters."""
    known = {**(parameters or {}), **changes}
    given = {name: value for name, value in known.items() if value not in (None, "")}
    return f"{path}?{urlencode(given)}" if given else path


def segment(text: str) -> str:
    """A name as a part of a path."""
    return quote(text, safe="")


def web(url: str | None) -> str | None:
    """An address that a link may lead to; None for what is no web page, such as a script in the shape of one."""
    return url if url and urlsplit(url).scheme in ("http", "https") else None


def words(code: str) -> str:
    """in_review -> in review"""
    return code.replace("_", " ").replace("-", " ").lower()


def day(value: date | None) -> str:
    return f"{value.day} {value:%b %Y}" if value else "no date"


def days(text: str) -> str:
    """2025-12-13 to 2025-12-14 -> 13 Dec 2025 to 14 Dec 2025"""
    return _ISO_DAY.sub(_spelled, text)


def _spelled(found: re.Match[str]) -> str:
    try:
        return day(date.fromisoformat(found[0]))
    except ValueError:  # no calendar has it
        return found[0]


def moment(value: datetime) -> str:
    return f"{value:%d %b %Y, %H:%M} UTC"


def number(value: int) -> str:
    return f"{value:,}"
