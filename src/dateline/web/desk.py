"""What every handler of one running workbench shares: the case, the settings, who may come in."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass, field
from typing import Annotated

from fastapi import Depends, Request

from dateline.settings import Settings
from dateline.store.case import Case, Connection
from dateline.store.incidents import IncidentFilter
from dateline.store.listing import Counts, counts_of
from dateline.web.memory import Memory
from dateline.web.people import OneUser, People

__all__ = ["LOCAL_NAMES", "AtDesk", "Desk", "desk_of"]

LOCAL_NAMES = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True)
class Desk:
    """`secret` signs the tokens of forms; it lives as long as the process."""

    case: Case
    settings: Settings
    people: People = field(default_factory=lambda: OneUser("you"))
    hosts: tuple[str, ...] = LOCAL_NAMES  # names that a browser may know the workbench by
    tiles: str | None = None  # URL of map tiles, as in https://tiles.example.org/{z}/{x}/{y}.png
    memory: Memory = field(default_factory=Memory, repr=False)
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)

    def counts(self, connection: Connection, wanted: IncidentFilter, revision: int) -> Counts:
        """How many incidents of a list have which values; remembered, since its pages and views show the same."""
        return self.memory.recall((wanted, "counts"), revision, lambda: counts_of(connection, wanted))

    def form_token(self, request: Request) -> str:
        """What each form carries, and no other site can know."""
        return hmac.new(self.secret, self.people.form_key(request).encode(), hashlib.sha256).hexdigest()


def desk_of(request: Request) -> Desk:
    desk: Desk = request.app.state.desk
    return desk


async def at_desk(request: Request) -> Desk:
    """`desk_of` as a dependency: what is not async is run in a thread, which costs more than it does."""
    return desk_of(request)


AtDesk = Annotated[Desk, Depends(at_desk)]
