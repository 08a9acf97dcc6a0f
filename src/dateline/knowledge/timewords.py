"""The words and phrases of time: `timewords.yaml`, checked and compiled.

Input: the table. Output: `TimeWords`: what each word stands for, and the phrases as compiled patterns, with what
tells cheaply where one may begin.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from dateline.knowledge.rows import KnowledgeError, read_mapping

__all__ = ["WORD", "Phrase", "TimeWords", "load_time_words"]

Word = str | int | float

WORD = re.compile(r"(?<![\w$£€#])(?:'\d|\w+)")
"""A word of a text, or the digits after an apostrophe ("'90s")."""

_BLANK = r"(?:[^\S\n]{1,8}|[^\S\n]{0,8}\n[^\S\n]{0,8})"  # one line may end inside an expression, a paragraph may not

_DIGITS = {
    "year": r"(?P<year>1\d{3}|20\d\d)",
    "day": r"(?P<day>(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?)(?!\d|[.,:]\d|%)",
    "last_day": r"(?P<last_day>(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?)(?!\d|[.,:]\d|%)",
    "day_digits": r"(?P<day>\d\d)",
    "clock": (
        r"(?P<clock>(?:\d{1,2}(?:[:.]\d\d)?\s?(?:a\.m\.|p\.m\.|am\b|pm\b)|(?:[01]?\d|2[0-3]):[0-5]\d(?![\d:])"
        r"|(?<![\d:.,])(?:[01]\d|2[0-3])[0-5]\d(?= (?:hours|gmt|utc))|noon|midnight)"
        r"(?: (?:local time|gmt|utc|est|edt|et|cet|bst|pst|pdt|cst|cdt))?)"
    ),
}
_DERIVED = {  # a list under another name: {edge2} is a word of `edge`, {calendar_unit} one of some of the units
    "edge2": ("edge", None),
    "number2": ("number", None),
    "calendar_unit": ("unit", re.compile(r"day|week|weekend|month|quarter|year|decade|century|fortnight")),
    "long_unit": ("unit", re.compile(r"week|weekend|month|quarter|year")),
    "plural_unit": ("unit", re.compile(r".*s")),
}


@dataclass(frozen=True, slots=True)
class Phrase:
    """One form of time expression: how it looks, and the name of the reading that it gets."""

    kind: str
    pattern: re.Pattern[str]


@dataclass(frozen=True)
class TimeWords:
    words: Mapping[str, Mapping[str, Word]]
    phrases: tuple[Phrase, ...]
    words_of_phrases: frozenset[str]
    complete: frozenset[str]  # those of them that are an expression by themselves
    anyhow: re.Pattern[str]  # matches where any of the phrases does, in a text in lower case

    def may_begin(self, word: str, following: str) -> bool:
        """Whether an expression may begin at a word, by the next one ("" if there is none); both in lower case."""
        if word[0].isdigit() or word in self.complete:
            return True
        if word not in self.words_of_phrases or not following:
            return False
        return following[0].isdigit() or not self.words_of_phrases.isdisjoint((following, following.removesuffix("s")))

    def value(self, name: str, word: str) -> Word:
        """What `word` stands for in the list `name`, which may be one of the derived lists."""
        return self.words[_DERIVED.get(name, (name, None))[0]][" ".join(word.lower().split())]


@cache
def load_time_words(path: Path | None = None) -> TimeWords:
    """The table at `path`, or the one that is shipped; raises `KnowledgeError` for what cannot be compiled."""
    source = path or Path(__file__).with_name("timewords.yaml")
    table = read_mapping(source)
    words: dict[str, dict[str, Word]] = table["words"]
    fragments = dict(_DIGITS)
    for name, values in words.items():
        fragments[name] = _alternatives(name, values)
    for name, (origin, wanted) in _DERIVED.items():
        fragments[name] = _alternatives(name, [word for word in words[origin] if not wanted or wanted.fullmatch(word)])
    for name in ("number", "number2"):
        fragments[name] = fragments[name].removesuffix(")") + r"|\d{1,4}(?:\.\d+)?(?:\s1/2)?)"
    phrases = tuple(_phrase(source, row, fragments) for row in table["phrases"])
    anyhow = "|".join(re.sub(r"\(\?P<\w+>", "(?:", phrase.pattern.pattern) for phrase in phrases)
    matches = re.compile(anyhow)
    parts = _words_of_phrases(table)
    return TimeWords(words, phrases, parts, frozenset(filter(matches.match, parts)), matches)


def _words_of_phrases(table: dict[str, Any]) -> frozenset[str]:
    """Every word of the table: a phrase has no others but for digits, and an "s" at the end."""
    listed = [str(word) for values in table["words"].values() for word in values]
    literal = [re.sub(r"\{\w+\}|\?P<\w+>|\\.", " ", row["form"]) for row in table["phrases"]]
    return frozenset(WORD.findall(" ".join(listed + literal).lower()))


def _alternatives(name: str, values: Any) -> str:
    """A named group of the words, the longest first, since the first alternative that fits is taken."""
    words = "|".join(re.escape(word).replace(r"\ ", _BLANK) for word in sorted(map(str, values), key=len, reverse=True))
    return f"(?P<{name}>{words})"


def _phrase(source: Path, row: dict[str, str], fragments: Mapping[str, str]) -> Phrase:
    try:
        form = row["form"]
        if re.search(r"[A-Z]", re.sub(r"\\.|\?P<", "", form)):
            raise KnowledgeError(f"{source}: phrase {form!r} is not in lower case; it will match any case")
        body = re.sub(r"\{([a-z]\w*)\}", lambda name: fragments[name[1]], form.replace(" ", _BLANK))
        return Phrase(row["kind"], re.compile(rf"(?:{body})(?!\w)", re.IGNORECASE))
    except (KeyError, re.error) as error:
        raise KnowledgeError(f"{source}: phrase {row.get('form')!r} of {row.get('kind')!r}: {error}") from error
