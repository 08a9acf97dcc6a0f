"""ECB+ records and their parses -> the measures of each pair of event mentions that is worth scoring.

The measures are those that fusing takes of its own mentions where there is no codebook to lean on: the trigger, the
words around it, the names, numbers and arguments of its clause, and how alike the two articles are worded. Pairs of
articles that share next to no rare word are not scored at all.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc, Span, Token

from dateline.fuse.wording import Rarity, Wording, likeness, stems

__all__ = ["MEASURES", "EventMark", "ScoredPairs", "event_marks", "measure_pairs"]

_LEAST_LIKENESS = 0.18  # of two articles; 99 % of the coreferent pairs of the dev half are above
_WINDOW = 6
_REPORTING = frozenset(
    {"say", "tell", "report", "announce", "accord", "add", "confirm", "state", "claim", "describe", "note"}
)
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "poss", "agent"})
_OBJECTS = frozenset({"dobj", "obj", "attr", "pobj", "nsubjpass", "compound"})


@dataclass(frozen=True)
class EventMark:
    """One gold event mention and what its measures are taken from."""

    key: tuple[str, str]  # record and mention
    group: object  # the gold cluster, the key itself for a singleton
    article: int
    topic: str
    subtopic: str
    lemma: str
    tag: str
    trigger: frozenset[str]
    head: str
    sentence: Wording
    window: Wording
    names: frozenset[str]
    numbers: frozenset[str]
    subjects: frozenset[str]
    objects: frozenset[str]
    rarity: float

    @property
    def reports(self) -> bool:
        return self.lemma in _REPORTING


def event_marks(record: dict[str, Any], article: int, doc: Doc, rarity: Rarity) -> Iterator[EventMark]:
    """The event mentions of the validated sentences."""
    validated = set(record["validated_sentences"])
    for mention in record["mentions"]:
        if "ACTION" in mention["type"] and mention["sent"] in validated:
            span = doc.char_span(mention["start"], mention["end"], alignment_mode="expand")
            if span is not None:
                yield _mark(record, mention, article, span, rarity)


def _mark(record: dict[str, Any], mention: dict[str, Any], article: int, span: Span, rarity: Rarity) -> EventMark:
    head = span.root
    key = (str(record["id"]), str(mention["id"]))
    around = [token for token in head.sent if not span.start <= token.i < span.end]
    near = [token for token in around if abs(token.i - head.i) <= _WINDOW]
    stem = (stems(head.text) or [head.lower_])[0]
    return EventMark(
        key=key,
        group=mention["cluster"] or key,
        article=article,
        topic=str(record["topic"]),
        subtopic=f"{record['topic']} {record['subtopic']}",
        lemma=head.lemma_.lower(),
        tag=head.pos_,
        trigger=_stems(span),
        head=stem,
        sentence=_wording(around, rarity),
        window=_wording(near, rarity),
        names=_stems(token for token in head.sent if token.pos_ == "PROPN"),
        numbers=_stems(token for token in head.sent if token.pos_ == "NUM"),
        subjects=_stems(child for child in head.children if child.dep_ in _SUBJECTS),
        objects=_stems(_objects(head)),
        rarity=rarity.weight(stem),
    )


def _objects(head: Token) -> Iterator[Token]:
    for child in head.children:
        if child.dep_ in _OBJECTS:
            yield child
        elif child.dep_ in ("prep", "agent"):
            yield from (token for token in child.children if token.dep_ == "pobj")


def _stems(tokens: Any) -> frozenset[str]:
    return frozenset(stem for token in tokens for stem in stems(token.text))


def _wording(tokens: Sequence[Token], rarity: Rarity) -> Wording:
    return rarity.wording(Counter(stem for token in tokens for stem in stems(token.text)))


def _shared(here: frozenset[str], there: frozenset[str]) -> float:
    """Jaccard's coefficient; 0 where either side has nothing."""
    return len(here & there) / len(here | there) if here and there else 0.0


def _contained(here: frozenset[str], there: frozenset[str]) -> float:
    return len(here & there) / min(len(here), len(there)) if here and there else 0.0


def _measures(here: EventMark, there: EventMark, articles: float) -> dict[str, float]:
    same = float(here.lemma == there.lemma or here.head == there.head)
    other = 1 - same
    sentence = likeness(here.sentence, there.sentence)
    window = likeness(here.window, there.window)
    names = _shared(here.names, there.names)
    numbers = _shared(here.numbers, there.numbers)
    arguments = _contained(here.subjects | here.objects, there.subjects | there.objects)
    reports = float(here.reports or there.reports)
    one_article = float(here.article == there.article)
    return {
        "same_word": same,
        "same_lemma": float(here.lemma == there.lemma),
        "trigger": _shared(here.trigger, there.trigger),
        "articles": articles,
        "articles_squared": articles * articles,
        "one_article": one_article,
        "sentence": sentence,
        "window": window,
        "names": names,
        "numbers": numbers,
        "arguments": arguments,
        "subjects": _contained(here.subjects, there.subjects),
        "objects": _contained(here.objects, there.objects),
        "reports": reports,
        "same_tag": float(here.tag == there.tag),
        "same_word_rarity": same * min(here.rarity, there.rarity),
        "same_word_articles": same * articles,
        "same_word_articles_squared": same * articles * articles,
        "same_word_one_article": same * one_article,
        "same_word_sentence": same * sentence,
        "same_word_window": same * window,
        "same_word_names": same * names,
        "same_word_numbers": same * numbers,
        "same_word_arguments": same * arguments,
        "same_word_reports": same * reports,
        "other_word_articles": other * articles,
        "other_word_arguments": other * arguments,
        "reports_arguments": reports * arguments,
        "reports_sentence": reports * sentence,
        "one_article_sentence": one_article * sentence,
    }


_NOBODY = EventMark(
    ("", ""), "", 0, "", "", "", "", frozenset(), "", {}, {}, frozenset(), frozenset(), frozenset(), frozenset(), 0.0
)
MEASURES = tuple(_measures(_NOBODY, _NOBODY, 0.0))


@dataclass(frozen=True)
class ScoredPairs:
    """Pairs by position in the list of marks, and one row of measures for each."""

    pairs: list[tuple[int, int]]
    measures: NDArray[np.float64] = field(repr=False)


def measure_pairs(marks: Sequence[EventMark], articles: Sequence[Wording]) -> ScoredPairs:
    """Measure each pair of marks whose articles are alike enough, or the same."""
    by_article: dict[int, list[int]] = defaultdict(list)
    for position, mark in enumerate(marks):
        by_article[mark.article].append(position)
    pairs: list[tuple[int, int]] = []
    rows: list[list[float]] = []
    for here, there, alike in _alike(sorted(by_article), articles):
        for first, second in _between(by_article[here], by_article[there], here == there):
            pairs.append((first, second))
            rows.append(list(_measures(marks[first], marks[second], alike).values()))
    return ScoredPairs(pairs, np.array(rows, dtype=np.float64).reshape(len(rows), len(MEASURES)))


def _alike(known: Sequence[int], articles: Sequence[Wording]) -> Iterator[tuple[int, int, float]]:
    for article in known:
        yield article, article, 1.0
    for here, there in combinations(known, 2):
        alike = likeness(articles[here], articles[there])
        if alike >= _LEAST_LIKENESS:
            yield here, there, alike


def _between(here: Sequence[int], there: Sequence[int], same: bool) -> Iterator[tuple[int, int]]:
    if same:
        yield from combinations(here, 2)
    else:
        yield from ((first, second) for first in here for second in there)
