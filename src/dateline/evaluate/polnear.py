"""PolNeAR (Newell, Margolin & Ruths 2018): who says so. Gold attributions against the attributions slot.

Input: records with `attributions[{source, cue, content}]`, each a list of `[start, end]`. Output: content F1 over
non-space characters, attribution F1 (greedy one to one, best content overlap first, Jaccard of characters at least
one half), source and cue accuracy given a match, and F1 of the whole triple. A gold attribution whose content is
empty can be matched by nothing and counts as missed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from spacy.tokens import Doc

from dateline.annotate.slots import ATTRIBUTIONS, TokenRange, get
from dateline.evaluate.coder import Coder, make_article

__all__ = ["CharAttribution", "PolnearCounts", "count_article", "match", "predicted_attributions", "score"]

Chars = frozenset[int]

_MATCHES_FROM = 0.5


@dataclass(frozen=True)
class CharAttribution:
    """One attribution as the sets of characters that its three parts cover."""

    source: Chars
    cue: Chars
    content: Chars

    @classmethod
    def of(cls, record: dict[str, Any]) -> CharAttribution:
        return cls(*(_chars(record[part]) for part in ("source", "cue", "content")))


@dataclass
class PolnearCounts:
    """Sums over articles, and the figures that follow from them."""

    content_both: int = 0
    content_predicted: int = 0
    content_gold: int = 0
    predicted: int = 0
    gold: int = 0
    matched: int = 0
    source_right: int = 0
    cue_right: int = 0
    triple_right: int = 0

    def figures(self) -> dict[str, float]:
        return {
            "content_f1": _f1(self.content_both, self.content_predicted, self.content_gold),
            "attribution_f1": _f1(self.matched, self.predicted, self.gold),
            "source_accuracy": _share(self.source_right, self.matched),
            "cue_accuracy": _share(self.cue_right, self.matched),
            "triple_f1": _f1(self.triple_right, self.predicted, self.gold),
            "content_precision": _share(self.content_both, self.content_predicted),
            "content_recall": _share(self.content_both, self.content_gold),
            "triple_precision": _share(self.triple_right, self.predicted),
            "triple_recall": _share(self.triple_right, self.gold),
        }


def score(records: Sequence[dict[str, Any]], coder: Coder) -> dict[str, Any]:
    articles = [make_article(record["text"], record.get("date"), record.get("title")) for record in records]
    counts = PolnearCounts()
    for record, doc in zip(records, coder.docs(articles), strict=True):
        gold = [CharAttribution.of(attribution) for attribution in record["attributions"]]
        count_article(counts, record["text"], gold, predicted_attributions(doc))
    return {"n": len(records), **counts.figures()}


def predicted_attributions(doc: Doc) -> list[CharAttribution]:
    """What the attribution component wrote, in characters."""
    return [
        CharAttribution(
            _token_chars(doc, [row.source] if row.source else []),
            _token_chars(doc, [row.cue] if row.cue else []),
            _token_chars(doc, row.contents),
        )
        for _, row in get(doc, ATTRIBUTIONS)
        if row.contents and row.in_title is None  # the others only relay; titles outside the text are marked by nobody
    ]


def count_article(
    counts: PolnearCounts, text: str, gold: Sequence[CharAttribution], predicted: Sequence[CharAttribution]
) -> None:
    """Add one article to the sums."""
    gold_content = _visible(text, gold)
    predicted_content = _visible(text, predicted)
    counts.content_both += len(gold_content & predicted_content)
    counts.content_gold += len(gold_content)
    counts.content_predicted += len(predicted_content)
    counts.gold += len(gold)
    counts.predicted += len(predicted)
    for wanted, found in match(gold, predicted):
        source_right = _same(wanted.source, found.source)
        cue_right = _same(wanted.cue, found.cue)
        counts.matched += 1
        counts.source_right += source_right
        counts.cue_right += cue_right
        counts.triple_right += source_right and cue_right


def match(
    gold: Sequence[CharAttribution], predicted: Sequence[CharAttribution]
) -> list[tuple[CharAttribution, CharAttribution]]:
    """Greedy one to one, the best Jaccard of contents first; ties in order of the gold, then of the prediction."""
    candidates = sorted(
        (-jaccard, g, p)
        for g, wanted in enumerate(gold)
        for p, found in enumerate(predicted)
        if (jaccard := _jaccard(wanted.content, found.content)) >= _MATCHES_FROM
    )
    used_gold: set[int] = set()
    used_predicted: set[int] = set()
    pairs = []
    for _, g, p in candidates:
        if g not in used_gold and p not in used_predicted:
            used_gold.add(g)
            used_predicted.add(p)
            pairs.append((gold[g], predicted[p]))
    return pairs


def _chars(ranges: Iterable[Sequence[int]]) -> Chars:
    return frozenset(position for start, end in ranges for position in range(start, end))


def _token_chars(doc: Doc, ranges: Iterable[TokenRange]) -> Chars:
    spans = (doc[start:end] for start, end in ranges)
    return _chars((span.start_char, span.end_char) for span in spans)


def _visible(text: str, attributions: Iterable[CharAttribution]) -> set[int]:
    """The non-space characters inside any content."""
    return {
        position for attribution in attributions for position in attribution.content if not text[position].isspace()
    }


def _same(wanted: Chars, found: Chars) -> bool:
    """Spans that overlap, or are both absent."""
    return bool(wanted & found) or (not wanted and not found)


def _jaccard(one: Chars, other: Chars) -> float:
    both = len(one & other)
    return both / (len(one) + len(other) - both) if both else 0.0


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _f1(both: int, predicted: int, gold: int) -> float:
    return 2 * both / (predicted + gold) if predicted + gold else 0.0
