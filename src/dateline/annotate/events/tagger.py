"""What each word of a sentence tells, as a small network reads it: parse -> log odds of each event type, word by word.

The candidate's linear model (`eventhood.py`) adds up words; here each word is read with those around it, so that "fired
on the crowd" is not "fired the coach". Method: vectors of word, tag and relation go through layers in which each word
takes up its neighbours, its head, its dependents and the mean of its sentence (a graph convolution over the parse:
Marcheggiani and Titov 2017). `training/train_tagger.py` teaches it what a language model makes of a million words of
news (distillation: Hinton, Vinyals and Dean 2015), that model having learned from our marks. The cost grows with the
length of the sentence.

    odds = load_tagger().log_odds(sentence)        # a row a word of the sentence, a column a type of `types`
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.annotate.parse import Span
from dateline.knowledge.vectors import load_vectors

__all__ = ["Alphabet", "Columns", "EventTagger", "lay_out", "load_tagger"]

Matrix = NDArray[np.float32]
Positions = NDArray[np.intp]

_LEAST = 1e-6  # no probability is taken for less certain, or surer, than this


@dataclass(frozen=True)
class Alphabet:
    """Tags and relations of the parser, each with its number; 0 is one that was not seen in training."""

    tags: Mapping[str, int]
    relations: Mapping[str, int]


@dataclass(frozen=True)
class Columns:
    """A sentence as columns, a row a word: numbers of word, tag and relation, and the row of its head."""

    words: Positions
    tags: Positions
    relations: Positions
    heads: Positions


def lay_out(sentence: Span, alphabet: Alphabet) -> Columns:
    row = load_vectors().row
    return Columns(
        np.array([row(token.lower_) for token in sentence], dtype=np.intp),
        np.array([alphabet.tags.get(token.tag_, 0) for token in sentence], dtype=np.intp),
        np.array([alphabet.relations.get(token.dep_, 0) for token in sentence], dtype=np.intp),
        np.array([token.head.i - sentence.start for token in sentence], dtype=np.intp),
    )


@dataclass(frozen=True)
class _Layer:
    """Weights of a word itself, of those before and after it, of its head, of its dependents; and of the sentence."""

    around: Matrix  # five widths x width
    sentence: Matrix  # width x width
    bias: Matrix
    scale: Matrix
    shift: Matrix


class EventTagger:
    """Reads sentences. `types` are those that it was taught, in the order of its columns."""

    def __init__(self, data: Mapping[str, NDArray[Any]]) -> None:
        lists = json.loads(bytes(data["lists"]))
        self.trained_on: dict[str, Any] = lists["trained_on"]
        self.types: tuple[str, ...] = tuple(lists["types"])
        self.alphabet = Alphabet(_numbered(lists["tags"]), _numbered(lists["relations"]))
        self._words, self._word_scale = data["words"], data["word_scale"].astype(np.float32)
        self._tags, self._relations = data["tags"].astype(np.float32), data["relations"].astype(np.float32)
        parts = ("around", "sentence", "bias", "scale", "shift")
        stacked = [data[f"layers_{part}"].astype(np.float32) for part in parts]
        self._layers = [_Layer(*layer) for layer in zip(*stacked, strict=True)]
        self._out, self._out_bias = data["out"].astype(np.float32), data["out_bias"].astype(np.float32)

    def log_odds(self, sentence: Span) -> Matrix:
        """Of each type at each word, against all other types and none."""
        read = self._read(lay_out(sentence, self.alphabet))
        scores = read @ self._out + self._out_bias
        odds = np.exp(scores - scores.max(axis=1, keepdims=True))
        share = np.clip(odds / odds.sum(axis=1, keepdims=True), _LEAST, 1 - _LEAST)[:, 1:]  # the first is no event
        found: Matrix = np.log(share / (1 - share))
        return found

    def _read(self, columns: Columns) -> Matrix:
        """What the last layer has of each word, beside what the first had."""
        words = self._words[columns.words].astype(np.float32) * self._word_scale[columns.words, None]
        first = np.maximum(words + self._tags[columns.tags] + self._relations[columns.relations], 0)
        dependents = _Dependents(columns.heads)
        state = first
        for layer in self._layers:
            nothing = np.zeros_like(state[:1])
            before, after = np.concatenate([nothing, state[:-1]]), np.concatenate([state[1:], nothing])
            around = np.concatenate([state, before, after, state[columns.heads], dependents.mean(state)], axis=1)
            taken_up = around @ layer.around + (state.mean(axis=0) @ layer.sentence + layer.bias)
            state = _normal(state + np.maximum(taken_up, 0)) * layer.scale + layer.shift
        return np.concatenate([state, first], axis=1)


class _Dependents:
    """For each word the words that depend on it; the word at the top of the tree counts among its own."""

    def __init__(self, heads: Positions) -> None:
        self._order = np.argsort(heads, kind="stable")
        self._governors, self._starts, counts = np.unique(heads[self._order], return_index=True, return_counts=True)
        self._counts = counts[:, None].astype(np.float32)

    def mean(self, state: Matrix) -> Matrix:
        means = np.zeros_like(state)
        means[self._governors] = np.add.reduceat(state[self._order], self._starts, axis=0) / self._counts
        return means


def _normal(state: Matrix) -> Matrix:
    """Mean 0 and variance 1 in each row (layer normalisation: Ba, Kiros and Hinton 2016)."""
    centred = state - state.mean(axis=1, keepdims=True)
    normal: Matrix = centred / np.sqrt((centred * centred).mean(axis=1, keepdims=True) + np.float32(1e-5))
    return normal


def _numbered(names: Sequence[str]) -> dict[str, int]:
    return {name: number for number, name in enumerate(names, 1)}


@cache
def load_tagger() -> EventTagger:
    """The weights that ship with the package, read once a process."""
    with as_file(files("dateline.annotate.events") / "tagger.npz") as path, np.load(path, allow_pickle=False) as data:
        return EventTagger(dict(data))
