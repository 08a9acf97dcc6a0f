"""Articles -> which are copies: one text under many names, word for word or lightly rewritten.

Shingles of three words and MinHash signatures (Broder 1997; `rensa`): texts that share a value of their signatures
stand under one key, and neighbours there count as copies where the longer holds enough of the shorter one's shingles.
Thousands of copies of one text so cost no more than thousands of texts.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from rensa import RMinHash

from dateline.fuse.neighbours import linked_part
from dateline.fuse.shelf import Link, Place, Shelf

__all__ = ["REACH", "CopyPairs", "keys_of_text", "originals_of", "shared_share"]

_SIGNATURE = 10  # values: texts that share a fifth of their shingles meet nine times in ten, a third nearly always
_SEED = 20251213
REACH = 8  # how many of its nearest an article is compared with, under each key
_LEAST_SHINGLES = 12  # shorter texts share their words by chance
_SHARE = 0.34  # of the shorter text's shingles


def shared_share(here: frozenset[int], there: frozenset[int]) -> float:
    """Share of the shorter text that stands in the other; 0 where a text is too short to tell."""
    shorter = min(len(here), len(there))
    return len(here & there) / shorter if shorter >= _LEAST_SHINGLES else 0.0


def keys_of_text(text: Collection[int]) -> Collection[str]:
    """Each value of its signature with its position: only values at the same position may meet."""
    if len(text) < _LEAST_SHINGLES:
        return ()
    signature = RMinHash(_SIGNATURE, _SEED)
    signature.update([str(run) for run in sorted(text)])
    return [f"copy {at} {value}" for at, value in enumerate(signature.digest())]


@dataclass(frozen=True)
class CopyPairs:
    """Articles compared by their texts."""

    shelf: Shelf
    reach: int = REACH

    def keys(self, member: str) -> Collection[str]:
        return keys_of_text(self.shelf.texts([member])[member].shingles)

    def suffices(self, key: str) -> bool:
        del key
        return True

    def place(self, member: str) -> Place:
        return (self.shelf.texts([member])[member].published, member)

    def linked(self, member: str, met: Mapping[str, int]) -> dict[str, Link]:
        if not met:
            return {}
        texts = self.shelf.texts([member, *met])
        shares = {other: shared_share(texts[member].shingles, texts[other].shingles) for other in met}
        return {other: Link(share, met[other] - 1) for other, share in shares.items() if share >= _SHARE}


def originals_of(shelf: Shelf, articles: Iterable[str]) -> dict[str, str]:
    """Every article that is linked to these, and they themselves, with the earliest of its group."""
    found: dict[str, str] = {}
    for article in articles:
        if article in found:
            continue
        group = linked_part(shelf, article, shelf.originals)
        days = shelf.texts(group)
        found.update(dict.fromkeys(group, min(group, key=lambda member: (days[member].published, member))))
    return found
