"""Names in many spellings -> keys that agree, and how alike two names are.

Input: a name as written. Output: its pieces (folded words without Arabic articles), its sound key, and a likeness of
two names. Method: fold case and accents (anyascii for other scripts), drop articles and the connecting apostrophes of
transliteration, then bring the spellings that Arabic, Persian and Cyrillic letters are written with in English, French
and German news (sh/ch, kh/h, ou/u, q/k, dj/j, w/v, yy/y) to one, with every run of vowels as one mark. A sound key that
agrees is a candidate, not an answer: `likeness` (rapidfuzz, Jaro-Winkler over pieces) and the caller's gates of kind,
country and role decide.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii
from rapidfuzz.distance import JaroWinkler

__all__ = ["fold", "is_article", "likeness", "name_pieces", "same_person_name", "sound_key"]

_ARTICLES = frozenset({"al", "el"})
_ASSIMILATED = frozenset(
    {"ad", "an", "ar", "as", "ash", "at", "ath", "az", "adh", "ed", "en", "er", "es", "esh", "et", "ez", "il", "ul"}
)
_PARTICLES = frozenset({"bin", "ben", "ibn", "bint", "ould", "de", "van", "von", "der", "la", "del", "dos", "da", "di"})
_SPLIT = re.compile(r"[\s\-‐-―/,()\"“”]+")
_DROPPED = str.maketrans("", "", ".'’‘ʿʾʼ`´")
_POSSESSIVE = re.compile(r"['’]s(?=[\s\-]|$)")

# The order matters: longer spellings first.
_SOUNDS = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"^abd[aeiu]?l?", "abd"),
        (r"^abdr(?=r)", "abd"),
        (r"tsch|tch", "s"),
        (r"sch|sh|ch", "s"),
        (r"kh", "h"),
        (r"zh|dzh", "z"),
        (r"ph", "f"),
        (r"dj|dg", "g"),
        (r"gh", "g"),
        (r"dh", "d"),
        (r"th", "t"),
        (r"ck|q", "k"),
        (r"c(?=[eiy])", "s"),
        (r"c", "k"),
        (r"x", "ks"),
        (r"(?<=[aeiouy])w(?=[aeiouy])", "u"),
        (r"w", "v"),
        (r"j", "g"),
        (r"z", "s"),
        (r"(?<=[aeiouy])h$", ""),
        (r"(.)\1+", r"\1"),
        (r"[aeiouy]+", "a"),
    )
)


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """Lower case, without accents, apostrophes and dots, in Latin letters."""
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text)
        text = anyascii("".join(char for char in decomposed if not unicodedata.combining(char)))
    return text.casefold().translate(_DROPPED)


def name_pieces(name: str) -> tuple[str, ...]:
    """The folded words of a name: "Ahmed al-Sharaa" -> ("ahmed", "sharaa"); a possessive "s" is a piece of its own."""
    apart = _POSSESSIVE.sub(" s", name)
    pieces: list[str] = []
    for word in apart.split():
        parts = [fold(part) for part in _SPLIT.split(word) if part]
        for position, part in enumerate(parts):
            leads = position + 1 < len(parts)
            if part and part not in _ARTICLES and not (leads and part in _ASSIMILATED):
                pieces.append(part)
    return tuple(pieces) or tuple(part for part in (fold(name),) if part)


def is_article(folded: str, before_hyphen: bool) -> bool:
    """Whether a token of running text is the article of an Arabic name, which `name_pieces` leaves out."""
    return folded in _ARTICLES or (before_hyphen and folded in _ASSIMILATED)


@lru_cache(maxsize=1 << 16)
def sound_key(piece: str) -> str:
    """What is left of a folded word when the spellings of one sound are made one."""
    for pattern, replacement in _SOUNDS:
        piece = pattern.sub(replacement, piece)
    return piece


def likeness(left: str, right: str) -> float:
    """0..1: how alike two names are, piece by piece, each piece of the shorter with its best partner in order."""
    return _aligned(name_pieces(left), name_pieces(right))


def _aligned(left: tuple[str, ...], right: tuple[str, ...]) -> float:
    shorter, longer = sorted((left, right), key=len)
    if not shorter:
        return 0.0
    total, position = 0.0, 0
    for piece in shorter:
        scores = [(_piece_likeness(piece, other), place) for place, other in enumerate(longer[position:], position)]
        if not scores:
            return total / len(shorter) * 0.5
        best, place = max(scores, key=lambda scored: (scored[0], -scored[1]))
        total, position = total + best, place + 1
    return total / len(shorter)


def _piece_likeness(left: str, right: str) -> float:
    if left == right or sound_key(left) == sound_key(right):
        return 1.0
    if len(left) == 1 or len(right) == 1:
        return 0.9 if left[0] == right[0] else 0.0
    return JaroWinkler.similarity(left, right)


def same_person_name(left: str, right: str) -> bool:
    """Whether two full names can be spellings of one person's: the family names sound alike, and so do given names.

    A family name alone matches nothing here: that a bare "Assad" is the president is for the context to say.
    """
    pieces, others = _without_particles(left), _without_particles(right)
    if len(pieces) < 2 or len(others) < 2:
        return pieces == others
    if _piece_likeness(pieces[-1], others[-1]) < 0.93:
        return _joined(pieces) == _joined(others)
    return _piece_likeness(pieces[0], others[0]) >= 0.9


def _without_particles(name: str) -> tuple[str, ...]:
    return tuple(piece for piece in name_pieces(name) if piece not in _PARTICLES)


def _joined(pieces: tuple[str, ...]) -> str:
    return sound_key("".join(pieces))
