"""Scores `factuality_meantime` and `factuality_uds`: how events are told, at given targets, on a scale from -3 to 3.

Input: records with `targets`, each a word with a label. Output: `pearson_r` and `mae` over the targets, and the F1 of
the classes not happened (below -1), uncertain, and happened (above 1). Method: the targets are given to the certainty
component as events. The two sets ask different questions. MEANTIME asks how an event is presented, with a sure future
as sure as a past (FactBank's scale): level, polarity and status, by `PRESENTED`. UDS asks readers whether it happened:
the component's own score of that, `happened`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from spacy.tokens import Doc, Span

from dateline.annotate.certainty.component import CertaintyComponent
from dateline.annotate.slots import CERTAINTIES, EVENTS, CertaintyRow, EventRow, get, put
from dateline.evaluate.coder import Coder, make_article
from dateline.evaluate.gold import GoldError, Record

__all__ = ["PRESENTED", "figures", "happened", "presented", "score"]

PRESENTED = {"certain": 3.0, "probable": 1.5, "possible": 0.75, "unspecified": 0.75}
"""Level -> value on FactBank's scale; what is only supposed or asked for is at most possible."""
_ONLY_AN_IDEA = frozenset({"hypothetical", "called_for"})

Reading = Callable[[CertaintyRow], float]


def presented(row: CertaintyRow) -> float:
    value = PRESENTED[row.level]
    if row.status in _ONLY_AN_IDEA:
        value = min(value, PRESENTED["possible"])
    return -value if row.polarity == "denied" else value


def happened(row: CertaintyRow) -> float:
    return row.happened or 0.0


def score(records: list[Record], coder: Coder) -> dict[str, Any]:
    reading = presented if records and records[0]["id"].startswith("MEANTIME") else happened
    component = CertaintyComponent()
    labels: list[float] = []
    found: list[float] = []
    articles = [make_article(record["text"]) for record in records]
    for record, doc in zip(records, coder.parse(articles), strict=True):
        labels += [target["label"] for target in record["targets"]]
        found += _values(doc, record, component, reading)
    return figures(labels, found)


def _values(doc: Doc, record: Record, component: CertaintyComponent, reading: Reading) -> list[float]:
    """The value of each target, read off the component's rows."""
    row = EventRow("", None, (), "given", (0, len(doc)), 1.0)
    put(doc, EVENTS, [(_span(doc, target), row) for target in record["targets"]])
    return [reading(row) for _, row in get(component(doc), CERTAINTIES)]


def _span(doc: Doc, target: Record) -> Span:
    span = doc.char_span(target["start"], target["end"], alignment_mode="expand")
    if span is None:
        raise GoldError(f"target {target} lies outside its text of {len(doc.text)} characters")
    return span


def figures(labels: Sequence[float], found: Sequence[float]) -> dict[str, Any]:
    gold, ours = np.array(labels), np.array(found)
    varied = len(gold) > 1 and gold.std() > 0 and ours.std() > 0
    return {
        "n": len(gold),
        "pearson_r": float(np.corrcoef(gold, ours)[0, 1]) if varied else 0.0,
        "mae": float(np.abs(gold - ours).mean()) if len(gold) else 0.0,
        "not_happened_f1": _f1(gold < -1, ours < -1),
        "uncertain_f1": _f1(abs(gold) <= 1, abs(ours) <= 1),
        "happened_f1": _f1(gold > 1, ours > 1),
    }


def _f1(gold: np.ndarray, ours: np.ndarray) -> float:
    total = int(gold.sum()) + int(ours.sum())
    return 2 * int((gold & ours).sum()) / total if total else 0.0
