"""The outlet behind an article: the agency whose report it carries, as its text or tags say.

Input: an article's text, and its tags where there are any. Output: `WireCredit`s, the surest first: a dateline
("GENEVA (Reuters) -", "MOSCOW, October 15. /TASS/."), a byline ("By Ann Berg, Reuters"), a closing credit ("Source:
AFP"), a tag, and last an agency that the text quotes ("SANA reported"). Names are those of the book of sources;
initials that it does not know are a credit only where a dateline opens the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dateline.knowledge.sources import SourceBook

__all__ = ["WireCredit", "find_wire_credits"]

_HEAD = 300  # characters in which a dateline or byline stands
_FOOT = 300  # and a closing credit
_NAME = r"[A-Z][\w.&'’-]*(?:[ /][A-Z][\w.&'’-]*){0,4}"
_DATELINE = re.compile(rf"(?m)^[^\n]{{0,80}}?(?:\((?P<bracket>{_NAME})\)|/\s*(?P<slash>{_NAME})\s*/)\s*(?:[.:–—-]|$)")
_BYLINE = re.compile(rf"(?m)^\s*By [^\n]{{2,60}}?(?:,| of| for|\s[|/])\s+(?:the )?(?P<name>{_NAME})\s*$")
_CREDIT = re.compile(
    rf"(?:Sources?|Credit|Agency|Agencies|With(?: inputs from| information from)?)\s*:?\s+(?:the )?(?P<name>{_NAME})"
    r"\s*[.)\]]*\s*$",
    re.MULTILINE,
)
_SAYS = re.compile(
    rf"\b(?:the )?(?P<name>{_NAME})(?: news agency| agency)?"
    r" (?:reported|reports|said|says|wrote|writes|quoted|cited)\b"
)
_AGENCIES = frozenset({"agency"})


@dataclass(frozen=True, slots=True)
class WireCredit:
    """One sign of the outlet behind an article; offsets are code points into the text, None for a tag."""

    name: str
    where: str  # dateline, byline, credit, tag, text
    start: int | None = None
    end: int | None = None


def find_wire_credits(text: str, book: SourceBook, tags: tuple[str, ...] = ()) -> list[WireCredit]:
    """Every credit, each outlet once, the surest sign first."""
    found: dict[str, WireCredit] = {}
    for credit in _credits(text, book, tags):
        found.setdefault(book.canonical(credit.name), credit)
    return list(found.values())


def _credits(text: str, book: SourceBook, tags: tuple[str, ...]) -> Iterator[WireCredit]:
    head, foot = text[:_HEAD], max(0, len(text) - _FOOT)
    for match in _DATELINE.finditer(head):
        group = "bracket" if match["bracket"] else "slash"
        yield from _known_parts(match, group, "dateline", book, trusted=match.start() == 0)
    for match in _BYLINE.finditer(head):
        yield from _known_parts(match, "name", "byline", book, trusted=False)
    for match in _CREDIT.finditer(text, foot):
        yield from _known_parts(match, "name", "credit", book, trusted=False)
    for tag in tags:
        if book.named(tag) is not None:
            yield WireCredit(tag, "tag")
    for match in _SAYS.finditer(text):
        record = book.named(match["name"])
        if record is not None and record.kind in _AGENCIES:
            yield WireCredit(match["name"], "text", match.start("name"), match.end("name"))


def _known_parts(match: re.Match[str], group: str, where: str, book: SourceBook, trusted: bool) -> Iterator[WireCredit]:
    """A credit for each outlet of "IANS/Xinhua"; an unknown name only where it is `trusted`."""
    start = match.start(group)
    for part in match[group].split("/"):
        if book.named(part) is not None or (trusted and part.isupper()):
            yield WireCredit(part, where, start, start + len(part))
        start += len(part) + 1
