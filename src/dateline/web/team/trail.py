"""The audit log: every request that changes something, with who asked and how it ended.

What was sent is not written down: passwords and tokens never reach the log. Judgements carry their own history.
"""

from __future__ import annotations

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dateline.store.team import Team
from dateline.store.team.audit import Deed, note
from dateline.web.team.people import now

__all__ = ["AuditTrail"]

_HARMLESS = frozenset({"GET", "HEAD", "OPTIONS"})
_NOTED_THERE = frozenset({"/login"})  # which knows the name that was tried


class AuditTrail:
    """Wraps the whole application of a team."""

    def __init__(self, app: ASGIApp, team: Team) -> None:
        self._app = app
        self._team = team

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] in _HARMLESS or scope["path"] in _NOTED_THERE:
            await self._app(scope, receive, send)
            return
        status = 500

        async def watched(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, watched)
        finally:
            request = Request(scope)
            person = getattr(request.state, "person", None)
            name = person.name if person else "nobody"
            address = request.client.host if request.client else "unknown"
            note(self._team, Deed(now(), name, f"{scope['method']} {scope['path']}", str(status), address))
