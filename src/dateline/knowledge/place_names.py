"""A place name as written -> the key under which the gazetteer files it.

Spelling differs between outlets in accents, apostrophes, hyphens and capitals, and so the key has none of them. Names
in other scripts than Latin keep theirs, since a transliteration letter for letter matches nothing that is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from anyascii import anyascii

__all__ = ["ADMIN_WORDS", "name_key", "spellings"]

_APOSTROPHES = re.compile("['`\u2018\u2019\u02bb\u02bc\u02bf\u02be\u201b\u2032]")
_OTHERS = re.compile(r"[^a-z0-9]+")
_OTHERS_ANY_SCRIPT = re.compile(r"[\W_]+")
_SHORT_FORMS = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}
_ARTICLES = ("al", "el", "ad", "ar", "as", "ash", "at", "an", "az", "ed", "er", "es", "esh", "et", "ez")
_LEADING = (
    "the ",
    "republic of ",
    "kingdom of ",
    "state of ",
    "province of ",
    "city of ",
    "town of ",
    "village of ",
    "downtown ",
    "greater ",
    "central ",
)

# Words that tell of which rank the place is; the ranks are those of `places.PlaceKind`.
ADMIN_WORDS = {
    "province": "admin1",
    "governorate": "admin1",
    "state": "admin1",
    "oblast": "admin1",
    "region": "admin1",
    "prefecture": "admin1",
    "emirate": "admin1",
    "wilayat": "admin1",
    "county": "admin2",
    "parish": "admin2",
    "district": "admin2",
    "raion": "admin2",
    "borough": "admin2",
    "municipality": "admin2",
    "department": "admin2",
    "city": "town",
    "town": "town",
    "village": "town",
    "township": "town",
}


@lru_cache(maxsize=1 << 14)
def name_key(name: str) -> str:
    """The key of a name; empty where nothing of it can be filed."""
    plain = _APOSTROPHES.sub("", name)
    folded = plain.lower() if plain.isascii() else anyascii(plain).lower() if _is_latin(plain) else None
    if folded is None:
        return " ".join(_OTHERS_ANY_SCRIPT.sub(" ", plain.casefold()).split())
    words = _OTHERS.sub(" ", _join_initials(folded)).split()
    return " ".join(_SHORT_FORMS.get(word, word) for word in words)


def _is_latin(name: str) -> bool:
    """Whether the letters are Latin: every script before Greek is."""
    return all(ord(letter) < 0x370 or 0x1E00 <= ord(letter) < 0x1F00 or not letter.isalpha() for letter in name)


def _join_initials(name: str) -> str:
    """ "u.s." and "d.c." are filed as "us" and "dc"."""
    return re.sub(r"\b([a-z])\.(?=[a-z]\b|\s|$|[,)])", r"\1", name) if "." in name else name


def spellings(name: str) -> Iterator[tuple[str, str | None]]:
    """The keys to try for a name, the closest first, each with the rank that a word of the name asks for."""
    key = name_key(name)
    if not key:
        return
    yield key, None
    for leading in _LEADING:
        if key.startswith(leading):
            yield key.removeprefix(leading), None
    first, _, rest = key.partition(" ")
    if first in _ARTICLES and rest:
        yield rest, None
    before, _, last = key.rpartition(" ")
    if before and last in ADMIN_WORDS:
        yield before, ADMIN_WORDS[last]
    if first in ADMIN_WORDS and rest.startswith("of "):
        yield rest.removeprefix("of "), ADMIN_WORDS[first]
