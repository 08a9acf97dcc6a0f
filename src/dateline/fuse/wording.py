"""Text -> its words weighed by rarity, and how alike two texts word a thing.

Words are folded to ASCII lower case, freed of endings and cut to six letters, so that "withdraws", "withdrawn" and
"withdrawal" are one. A word weighs the more the fewer articles use it (inverse document frequency, Spärck Jones 1972,
over the counts in `knowledge/rarity.json`): the counts ship with the product, so that a score between two texts does
not change when a third one arrives. Their square root is taken, and names weigh less: both tell one incident from its
sibling in the same place and affair. Likeness is the cosine of the two weighed lists.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2b
from importlib.resources import files

from anyascii import anyascii

__all__ = ["Rarity", "Wording", "likeness", "load_rarity", "shingles", "stems"]

Wording = Mapping[str, float]  # unit length

_WORD = re.compile(r"[a-z]+|\d+(?:[.,]\d+)*")
_ENDINGS = ("ings", "ing", "edly", "ed", "ies", "es", "s", "ly")
_STEM = 6
_NAME_SHARE = 0.4  # names of a topic stand in all its articles; what happened is told by the other words


@lru_cache(maxsize=1 << 16)
def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    return word[:_STEM]


def stems(text: str) -> list[str]:
    """The stems of `text` in order; single letters are left out."""
    folded = text if text.isascii() else anyascii(text)
    return [_stem(word) for word in _WORD.findall(folded.lower().replace("'", " ")) if len(word) > 1 or word.isdigit()]


def shingles(text: str) -> frozenset[int]:
    """A hash of each run of three words."""
    words = stems(text)
    runs = zip(words, words[1:], words[2:], strict=False)
    return frozenset(int.from_bytes(blake2b(" ".join(run).encode(), digest_size=6).digest()) for run in runs)


@dataclass(frozen=True)
class Rarity:
    """In how many of `documents` articles each stem is used."""

    documents: int
    counts: Mapping[str, int]
    _roots: dict[str, float] = field(default_factory=dict, repr=False, compare=False)

    def weight(self, stem: str) -> float:
        return math.log((self.documents + 1) / (self.counts.get(stem, 0) + 1))

    def _root(self, stem: str) -> float:
        """The square root of a weight: worked out once for each stem that is known, and once for all others."""
        known = stem if stem in self.counts else ""
        root = self._roots.get(known)
        if root is None:
            root = self._roots[known] = math.sqrt(self.weight(known))
        return root

    def wording(
        self, counts: Mapping[str, float], names: Collection[str] = (), keep: int | None = None
    ) -> dict[str, float]:
        """Weigh the stems; those of `names` weigh less, and `keep` holds on to the heaviest only."""
        weights = {
            stem: math.log1p(count) * self._root(stem) * (_NAME_SHARE if stem in names else 1.0)
            for stem, count in counts.items()
        }
        if keep is not None and len(weights) > keep:
            weights = dict(sorted(weights.items(), key=lambda pair: (-pair[1], pair[0]))[:keep])
        length = math.sqrt(sum(weight * weight for weight in weights.values()))
        return {stem: weight / length for stem, weight in weights.items() if weight} if length else {}

    def of_passages(self, passages: Iterable[str]) -> dict[str, float]:
        """The wording of passages in which no name is told from other words."""
        return self.wording(Counter(stem for passage in passages for stem in stems(passage)))


def likeness(here: Wording, there: Wording) -> float:
    """0 where no word is shared, 1 where the words and their shares are the same."""
    if len(here) > len(there):
        here, there = there, here
    return sum([weight * there[stem] for stem, weight in here.items() if stem in there])


@lru_cache(maxsize=1)
def load_rarity() -> Rarity:
    data = json.loads((files("dateline.knowledge") / "rarity.json").read_text(encoding="utf-8"))
    return Rarity(int(data["documents"]), {str(stem): int(count) for stem, count in data["counts"].items()})
