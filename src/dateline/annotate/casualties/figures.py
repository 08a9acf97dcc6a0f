"""Noun phrases -> how many: low, best and high, as far as the words bound them.

Input: `Words` and the head of a noun phrase. Output: a `Figure`, None in each part that nothing fixes. "At least 20" is
low 20 with nothing above; "nearly 30" is high 30; "dozens" is low 24 with no best figure; a bare plural fixes nothing.
Ages, years, ordinals, shares of a hundred and numbers beyond sense count nobody.
"""

from __future__ import annotations

from dataclasses import dataclass

from dateline.annotate.syntax.numbers import number_at
from dateline.annotate.syntax.words import Words
from dateline.knowledge.casualty_words import casualty_words

__all__ = ["ORDINALS", "UNKNOWN", "Figure", "figure_of"]

_LONGEST_BOUND = 3
_SINGULAR = frozenset({"a", "an", "the", "one", "this", "that", "another", "his", "her", "their", "its"})
ORDINALS = frozenset({"second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"})
_PERSONAL = frozenset({"he", "she", "him", "her", "himself", "herself", "someone", "somebody"})


@dataclass(frozen=True, slots=True)
class Figure:
    low: int | None = None
    best: int | None = None
    high: int | None = None
    numeric: bool = True  # False: said without a number ("a soldier", "soldiers")

    @property
    def known(self) -> bool:
        return (self.low, self.best, self.high) != (None, None, None)


UNKNOWN = Figure(numeric=False)
_ONE = Figure(1, 1, 1, numeric=False)


def figure_of(words: Words, start: int, head: int, end: int) -> Figure | None:
    """How many the noun phrase [start, end) with this head counts; None where its number is no count of people."""
    table = casualty_words()
    at = start
    while at < end:
        lower = words.folded[at]
        if lower in table.none and (at < head or at == head):
            return Figure(0, 0, 0)
        found = number_at(words, at)
        if found is not None:
            value, after = found
            if _counts_something_else(words, at, after):
                at = after
                continue
            return _bounded(words, at, value, after)
        if words.texts[at][:1].isdigit() and words.texts[at].replace(",", "").isdigit():
            return None  # a number beyond sense
        if lower in table.exact and not _joins(words, at, head):
            return Figure(table.exact[lower], table.exact[lower], table.exact[lower])
        if lower in table.vague and (lower != "some" or at == head):
            return _vague(words, at)
        at += 1
    return _without_number(words, start, head)


def _joins(words: Words, at: int, head: int) -> bool:
    """Whether "both" joins two words before the noun and counts nobody: "both young and old men"."""
    return words.folded[at] == "both" and "and" in words.folded[at:head]


def _vague(words: Words, at: int) -> Figure:
    table = casualty_words()
    low = table.vague[words.folded[at]]
    after = words.folded[at + 1 : at + 3]
    if low and len(after) == 2 and after[0] == "of" and after[1] in ("thousands", "hundreds", "millions"):
        low = low // 2 * (table.vague[after[1]] or 1)
    if words.folded[at] in ("hundreds", "thousands") and at and number_at(words, at - 1):
        return UNKNOWN
    return Figure(low, None, None) if low else UNKNOWN


def _counts_something_else(words: Words, at: int, after: int) -> bool:
    """An age, a year, a span of time, a share, or a number inside a name or a date."""
    rest = [word for word in words.folded[after : after + 2] if word]
    if after < len(words) and words.texts[after] == "-" and after + 1 < len(words):
        return words.lemmas[after + 1].lower() in casualty_words().units or words.folded[after + 1] in ("year", "day")
    if rest and (words.lemmas[after].lower() in casualty_words().units or words.texts[after] in ("%", "°")):
        return True
    if at and words.texts[at - 1] in ("$", "€", "£", "#"):
        return True
    return words.deps[at] in ("npadvmod", "appos") and words.texts[at].isdigit() and len(words.texts[at]) == 4


def _bounded(words: Words, at: int, value: int, after: int) -> Figure:
    top = _range_end(words, at, value, after)
    if top is not None:
        return Figure(value, None, top)
    share = _share(words, at)
    bound = _bound_before(words, at)
    if share is not None:
        value = share * value // 2
    if bound == "at_least":
        return Figure(value + (1 if share else 0), None if share else value, None)
    if bound == "almost":
        return Figure(None, value, value)
    if bound == "at_most":
        return Figure(None, value, value)
    if bound == "about":
        return Figure(None, value, None)
    return Figure(value, value, value)


def _share(words: Words, at: int) -> int | None:
    """ "More than half of the 12": the number is a whole of which half is meant."""
    before = words.folded[max(0, at - 3) : at]
    return 1 if "half" in before and "a" not in before else None


def _range_end(words: Words, at: int, value: int, after: int) -> int | None:
    if after >= len(words):
        return None
    between = at > 0 and words.folded[at - 1] == "between"
    link = words.folded[after] if words.texts[after] not in ("-", "–") else "-"
    if link in ("to", "or", "-") or (between and link == "and"):
        second = number_at(words, after + 1) if after + 1 < len(words) else None
        if second is not None and second[0] > value:
            return second[0]
    return None


def _bound_before(words: Words, at: int) -> str | None:
    table = casualty_words()
    for length in range(_LONGEST_BOUND, 0, -1):
        for gap in (0, 1):  # "at least some 20", "over the 20"
            stop = at - gap
            if stop - length >= 0:
                bound = table.bounds.get(tuple(words.folded[stop - length : stop]))
                if bound is not None and (gap == 0 or words.folded[stop] in ("the", "a", "another", "some")):
                    return bound
    return None


def _without_number(words: Words, start: int, head: int) -> Figure:
    lower = words.folded[head]
    if lower in _PERSONAL or any(words.folded[token] in ORDINALS for token in range(start, head + 1)):
        return _ONE
    if words.pos[head] == "PRON" or words.tags[head] in ("NNS", "NNPS"):
        return UNKNOWN
    if words.pos[head] == "PROPN":
        return _ONE
    singular = words.tags[head] in ("NN", "VBN", "JJ") and words.lemmas[head].lower() == words.texts[head].lower()
    if singular and any(words.folded[token] in _SINGULAR for token in range(start, head)):
        return _ONE
    return UNKNOWN
