"""What a reader is told besides the bytes, and how it says that it could not read them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

__all__ = ["Given", "Unreadable", "UnreadableError", "parse_date"]


@dataclass(frozen=True, slots=True)
class Given:
    """Metadata that the user states; it stands in for what the article itself does not tell."""

    published_on: date | None = None
    publisher: str | None = None
    max_article_bytes: int = 1 << 20


@dataclass(frozen=True, slots=True)
class Unreadable:
    """An input that gave no article: its name, the line where there is one, what is wrong and the remedy."""

    name: str
    problem: str
    remedy: str
    line: int | None = None

    def __str__(self) -> str:
        where = self.name if self.line is None else f"{self.name}:{self.line}"
        return f"{printable(where)}: {printable(self.problem)}; {self.remedy}"


class UnreadableError(ValueError):
    """Raised inside a reader; `read_inputs` turns it into an `Unreadable`."""

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(f"{problem}; {remedy}")
        self.problem = problem
        self.remedy = remedy


def printable(text: str) -> str:
    """One line without control characters: a file's name may hold any."""
    return "".join(character if character.isprintable() else repr(character)[1:-1] for character in text)


def parse_date(written: str) -> date:
    """An ISO date, or the date of an ISO date-time; raises ValueError for anything else."""
    return date.fromisoformat(written.strip()[:10])
