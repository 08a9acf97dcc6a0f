"""Who is asking, and what they may do: roles, and where people are known from.

On one's own machine there is one user, who may do everything and needs no login.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import Protocol

from fastapi import Request

__all__ = ["OneUser", "People", "Person", "Role"]


class Role(IntEnum):
    """Each may do what the ones before may."""

    READER = 1
    REVIEWER = 2  # judges: accepts, corrects, merges, splits, comments, signs off
    EDITOR = 3  # adds articles
    ADMIN = 4  # says who may do what


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    role: Role


class People(Protocol):
    """Tells who asks. `login_path` is the page where somebody logs in; None where there is no such page."""

    @property
    def login_path(self) -> str | None: ...

    def who_asks(self, request: Request) -> Person | None:
        """None: somebody who has not logged in."""
        ...

    def form_key(self, request: Request) -> str:
        """What ties a form to the session that it was shown in: a token of another session is refused."""
        ...


@dataclass(frozen=True, slots=True)
class OneUser:
    """The owner of the machine. The workbench then listens on 127.0.0.1 only."""

    name: str
    login_path: str | None = None

    def who_asks(self, request: Request) -> Person | None:
        del request
        return Person(self.name, Role.ADMIN)

    def form_key(self, request: Request) -> str:
        del request
        return self.name
