"""Which sentences need not be parsed: raw text -> sentence ranges, each with the probability that it reports an event.

Parsing is most of the cost of reading. Before it, this looks at the bare words of a sentence: which they are, in pairs
too, and the mean vectors of its plain words, its names, its likely participles, and of the article. The model is a
logistic one learned by `training/train_gate.py` from the same sentences as the gate's. A trigger lexicon alone would
not do: nine sentences of ten hold some word that can be a trigger. Sentences are cut at full stops before blanks and at
line ends, crudely, since a cut in the wrong place only makes two short sentences of one.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np

from dateline.annotate.learned.logistic import Example, LogisticModel, load_packaged
from dateline.knowledge.vectors import load_vectors

__all__ = ["DEFAULT_THRESHOLD", "Skimmed", "skim", "skim_examples"]

DEFAULT_THRESHOLD = 0.05
"""Below it a sentence may be skipped; what that costs is in `training/README.md`."""

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_END = re.compile(r"[.?!]+[\"”’')\]]*\s+|\n+")
_QUOTES = '"“”'
_LONGEST = 60
_MOST_NAMES = 6
_FUNCTION_WORDS = frozenset(
    {
        *("the", "a", "an", "this", "that", "who", "which", "he", "she", "it", "they", "his", "her", "its", "their"),
        *("of", "to", "in", "for", "on", "with", "at", "by", "from", "as", "and", "but", "or", "not"),
        *("is", "are", "was", "were", "be", "been", "has", "have", "had"),
    }
)


@dataclass(frozen=True, slots=True)
class Skimmed:
    """A sentence of the raw text, and how likely it is to report an event."""

    start_char: int
    end_char: int
    probability: float


def skim(text: str, model: LogisticModel | None = None) -> list[Skimmed]:
    """Every sentence that holds a word, in order."""
    judge = model or _packaged_model()
    return [Skimmed(start, end, judge.probability(example)) for start, end, example in skim_examples(text)]


@cache
def _packaged_model() -> LogisticModel:
    return load_packaged("skim.npz")


def skim_examples(text: str) -> Iterator[tuple[int, int, Example]]:
    """Start and end of each sentence that holds a word, with what the model sees of it."""
    article = load_vectors().mean(_content(_WORD.findall(text)))
    for start, end in _sentences(text):
        words = _WORD.findall(text, start, end)
        if words:
            yield start, end, _example(text[start:end], words, article)


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for end in _END.finditer(text):
        yield start, end.end()
        start = end.end()
    if start < len(text):
        yield start, len(text)


def _example(sentence: str, words: list[str], article: np.ndarray) -> Example:
    lower = [word.lower() for word in words]
    names = frozenset(lower) | frozenset(f"{first} {second}" for first, second in itertools.pairwise(lower))
    plain = _content([word for word in words if word.islower()])
    capitals = [word.lower() for word in words[1:] if word[0].isupper()]
    participles = [word for word in plain if word.endswith(("ed", "ing"))]
    numbers = (
        min(len(words), _LONGEST) / _LONGEST,
        min(len(capitals), _MOST_NAMES) / _MOST_NAMES,
        float(any(quote in sentence for quote in _QUOTES)),
        float(sentence[0] in _QUOTES),
    )
    means = map(load_vectors().mean, (plain, capitals, participles))
    return Example(names, np.concatenate([*means, article, np.array(numbers, dtype=np.float32)]))


def _content(words: list[str]) -> list[str]:
    return [word for word in map(str.lower, words) if word not in _FUNCTION_WORDS]
