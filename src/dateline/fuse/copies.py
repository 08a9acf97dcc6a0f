"""Articles -> groups of copies: one text under many names, word for word or lightly rewritten.

Shingles of three words and MinHash signatures (Broder 1997; `rensa`): two texts that share a value of their signatures
are looked at, and count as copies where the longer holds enough of the shorter one's shingles. Under each value a
text is compared with the first few that stand there, so that thousands of copies of one text cost no more than
thousands of texts.
"""

from __future__ import annotations

from array import array
from bisect import insort
from collections import defaultdict
from dataclasses import dataclass, field
from hashlib import blake2b

from rensa import RMinHash

from dateline.fuse.wording import stems
from dateline.model import Article

__all__ = ["CopyIndex", "shared_share", "shingles"]

_WORDS = 3
_SIGNATURE = 10  # values: texts that share a fifth of their shingles meet nine times in ten, a third nearly always
_SEED = 20251213
_LOOKED_AT = 8
_LEAST_SHINGLES = 12  # shorter texts share their words by chance
_SHARE = 0.34  # of the shorter text's shingles


def shingles(text: str) -> frozenset[int]:
    """A hash of each run of three words."""
    words = stems(text)
    runs = zip(words, words[1:], words[2:], strict=False)
    return frozenset(int.from_bytes(blake2b(" ".join(run).encode(), digest_size=6).digest()) for run in runs)


def shared_share(here: frozenset[int], there: frozenset[int]) -> float:
    """Share of the shorter text that stands in the other; 0 where a text is too short to tell."""
    shorter = min(len(here), len(there))
    return len(here & there) / shorter if shorter >= _LEAST_SHINGLES else 0.0


@dataclass
class CopyIndex:
    """The articles so far and their groups; a group is named by its earliest article."""

    met: dict[tuple[int, int], list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))
    texts: dict[str, array[int]] = field(default_factory=dict)  # shingles, packed
    orders: dict[str, str] = field(default_factory=dict)
    parent: dict[str, str] = field(default_factory=dict)

    def add(self, article: Article) -> set[str]:
        """Enter an article; returns the articles whose group has changed."""
        name = article.article_id
        if name in self.parent:
            return set()
        published = article.published_on.isoformat() if article.published_on else "9999"
        self.orders[name] = f"{published} {name}"
        self.parent[name] = name
        text = shingles(article.text)
        self.texts[name] = array("Q", sorted(text))
        seen: set[str] = set()
        for value in _signature(text):
            entries = self.met[value]
            seen.update(other for _, other in entries[:_LOOKED_AT])
            insort(entries, (self.orders[name], name))
            del entries[_LOOKED_AT:]
        found = {other for other in seen if shared_share(text, frozenset(self.texts[other])) >= _SHARE}
        for other in found:
            self._join(name, other)
        return found

    def declare(self, here: str, there: str) -> None:
        """People say that the two are one text; nothing happens while one of them is not known."""
        if here in self.parent and there in self.parent:
            self._join(here, there)

    def original(self, article_id: str) -> str:
        """The earliest of the group in which the article stands, itself where it is no copy."""
        while self.parent[article_id] != article_id:
            self.parent[article_id] = self.parent[self.parent[article_id]]
            article_id = self.parent[article_id]
        return article_id

    def groups(self) -> list[tuple[str, ...]]:
        """The groups of two or more, each in order of id."""
        members: dict[str, list[str]] = defaultdict(list)
        for name in self.parent:
            members[self.original(name)].append(name)
        return sorted(tuple(sorted(group)) for group in members.values() if len(group) > 1)

    def _join(self, here: str, there: str) -> None:
        first, later = sorted((self.original(here), self.original(there)), key=self.orders.__getitem__)
        self.parent[later] = first


def _signature(text: frozenset[int]) -> list[tuple[int, int]]:
    """Each value with its position: only values at the same position may meet."""
    if not text:
        return []
    signature = RMinHash(_SIGNATURE, _SEED)
    signature.update([str(run) for run in sorted(text)])
    return list(enumerate(signature.digest()))
