"""Scores `timebank_aquaint`: extents and values of time expressions.

Input: records with `timex` and `dct` (the document's creation time). Output: `strict_f1` (extents equal), `relaxed_f1`
(overlapping), `value_f1` (overlapping and equal `value`), all one to one. An overlapping pair with equal extents is
matched before others, then pairs in order of the text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dateline.annotate.slots import DATES, get
from dateline.evaluate.coder import Coder, make_article
from dateline.evaluate.gold import Record

__all__ = ["Expression", "Tally", "score"]


@dataclass(frozen=True, slots=True)
class Expression:
    start: int
    end: int
    value: str | None

    def overlaps(self, other: Expression) -> bool:
        return self.start < other.end and other.start < self.end


@dataclass
class Tally:
    """Counts over all records."""

    gold: int = 0
    found: int = 0
    strict: int = 0
    relaxed: int = 0
    value: int = 0

    def add(self, gold: Sequence[Expression], found: Sequence[Expression]) -> None:
        self.gold += len(gold)
        self.found += len(found)
        for one, other in _pairs(gold, found):
            self.relaxed += 1
            self.strict += (one.start, one.end) == (other.start, other.end)
            self.value += one.value == other.value

    def f1(self, right: int) -> float:
        return 2 * right / (self.gold + self.found) if self.gold + self.found else 0.0

    def figures(self) -> dict[str, Any]:
        return {
            "n": self.gold,
            "strict_f1": self.f1(self.strict),
            "relaxed_f1": self.f1(self.relaxed),
            "value_f1": self.f1(self.value),
            "value_accuracy": self.value / self.relaxed if self.relaxed else 0.0,
            "found": self.found,
        }


def score(records: list[Record], coder: Coder) -> dict[str, Any]:
    articles = [make_article(record["text"], record["dct"][:10]) for record in records]
    tally = Tally()
    for record, doc in zip(records, coder.docs(articles), strict=True):
        gold = [Expression(timex["start"], timex["end"], timex["value"]) for timex in record["timex"]]
        found = [Expression(span.start_char, span.end_char, row.value) for span, row in get(doc, DATES)]
        tally.add(gold, found)
    return tally.figures()


def _pairs(gold: Sequence[Expression], found: Sequence[Expression]) -> list[tuple[Expression, Expression]]:
    """One to one: equal extents first, then overlaps in order of the text."""
    free = list(found)
    pairs = []
    rest = []
    for one in gold:
        same = next((other for other in free if (other.start, other.end) == (one.start, one.end)), None)
        if same is None:
            rest.append(one)
        else:
            free.remove(same)
            pairs.append((one, same))
    for one in rest:
        other = next((other for other in free if one.overlaps(other)), None)
        if other is not None:
            free.remove(other)
            pairs.append((one, other))
    return pairs
