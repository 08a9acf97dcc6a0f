"""Labelled text -> the cases that the models learn from, as the run-time code itself sees them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Span

from dateline.annotate.events.cast import Cast
from dateline.annotate.events.eventhood import EventhoodScorer
from dateline.annotate.events.gate import sentence_examples
from dateline.annotate.events.match import closest_of, fit_of
from dateline.annotate.events.matcher import Matcher
from dateline.annotate.events.skim import skim_examples
from dateline.annotate.learned.logistic import Example
from dateline.annotate.parse import Token, parsed
from dateline.knowledge.codebook import Codebook
from marked_text import DOUBTFUL, MarkedSentence
from news_gold import Passage

__all__ = [
    "Case",
    "Labelled",
    "candidate_cases",
    "label_marked",
    "label_passage",
    "sentence_cases",
    "skimmed_cases",
]

WRONG_TYPE = 0.3  # weight of an event under another's name: less wrong than none
NO_EVENT = 2.0  # weight of a sentence without: there are more of them in news than among ours
NO_TYPES: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Case:
    """`scored` where figures are taken; `random` in a passage drawn at random from the news."""

    example: Example
    label: bool
    weight: float
    scored: bool
    random: bool


@dataclass(frozen=True)
class Labelled:
    """A Doc with the types that each trigger word stands for, and the words on which coders may differ."""

    doc: Doc
    triggers: dict[int, frozenset[str]]
    doubtful: frozenset[int]
    ranges: tuple[tuple[int, int], ...]  # of the annotated sentences, in characters
    random: bool = False


def label_marked(sentence: MarkedSentence, doc: Doc) -> Labelled:
    triggers, doubtful = {}, set[int]()
    for mark in sentence.marks:
        span = _span(doc, mark.start, mark.end)
        doubtful |= {token.i for token in span}
        if mark.label != DOUBTFUL:
            triggers[span.root.i] = frozenset({mark.label}) if mark.is_event else NO_TYPES
    return Labelled(doc, triggers, frozenset(doubtful - set(triggers)), ((0, len(sentence.text)),))


def label_passage(passage: Passage, doc: Doc) -> Labelled:
    triggers: dict[int, frozenset[str]] = {}
    doubtful = set[int]()
    for sentence in passage.sentences:
        for event in sentence.events:
            for start, end in event.triggers:
                span = _span(doc, start, end)
                doubtful |= {token.i for token in span}
                if not event.doubtful:
                    triggers[span.root.i] = triggers.get(span.root.i, NO_TYPES) | frozenset(event.types)
    ranges = tuple((sentence.start, sentence.end) for sentence in passage.sentences)
    is_random = passage.sampling == "random"
    return Labelled(doc, triggers, frozenset(doubtful - set(triggers)), ranges, is_random)


def _span(doc: Doc, start: int, end: int) -> Span:
    span = doc.char_span(start, end, alignment_mode="expand")
    assert span is not None
    return span


def candidate_cases(labelled: Labelled, codebook: Codebook) -> Iterator[Case]:
    """Each content word, once for each type that the codebook's triggers propose."""
    doc = parsed(labelled.doc)
    scorer = EventhoodScorer(doc)
    matcher = Matcher(doc, codebook, Cast(doc, codebook.stand_ins), scorer)
    for token in _annotated(labelled):
        types = labelled.triggers.get(token.i, NO_TYPES)
        if token.i in labelled.doubtful or not (token.i in labelled.triggers or _is_content(token)):
            continue
        proposals = matcher.proposals(token)
        closest = closest_of(proposals)
        for match in proposals:
            event_type = match.trigger.event_type
            example = scorer.example(token, event_type, fit_of(match, closest))
            weight = 1.0 if event_type in types or not types else WRONG_TYPE
            yield Case(example, event_type in types, weight, True, labelled.random)
        if not proposals and not types:
            yield Case(scorer.example(token, None, None), False, 1.0, False, labelled.random)


def sentence_cases(labelled: Labelled) -> Iterator[Case]:
    """Each annotated sentence, unless all its events are doubtful."""
    for span, example in sentence_examples(parsed(labelled.doc)):
        if not any(start < span.end_char and span.start_char < end for start, end in labelled.ranges):
            continue
        inside = range(span.start, span.end)
        label = any(labelled.triggers.get(position) for position in inside)
        if label or not labelled.doubtful.intersection(inside):
            yield Case(example, label, 1.0 if label else NO_EVENT, True, labelled.random)


def skimmed_cases(labelled: Labelled) -> Iterator[Case]:
    """Each sentence of the raw text, unless all its events are doubtful."""
    starts = [token.idx for token in labelled.doc]
    for start, end, example in skim_examples(labelled.doc.text):
        if not any(first < end and start < last for first, last in labelled.ranges):
            continue
        inside = range(bisect_left(starts, start), bisect_left(starts, end))
        label = any(labelled.triggers.get(position) for position in inside)
        if label or not labelled.doubtful.intersection(inside):
            yield Case(example, label, 1.0 if label else NO_EVENT, True, labelled.random)


def _annotated(labelled: Labelled) -> Iterator[Token]:
    for start, end in labelled.ranges:
        yield from (token for token in parsed(labelled.doc) if start <= token.idx < end)


def _is_content(token: Token) -> bool:
    return token.pos_ in ("VERB", "NOUN") or (token.pos_ in ("PROPN", "ADJ") and token.text.islower())
