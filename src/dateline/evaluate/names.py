"""When do a gold name and a predicted one name the same? The rule of the corpus, in one place.

Names match when, case-folded and without articles, the words of one are contained in the words of the other, or when
both are names of one known actor ("WHO", "World Health Organization").
"""

from __future__ import annotations

import re

from anyascii import anyascii

from dateline.knowledge.actors import ActorIndex
from dateline.knowledge.names import name_pieces

__all__ = ["name_words", "names_match"]

_ARTICLES = frozenset({"the", "a", "an"})


def name_words(name: str) -> frozenset[str]:
    folded = re.findall(r"[a-z0-9]+", re.sub(r"'s?\b", "", anyascii(name).casefold()))
    return frozenset(folded) - _ARTICLES


def names_match(gold: str, found: str, actors: ActorIndex | None = None) -> bool:
    words, other = name_words(gold), name_words(found)
    if words and other and (words <= other or other <= words):
        return True
    return actors is not None and not _ids(actors, gold).isdisjoint(_ids(actors, found))


def _ids(actors: ActorIndex, name: str) -> frozenset[str]:
    return frozenset(actors.named(tuple(piece for piece in name_pieces(name) if piece not in _ARTICLES)))
