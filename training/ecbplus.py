"""ECB+ dev -> `knowledge/coreference.json`: the weights that score a pair of event mentions.

Run: `python training/ecbplus.py ../shared/gold/ecbplus/dev.jsonl`. Prints the CoNLL F1 of four folds by topic, each
grouped as one whole by weights learned on the other three, for each threshold; keeps the best threshold, learns on
everything and writes the file. What was trained on what: `training/ecbplus.md`.
"""

from __future__ import annotations

import json
import os
import random
import sys
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from dateline.evaluate.coder import Coder
from dateline.evaluate.coreference import compare
from dateline.evaluate.ecbplus import group_marks, read_marks
from dateline.evaluate.ecbplus_measures import MEASURES, EventMark, ScoredPairs, measure_pairs
from dateline.evaluate.gold import file_digest, read_records
from dateline.fuse.linear import LinearScorer
from dateline.settings import settings_from_environment

SEED = 20250407
FOLDS = 4
THRESHOLDS = (-1.2, -0.9, -0.6, -0.3)
OUTPUT = Path("src/dateline/knowledge/coreference.json")


def learn(measures: np.ndarray, gold: np.ndarray) -> LinearScorer:
    """Weights for raw measures: the scaling that eases the fit is folded into them."""
    scaler = StandardScaler().fit(measures)
    model = LogisticRegression(C=0.3, max_iter=400, random_state=SEED).fit(scaler.transform(measures), gold)
    weights = model.coef_[0] / scaler.scale_
    return LinearScorer(MEASURES, weights, float(model.intercept_[0] - weights @ scaler.mean_), 0.0)


def fold_figures(marks: list[EventMark], scored: ScoredPairs, gold: np.ndarray) -> dict[float, list[float]]:
    topics = sorted({mark.topic for mark in marks})
    random.Random(SEED).shuffle(topics)
    figures: dict[float, list[float]] = {threshold: [] for threshold in THRESHOLDS}
    for fold in range(FOLDS):
        held = set(topics[fold::FOLDS])
        inside = np.array([mark.topic in held for mark in marks])
        both = np.array([inside[one] and inside[other] for one, other in scored.pairs])
        neither = np.array([not inside[one] and not inside[other] for one, other in scored.pairs])
        learned = learn(scored.measures[neither], gold[neither])
        for threshold in THRESHOLDS:
            figures[threshold].append(_figure(marks, inside, scored, both, learned, threshold))
    return figures


def _figure(
    marks: list[EventMark],
    inside: np.ndarray,
    scored: ScoredPairs,
    both: np.ndarray,
    learned: LinearScorer,
    threshold: float,
) -> float:
    number = {int(position): index for index, position in enumerate(np.flatnonzero(inside))}
    some = [marks[position] for position in number]
    pairs = [(number[scored.pairs[row][0]], number[scored.pairs[row][1]]) for row in np.flatnonzero(both)]
    scorer = LinearScorer(MEASURES, learned.weights, learned.intercept, threshold)
    found = group_marks(some, ScoredPairs(pairs, scored.measures[both]), scorer)
    return compare({mark.key: mark.group for mark in some}, found).conll_f1


def main() -> None:
    path = Path(sys.argv[1])
    marks, articles = read_marks(read_records(path), Coder(settings_from_environment(os.environ)))
    scored = measure_pairs(marks, articles)
    gold = np.array([marks[one].group == marks[other].group for one, other in scored.pairs])
    figures = fold_figures(marks, scored, gold)
    for threshold, several in figures.items():
        sys.stdout.write(f"{threshold:5} {np.mean(several):.4f} {np.round(several, 3)}\n")
    threshold = max(figures, key=lambda value: float(np.mean(figures[value])))
    scorer = learn(scored.measures, gold)
    data = {
        "trained_on": {"set": "ecbplus dev", "sha256": file_digest(path), "pairs": len(gold), "seed": SEED},
        "names": list(MEASURES),
        "weights": [round(float(weight), 5) for weight in scorer.weights],
        "intercept": round(scorer.intercept, 5),
        "threshold": threshold,
    }
    OUTPUT.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
