"""Text -> the time expressions in it; expression and anchor -> reading.

Input: a text and the phrases of `knowledge/timewords.yaml`. Output: `Expression`s in order, none overlapping. The
text is walked once, word by word; at a word that may begin a phrase, the longest phrase that begins there is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from dateline.annotate.dates import calendar, relative
from dateline.annotate.dates.reading import Anchor, Reading, Words
from dateline.knowledge.timewords import WORD, TimeWords

__all__ = ["Expression", "find_expressions", "read_expression"]

_READERS = {**calendar.READERS, **relative.READERS}


@dataclass(frozen=True, slots=True)
class Expression:
    kind: str
    match: re.Match[str]


def find_expressions(text: str, table: TimeWords) -> Iterator[Expression]:
    """Every time expression of `text`, leftmost and longest first."""
    position = 0
    lowered = _lowered(text)
    for start in _beginnings(lowered, table):
        if start < position or not table.anyhow.match(lowered, start):
            continue
        found = [
            Expression(phrase.kind, match) for phrase in table.phrases if (match := phrase.pattern.match(text, start))
        ]
        longest = max(found, key=lambda expression: expression.match.end())
        yield longest
        position = longest.match.end()


def _beginnings(lowered: str, table: TimeWords) -> Iterator[int]:
    """Where two words stand that an expression may begin with: most of "the" and "a" are let alone."""
    words = [(word.start(), word.group().lstrip("'")) for word in WORD.finditer(lowered)]
    for (start, word), (_, following) in pairwise([*words, (len(lowered), "")]):
        if table.may_begin(word, following):
            yield start


def _lowered(text: str) -> str:
    """The text in lower case, each letter in its place: "İ" stays, since in lower case it is two."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)


def read_expression(expression: Expression, anchor: Anchor, table: TimeWords) -> Reading | None:
    """The reading of an expression; None where it is no time after all (31 February)."""
    words = Words(expression.match, table)
    reading = _READERS[expression.kind](words, anchor)
    if reading is None or reading.timex_type != "DATE" or reading.value is None:
        return reading
    if "clock" in words:
        return replace(reading, timex_type="TIME", value=f"{reading.value}T{_clock(words.text('clock'))}")
    if "day_part" in words:
        return replace(reading, timex_type="TIME", value=f"{reading.value}T{words.word('day_part')}")
    return reading


def _clock(written: str) -> str:
    """The hour of "10 p.m. est", "5:30 am", "noon", "1400 gmt" as 22:00, 05:30, 12:00, 14:00."""
    if written.startswith(("noon", "midnight")):
        return "12:00" if written.startswith("noon") else "24:00"
    digits, half = re.match(r"([\d:.]*\d)\s?([ap]?)", written).groups()  # type: ignore[union-attr]
    hour, minute = _hour_minute(digits)
    if half == "p" and hour < 12:
        hour += 12
    elif half == "a" and hour == 12:
        hour = 0
    return f"{hour:02}:{minute:02}"


def _hour_minute(digits: str) -> tuple[int, int]:
    if ":" in digits or "." in digits:
        hour, minute = re.split(r"[:.]", digits, maxsplit=1)
        return int(hour), int(minute)
    return (int(digits[:2]), int(digits[2:])) if len(digits) == 4 else (int(digits), 0)
