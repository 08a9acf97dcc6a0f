"""Trains the models of attribution on PolNeAR and writes their weights; see attribution.md for the data sheet.

    python training/train_attribution.py DEV.jsonl src/dateline/annotate/attribution
    python training/train_attribution.py DEV.jsonl /tmp/fold --hold-out

The articles fall into five folds by the hash of their id. The trees that weigh readings learn from scores that linear
models gave to folds which they had not seen, nor the first fold. With --hold-out nothing is learned from the first
fold, and it is scored afterwards.
"""

from __future__ import annotations

import argparse
import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier
from spacy.tokens import Doc

from dateline.annotate.attribution.component import AttributionComponent
from dateline.annotate.attribution.contents import content_features, find_contents
from dateline.annotate.attribution.continuations import continuation_features, find_continuations
from dateline.annotate.attribution.cues import Cue, cue_features, find_cues
from dateline.annotate.attribution.rivals import Candidate, reading_numbers
from dateline.annotate.attribution.speakers import find_speakers, phrase, speaker_features
from dateline.annotate.attribution.triples import (
    AttributionModels,
    decide_triples,
    find_candidates,
    load_attribution_models,
)
from dateline.annotate.learned.forest import Forest
from dateline.annotate.learned.linear import bucket, load_models
from dateline.annotate.parse import parsed
from dateline.annotate.slots import TokenRange
from dateline.annotate.syntax.layout import Layout
from dateline.evaluate.coder import Coder, make_article
from dateline.evaluate.gold import Record, read_records
from dateline.evaluate.polnear import CharAttribution, PolnearCounts, count_article, predicted_attributions
from dateline.knowledge.codebook_file import load_codebook
from dateline.knowledge.reporting import load_reporting_lexicon
from dateline.settings import settings_from_environment
from linear import Features, Weights, fit_binary, fit_choice

SIZE = 1 << 19
PENALTY = 4.0
ENOUGH = 0.6  # of its content, for the head of a cue to stay its head
LEAST_GAIN = 0.3  # a cue whose best candidate is worse than this teaches nothing about contents
SMALLEST_WEIGHT = 0.02
FOLDS = 5
LINEAR, TREES = "triples.npz", "rivals.npz"
MATCHES = 0.5  # Jaccard of the characters of two contents
BOOSTING: dict[str, Any] = {
    "max_iter": 250,
    "learning_rate": 0.05,
    "max_leaf_nodes": 31,
    "max_depth": 8,
    "min_samples_leaf": 40,
    "l2_regularization": 1.0,
    "early_stopping": False,
    "random_state": 0,
}
NONE = Forest(*(np.zeros(0),) * 6, depth=0, base=0.0)
LEXICON = load_reporting_lexicon()

Group = tuple[list[Features], list[float]]
Read = Sequence[tuple[Record, Doc]]


@dataclass
class Examples:
    """What the articles teach: cues with labels, and rival candidates with gains."""

    cues: list[Features] = field(default_factory=list)
    labels: list[bool] = field(default_factory=list)
    contents: list[Group] = field(default_factory=list)
    speakers: list[Group] = field(default_factory=list)
    continuations: list[Features] = field(default_factory=list)
    continues: list[bool] = field(default_factory=list)


def main() -> None:
    arguments = _arguments()
    records = read_records(arguments.gold)
    coder = Coder(settings_from_environment(os.environ))
    pairs = zip(records, coder.parse([make_article(record["text"]) for record in records]), strict=True)
    read = list(pairs)
    arguments.folder.mkdir(parents=True, exist_ok=True)
    fit(read, arguments.folder, hold_out=arguments.hold_out)
    if arguments.hold_out:
        held = [pair for pair in read if fold_of(pair[0]) == 0]
        for name, value in figures(_load(arguments.folder), held).items():
            print(f"{name:20} {value:.3f}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("folder", type=Path, help="where triples.npz and rivals.npz go")
    parser.add_argument("--hold-out", action="store_true")
    return parser.parse_args()


def fold_of(record: Record) -> int:
    return int(hashlib.sha256(record["id"].encode()).hexdigest(), 16) % FOLDS


def learn(examples: Examples, record: Record, doc: Doc) -> None:
    """Add what one article teaches."""
    layout = Layout.of(parsed(doc))
    cues = list(find_cues(layout, LEXICON))
    gold = dict(_gold_of_cues(layout, record, {cue.i: cue for cue in cues}))
    for cue in cues:
        examples.cues.append(_hashed(cue_features(layout, cue)))
        examples.labels.append(cue.i in gold)
        if cue.i in gold:
            _learn_choices(examples, layout, cue, gold[cue.i])


def _gold_of_cues(layout: Layout, record: Record, cues: dict[int, Cue]) -> Iterator[tuple[int, CharAttribution]]:
    """The candidate at which each gold cue hangs: the head of its words, unless only another reaches the content."""
    doc = layout.doc
    for annotated in record["attributions"]:
        if not annotated["cue"] or not annotated["content"]:
            continue
        gold = CharAttribution.of(annotated)
        spans = (doc.char_span(start, end) for start, end in annotated["cue"])
        tokens = {token.i for span in spans if span is not None for token in span}
        inside = sorted(i for i in tokens if i in cues)
        tops = [i for i in inside if doc[i].head.i not in tokens or doc[i].head.i == i] or inside
        if not tops:
            continue
        top = min(tops, key=lambda i: (cues[i].pos == "ADP", cues[i].act is None, cues[i].pos != "VERB", i))
        if _reach(layout, cues[top], gold) < ENOUGH:
            others = [i for i in inside if cues[i].pos != "ADP"]
            top = max([top, *others], key=lambda i: _reach(layout, cues[i], gold))
        yield top, gold


def _reach(layout: Layout, cue: Cue, gold: CharAttribution) -> float:
    """The best that a candidate cue could do, in tenths."""
    contents = find_contents(layout, cue)
    return max((round(_jaccard(gold.content, _chars(layout.doc, c.ranges)), 1) for c in contents), default=0.0)


def learn_continuations(examples: Examples, record: Record, doc: Doc, models: AttributionModels) -> None:
    """A quotation continues the attribution before it where the gold says so of the same cue."""
    layout = Layout.of(parsed(doc))
    gold = [CharAttribution.of(annotated) for annotated in record["attributions"]]
    triples = decide_triples(layout, LEXICON, models)
    contents = [triple.content.ranges for triple in triples]
    for found in find_continuations(layout, [triple.cue.i for triple in triples], contents):
        triple = triples[found.attribution]
        features = continuation_features(layout, found, triple.cue.i, triple.content.ranges)
        cue, quote = _chars(layout.doc, [(triple.cue.i, triple.cue.i + 1)]), _chars(layout.doc, [found.quote])
        examples.continuations.append(_hashed(features))
        examples.continues.append(any(cue & one.cue and len(quote & one.content) * 2 > len(quote) for one in gold))


def _learn_choices(examples: Examples, layout: Layout, cue: Cue, gold: CharAttribution) -> None:
    contents = find_contents(layout, cue)
    gains = [_jaccard(gold.content, _chars(layout.doc, content.ranges)) for content in contents]
    if gains and max(gains) >= LEAST_GAIN:
        examples.contents.append(([_hashed(content_features(layout, cue, c)) for c in contents], gains))
    speakers = find_speakers(layout, cue)
    fits = [_speaker_gain(layout, gold.source, speaker.head) for speaker in speakers]
    if max(fits) > 0:
        examples.speakers.append(([_hashed(speaker_features(layout, cue, s)) for s in speakers], fits))


def _speaker_gain(layout: Layout, gold: frozenset[int], head: int | None) -> float:
    """1 where the head lies in the gold source, half where only its phrase does."""
    if head is None or not gold:
        return float(head is None and not gold)
    if gold & _chars(layout.doc, [(head, head + 1)]):
        return 1.0
    return 0.5 if gold & _chars(layout.doc, [phrase(layout, head)]) else 0.0


def _chars(doc: Doc, ranges: Iterable[TokenRange]) -> frozenset[int]:
    return frozenset(i for start, end in ranges for i in range(doc[start].idx, doc[end - 1].idx + len(doc[end - 1])))


def _jaccard(one: frozenset[int], other: frozenset[int]) -> float:
    return len(one & other) / len(one | other)


def _hashed(features: list[str]) -> Features:
    return np.array([bucket(feature, SIZE) for feature in features], dtype=np.int32)


def fit(read: Read, folder: Path, *, hold_out: bool) -> None:
    """All models, written to two files; what continues is learned from what the others decide."""
    kept = [pair for pair in read if not hold_out or fold_of(pair[0])]
    linear, trees = folder / LINEAR, folder / TREES
    models = fit_linear(kept)
    save_forest(fit_readings(kept, folder), trees)
    save(models, linear)
    decided = _load(folder)
    examples = Examples()
    for record, doc in kept:
        learn_continuations(examples, record, doc, decided)
    models["continuation"] = fit_binary(examples.continuations, np.array(examples.continues), SIZE, PENALTY)
    save(models, linear)


def _load(folder: Path) -> AttributionModels:
    load_attribution_models.cache_clear()
    return load_attribution_models(folder / LINEAR, folder / TREES)


def fit_linear(read: Read) -> dict[str, Weights]:
    """What scores cues, contents and speakers; nothing continues yet."""
    examples = Examples()
    for record, doc in read:
        learn(examples, record, doc)
    return {
        "cue": fit_binary(examples.cues, np.array(examples.labels), SIZE, PENALTY),
        "content": fit_choice(examples.contents, SIZE, PENALTY),
        "speaker": fit_choice(examples.speakers, SIZE, PENALTY),
        "continuation": np.zeros(SIZE),
    }


def fit_readings(read: Read, folder: Path) -> HistGradientBoostingClassifier:
    """Boosted trees over readings that linear models scored without having seen their article."""
    rows, labels = [], []
    for fold in sorted({fold_of(record) for record, _ in read}):
        models = _linear_without({0, fold}, read, folder / f"fold{fold}.npz")
        for record, doc in read:
            if fold_of(record) == fold:
                layout = Layout.of(doc)
                candidates = list(find_candidates(layout, LEXICON, models))
                rows.append(reading_numbers(layout, candidates))
                labels.extend(_reading_labels(layout, candidates, record))
    trees = HistGradientBoostingClassifier(**BOOSTING)
    return trees.fit(np.concatenate([part for part in rows if len(part)]), np.array(labels))


def _linear_without(folds: set[int], read: Read, path: Path) -> AttributionModels:
    """The linear models of the other folds, in the precision in which they ship."""
    save(fit_linear([pair for pair in read if fold_of(pair[0]) not in folds]), path)
    return AttributionModels(**load_models(path), readings=NONE)


def _reading_labels(layout: Layout, candidates: list[Candidate], record: Record) -> Iterator[bool]:
    """Is the reading an attribution of the gold, by its cue and most of its content?"""
    gold = [CharAttribution.of(annotated) for annotated in record["attributions"]]
    for candidate in candidates:
        cue = _chars(layout.doc, [(candidate.cue.i, candidate.cue.i + 1)])
        rivals = [one for one in gold if cue & one.cue]
        for ranked in candidate.contents:
            content = _chars(layout.doc, ranked.content.ranges)
            yield any(_jaccard(one.content, content) >= MATCHES for one in rivals)


def save_forest(trees: HistGradientBoostingClassifier, path: Path) -> None:
    """The trees of scikit-learn as plain arrays, one after the other."""
    parts = [tree.nodes for (tree,) in trees._predictors]
    roots = np.cumsum([0, *(len(part) for part in parts[:-1])])
    nodes = np.concatenate(parts)
    offset = np.repeat(roots, [len(part) for part in parts])
    leaf = nodes["is_leaf"].astype(bool)
    own = np.arange(len(nodes))
    arrays: dict[str, Any] = {
        "feature": np.where(leaf, 0, nodes["feature_idx"]).astype(np.int16),
        "threshold": np.where(leaf, np.inf, nodes["num_threshold"]).astype(np.float32),
        "left": np.where(leaf, own, nodes["left"] + offset).astype(np.int32),
        "right": np.where(leaf, own, nodes["right"] + offset).astype(np.int32),
        "value": np.where(leaf, nodes["value"], 0.0).astype(np.float32),
        "roots": roots.astype(np.int32),
        "depth": np.array(int(nodes["depth"].max())),
        "base": np.array(float(trees._baseline_prediction.item())),
    }
    np.savez_compressed(path, **arrays)


def save(models: dict[str, Weights], path: Path) -> None:
    """Only weights that matter, in half precision."""
    arrays: dict[str, Any] = {"size": np.array(SIZE)}
    for name, weights in models.items():
        at = np.flatnonzero(np.abs(weights) >= SMALLEST_WEIGHT)
        arrays[f"{name}.at"] = at.astype(np.uint32)
        arrays[f"{name}.weights"] = weights[at].astype(np.float16)
    np.savez_compressed(path, **arrays)


def figures(models: AttributionModels, held: Read) -> dict[str, float]:
    component = AttributionComponent(LEXICON, models, load_codebook())
    counts = PolnearCounts()
    for record, doc in held:
        gold = [CharAttribution.of(annotated) for annotated in record["attributions"]]
        count_article(counts, record["text"], gold, predicted_attributions(component(doc)))
    return counts.figures()


if __name__ == "__main__":
    main()
