"""Which words the time expressions of a Doc date, and which of them are of an earlier time than the story's.

Input: `slots.DATES` and the parse. Output: for a word, the position of the expression that hangs on it. Method: an
expression dates the verb or noun outside it that it is an adjunct of; nothing is dated by mere nearness.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dateline.annotate.parse import Doc, Span, Token
from dateline.annotate.slots import DATES, EVENT_DATES, DateRow, TokenRange, get, get_facts

__all__ = ["EARLIER_DAYS", "dated_words", "events_of_earlier_times", "words_of_earlier_times"]

EARLIER_DAYS = 180
"""What ended longer ago than this, and in an earlier year, is background and not the story."""

_LONG_TIMES = frozenset(("year", "decade", "century", "generation"))
_LINKS = frozenset(("ADP", "ADV", "SCONJ", "PART", "DET"))
_DESCRIBING = frozenset(("amod", "compound", "nmod"))  # in "a May 2015 Chadian raid" the raid is dated, not Chad

Dated = Sequence[tuple[Span, DateRow]]


def dated_words(doc: Doc) -> dict[int, int]:
    """Word -> position in DATES of what dates it; the first of several expressions holds."""
    dated: dict[int, int] = {}
    for position, (span, row) in enumerate(get(doc, DATES)):
        if row.timex_type in {"DATE", "TIME"} and not (row.value or "").endswith("_REF"):
            dated.setdefault(_dated_word(span).i, position)
    return dated


def _dated_word(span: Span) -> Token:
    """The verb or noun outside the expression that it is an adjunct of."""
    word = span.root
    while word.head != word and (span.start <= word.i < span.end or word.pos_ in _LINKS or word.dep_ in _DESCRIBING):
        word = word.head
    return word


def words_of_earlier_times(doc: Doc) -> dict[int, TokenRange]:
    """Word -> the token range of the expression that puts it into an earlier year."""
    dates = get(doc, DATES)
    earlier = _expressions_of_earlier_times(doc, dates)
    return {word: earlier[position] for word, position in dated_words(doc).items() if position in earlier}


def events_of_earlier_times(doc: Doc) -> dict[int, TokenRange]:
    """Position in EVENTS -> the token range of the expression that dates the event in an earlier year."""
    earlier = _expressions_of_earlier_times(doc, get(doc, DATES))
    return {row.event: earlier[row.date] for _, row in get(doc, EVENT_DATES) if row.date in earlier}


def _expressions_of_earlier_times(doc: Doc, dates: Dated) -> dict[int, TokenRange]:
    """Position in DATES -> token range."""
    now = _time_of_telling(doc, dates)
    return {
        position: (span.start, span.end)
        for position, (span, row) in enumerate(dates)
        if (now is not None and _is_earlier(row, now)) or _is_years_ago(span)
    }


def _time_of_telling(doc: Doc, dates: Dated) -> date | None:
    """The day of publication, else the latest day that the story names."""
    published = get_facts(doc).publication_date
    if published is not None:
        return published
    return max((date.fromisoformat(row.end) for _, row in dates if row.end), default=None)


def _is_years_ago(span: Span) -> bool:
    """Of an earlier time whenever it was told."""
    *before, last = (token.lemma_.lower() for token in span)
    return last == "ago" and not _LONG_TIMES.isdisjoint(before)


def _is_earlier(row: DateRow, now: date) -> bool:
    end = date.fromisoformat(row.end) if row.end else None
    return end is not None and end.year < now.year and (now - end).days > EARLIER_DAYS
