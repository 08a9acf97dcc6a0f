"""What act a word is like, where the lexicon does not say: "enjoy" is like "want".

Input: a lemma. Output: its likeness to each act, in steps, and the act that it is most like. An act is the mean of the
vectors of its words in the lexicon; likeness is the cosine.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

import numpy as np
from numpy.typing import NDArray

from dateline.knowledge.reporting import ReportingLexicon, load_reporting_lexicon
from dateline.knowledge.vectors import WordVectors, load_vectors

__all__ = ["ActLikeness", "load_act_likeness"]

_STEPS = 8  # levels between unlike and alike


@dataclass
class ActLikeness:
    """Likenesses by lemma, each worked out once."""

    vectors: WordVectors
    acts: tuple[str, ...]
    centres: NDArray[np.float32]
    _known: dict[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict)

    @classmethod
    def of(cls, lexicon: ReportingLexicon, vectors: WordVectors) -> ActLikeness:
        acts = tuple(sorted(set(lexicon.verbs.values())))
        means = [vectors.mean([word for word, act in lexicon.verbs.items() if act == wanted]) for wanted in acts]
        return cls(vectors, acts, np.stack([mean / np.linalg.norm(mean) for mean in means]))

    def nearest(self, lemma: str) -> str:
        return self._look_up(lemma)[0]

    def features(self, lemma: str) -> tuple[str, ...]:
        return self._look_up(lemma)[1]

    def _look_up(self, lemma: str) -> tuple[str, tuple[str, ...]]:
        if lemma not in self._known:
            self._known[lemma] = self._measure(lemma)
        return self._known[lemma]

    def _measure(self, lemma: str) -> tuple[str, tuple[str, ...]]:
        vector = self.vectors.vector(lemma)
        length = float(np.linalg.norm(vector))
        if length == 0.0:
            return "unlike", ("like=none",)
        cosines = self.centres @ (vector / length)
        levels = np.rint(cosines * _STEPS).astype(int)
        nearest = self.acts[int(cosines.argmax())]
        return nearest, tuple(f"like={act},{level}" for act, level in zip(self.acts, levels, strict=True))


@cache
def load_act_likeness() -> ActLikeness:
    """Over the lexicon and the vectors that ship with the package."""
    return ActLikeness.of(load_reporting_lexicon(), load_vectors())
