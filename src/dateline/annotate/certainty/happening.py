"""How far a reader would say that what a predicate tells did happen: a number from -3 (no) to 3 (yes).

Input: a predicate of a parsed Doc and how the rules judge it. Output: the score. Method: a linear model over named
features: what the rules found, the predicate's form, helpers and arguments, the words that govern it, up to four steps
up the parse, with how they are told themselves, and the words beside it. Learned by `training/train_happening.py`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import as_file, files

import numpy as np

from dateline.annotate.certainty.factuality import Factuality, Judge
from dateline.annotate.parse import Span, Token
from dateline.annotate.slots import TokenRange
from dateline.annotate.syntax.predicate import forms_of, subject_of

__all__ = ["HIGHEST", "LOWEST", "Happening", "load_weights"]

LOWEST, HIGHEST = -3.0, 3.0

_MOST_GOVERNORS = 4
_NEIGHBOURS = (-3, -2, -1, 1, 2, 3)
_TELLING_CHILDREN = frozenset(
    ("advmod", "mark", "neg", "prt", "cc", "det", "npadvmod", "prep", "acomp", "xcomp", "ccomp", "dobj", "advcl")
)
_CLOSING = frozenset("?!.")
_HELPERS = frozenset(("aux", "auxpass"))
_TELLING_WORDS = frozenset(
    ("if", "when", "should", "would", "will", "you", "your", "can", "may", "might", "could", "was", "were", "had", "i")
)


class Happening:
    """Scores the predicates of one Doc; what it sees of a sentence is read once."""

    def __init__(self, judge: Judge, weights: Mapping[str, float] | None = None) -> None:
        self.judge = judge
        self._weights = load_weights() if weights is None else weights
        self._sentences: dict[int, frozenset[str]] = {}

    def score(self, event: Token) -> float:
        total = sum(self._weights.get(feature, 0.0) for feature in self.features(event))
        return max(LOWEST, min(HIGHEST, total))

    def features(self, event: Token) -> frozenset[str]:
        """What the model sees of one predicate."""
        sentence = event.sent
        if sentence.start not in self._sentences:
            self._sentences[sentence.start] = frozenset(_sentence(sentence))
        own = {
            "bias",
            *_told(self.judge(event), event),
            *_form(event),
            *_subject(event),
            *_children(event),
            *_governors(event, self.judge),
            *_neighbours(event, sentence),
        }
        return self._sentences[sentence.start] | own


@cache
def load_weights() -> dict[str, float]:
    """The weights that ship with the package, by the name of their feature."""
    with (
        as_file(files("dateline.annotate.certainty") / "happening.npz") as path,
        np.load(path, allow_pickle=False) as stored,
    ):
        names = bytes(stored["names"]).decode("utf-8").split("\n")
        return dict(zip(names, stored["weights"].tolist(), strict=True))


def _told(told: Factuality, event: Token) -> Iterator[str]:
    """What the rules found, and by which cues."""
    yield f"told={told.level}|{told.polarity}|{told.status}"
    yield from (f"level={told.level}", f"polarity={told.polarity}", f"status={told.status}")
    for name, cue in (("level", told.level_cue), ("polarity", told.polarity_cue), ("status", told.status_cue)):
        if cue:
            yield f"{name} cue={_lemma(event, cue)}"


def _lemma(event: Token, cue: TokenRange) -> str:
    return event.doc[cue[0]].lemma_.lower()


def _form(event: Token) -> Iterator[str]:
    helpers = "_".join(child.lower_ for child in event.children if child.dep_ in _HELPERS)
    yield f"lemma={event.lemma_.lower()}"
    yield f"tag={event.tag_}"
    yield f"relation={event.dep_}"
    yield f"tag, relation={event.tag_}|{event.dep_}"
    yield f"forms={'|'.join(sorted(forms_of(event)))}"
    yield f"helpers={helpers}|{event.tag_}"


def _subject(event: Token) -> Iterator[str]:
    own, subject = subject_of(event)
    if subject is None:
        yield "no subject"
        return
    yield f"subject={subject.lower_ if subject.pos_ == 'PRON' else subject.tag_}"
    yield f"own subject={own}"
    if subject.pos_ != "PRON":
        yield f"subject noun={subject.lemma_.lower()}"


def _children(event: Token) -> Iterator[str]:
    for child in event.children:
        yield f"has {child.dep_}"
        if child.dep_ in _TELLING_CHILDREN:
            yield f"has {child.dep_}={child.lemma_.lower()}"
        if child.dep_ == "advcl":
            yield from (f"clause after={word.lower_}" for word in child.children if word.dep_ in {"mark", "advmod"})


def _governors(event: Token, judge: Judge) -> Iterator[str]:
    """The words above, with the way up to them and how they are told."""
    word, path = event, ""
    for step in range(_MOST_GOVERNORS):
        governor = word.head
        if governor == word:
            yield f"root after {step}"
            break
        path = f"{path}>{word.dep_}"
        told = judge(governor)
        yield f"{step} {word.dep_}>{governor.lemma_.lower()}"
        yield f"{step} {path}|{governor.tag_}"
        yield f"{step} {path}|{told.level}|{told.polarity}|{told.status}"
        for child in governor.children:
            if child != word and child.dep_ in {"aux", "auxpass", "neg", "mark"}:
                yield f"{step} {child.dep_}={child.lower_}"
        word = governor
    yield f"path={path}"


def _neighbours(event: Token, sentence: Span) -> Iterator[str]:
    for step in _NEIGHBOURS:
        place = event.i + step
        inside = sentence.start <= place < sentence.end
        yield f"word {step}={event.doc[place].lower_ if inside else ''}"


def _sentence(sentence: Span) -> Iterator[str]:
    """The tense and mood of the whole."""
    root = sentence.root
    yield f"root={root.tag_}"
    yield f"root helpers={'_'.join(child.lower_ for child in root.children if child.dep_ == 'aux')}"
    yield f"first={sentence[0].lower_}"
    last = next((word.text for word in reversed(list(sentence)) if not word.is_space), "")
    yield f"last={last if last in _CLOSING else ''}"
    yield from (f"sentence has {word}" for word in _TELLING_WORDS.intersection(word.lower_ for word in sentence))
    tags = [word.tag_ for word in sentence]
    yield f"tense={min(tags.count('VBD'), 3)}|{min(tags.count('VBP') + tags.count('VBZ'), 3)}"
