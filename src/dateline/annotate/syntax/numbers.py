"""Numbers in words and figures -> integers with what qualifies them, over `Words`.

"three", "twenty-two", "1,200", "2.5 million", "a dozen", "half a dozen". Ordinals, years, ages, shares and numbers
beyond sense are not counts.
"""

from __future__ import annotations

import re

from dateline.annotate.syntax.words import Words

__all__ = ["MOST", "count_of", "number_at"]

MOST = 100_000_000  # more than that is no count of people in one event
_FIGURE = re.compile(r"\d{1,3}(?:[,\u00a0\u202f ]\d{3})+|\d+(?:\.\d+)?")
_UNIT_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_UNITS = {word: value for value, word in enumerate(_UNIT_WORDS.split(" "))}
_TEN_WORDS = "twenty thirty forty fifty sixty seventy eighty ninety"
_TENS = {word: 20 + 10 * value for value, word in enumerate(_TEN_WORDS.split(" "))}
_SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "dozen": 12, "score": 20}


def number_at(words: Words, position: int) -> tuple[int, int] | None:
    """The number that begins at a token: (value, end), or None where no count begins there."""
    total, current, at, seen = 0, 0.0, position, False
    while at < len(words):
        lower = words.texts[at].lower()
        if lower == "-" and seen:
            at += 1
            continue
        value = _simple(lower)
        if value is not None and (not seen or (current >= 20 and value < 10) or current % 100 == 0):
            if seen and current and current < 20:
                break
            current, seen = current + value, True
        elif lower in _SCALES and seen:
            scale = _SCALES[lower]
            current *= scale
            if scale >= 1000:
                total, current = total + int(current), 0.0
        elif (
            lower == "and" and seen and at + 1 < len(words) and _simple(words.texts[at + 1].lower()) and current >= 100
        ):
            pass
        else:
            break
        at += 1
    if not seen:
        return None
    while at > position + 1 and words.texts[at - 1].lower() in {"and", "-"}:
        at -= 1
    value = total + int(current)
    return (value, at) if value <= MOST else None


def _simple(lower: str) -> float | None:
    if lower in _UNITS:
        return float(_UNITS[lower])
    if lower in _TENS:
        return float(_TENS[lower])
    if lower[:1].isdigit() and _FIGURE.fullmatch(lower):
        return float(re.sub(r"[, \u00a0\u202f]", "", lower))
    return None


def count_of(words: Words, start: int, end: int) -> int | None:
    """The exact number in a noun phrase's premodifiers, if it has one: "three soldiers" -> 3."""
    for token in range(start, end):
        if words.deps[token] in {"nummod", "pobj", "nsubj", "nsubjpass", "dobj"} or words.pos[token] == "NUM":
            found = number_at(words, token)
            if found is not None:
                return found[0]
    return None
