"""Parts of totals: "three people, including a child", "ten, three of them women", "five men, a guard among them".

Input: `Words` and the finder of victims. Output: `Part`s, in no order: where each is listed, the noun or number that
counts it, and the noun of those hurt.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dateline.annotate.casualties.patterns import VictimFinder
from dateline.annotate.syntax.numbers import number_at
from dateline.annotate.syntax.words import Words

__all__ = ["INCLUDING", "Part", "find_parts"]

INCLUDING = frozenset({"including", "among", "include", "includes", "included"})
_AMONG = frozenset({"among", "amongst"})
_THEM = frozenset({"them", "whom"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_REACH = 5  # tokens between the words that list and what is listed


@dataclass(frozen=True, slots=True)
class Part:
    at: int
    head: int
    sufferers: int


def find_parts(words: Words, finder: VictimFinder) -> Iterator[Part]:
    for at, lower in enumerate(words.folded):
        if lower in INCLUDING and at not in finder.befalling:
            yield from (Part(at, head, head) for head in _listed(words, finder, at))
        elif lower == "of" and words.folded[at + 1 : at + 2] and words.folded[at + 1] in _THEM:
            yield from _of_them(words, at)


def _listed(words: Words, finder: VictimFinder, at: int) -> list[int]:
    """What "including" or "among" brings; what stands before "among them"."""
    if words.folded[at] in _AMONG and at + 1 < len(words) and words.folded[at + 1] in _THEM:
        before = next((i for i in range(at - 1, max(at - _REACH, -1), -1) if words.pos[i] in _NOUNS), None)
        return finder.joined(_first_joined(words, before)) if before is not None else []
    objects = [child for child in finder.children.get(at, ()) if words.deps[child] in ("pobj", "dobj")]
    heads = [head for head in objects if words.pos[head] != "PRON" and head > at]
    return [each for head in heads for each in finder.joined(head)]


def _first_joined(words: Words, noun: int) -> int:
    """The noun that this one is joined to, without a comma: of "ten people, two women and a child" the women."""
    while words.deps[noun] == "conj" and words.heads[noun] < noun and words.pos[words.heads[noun]] in _NOUNS:
        first = words.heads[noun]
        if "," in words.texts[first:noun]:
            break
        noun = first
    return noun


def _of_them(words: Words, at: int) -> Iterator[Part]:
    """ "Three of them women": the number before "of", and the noun behind it."""
    if not at or not number_at(words, at - 1):
        return
    after = range(at + 2, min(at + 2 + _REACH, len(words)))
    noun = next((i for i in after if words.pos[i] in _NOUNS and words.sentences[i] == words.sentences[at]), None)
    if noun is not None and not {",", ";"} & set(words.texts[at:noun]):
        yield Part(at - 1, at - 1, words.heads[noun] if words.deps[noun] == "compound" else noun)
