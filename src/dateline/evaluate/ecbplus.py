"""ECB+ -> CoNLL F1 of within- and cross-document event coreference, gold mentions, the whole split at once.

Neither topics nor subtopics are given: the mentions of all articles are grouped together, by the clustering of fusing
over a learned linear score of pairs (`training/ecbplus.py`). Gold event mentions in validated sentences, singletons
kept. The baseline groups the mentions of one head lemma.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import as_file, files
from typing import Any

from dateline.evaluate.coder import Coder, make_article
from dateline.evaluate.coreference import compare
from dateline.evaluate.ecbplus_measures import MEASURES, EventMark, ScoredPairs, event_marks, measure_pairs
from dateline.fuse.cluster import agglomerate
from dateline.fuse.linear import LinearScorer, read_scorer
from dateline.fuse.wording import Wording, load_rarity

__all__ = ["group_marks", "read_marks", "score"]

_UNSCORED = -6.0  # a pair of articles that share no rare word: next to impossible


def score(records: list[dict[str, Any]], coder: Coder) -> dict[str, float]:
    marks, articles = read_marks(records, coder)
    with as_file(files("dateline.knowledge") / "coreference.json") as path:
        scorer = read_scorer(path, MEASURES)
    gold = {mark.key: mark.group for mark in marks}
    found = compare(gold, group_marks(marks, measure_pairs(marks, articles), scorer))
    lemma = compare(gold, {mark.key: mark.lemma for mark in marks})
    lemma_topic = compare(gold, {mark.key: (mark.topic, mark.lemma) for mark in marks})
    return {
        "conll_f1": found.conll_f1,
        "muc_f1": found.muc.f1,
        "b_cubed_f1": found.b_cubed.f1,
        "ceaf_e_f1": found.ceaf_e.f1,
        "same_lemma_conll_f1": lemma.conll_f1,
        "same_lemma_gold_topic_conll_f1": lemma_topic.conll_f1,
        "mentions": len(marks),
    }


def read_marks(records: Sequence[dict[str, Any]], coder: Coder) -> tuple[list[EventMark], list[Wording]]:
    """The event mentions of all records, and the wording of each article."""
    rarity = load_rarity()
    marks: list[EventMark] = []
    articles: list[Wording] = []
    docs = coder.parse([make_article(record["text"]) for record in records])
    for position, (record, doc) in enumerate(zip(records, docs, strict=True)):
        marks.extend(event_marks(record, position, doc, rarity))
        articles.append(rarity.of_passages([record["text"]]))
    return marks, articles


@dataclass
class _Members:
    """A group of marks; its likeness to another is the mean score of the pairs between them."""

    positions: list[int]

    def copy(self) -> _Members:
        return _Members(list(self.positions))

    def absorb(self, other: _Members) -> None:
        self.positions += other.positions


def group_marks(marks: Sequence[EventMark], scored: ScoredPairs, scorer: LinearScorer) -> dict[tuple[str, str], int]:
    """Mention -> number of its group."""
    values = dict(zip(scored.pairs, scorer.score(scored.measures).tolist(), strict=True))
    names = {f"{position:08}": position for position in range(len(marks))}

    def likeness(here: _Members, there: _Members) -> float:
        total = math.fsum(
            values.get((min(one, other), max(one, other)), _UNSCORED)
            for one in here.positions
            for other in there.positions
        )
        return total / (len(here.positions) * len(there.positions))

    groups = agglomerate(
        {name: _Members([position]) for name, position in names.items()},
        [(value, f"{one:08}", f"{other:08}") for (one, other), value in values.items() if value >= scorer.threshold],
        likeness,
        scorer.threshold,
    )
    return {marks[names[member]].key: number for number, group in enumerate(groups) for member in group.members}
