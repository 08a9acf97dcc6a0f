"""Learns the classifier of `annotate.recognise` from articles with marked toponyms.

Usage: python training/train_recognise.py GOLD_FOLDER [--write]. Prints the scores of five-fold cross-validation by
article (seeded) for each set, and with --write stores the weights learned on all of it. See `training/places.md`.
"""

from __future__ import annotations

import argparse
import os
import zlib
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from dateline.annotate.parse import parsed
from dateline.annotate.places import recognise
from dateline.evaluate.coder import Coder, make_article
from dateline.evaluate.gold import read_records
from dateline.evaluate.toponyms import counts_as_toponym, make_articles, overlap_pairs
from dateline.knowledge.atlas import Atlas
from dateline.knowledge.gazetteer_build import open_gazetteer
from dateline.knowledge.sites import load_sites
from dateline.settings import settings_from_environment

SETS = ("gwn", "lgl", "trnews", "geovirus")
FOLDS = 5
LIMITS = (0.0, -0.4, -0.8, -1.2)
STRENGTH = 0.15  # scikit-learn's C


def load(folder: Path):
    """One example an article: (set, fold, candidates, labels, candidates' characters, gold characters)."""
    settings = settings_from_environment(os.environ)
    coder, lookup = Coder(settings), Atlas(open_gazetteer(settings.cache_folder), load_sites())
    for name in SETS:
        records = read_records(folder / f"toponym_{name}" / "dev.jsonl")
        for record, source in zip(records, coder.parse(make_articles(records)), strict=True):
            doc = parsed(source)
            gold = [(t["start"], t["end"]) for t in record["toponyms"] if counts_as_toponym(t)]
            taught = [g for g in gold if not lookup.demonym(record["text"][g[0] : g[1]])]
            candidates = recognise.candidates_of(doc, lookup)
            spans = [doc[c.start : c.end] for c in candidates]
            offsets = [(span.start_char, span.end_char) for span in spans]
            fold = zlib.crc32(record["id"].encode()) % FOLDS
            yield name, fold, candidates, labels(offsets, taught), offsets, gold


def conflict_news(folder: Path):
    """Sentences of conflict news in which some places are marked: these as positives, what overlaps them otherwise as
    negatives; what else the sentence holds is not known and left out."""
    settings = settings_from_environment(os.environ)
    coder, lookup = Coder(settings), Atlas(open_gazetteer(settings.cache_folder), load_sites())
    gold = {}
    for record in read_records(folder / "event_location" / "dev.jsonl"):
        gold.setdefault(record["text"], set()).update((s["start"], s["end"]) for s in record["locations"])
    articles = [make_article(text) for text in gold]
    for article, source in zip(articles, coder.parse(articles), strict=True):
        doc = parsed(source)
        marked = gold[article.text]
        candidates = recognise.candidates_of(doc, lookup)
        offsets = [(doc[c.start].idx, doc[c.end - 1].idx + len(doc[c.end - 1])) for c in candidates]
        good = labels(offsets, sorted(marked))
        kept = [
            (candidate, bool(label))
            for candidate, offset, label in zip(candidates, offsets, good, strict=True)
            if label
            or any(a < offset[1] and offset[0] < b for a, b in marked)
            or lookup.demonym(doc[candidate.start : candidate.end].text)
        ]
        if kept:
            yield [c for c, _ in kept], np.array([label for _, label in kept])


def labels(offsets, gold):
    """True for the candidate that fits each gold span best, if at least half of the two together is shared."""
    result = np.zeros(len(offsets), dtype=bool)
    for start, end in gold:
        shares = [max(0, min(end, b) - max(start, a)) / (max(end, b) - min(start, a)) for a, b in offsets]
        if shares and max(shares) >= 0.5:
            result[int(np.argmax(shares))] = True
    return result


def fit(rows, targets, strength=STRENGTH):
    indices = np.concatenate([np.array(row) for row in rows])
    starts = np.cumsum([0, *map(len, rows)])
    matrix = csr_matrix(
        (np.ones(len(indices), dtype=np.float32), indices, starts), shape=(len(rows), recognise.BUCKETS)
    )
    matrix.sum_duplicates()
    model = LogisticRegression(C=strength, solver="liblinear", fit_intercept=False, random_state=1)
    return model.fit(matrix, targets).coef_[0].astype(np.float32)


def first_scores(candidates, weights):
    return np.array([weights[list(c.buckets)].sum() for c in candidates])


def rows_second(candidates, scores):
    return [
        [*c.buckets, *more] for c, more in zip(candidates, recognise.second_features(candidates, scores), strict=True)
    ]


def train(examples, more=()):
    """Both passes; the second learns from scores that the first gives to articles it has not seen."""
    examples = [*examples, *(("conflict", -1, candidates, good, (), ()) for candidates, good in more)]
    targets = np.concatenate([example[3] for example in examples])
    first = fit([c.buckets for example in examples for c in example[2]], targets)
    rows = [None] * len(examples)
    for part in range(3):
        inner = [e for number, e in enumerate(examples) if number % 3 != part]
        weights = fit([c.buckets for e in inner for c in e[2]], np.concatenate([e[3] for e in inner]))
        for number, example in enumerate(examples):
            if number % 3 == part:
                rows[number] = rows_second(example[2], first_scores(example[2], weights))
    return first, fit([row for part in rows for row in part], targets)


def counts(examples, first, second, limit):
    result = {}
    for name, _, candidates, _, offsets, gold in examples:
        found = []
        if candidates:
            further = rows_second(candidates, first_scores(candidates, first))
            scores = np.array([second[row].sum() for row in further])
            position = {(c.start, c.end): o for c, o in zip(candidates, offsets, strict=True)}
            found = [position[c.start, c.end] for c in recognise.best_spans(candidates, scores, limit)]
        pairs = overlap_pairs(found, gold)
        result[name] = result.get(name, np.zeros(3)) + np.array([len(pairs), len(found), len(gold)])
    return result


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    examples, more = list(load(arguments.folder)), list(conflict_news(arguments.folder))
    totals = {(name, limit): np.zeros(3) for name in SETS for limit in LIMITS}
    for fold in range(FOLDS):
        weights = train([example for example in examples if example[1] != fold], more)
        for limit in LIMITS:
            for name, part in counts([e for e in examples if e[1] == fold], *weights, limit).items():
                totals[name, limit] += part
    for (name, limit), (matched, found, gold) in totals.items():
        print(
            f"{name:10} {limit:5} P {matched / found:.3f} R {matched / gold:.3f} F1 {2 * matched / (found + gold):.3f}"
        )
    if arguments.write:
        first, second = train(examples, more)
        target = Path(recognise.__file__).with_name("recognise.npz")
        np.savez_compressed(target, first=first.astype(np.float16), second=second.astype(np.float16))
        print(f"{target.name}: {target.stat().st_size} bytes")


if __name__ == "__main__":
    main()
