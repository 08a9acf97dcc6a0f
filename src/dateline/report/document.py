"""A situation report before it is Markdown or HTML: sections of lines, each with the notes that it rests on.

A line is plain text, made by a template; a note is the words of an article, with source, outlet, date and link.
Escaping is the renderers' business: nothing here is markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

__all__ = ["Document", "Line", "Note", "Picture", "Section", "numbered"]


@dataclass(frozen=True, slots=True)
class Note:
    """What a line rests on. `source` is who says so, if not the outlet itself."""

    quote: str
    source: str | None
    outlet: str | None
    day: date | None
    url: str | None
    title: str | None
    article_id: str


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence; `depth` 0 is an item, 1 one below it. `heading` makes it the head of what follows."""

    text: str
    notes: tuple[Note, ...] = ()
    depth: int = 0
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A figure: an `<svg>` element of our own drawing, and what it shows."""

    svg: str
    caption: str


@dataclass(frozen=True, slots=True)
class Section:
    """`about` says how the section was counted, which no article says; so it has no notes."""

    title: str
    about: str
    lines: tuple[Line, ...] = ()
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    title: str
    about: tuple[str, ...]
    sections: tuple[Section, ...]
    made_on: date
    credits: tuple[str, ...] = field(default=())


def numbered(document: Document) -> dict[Note, int]:
    """The notes in the order in which the lines cite them, from 1; a note that is cited twice has one number."""
    numbers: dict[Note, int] = {}
    for note in _notes(document.sections):
        numbers.setdefault(note, len(numbers) + 1)
    return numbers


def _notes(sections: Iterable[Section]) -> Iterator[Note]:
    for section in sections:
        for line in section.lines:
            yield from line.notes
