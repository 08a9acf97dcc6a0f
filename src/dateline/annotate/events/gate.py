"""Marks the sentences that may hold an event: parsed Doc -> GATE rows.

Each sentence gets the probability that it reports an event that a coder would code, from a logistic model over its
words, the mean vectors of its verbs, nouns and names, and that of the article; learned by
`training/train_gate.py` on varied negatives (politics, sport, business, crime, opinion, accidents), since a gate
trained on one kind of negative learns the topic and not whether anything is reported to have happened. A sentence less
likely than `threshold` gets no row; the default keeps all but the hopeless, since a rule still has to find a trigger.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language

from dateline.annotate.component import Component
from dateline.annotate.learned.logistic import Example, LogisticModel, load_packaged
from dateline.annotate.parse import Doc, Span
from dateline.annotate.slots import GATE, GateRow, put
from dateline.knowledge.vectors import load_vectors

__all__ = ["DEFAULT_THRESHOLD", "GateComponent", "sentence_examples"]

DEFAULT_THRESHOLD = 0.01

_CONTENT = frozenset({"NOUN", "VERB", "PROPN", "ADJ"})
_QUOTES = frozenset("\"“”‘'")
_FIRST_AND_SECOND_PERSON = frozenset({"i", "we", "you"})
_PAST = frozenset({"VBD", "VBN"})
_LONGEST = 60


@Language.factory("dateline_gate", assigns=["doc.spans"], default_config={"threshold": DEFAULT_THRESHOLD})
def make_gate(nlp: Language, name: str, threshold: float) -> GateComponent:
    return GateComponent(threshold)


class GateComponent(Component):
    """Writes `slots.GATE`."""

    def __init__(self, threshold: float = DEFAULT_THRESHOLD, model: LogisticModel | None = None) -> None:
        self._threshold = threshold
        self._model = model

    def annotate(self, doc: Doc) -> None:
        model = self._model or _packaged_model()
        scored = ((sentence, model.probability(example)) for sentence, example in sentence_examples(doc))
        put(doc, GATE, [(sentence, GateRow(score)) for sentence, score in scored if score >= self._threshold])


@cache
def _packaged_model() -> LogisticModel:
    return load_packaged("gate.npz")


def sentence_examples(doc: Doc) -> Iterator[tuple[Span, Example]]:
    """Each sentence that holds a word, with what the model sees of it."""
    vectors = load_vectors()
    article = vectors.mean([token.lower_ for token in doc if token.pos_ in _CONTENT])
    for sentence in doc.sents:
        if any(token.is_alpha for token in sentence):
            yield (
                sentence,
                Example(frozenset(_names(sentence)), np.concatenate([_meaning(sentence), article, _numbers(sentence)])),
            )


def _names(sentence: Span) -> Iterator[str]:
    root = sentence.root
    yield from (f"root={root.lemma_.lower()}", f"root={root.tag_}")
    for token in sentence:
        if token.is_punct or token.is_space:
            continue
        lemma = token.lemma_.lower()
        yield f"lemma={'(name)' if token.pos_ == 'PROPN' else lemma}"
        if token.pos_ in ("VERB", "NOUN"):
            yield f"lemma={lemma}/{token.pos_}"


def _meaning(sentence: Span) -> NDArray[np.float32]:
    """Mean vectors of verbs, nouns and names, and the vector of the word that heads the sentence."""
    vectors = load_vectors()
    words: dict[str, list[str]] = {"VERB": [], "NOUN": [], "PROPN": []}
    for token in sentence:
        if token.pos_ in words:
            words[token.pos_].append(token.lemma_.lower())
    return np.concatenate([*map(vectors.mean, words.values()), vectors.vector(sentence.root.lemma_.lower())])


def _numbers(sentence: Span) -> NDArray[np.float32]:
    numbers = (
        min(len(sentence), _LONGEST) / _LONGEST,
        min(6, sum(token.pos_ == "PROPN" for token in sentence)) / 6,
        float(any(token.text in _QUOTES for token in sentence)),
        float(sentence[0].text in _QUOTES),
        float(any(token.lower_ in _FIRST_AND_SECOND_PERSON for token in sentence)),
        float(any(token.tag_ in _PAST for token in sentence)),
    )
    return np.array(numbers, dtype=np.float32)
