"""What violence was aimed at or harmed: things, as far as they are no actors.

Input: the grammar of a Doc, its actors, and the events by the words that tell them. Output: noun phrases of buildings,
vehicles and the like at the positions of an assault's victims ("bombed a bridge", "an attack on the hotel", "set fire
to a bus", "the bomb exploded in a bank"), each with its event.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dateline.annotate.parse import Doc, Span, Token
from dateline.annotate.slots import ACTORS, EventRow, get
from dateline.annotate.syntax.grammar import Grammar, conjuncts
from dateline.knowledge.targets import load_targets

__all__ = ["FoundTarget", "find_targets"]

_AIMED = ("object", "on", "against", "at", "into", "inside", "outside", "to")
_OF_NOUNS = ("of", "on", "against", "at", "inside", "outside")
_EXPLODING = frozenset(
    {"explode", "detonate", "explosion", "blast", "go", "plant", "place", "bombing", "hurl", "throw"}
)
_AT_PLACES = ("in", "near", "under")
_HARMS = frozenset(
    {"destroy", "damage", "burn", "demolish", "wreck", "raze", "torch", "hit", "strike", "ransack", "loot"}
)
_FORCE = frozenset({"attack", "bombing", "raid", "strike", "assault", "shelling", "blast", "explosion", "airstrike"})
_MODIFIERS = frozenset({"compound", "amod", "nmod"})


@dataclass(frozen=True, slots=True)
class FoundTarget:
    span: Span
    event: int  # position in EVENTS


def find_targets(doc: Doc, grammar: Grammar, events: list[tuple[Span, EventRow]]) -> Iterator[FoundTarget]:
    acting = {row.head for _, row in get(doc, ACTORS)}
    taken: set[int] = set()
    for number, (span, row) in enumerate(events):
        if row.event_type != "ASSAULT":
            continue
        for word in (span.root, *(doc[token] for token in row.also)):
            for head in _heads(grammar, word):
                if head.i not in acting and head.i not in taken and (found := _phrase(head)) is not None:
                    taken.add(head.i)
                    yield FoundTarget(found, number)


def _heads(grammar: Grammar, word: Token) -> Iterator[Token]:
    """The heads at the positions of what is aimed at, and what verbs of harm beside the event are done to."""
    positions: tuple[str, ...] = _OF_NOUNS if word.pos_ == "NOUN" else _AIMED
    if word.lemma_.lower() in _EXPLODING:
        positions += _AT_PLACES
    told_by = (noun for noun in grammar.at(word, "subject") if noun.lemma_.lower() in _FORCE)
    harming = (child for child in word.children if child.dep_ in {"conj", "advcl", "xcomp"})
    holders: list[tuple[Token, tuple[str, ...]]] = [(word, positions), *((noun, _OF_NOUNS) for noun in told_by)]
    holders += [(verb, ("object",)) for verb in harming if verb.lemma_.lower() in _HARMS]
    for holder, places in holders:
        for position in places:
            for head in grammar.at(holder, position):
                yield from conjuncts(head)


def _phrase(head: Token) -> Span | None:
    """The noun with what stands right before it, if it names a thing: "the central telephone exchange"."""
    known = load_targets()
    start = head.i
    while start > head.sent.start and _belongs(head.doc[start - 1], head):
        start -= 1
    phrase = head.doc[start : head.i + 1]
    names = (head.doc[first : head.i + 1].text.lower() for first in range(start, head.i + 1))
    return phrase if any(name in known for name in names) else None


def _belongs(word: Token, head: Token) -> bool:
    return word.dep_ in _MODIFIERS and (word.head == head or head.is_ancestor(word)) and word.text != "-"
