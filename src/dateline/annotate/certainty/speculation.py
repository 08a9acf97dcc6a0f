"""Finds the sentences that tell what is guessed: "reportedly", "is believed to", "it is unclear who".

Input: a parsed Doc and its `Judge`. Output: for each such sentence, the clause that guesses and the cue. Method: a
sentence guesses where one of its predicates stands under a cue that `knowledge/certainty.yaml` marks as a guess.
Ability ("can reach"), permission and wishes are no guesses about what is so.
"""

from __future__ import annotations

from collections.abc import Iterator

from dateline.annotate.certainty.factuality import Judge
from dateline.annotate.parse import Doc, Span
from dateline.annotate.slots import SpeculationRow

__all__ = ["find_speculation"]

_PREDICATES = frozenset(("VERB", "AUX", "NOUN", "ADJ", "PROPN", "PRON"))  # "it" stands for what is unclear


def find_speculation(doc: Doc, judge: Judge) -> Iterator[tuple[Span, SpeculationRow]]:
    """The first guess of each sentence that holds one, what is only hearsay behind the others."""
    for sentence in doc.sents:
        found = sorted(_guesses(sentence, judge), key=lambda guess: guess[1].hearsay)
        yield from found[:1]


def _guesses(sentence: Span, judge: Judge) -> Iterator[tuple[Span, SpeculationRow]]:
    cues = judge.table.guess_words
    if not any(word.lower_ in cues or word.lemma_.lower() in cues for word in sentence):
        return
    for word in sentence:
        if word.pos_ not in _PREDICATES:
            continue
        told = judge(word)
        cue = told.guess_cue
        if cue is not None:
            guess = SpeculationRow(cue, hearsay=told.hearsay)
            yield sentence.doc[min(word.i, cue[0]) : max(word.i + 1, cue[1])], guess
