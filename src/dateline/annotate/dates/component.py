"""Finds time expressions and gives each an interval with its precision.

Input: a parsed Doc, with the article's publication date where it is known. Output: `slots.DATES`. Method: the phrases
of `knowledge/timewords.yaml`; each is read with the day of publication, or that of the dateline, the tense of its
clause, and the running time of the story. Without an anchor the missing part stays missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from spacy.language import Language

from dateline.annotate.certainty.factuality import Judge
from dateline.annotate.component import Component
from dateline.annotate.dates.periods import FIRST_YEAR, LAST_YEAR
from dateline.annotate.dates.reading import Anchor, Reading
from dateline.annotate.dates.scan import Expression, find_expressions, read_expression
from dateline.annotate.parse import Doc, Span, Token
from dateline.annotate.slots import DATES, DateRow, get_facts, put
from dateline.knowledge.timewords import load_time_words
from dateline.model import Status

__all__ = ["DatesComponent"]

_TO_COME = frozenset((Status.PLANNED, Status.CALLED_FOR, Status.HYPOTHETICAL))


@Language.factory("dateline_dates", assigns=["doc.spans"])
def make_dates(nlp: Language, name: str) -> DatesComponent:
    return DatesComponent()


class DatesComponent(Component):
    """Writes `slots.DATES`."""

    def __init__(self) -> None:
        self.table = load_time_words()

    def annotate(self, doc: Doc) -> None:
        put(doc, DATES, [(span, _row(reading)) for span, reading in self._readings(doc)])

    def _readings(self, doc: Doc) -> Iterator[tuple[Span, Reading]]:
        judge = Judge(doc)
        published = get_facts(doc).publication_date
        anchor = Anchor(published if published and FIRST_YEAR < published.year < LAST_YEAR else None)
        for expression in find_expressions(doc.text, self.table):
            span = doc.char_span(*expression.match.span())
            if span is None or not _is_time(expression, span):
                continue
            here = Anchor(anchor.today, anchor.running, _direction(span, judge))
            reading = read_expression(expression, here, self.table)
            if reading is None:
                continue
            written = _written_on(reading, anchor.today) if _is_dateline(doc.text, *expression.match.span()) else None
            if written is not None:
                anchor = Anchor(written)
            elif reading.period is not None and not _is_boundary(span):
                anchor = Anchor(anchor.today, reading.period)
            yield span, reading


def _row(reading: Reading) -> DateRow:
    return DateRow(
        reading.timex_type,
        reading.value,
        _iso(reading.start),
        _iso(reading.end),
        reading.precision.value,
        "inferred" if reading.inferred else "stated",
        reading.reason,
    )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _direction(span: Span, judge: Judge) -> int:
    """Which way the clause of an expression looks: 1 to what is to come, -1 to what is past, 0 neither."""
    verb = span.root
    while verb.pos_ not in {"VERB", "AUX"} and verb.head != verb:
        verb = verb.head
    if verb.pos_ not in {"VERB", "AUX"}:
        return 0
    if judge(verb).status in _TO_COME:
        return 1
    if _is_present(verb):
        return 1 if _word_before(span) in {"until", "till", "by"} else 0
    return -1


def _word_before(span: Span) -> str:
    return span.doc[span.start - 1].lower_ if span.start else ""


def _is_boundary(span: Span) -> bool:
    """ "The quarter ended Sept. 30": the story goes on with the quarter, not with the day."""
    return _word_before(span) in {"ended", "ending"}


def _is_present(verb: Token) -> bool:
    return verb.tag_ in {"VBP", "VBZ"} or any(
        child.tag_ in {"VBP", "VBZ"} for child in verb.children if child.dep_ == "aux"
    )


_DAYS_TO_PRINT = 7
_LONGEST_DATELINE = 60  # code points before its date
_AFTER_DATELINE = re.compile(r"\s?(?:\([^()\n]{2,30}\)|/[^/\n]{2,20}/)?\s?[-–—.:]")


def _is_dateline(text: str, start: int, end: int) -> bool:
    """Whether a date stands in the line that opens a report: "GOMA, 3 May (AFP) -"."""
    if start > _LONGEST_DATELINE or not _AFTER_DATELINE.match(text, end):
        return False
    return not any(word[0].islower() for word in text[:start].split())


def _written_on(reading: Reading, published: date | None) -> date | None:
    """The day of a dateline, if the report was printed within the week."""
    if reading.start is None or reading.start != reading.end or published is None:
        return None
    return reading.start if 0 <= (published - reading.start).days <= _DAYS_TO_PRINT else None


_AMBIGUOUS = frozenset(("may", "march", "august", "mar", "second", "sun", "sat", "fall", "spring", "mon", "wed"))


def _is_time(expression: Expression, span: Span) -> bool:
    """Whether words that can be a time are one here: not the verb "may", not 2000 people."""
    if len(span) == 1:
        word = span[0]
        if word.lower_ in _AMBIGUOUS and (word.tag_ not in {"NNP", "NN"} or word.is_lower):
            return False
        if word.like_num and expression.kind == "calendar":
            return _is_year(word)
    return not (span[-1].lower_ == "second" and span[-1].tag_ == "JJ")


def _is_year(word: Token) -> bool:
    """A four-digit number that counts nothing."""
    if word.dep_ == "nummod" and word.head.tag_ in {"NNS", "NNPS"} and word.head.i > word.i:
        return any(child.dep_ in {"det", "poss"} for child in word.head.children)
    before = _word_before(word.doc[word.i : word.i + 1])
    return "1900" <= word.text <= "2100" or before in {"in", "since", "of", "from", "until", "by", "year"}
