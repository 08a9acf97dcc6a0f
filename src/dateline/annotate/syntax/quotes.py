"""Text -> its quotations, as character ranges that include their marks.

Reads straight, curly, French and doubled single marks; single marks only where they cannot be apostrophes. A line of
text is a paragraph: a quotation never leaves it. A mark that nothing closes is read as newspapers mean it: at the head
of a paragraph it opens a quotation that the next paragraph carries on, elsewhere somebody forgot the second mark, and
the quotation ends with its sentence. So no stray mark can swallow the text that follows it. One pass, linear.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["Quotation", "find_quotations"]


@dataclass(frozen=True, slots=True)
class Quotation:
    """Characters `start` to `end` of the text, marks included; `closed` tells whether the second mark was there."""

    start: int
    end: int
    closed: bool


_MARK = re.compile(r"``|''|[\"“”„‟«»‹›‘’']")
_SENTENCE_END = re.compile(r"[.!?…]+(?=\s|$)")
_CLOSERS = {
    "“": '”“"',
    "„": '“”"',
    "‟": '”"',
    "”": "”",
    '"': '"”',
    "``": ("''", '"', "”"),
    "''": ("''", '"'),
    "«": "»",
    "‹": "›",
    "‘": "’'",
    "'": "'’",
}
_SINGLE = frozenset("‘'’")
_ONLY_OPENS = frozenset("“„«‹")
_ONLY_CLOSES = frozenset("»›’")
_ELIDED = re.compile(r"(?:em|til|tis|twas|cause|bout|round|n|\d+s?)\b", re.IGNORECASE)


def find_quotations(text: str) -> list[Quotation]:
    """The outermost quotations of `text`, in order; they do not overlap."""
    return [quotation for start, end in _lines(text) for quotation in _of_line(text, start, end)]


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield start, end
        start = end + 1


def _of_line(text: str, start: int, end: int) -> Iterator[Quotation]:
    opened: re.Match[str] | None = None
    last_single_close = _last_single_close(text, start, end)
    for mark in _MARK.finditer(text, start, end):
        if opened is None:
            if _can_open(text, mark, start, last_single_close):
                opened = mark
        elif mark.group() in _CLOSERS[opened.group()] and _can_close(text, mark, end):
            yield Quotation(opened.start(), mark.end(), closed=True)
            opened = None
        elif opened.group() not in _SINGLE and mark.group() == opened.group() and _can_open(text, mark, start, -1):
            yield _unclosed(text, start, opened.start(), mark.start())
            opened = mark
    if opened is not None and opened.group() not in _SINGLE:
        yield _unclosed(text, start, opened.start(), end)


def _last_single_close(text: str, start: int, end: int) -> int:
    """Where the line's last single closing mark stands: a single mark after it opens nothing."""
    return max(text.rfind("'", start, end), text.rfind("’", start, end))


def _can_open(text: str, mark: re.Match[str], line_start: int, last_single_close: int) -> bool:
    sign = mark.group()
    if sign in _ONLY_CLOSES:
        return False
    if sign in _ONLY_OPENS:
        return mark.end() < len(text)
    before = text[mark.start() - 1] if mark.start() > line_start else " "
    after = text[mark.end() : mark.end() + 1]
    if before.isalnum() or before in ".,!?;%)" or not after.strip():
        return False
    if sign not in _SINGLE:
        return sign != "”" or before.isspace()
    return after.isalnum() and mark.start() < last_single_close and not _ELIDED.match(text, mark.end())


def _can_close(text: str, mark: re.Match[str], line_end: int) -> bool:
    """A second mark follows what it closes; a single one is not an apostrophe inside a word."""
    after = text[mark.end()] if mark.end() < line_end else " "
    if mark.group() in _SINGLE:
        before = text[mark.start() - 1]
        possessive = before in "sS" and after == " " and text[mark.end() + 1 : mark.end() + 2].islower()
        return not before.isspace() and not after.isalnum() and not possessive
    return mark.group() in "”»›" or not text[mark.start() - 1].isspace() or not after.isalnum()


def _unclosed(text: str, line_start: int, start: int, bound: int) -> Quotation:
    """A quotation without its second mark: the rest of the paragraph that it opens, else the rest of its sentence."""
    if not text[line_start:start].strip():
        return Quotation(start, start + len(text[start:bound].rstrip()), closed=False)
    stop = _SENTENCE_END.search(text, start, bound)
    return Quotation(start, stop.end() if stop else start + len(text[start:bound].rstrip()), closed=False)
