"""Train the sentence gate and the candidate scorer: labelled sentences -> `gate.npz` and `eventhood.npz`.

    OMP_NUM_THREADS=1 python training/train_gate.py [--gold ../shared/gold] [--cross-validate]

Both are logistic models with an L2 penalty, solved to convergence from zero, so nothing is drawn at random but the
folds of the cross-validation. The shipped weights learn from everything; the honest figure is that of
`--cross-validate`, where no passage of the annotated news is on both sides.
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import scipy.sparse
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, precision_recall_curve, roc_auc_score

from cases import OWN, Case, Labelled, candidate_cases, label_marked, label_passage, sentence_cases, type_lexicon
from dateline.annotate.logistic import LogisticModel
from dateline.annotate.pipeline import ORDER, Pipeline, load_pipeline
from dateline.evaluate.coder import make_article
from dateline.evaluate.gold import file_digest
from dateline.settings import Settings
from marked_text import MARKED_FOLDER, read_marked
from news_gold import read_wild

PROJECT = Path(__file__).resolve().parents[1]
WEIGHTS_FOLDER = PROJECT / "src" / "dateline" / "annotate"
SEED = "dateline-gate-1"
FOLDS = 6
DENSE_SCALE = 2.0  # beside a feature that is 0 or 1, a number of a unit vector is small
NEWS_WEIGHT = 2.0  # a sentence of real news teaches more than one that we wrote


@dataclass(frozen=True)
class Recipe:
    """`inverse_penalty` as in scikit-learn; features seen in fewer than `least` cases are left out."""

    file_name: str
    inverse_penalty: float
    least: int = 2


GATE = Recipe("gate.npz", 0.1)
EVENTHOOD = Recipe("eventhood.npz", 0.3)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--gold", type=Path, default=PROJECT.parent / "shared" / "gold")
    parser.add_argument("--cross-validate", action="store_true")
    arguments = parser.parse_args()
    wild_file = arguments.gold / "wild" / "dev.jsonl"
    pipeline = load_pipeline(Settings())
    own, news = label_all(pipeline, wild_file)
    trained_on = {
        "sentences": file_digest(MARKED_FOLDER),
        "wild": file_digest(wild_file),
        "vectors": file_digest(PROJECT / "src" / "dateline" / "knowledge" / "word_vectors.npz"),
        "parser": pipeline.parser_version,
    }
    lexicon = type_lexicon(own)
    gate = [case for item in own for case in sentence_cases(item, 1.0)]
    gate += [case for item in news for case in sentence_cases(item, NEWS_WEIGHT)]
    eventhood = [case for item in own for case in candidate_cases(item, lexicon, 1.0)]
    eventhood += [case for item in news for case in candidate_cases(item, lexicon, NEWS_WEIGHT)]
    for recipe, cases in ((GATE, gate), (EVENTHOOD, eventhood)):
        print(f"{recipe.file_name}: {len(cases)} cases, {sum(case.label for case in cases)} of them events")
        if arguments.cross_validate:
            report(recipe, cases)
        else:
            train(recipe, cases, trained_on).save(WEIGHTS_FOLDER / recipe.file_name)


def label_all(pipeline: Pipeline, wild_file: Path) -> tuple[list[Labelled], list[Labelled]]:
    """Our own sentences and the annotated news, parsed and annotated as far as the gate finds them at run time."""
    sentences = list(read_marked())
    passages = list(read_wild(wild_file))
    pipes = [pipeline.nlp.get_pipe(name) for name in ORDER[: ORDER.index("dateline_gate")]]
    docs = list(pipeline.parse(make_article(item.text) for item in (*sentences, *passages)))
    for pipe in pipes:
        docs = [pipe(doc) for doc in docs]
    own = [label_marked(sentence, doc) for sentence, doc in zip(sentences, docs, strict=False)]
    news = [label_passage(passage, doc) for passage, doc in zip(passages, docs[len(sentences) :], strict=True)]
    return own, news


def train(recipe: Recipe, cases: Sequence[Case], trained_on: dict[str, Any]) -> LogisticModel:
    """Fit on all cases; weights are rounded, so that the file does not hang on the last bit of a sum."""
    vectorizer = DictVectorizer()
    named = vectorizer.fit_transform(_flags(cases))
    kept = np.flatnonzero(np.asarray((named != 0).sum(axis=0)).ravel() >= recipe.least)
    dense = np.stack([case.example.dense for case in cases]).astype(np.float64) * DENSE_SCALE
    solver = LogisticRegression(C=recipe.inverse_penalty, max_iter=2000, tol=1e-6)
    solver.fit(
        scipy.sparse.hstack([named[:, kept], scipy.sparse.csr_matrix(dense)]).tocsr(),
        np.array([case.label for case in cases]),
        sample_weight=np.array([case.weight for case in cases]),
    )
    weights = np.round(solver.coef_[0], 3)
    all_names = vectorizer.get_feature_names_out()
    names = [all_names[column] for column in kept]
    weight_of = {name: float(weight) for name, weight in zip(names, weights, strict=False) if weight}
    dense_weights = (weights[len(names) :] * DENSE_SCALE).astype(np.float32)
    return LogisticModel(weight_of, dense_weights, round(float(solver.intercept_[0]), 3), trained_on)


def _flags(cases: Sequence[Case]) -> Iterator[dict[str, int]]:
    for case in cases:
        yield dict.fromkeys(case.example.names, 1)


def report(recipe: Recipe, cases: Sequence[Case]) -> None:
    """Cross-validated figures over the scored cases of the annotated news, folds by passage."""
    probability = np.full(len(cases), np.nan)
    fold_of = [None if case.group == OWN else _fold(case.group) for case in cases]
    for fold in range(FOLDS):
        model = train(recipe, [case for case, its in zip(cases, fold_of, strict=True) if its != fold], {})
        for position, its in enumerate(fold_of):
            if its == fold:
                probability[position] = model.probability(cases[position].example)
    for name, only_random in (("all passages", False), ("random passages", True)):
        chosen = [
            position
            for position, case in enumerate(cases)
            if case.scored and case.group != OWN and (case.random or not only_random)
        ]
        _print_figures(name, np.array([cases[i].label for i in chosen]), probability[chosen])


def _fold(group: str) -> int:
    return int(hashlib.sha256(f"{SEED}|{group}".encode()).hexdigest(), 16) % FOLDS


def _print_figures(name: str, labels: np.ndarray, probability: np.ndarray) -> None:
    precision, recall, _ = precision_recall_curve(labels, probability)
    at = {level: precision[np.flatnonzero(recall >= level)[-1]] for level in (0.95, 0.9, 0.75, 0.5)}
    print(
        f"  {name}: n={len(labels)} base={labels.mean():.3f} AP={average_precision_score(labels, probability):.3f} "
        f"AUC={roc_auc_score(labels, probability):.3f} "
        + " ".join(f"P@R{level}={value:.3f}" for level, value in at.items())
        + f" mean p={probability.mean():.3f}"
    )


if __name__ == "__main__":
    main()
