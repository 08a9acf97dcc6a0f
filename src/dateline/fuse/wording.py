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
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import blake2b
from importlib.resources import files

from anyascii import anyascii

__all__ = ["Rarity", "Wording", "likeness", "load_rarity", "shingles", "stems"]

Wording = Mapping[str, float]  # unit length

_WORD = re.compile(r"[a-z]+|\d+(?:[.,]\d+)*")
_ENDINGS = ("ings", "ing", "edly", "ed", "ies", "es", "s", "ly")
_STEM = 6
_SHORT = 400  # characters: a name or passage, which is asked for again and again, not a whole article
_NAME_SHARE = 0.4  # names of a topic stand in all its articles; what happened is told by the other words


@lru_cache(maxsize=1 << 16)
def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    return word[:_STEM]


def stems(text: str) -> tuple[str, ...]:
    """The stems of `text` in order; single letters are left out."""
    return _stems_of_passage(text) if len(text) < _SHORT else _stems_of_article(text)


def _stems(text: str) -> tuple[str, ...]:
    folded = text if text.isascii() else anyascii(text)
    words = _WORD.findall(folded.lower().replace("'", " "))
    return tuple([_stem(word) for word in words if len(word) > 1 or word.isdigit()])


_stems_of_passage = lru_cache(maxsize=1 << 14)(_stems)
_stems_of_article = lru_cache(maxsize=4)(_stems)  # asked for twice: to weigh its words, and to compare texts


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

    def weight(self, stem: str) -> float:
        return math.log((self.documents + 1) / (self.counts.get(stem, 0) + 1))

    @cached_property
    def _roots(self) -> Mapping[str, float]:
        """The square roots of the weights, that of all unknown stems under the empty one."""
        return {stem: math.sqrt(self.weight(stem)) for stem in ("", *self.counts)}

    def wording(
        self, counts: Mapping[str, float], names: Collection[str] = (), keep: int | None = None
    ) -> dict[str, float]:
        """Weigh the stems; those of `names` weigh less, and `keep` holds on to the heaviest only."""
        roots, unknown = self._roots, self._roots[""]
        weights = {
            stem: math.log1p(count) * roots.get(stem, unknown) * (_NAME_SHARE if stem in names else 1.0)
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
