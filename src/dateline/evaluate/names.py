"""When do a gold name and a predicted one name the same? The rule of the corpus, in one place.

Names match when, case-folded and without articles, the words of one are contained in the words of the other.
"""

from __future__ import annotations

import re

from anyascii import anyascii

__all__ = ["name_words", "names_match"]

_ARTICLES = frozenset({"the", "a", "an"})


def name_words(name: str) -> frozenset[str]:
    folded = re.findall(r"[a-z0-9]+", anyascii(name).casefold().replace("'", ""))
    return frozenset(folded) - _ARTICLES


def names_match(gold: str, found: str) -> bool:
    words, other = name_words(gold), name_words(found)
    return bool(words and other) and (words <= other or other <= words)
