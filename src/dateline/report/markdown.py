"""Document -> Markdown with footnotes. Whatever stands in an article is escaped: it is text, never markup.

Figures are left to the HTML page; their captions are kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from dateline.report.document import Document, Line, Note, Section, numbered
from dateline.report.plain_text import one_line, safe_link

__all__ = ["to_markdown"]

_SPECIAL = re.compile(r"([\\`*_\[\]<>#!|~$&^]|:(?=//)|(?<=www)\.)")  # the last two: bare addresses become links
_QUOTE_CHARACTERS = 300
_LINK_BREAKERS = str.maketrans({"(": "%28", ")": "%29", "<": "%3C", ">": "%3E", "|": "%7C", "`": "%60", "\\": "%5C"})


def to_markdown(document: Document) -> str:
    """The whole report, ending in its footnotes."""
    numbers = numbered(document)
    parts = [f"# {_text(document.title)}", *map(_text, document.about)]
    for section in document.sections:
        parts.append("\n".join(_section(section, numbers)))
    parts += [_text(credit) for credit in document.credits]
    parts.append("\n".join(f"[^{number}]: {_note(note)}" for note, number in numbers.items()))
    return "\n\n".join(part for part in parts if part) + "\n"


def _text(words: str) -> str:
    """The words, with what Markdown would read as more than itself escaped; no line of ours begins with them."""
    return _SPECIAL.sub(r"\\\1", one_line(words))


def _section(section: Section, numbers: Mapping[Note, int]) -> Iterator[str]:
    yield f"## {_text(section.title)}\n"
    yield f"*{_text(section.about)}*\n"
    for picture in section.pictures:
        yield f"Figure (in the HTML page): {_text(picture.caption)}\n"
    for line in section.lines:
        yield _line(line, numbers)


def _line(line: Line, numbers: Mapping[Note, int]) -> str:
    cited = "".join(f"[^{numbers[note]}]" for note in line.notes)
    if line.heading:
        return f"\n### {_text(line.text)}{cited}\n"
    return f"{'  ' * line.depth}- {_text(line.text)}{cited}"


def _note(note: Note) -> str:
    words = f"“{_text(one_line(note.quote, _QUOTE_CHARACTERS))}”"
    told = ", ".join(_text(part) for part in (note.source, note.outlet, str(note.day or "no date")) if part)
    link = safe_link(note.url)
    where = f"<{link.translate(_LINK_BREAKERS)}>" if link else _text(note.url or f"no address, {note.article_id}")
    return f"{words} {told}; {where}"
