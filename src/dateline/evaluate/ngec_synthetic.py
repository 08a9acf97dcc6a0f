"""Scores the main event's type of synthetic stories (gold set `ngec_synthetic`): a smoke test, for the labels are what
a language model was asked to write, not what it wrote.

Input: stories with one of the 16 types each, and the coder. Output: the share of stories in which the event that the
coder ranks first has the label's type.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from dateline.evaluate.coder import Coder, make_article
from dateline.evaluate.gold import Record
from dateline.evaluate.tellings import Telling, main_telling, tellings

__all__ = ["score", "score_stories"]


def score(records: list[Record], coder: Coder) -> dict[str, Any]:
    articles = [make_article(record["text"]) for record in records]
    return score_stories(records, [main_telling(tellings(doc)) for doc in coder.docs(articles)])


def score_stories(records: Sequence[Record], found: Sequence[Telling | None]) -> dict[str, Any]:
    asked: Counter[str] = Counter(record["label"] for record in records)
    right = Counter(
        record["label"]
        for record, telling in zip(records, found, strict=True)
        if telling is not None and telling.event_type == record["label"]
    )
    return {
        "n": len(records),
        "type_accuracy": round(right.total() / len(records), 4) if records else 0.0,
        "by_type": {label: round(right[label] / count, 3) for label, count in sorted(asked.items())},
    }
