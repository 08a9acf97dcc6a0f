"""Scores the places of events: for a verb in a sentence, the places where what it tells happened.

Input: records with `text`, `verb`, `locations` and `tokens`. Token F1: a token counts if it lies in a location span.
Exact: the set of spans is the gold's, and none where the gold has none.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dateline.annotate.parse import Doc, Span, parsed
from dateline.annotate.places.linking import chosen, likelihoods
from dateline.annotate.slots import PLACES, get
from dateline.evaluate.coder import Coder, make_article
from dateline.evaluate.toponyms import places_component

__all__ = ["candidate_spans", "figures", "score"]

Offsets = frozenset[tuple[int, int]]


def score(records: list[dict[str, Any]], coder: Coder) -> dict[str, Any]:
    articles = [make_article(record["text"]) for record in records]
    docs = map(places_component(coder), coder.parse(articles))
    found = [_found(record, parsed(doc)) for record, doc in zip(records, docs, strict=True)]
    relabelled = [(record, spans) for record, spans in zip(records, found, strict=True) if record["relabel"]]
    return {
        "n": len(records),
        **figures(zip(records, found, strict=True)),
        **{f"relabel_{key}": value for key, value in figures(relabelled).items()},
    }


def _found(record: dict[str, Any], doc: Doc) -> Offsets:
    verb = doc.char_span(record["verb"]["start"], record["verb"]["end"])
    if verb is None:
        return frozenset()
    spans = candidate_spans(doc, verb)
    likely = likelihoods(verb.root, spans)
    return frozenset((spans[index].start_char, spans[index].end_char) for index in chosen(likely))


def candidate_spans(doc: Doc, verb: Span) -> list[Span]:
    """The places of the verb's sentence."""
    sentence = verb.root.sent
    return [span for span, _ in get(doc, PLACES) if sentence.start <= span.start < sentence.end]


def figures(pairs: Iterable[tuple[dict[str, Any], Offsets]]) -> dict[str, float]:
    """Token precision, recall and F1, and the share of records whose set of spans is the gold's."""
    right = predicted = expected = exact = total = 0
    for record, found in pairs:
        gold = frozenset((span["start"], span["end"]) for span in record["locations"])
        own, theirs = _tokens(record["tokens"], found), _tokens(record["tokens"], gold)
        right += len(own & theirs)
        predicted += len(own)
        expected += len(theirs)
        exact += found == gold
        total += 1
    return {
        "token_f1": 2 * right / (predicted + expected) if predicted + expected else 0.0,
        "token_precision": right / predicted if predicted else 0.0,
        "token_recall": right / expected if expected else 0.0,
        "exact": exact / total if total else 0.0,
    }


def _tokens(tokens: list[list[int]], spans: Offsets) -> set[int]:
    return {
        index
        for index, (start, end) in enumerate(tokens)
        if any(start < span_end and span_start < end for span_start, span_end in spans)
    }
