"""Scores fine classes of conflict events (gold set `case2021_task2`).

Input: snippets with one of 30 labels each, and the coder. Output: weighted F1 (official), macro F1 and accuracy, by the
definitions of scikit-learn. Method: all that the snippet tells, read by `knowledge/fine_classes`; nothing is learned
from the set.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from spacy.tokens import Doc

from dateline.evaluate.coder import Coder, make_article
from dateline.evaluate.gold import Record
from dateline.evaluate.tellings import tellings
from dateline.knowledge.fine_classes import Signs, find_fine_class, load_fine_classes

__all__ = ["score", "score_labels"]

NONE_FITS = "OTHER"


def score(records: list[Record], coder: Coder) -> dict[str, Any]:
    articles = [make_article(record["text"]) for record in records]
    return score_labels([record["label"] for record in records], [label_of(doc) for doc in coder.docs(articles)])


def label_of(doc: Doc) -> str:
    fine = find_fine_class(signs_of(doc), load_fine_classes())
    return fine.label if fine else NONE_FITS


def signs_of(doc: Doc) -> Signs:
    told = tellings(doc)
    words = [form for token in doc if token.is_alpha for form in {token.lemma_.lower(): 0, token.lower_: 0}]
    return Signs(
        words=tuple(words),
        types=frozenset(telling.event_type for telling in told),
        modes=frozenset(telling.mode for telling in told if telling.mode),
        actors=frozenset(party.sector for telling in told for party in telling.actors if party.sector),
        recipients=frozenset(party.sector for telling in told for party in telling.recipients if party.sector),
    )


def score_labels(gold: Sequence[str], predicted: Sequence[str]) -> dict[str, Any]:
    """F1 by label, averaged plainly over all labels that occur, and by how often gold has each."""
    right = Counter(label for label, other in zip(gold, predicted, strict=True) if label == other)
    asked, told = Counter(gold), Counter(predicted)
    f1 = {label: 2 * right[label] / (asked[label] + told[label]) for label in asked | told}
    return {
        "n": len(gold),
        "weighted_f1": round(sum(f1[label] * count for label, count in asked.items()) / len(gold), 4) if gold else 0.0,
        "macro_f1": round(sum(f1.values()) / len(f1), 4) if f1 else 0.0,
        "accuracy": round(right.total() / len(gold), 4) if gold else 0.0,
        "f1": {label: round(value, 3) for label, value in sorted(f1.items())},
    }
