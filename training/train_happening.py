"""Trains the score of whether a predicate's event happened, on UDS-IH2; see happening.md for the data sheet.

    python training/train_happening.py DEV.jsonl src/dateline/annotate/certainty/happening.npz
    python training/train_happening.py DEV.jsonl /tmp/half.npz --hold-out

With --hold-out every other sentence, by hash of its id, is kept out of training and scored afterwards. Ridge regression
is convex and solved from zero, so that the weights depend on nothing but the data.
"""

from __future__ import annotations

import argparse
import hashlib
import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import Ridge

from dateline.annotate.certainty.factuality import Judge
from dateline.annotate.certainty.happening import HIGHEST, LOWEST, Happening
from dateline.annotate.parse import parsed
from dateline.evaluate.coder import Coder, make_article
from dateline.evaluate.factuality import figures
from dateline.evaluate.gold import Record, read_records
from dateline.settings import settings_from_environment

PENALTY = 60.0
LEAST_SEEN = 3
SMALLEST_WEIGHT = 0.002


@dataclass(frozen=True)
class Example:
    features: frozenset[str]
    label: float
    held_out: bool


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("weights", type=Path)
    parser.add_argument("--hold-out", action="store_true")
    arguments = parser.parse_args()
    examples = list(_examples(read_records(arguments.gold)))
    weights = fit([example for example in examples if not (arguments.hold_out and example.held_out)])
    save(weights, arguments.weights)
    print(f"{len(weights)} weights")
    if arguments.hold_out:
        held = [example for example in examples if example.held_out]
        for name, value in figures([one.label for one in held], [_score(weights, one) for one in held]).items():
            print(f"{name:20} {value:.3f}")


def _examples(records: list[Record]) -> Iterator[Example]:
    coder = Coder(settings_from_environment(os.environ))
    for record, source in zip(records, coder.parse([make_article(record["text"]) for record in records]), strict=True):
        doc = parsed(source)
        happening = Happening(Judge(doc), {})
        held_out = int(hashlib.sha256(record["id"].encode()).hexdigest(), 16) % 2 == 1
        for target in record["targets"]:
            span = doc.char_span(target["start"], target["end"])
            yield Example(happening.features(span.root), target["label"], held_out)


def fit(examples: list[Example]) -> dict[str, float]:
    """Feature -> weight, without the features seen too rarely and the weights too small to matter."""
    seen = Counter(feature for example in examples for feature in example.features)
    columns = {
        feature: place for place, feature in enumerate(sorted(name for name in seen if seen[name] >= LEAST_SEEN))
    }
    places = [sorted(columns[name] for name in example.features if name in columns) for example in examples]
    ends = np.cumsum([0, *map(len, places)])
    matrix = csr_matrix((np.ones(ends[-1]), np.concatenate(places), ends), shape=(len(examples), len(columns)))
    model = Ridge(alpha=PENALTY, solver="sparse_cg").fit(matrix, [example.label for example in examples])
    weights = dict(zip(columns, model.coef_.tolist(), strict=True))
    weights["bias"] += float(model.intercept_)
    return {name: weight for name, weight in weights.items() if abs(weight) >= SMALLEST_WEIGHT}


def _score(weights: dict[str, float], example: Example) -> float:
    total = sum(weights.get(feature, 0.0) for feature in example.features)
    return max(LOWEST, min(HIGHEST, total))


def save(weights: dict[str, float], path: Path) -> None:
    names = np.frombuffer("\n".join(weights).encode("utf-8"), dtype=np.uint8)
    np.savez_compressed(path, names=names, weights=np.array(list(weights.values()), dtype=np.float32))


if __name__ == "__main__":
    main()
