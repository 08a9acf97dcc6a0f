"""Learns the scorer of `annotate.linking` from verbs whose places are marked.

Usage: python training/train_linking.py GOLD_FOLDER [--write]. Prints the scores of five-fold cross-validation by
sentence (seeded), and with --write stores the weights learned on all of it. See `training/places.md`.
"""

from __future__ import annotations

import argparse
import os
import sys
import zlib
from pathlib import Path

import numpy as np

from dateline.annotate.learned.linear import LinearModel, bucket, probability
from dateline.annotate.parse import parsed
from dateline.annotate.places import linking, recognise
from dateline.evaluate.coder import Coder, make_article
from dateline.evaluate.event_location import figures
from dateline.evaluate.gold import read_records
from dateline.knowledge.atlas import Atlas
from dateline.knowledge.gazetteer_build import open_gazetteer
from dateline.knowledge.sites import load_sites
from dateline.settings import settings_from_environment
from linear import fit_binary

FOLDS = 5
SIZE = 1 << 17
PENALTIES = (2.0,)
LIMITS = (0.4, 0.45, 0.5, 0.55)


def load(folder: Path):
    """One example a record: (record, fold, spans, offsets, features, labels)."""
    settings = settings_from_environment(os.environ)
    coder, lookup = Coder(settings), Atlas(open_gazetteer(settings.cache_folder), load_sites())
    records = read_records(folder / "event_location" / "dev.jsonl")
    articles = [make_article(record["text"]) for record in records]
    for record, source in zip(records, coder.parse(articles), strict=True):
        doc = parsed(source)
        verb = doc.char_span(record["verb"]["start"], record["verb"]["end"]).root
        sentence = verb.sent
        spans = [span for span in recognise.recognise(doc, lookup) if sentence.start <= span.start < sentence.end]
        offsets = [(span.start_char, span.end_char) for span in spans]
        features = [linking.first_features(verb, span, spans) for span in spans]
        gold = [(location["start"], location["end"]) for location in record["locations"]]
        labels = [any(a < end and start < b for a, b in gold) for start, end in offsets]
        yield record, zlib.crc32(record["text"].encode()) % FOLDS, spans, offsets, features, labels


def buckets(features):
    return np.array([bucket(feature, SIZE) for feature in features], dtype=np.int32)


def model(weights):
    return LinearModel(weights.tolist())


def fit(rows, targets, penalty):
    return fit_binary([buckets(row) for row in rows], np.array(targets), SIZE, penalty)


def second_rows(example, first):
    _, _, spans, _, features, _ = example
    scores = [first.score(own) for own in features]
    return [[*own, *linking.rival_features(i, scores, spans)] for i, own in enumerate(features)]


def train(examples, penalty):
    first = model(fit([f for e in examples for f in e[4]], [label for e in examples for label in e[5]], penalty))
    rows = [None] * len(examples)
    for part in range(3):
        inner = [e for e in examples if zlib.crc32(e[0]["text"][::-1].encode()) % 3 != part]
        held = model(fit([f for e in inner for f in e[4]], [label for e in inner for label in e[5]], penalty))
        for number, example in enumerate(examples):
            if zlib.crc32(example[0]["text"][::-1].encode()) % 3 == part:
                rows[number] = second_rows(example, held)
    second = model(fit([row for part in rows for row in part], [label for e in examples for label in e[5]], penalty))
    return first, second


def predict(example, first, second):
    return [probability(second.score(row)) for row in second_rows(example, first)]


def cross_validate(examples, penalty):
    likely = {}
    for fold in range(FOLDS):
        models = train([e for e in examples if e[1] != fold], penalty)
        likely |= {e[0]["id"]: predict(e, *models) for e in examples if e[1] == fold}
    for limit in LIMITS:
        pairs = [
            (e[0], frozenset(o for o, p in zip(e[3], likely[e[0]["id"]], strict=True) if p >= limit)) for e in examples
        ]
        print(penalty, limit, {key: round(value, 3) for key, value in figures(pairs).items()})


def store(path, **weights):
    stored = {"size": np.int32(SIZE)}
    for name, found in weights.items():
        values = np.array(found.weights, dtype=np.float32)
        at = np.flatnonzero(np.abs(values) > 0.001).astype(np.int32)
        stored |= {f"{name}.at": at, f"{name}.weights": values[at].astype(np.float16)}
    np.savez_compressed(path, **stored)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    examples = list(load(arguments.folder))
    for penalty in PENALTIES:
        cross_validate(examples, penalty)
        sys.stdout.flush()
    if arguments.write:
        first, second = train(examples, PENALTIES[0])
        store(Path(linking.__file__).with_name("linking.npz"), first=first, second=second)


if __name__ == "__main__":
    main()
