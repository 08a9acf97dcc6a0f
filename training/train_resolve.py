"""Learns the ranker of `annotate.resolve` from articles with resolved toponyms.

Usage: python training/train_resolve.py GOLD_FOLDER [--write]. Prints the accuracy of five-fold cross-validation by
article (seeded) for each set, and with --write stores the weights learned on all of it. See `training/places.md`.
"""

from __future__ import annotations

import argparse
import os
import zlib
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from dateline.annotate.parse import parsed
from dateline.annotate.places import resolve
from dateline.annotate.places.mentions import context_of, mentions_of
from dateline.evaluate.coder import Coder
from dateline.evaluate.gold import read_records
from dateline.evaluate.toponyms import gold_spans, is_right, make_articles, scored
from dateline.knowledge.atlas import Atlas
from dateline.knowledge.gazetteer_build import open_gazetteer
from dateline.knowledge.sites import load_sites
from dateline.settings import settings_from_environment

SETS = ("gwn", "lgl", "trnews", "geovirus")
FOLDS = 5
PENALTY = 0.02


def load(folder: Path):
    """One example an article: (set, fold, mentions, context, right candidates, how many are scored)."""
    settings = settings_from_environment(os.environ)
    coder, lookup = Coder(settings), Atlas(open_gazetteer(settings.cache_folder), load_sites())
    for name in SETS:
        records = read_records(folder / f"toponym_{name}" / "dev.jsonl")
        for record, source in zip(records, coder.parse(make_articles(records)), strict=True):
            doc = parsed(source)
            toponyms = record["toponyms"]
            mentions = mentions_of(gold_spans(doc, toponyms), lookup)
            good = [
                [scored(toponym) and is_right(place, toponym, lookup) for place in mention.candidates]
                for mention, toponym in zip(mentions, toponyms, strict=True)
            ]
            total = sum(scored(toponym) for toponym in toponyms)
            fold = zlib.crc32(record["id"].encode()) % FOLDS
            yield name, fold, mentions, context_of(doc, lookup), good, total, lookup


def groups(examples, first):
    """Feature rows of each mention that has a right candidate, with which of its rows are right."""
    result = []
    for _, _, mentions, context, good, _, lookup in examples:
        table = resolve.score_table(mentions, context, lookup, first)
        row = 0
        for mention, right in zip(mentions, good, strict=True):
            count = len(mention.candidates)
            if any(right) and count > 1:
                result.append((table[row : row + count], np.array(right)))
            row += count
    return result


def fit(data):
    """Conditional logit: the summed probability of the right candidates, with an L2 penalty."""
    rows = np.concatenate([table for table, _ in data])
    right = np.concatenate([flags for _, flags in data])
    starts = np.cumsum([0] + [len(flags) for _, flags in data])[:-1]
    sizes = np.array([len(flags) for _, flags in data])

    def loss(weights):
        scores = rows @ weights
        scores -= np.repeat(np.maximum.reduceat(scores, starts), sizes)
        exp = np.exp(scores)
        total, good = np.add.reduceat(exp, starts), np.add.reduceat(exp * right, starts) + 1e-12
        share, share_right = exp / np.repeat(total, sizes), exp * right / np.repeat(good, sizes)
        value = -np.log(good / total).mean() + PENALTY / 2 * weights @ weights / 10
        return value, rows.T @ (share - share_right) / len(sizes) + PENALTY / 10 * weights

    return minimize(loss, np.zeros(rows.shape[1]), jac=True, method="L-BFGS-B").x


def accuracy(examples, first, second):
    counts = {}
    for name, _, mentions, context, good, total, lookup in examples:
        table = resolve.score_table(mentions, context, lookup, first)
        row = correct = 0
        for mention, right in zip(mentions, good, strict=True):
            count = len(mention.candidates)
            if count:
                correct += right[int(np.argmax(table[row : row + count] @ second))]
            row += count
        old = counts.get(name, (0, 0))
        counts[name] = (old[0] + correct, old[1] + total)
    return counts


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    examples = list(load(arguments.folder))
    totals = {name: np.zeros(2) for name in SETS}
    for fold in range(FOLDS):
        train = [example for example in examples if example[1] != fold]
        first = fit(groups(train, None))
        second = fit(groups(train, first))
        for name, counts in accuracy([e for e in examples if e[1] == fold], first, second).items():
            totals[name] += counts
    for name, (correct, total) in totals.items():
        print(f"{name:10} {correct / total:.3f} of {int(total)} (five-fold, by article)")
    first = fit(groups(examples, None))
    second = fit(groups(examples, first))
    for feature, weight in zip(resolve.FEATURES, second, strict=True):
        print(f"  {feature:26} {weight:6.2f}")
    if arguments.write:
        target = Path(resolve.__file__).with_name("resolve.npz")
        np.savez(target, features=np.array(resolve.FEATURES), first=first, second=second)


if __name__ == "__main__":
    main()
