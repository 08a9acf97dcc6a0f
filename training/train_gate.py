"""Train gate, candidate scorer and skimmer: marked text -> `gate.npz`, `eventhood.npz`, `skim.npz`.

    OMP_NUM_THREADS=1 python training/train_gate.py ../shared/gold           # writes the weights
    OMP_NUM_THREADS=1 python training/train_gate.py ../shared/gold --report  # and scores them on annotated news

All are logistic models with an L2 penalty, fitted from zero, so nothing is drawn at random. They learn from sentences
of our own and from articles that we have marked. No article of `wild` is among them: it only measures, so that its
development half shows what to expect of unseen text.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import scipy.sparse
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, precision_recall_curve, roc_auc_score
from spacy.tokens import Doc

from cases import Case, candidate_cases, label_marked, label_passage, sentence_cases, skimmed_cases
from dateline.annotate.learned.logistic import LogisticModel
from dateline.annotate.pipeline import Pipeline, load_pipeline
from dateline.evaluate.coder import make_article
from dateline.evaluate.gold import file_digest
from dateline.knowledge.codebook_file import load_codebook
from dateline.settings import Settings
from marked_text import MARKED_FOLDER, read_marked
from news_gold import read_our_marks, read_wild

PROJECT = Path(__file__).resolve().parents[1]
WEIGHTS_FOLDER = PROJECT / "src" / "dateline" / "annotate" / "events"
DENSE_SCALE = 2.0  # beside a feature that is 0 or 1, a number of a unit vector is small


@dataclass(frozen=True)
class Recipe:
    """`inverse_penalty` as in scikit-learn; features seen in fewer than `least` cases are left out."""

    file_name: str
    inverse_penalty: float
    least: int = 2


GATE = Recipe("gate.npz", 0.1)
EVENTHOOD = Recipe("eventhood.npz", 0.3)
SKIM = Recipe("skim.npz", 0.1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("gold", type=Path, help="folder of the gold sets, whose articles we have marked")
    parser.add_argument("--report", action="store_true", help="score the weights on wild/dev.jsonl")
    options = parser.parse_args()
    pipeline, codebook = load_pipeline(Settings()), load_codebook(None)
    sentences, passages = list(read_marked()), list(read_our_marks(options.gold))
    docs = coded(pipeline, [item.text for item in (*sentences, *passages)])
    marked = [label_marked(sentence, next(docs)) for sentence in sentences]
    marked += [label_passage(passage, next(docs)) for passage in passages]
    unseen = list(read_wild(options.gold / "wild" / "dev.jsonl")) if options.report else []
    docs = coded(pipeline, [passage.text for passage in unseen])
    news = [label_passage(passage, next(docs)) for passage in unseen]
    trained_on = {
        "sentences": file_digest(MARKED_FOLDER),
        "vectors": file_digest(PROJECT / "src" / "dateline" / "knowledge" / "word_vectors.npz"),
        "parser": pipeline.parser_version,
    }
    for recipe, cases_of in (
        (GATE, sentence_cases),
        (EVENTHOOD, lambda item: candidate_cases(item, codebook)),
        (SKIM, skimmed_cases),
    ):
        cases = [case for item in marked for case in cases_of(item)]
        print(f"{recipe.file_name}: {len(cases)} cases, {sum(case.label for case in cases)} of them events")
        model = train(recipe, cases, trained_on)
        model.save(WEIGHTS_FOLDER / recipe.file_name)
        if news:
            report(model, [case for item in news for case in cases_of(item)])


def coded(pipeline: Pipeline, texts: Sequence[str]) -> Iterator[Doc]:
    """The texts parsed, with what the models read besides the parse."""
    components = [pipeline.nlp.get_pipe(name) for name in ("dateline_dates", "dateline_places", "dateline_actors")]
    for doc in pipeline.parse(make_article(text) for text in texts):
        for component in components:
            component(doc)
        yield doc


def train(recipe: Recipe, cases: Sequence[Case], trained_on: dict[str, Any]) -> LogisticModel:
    """Fit on all cases; weights are rounded, so that the file does not hang on the last bit of a sum."""
    vectorizer = DictVectorizer()
    named = vectorizer.fit_transform(_flags(cases))
    kept = np.flatnonzero(np.asarray((named != 0).sum(axis=0)).ravel() >= recipe.least)
    dense = np.stack([case.example.dense for case in cases]).astype(np.float64) * DENSE_SCALE
    solver = LogisticRegression(C=recipe.inverse_penalty, max_iter=300, tol=1e-4)
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


def report(model: LogisticModel, cases: Sequence[Case]) -> None:
    """Figures over annotated news, which the model has not seen."""
    for name, only_random in (("all passages", False), ("random passages", True)):
        chosen = [case for case in cases if case.scored and (case.random or not only_random)]
        _print_figures(
            name,
            np.array([case.label for case in chosen]),
            np.array([model.probability(case.example) for case in chosen]),
        )


def _print_figures(name: str, labels: np.ndarray, probability: np.ndarray) -> None:
    precision, recall, _ = precision_recall_curve(labels, probability)
    below = {bar: (probability < bar)[~labels].mean() for bar in (0.05, 0.1, 0.15)}
    lost = {bar: (probability < bar)[labels].sum() for bar in below}
    at = {level: precision[np.flatnonzero(recall >= level)[-1]] for level in (0.95, 0.9, 0.75, 0.5)}
    print(
        f"  {name}: n={len(labels)} base={labels.mean():.3f} AP={average_precision_score(labels, probability):.3f} "
        f"AUC={roc_auc_score(labels, probability):.3f} "
        + " ".join(f"P@R{level}={value:.3f}" for level, value in at.items())
        + f" mean p={probability.mean():.3f}; "
        + ", ".join(f"below {bar}: {share:.2f} of the rest, {lost[bar]} events" for bar, share in below.items())
    )


if __name__ == "__main__":
    main()
