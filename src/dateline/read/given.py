"""What a reader is told besides the bytes, and how it says that it could not read them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from dateline.settings import Settings

__all__ = ["Given", "Unreadable", "UnreadableError", "parse_date"]


@dataclass(frozen=True, slots=True)
class Given:
    """Metadata that the user states, standing in for what the article does not tell, and the limits on sizes."""

    published_on: date | None = None
    publisher: str | None = None
    settings: Settings = field(default_factory=Settings)


@dataclass(frozen=True, slots=True)
class Unreadable:
    """An input that gave no article: its name, the line where there is one, what is wrong and the remedy."""

    name: str
    problem: str
    remedy: str
    line: int | None = None

    def __str__(self) -> str:
        where = self.name if self.line is None else f"{self.name}:{self.line}"
        return f"{_printable(where)}: {_printable(self.problem)}; {self.remedy}"


class UnreadableError(ValueError):
    """Raised inside a reader, which does not know the input's name; its caller makes an `Unreadable` of it."""

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(f"{problem}; {remedy}")
        self.problem = problem
        self.remedy = remedy


def _printable(text: str) -> str:
    """One line without control characters: a file's name may hold any."""
    return "".join(character if character.isprintable() else repr(character)[1:-1] for character in text)


def parse_date(written: str) -> date:
    """An ISO date, or the date of an ISO date-time; raises ValueError for anything else."""
    return date.fromisoformat(written.strip()[:10])
