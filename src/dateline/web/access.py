"""What a request must show before its handler runs: the role that its route needs, and that a form is one of ours."""

from __future__ import annotations

import hmac
from collections.abc import AsyncIterator, Callable
from typing import Annotated
from urllib.parse import quote, urlsplit

from fastapi import Depends, Request
from starlette.datastructures import FormData

from dateline.web.desk import desk_of
from dateline.web.people import Person, Role
from dateline.web.problems import ProblemError

__all__ = ["Asking", "Sent", "needs", "not_from_elsewhere", "sent_form"]

_FIELD = "token"  # the hidden field of every form

_MOST_FILES = 200
_MOST_FIELDS = 200


def needs(role: Role) -> Callable[[Request], None]:
    """A dependency that lets through who has the role, and leaves the person in `request.state.person`."""

    def check(request: Request) -> None:
        person = desk_of(request).people.who_asks(request)
        if person is None:
            raise _not_logged_in(request)
        request.state.person = person
        if person.role < role:
            raise ProblemError(
                403, f"This needs the role of {role.name.lower()}", f"You are {person.role.name.lower()}; ask an admin."
            )

    return check


def _not_logged_in(request: Request) -> ProblemError:
    """A page leads to the form and back again; the API says which key it takes."""
    path = desk_of(request).people.login_path
    title, remedy = "You are not logged in", "Log in, or send an API token."
    if path is None or request.method != "GET" or request.url.path.startswith("/api/"):
        return ProblemError(401, title, remedy, headers={"WWW-Authenticate": "Bearer"})
    query = f"?{request.url.query}" if request.url.query else ""
    go = quote(request.url.path + query, safe="/")
    return ProblemError(303, title, remedy, headers={"Location": f"{path}?go={go}"})


async def asking(request: Request) -> Person:
    """The person whom `needs` let through."""
    person: Person = request.state.person
    return person


Asking = Annotated[Person, Depends(asking)]


async def not_from_elsewhere(request: Request) -> None:
    """Refuse a change that the page of another site asked the browser for."""
    origin = request.headers.get("origin")
    site = request.headers.get("sec-fetch-site", "same-origin")
    if site not in ("same-origin", "none") or (origin and urlsplit(origin).netloc != request.headers.get("host")):
        raise ProblemError(403, "This came from another site", "Use the forms of the workbench itself.")


async def sent_form(request: Request) -> AsyncIterator[FormData]:
    """The fields of a form, once its token has been checked; its files are closed when the answer is sent."""
    await not_from_elsewhere(request)
    async with request.form(max_files=_MOST_FILES, max_fields=_MOST_FIELDS) as form:
        _check_token(request, form)
        yield form


def _check_token(request: Request, form: FormData) -> None:
    given = form.get(_FIELD)
    token = desk_of(request).form_token(request)
    if not isinstance(given, str) or not hmac.compare_digest(given.encode(), token.encode()):
        raise ProblemError(
            403,
            "This form is too old",
            "The workbench has been restarted or you have logged in anew. Go back, reload the page and send it again.",
        )


Sent = Annotated[FormData, Depends(sent_form)]
