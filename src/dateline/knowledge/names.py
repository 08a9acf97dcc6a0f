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

__all__ = ["fold", "is_article", "likeness", "name_pieces", "same_name", "same_person_name", "sound_key"]

_ARTICLES = frozenset({"al", "el"})
_ASSIMILATED = frozenset(
    {"ad", "an", "ar", "as", "ash", "at", "ath", "az", "adh", "ed", "en", "er", "es", "esh", "et", "ez", "il", "ul"}
)
_PARTICLES = frozenset({"bin", "ben", "ibn", "bint", "ould", "de", "van", "von", "der", "la", "del", "dos", "da", "di"})
_KUNYAS = frozenset({"abu", "abou", "abi", "umm", "oum"})
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
        (r"dj|dg", "j"),
        (r"gh", "g"),
        (r"dh", "d"),
        (r"th", "t"),
        (r"ck|q", "k"),
        (r"c(?=[eiy])", "s"),
        (r"c", "k"),
        (r"x", "ks"),
        (r"(?<=[aeiouy])w(?=[^aeiouy])", "u"),
        (r"(?<=a)y(?=a)", "1"),
        (r"w", "v"),
        (r"(?<=[aeiouy])j(?=.)", "y"),
        (r"(?<=y)j$", ""),
        (r"j", "g"),
        (r"z", "s"),
        (r"(?<=[aeiouy])h$", ""),
        (r"(.)\1+", r"\1"),
        (r"[aeiouy]+", "a"),
    )
)

_CLOSE, _VERY_CLOSE = 0.6, 0.94  # Jaro-Winkler
_SHORTEST, _SHORT = 4, 5  # letters
_VOWELS = re.compile(r"(?:^[aeiouy]|(?<=.)[aeiouyw])[aeiouyw]*")
_ROUND = frozenset("ouw")
_FUSED_ARTICLE = re.compile(r"^[ae](?=([zsdnrt])\1)")


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


def same_name(left: str, right: str, kind: str) -> bool:
    """Whether two names of one kind (person, place, group) can be spellings of one name.

    Persons: see `same_person_name`. Others: the same number of words, each spelled alike; words that are English, all
    capitals or figures must be equal, since "Northern Front" is no spelling of "Southern Front", nor M23 of M19.
    """
    if kind == "person":
        return same_person_name(left, right)
    if _fixed(left) or _fixed(right):
        return fold(left) == fold(right)
    pieces, others = (tuple(_FUSED_ARTICLE.sub("", piece) for piece in name_pieces(name)) for name in (left, right))
    if len(pieces) != len(others):
        return sound_key("".join(pieces)) == sound_key("".join(others))
    return all(_spelled_alike(piece, other) for piece, other in zip(pieces, others, strict=True))


def _fixed(name: str) -> bool:
    return name.isupper() or any(char.isdigit() for char in name)


def _spelled_alike(left: str, right: str) -> bool:
    return left == right or (sound_key(left) == sound_key(right) and _close(left, right))


def _close(left: str, right: str) -> bool:
    """Of words that sound alike, those whose vowels contradict each other ("Hassan", "Hussein") are different.

    Short words bear little, so their last vowels must agree too ("Mali", "Malé"), and the shortest must be equal.
    """
    if max(len(left), len(right)) < _SHORTEST:
        return left == right
    if _vowels_clash(left, right, first=True):
        return False
    short = min(len(left), len(right)) <= _SHORT
    if short and (
        _vowels_clash(left, right, first=False) or (left[0] != right[0] and {left[0], right[0]} == {"a", "o"})
    ):
        return False
    return JaroWinkler.similarity(left, right) >= _CLOSE


def _vowels_clash(left: str, right: str, *, first: bool) -> bool:
    runs = [_VOWELS.findall(word) for word in (left, right)]
    if not runs[0] or not runs[1]:
        return False
    place = 0 if first else -1
    mine, other = set(runs[0][place]), set(runs[1][place])
    if first:
        return (mine <= _ROUND and not other & _ROUND) or (other <= _ROUND and not mine & _ROUND)
    ends = left[-1] in "aeiouy" and right[-1] in "aeiouy"
    return ends and not mine & other


def same_person_name(left: str, right: str) -> bool:
    """Whether two full names can be spellings of one person's: the family names sound alike, and so do given names.

    A family name alone matches nothing here: that a bare "Assad" is the president is for the context to say.
    """
    pieces, others = _without_particles(left), _without_particles(right)
    if len(pieces) < 2 or len(others) < 2:
        return pieces == others
    if len(pieces) != len(others) and _joined(pieces) == _joined(others):
        return True
    return _same_word(pieces[-1], others[-1]) and _same_word(pieces[0], others[0])


def _same_word(left: str, right: str) -> bool:
    if left == right:
        return True
    if _feminine(left, right):
        return False
    if sound_key(left) == sound_key(right):
        return _close(left, right)
    return JaroWinkler.similarity(left, right) >= _VERY_CLOSE and len(left) > _SHORT < len(right)


def _feminine(left: str, right: str) -> bool:
    """ "Putina" is a relative of Putin, not a spelling of him."""
    shorter, longer = sorted((left, right), key=len)
    return longer == shorter + "a" and shorter[-1] not in "aeiouy"


def _without_particles(name: str) -> tuple[str, ...]:
    """The pieces of a person's name that tell; "Abu Omar" is one name."""
    pieces: list[str] = []
    for piece in name_pieces(name):
        if pieces and pieces[-1] in _KUNYAS:
            pieces[-1] += piece
        elif piece not in _PARTICLES:
            pieces.append(piece)
    return tuple(pieces)


def _joined(pieces: tuple[str, ...]) -> str:
    return sound_key("".join(pieces))
