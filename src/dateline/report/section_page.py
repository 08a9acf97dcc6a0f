"""Section of a report -> lines for the terminal, each with the words that it rests on below it."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from dateline.report.document import Line, Note, Section
from dateline.report.plain_text import one_line

__all__ = ["section_page"]

_QUOTED = 2  # notes of a line that are shown; all are in the report and in --json
_LONGEST = 160


def section_page(section: Section) -> RenderableType:
    return Group(
        Text(section.title.upper(), style="bold"),
        Text(f"{section.about}\n", style="dim"),
        *(part for line in section.lines for part in _line(line)),
    )


def _line(line: Line) -> Iterator[RenderableType]:
    depth = 2 * line.depth
    yield Padding(Text(one_line(line.text), style="bold" if not line.depth else ""), (0, 0, 0, depth))
    for note in line.notes[:_QUOTED]:
        yield Padding(_note(note), (0, 0, 0, depth + 4))


def _note(note: Note) -> Text:
    told = ", ".join(one_line(part) for part in (note.source, note.outlet, str(note.day or "no date")) if part)
    return Text(f"“{one_line(note.quote, _LONGEST)}” ", style="italic dim").append(told, style="dim")
