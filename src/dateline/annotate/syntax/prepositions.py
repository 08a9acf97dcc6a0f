"""Prepositional phrases: what stands behind a preposition that hangs on a word.

Input: a token of a parsed Doc and a preposition. Output: the heads of the phrases behind it, also where another
preposition stands between ("out of") or several words make one ("at the hands of" for "by").
"""

from __future__ import annotations

from collections.abc import Iterator

from dateline.annotate.parse import Token

__all__ = ["by_the_hands_of", "objects_of", "prepositional"]

_BY_THE_HANDS = {"at": "hand", "on": "part"}


def prepositional(head: Token, preposition: str) -> Iterator[Token]:
    if preposition == "by":
        yield from by_the_hands_of(head)
    for child in head.children:
        if _is_by(child):
            continue
        if child.lower_ == preposition and child.dep_ in {"prep", "agent", "dative", "prt", "advmod"}:
            yield from objects_of(child)
        elif child.dep_ in {"prep", "prt", "advmod"}:  # "out of", "along with", "from across"
            for inner in child.children:
                if inner.dep_ == "prep" and inner.lower_ == preposition:
                    yield from objects_of(inner)


def by_the_hands_of(head: Token) -> Iterator[Token]:
    for child in head.children:
        if _is_by(child):
            for noun in objects_of(child):
                yield from prepositional(noun, "of")


def _is_by(preposition: Token) -> bool:
    """ "At the hands of", "on the part of": as much as "by"."""
    noun = _BY_THE_HANDS.get(preposition.lower_)
    return noun is not None and any(child.lemma_.lower() == noun for child in objects_of(preposition))


def objects_of(preposition: Token) -> list[Token]:
    return [child for child in preposition.children if child.dep_ in {"pobj", "pcomp"}] or _misread_object(preposition)


def _misread_object(preposition: Token) -> list[Token]:
    """The noun right behind a preposition that the parser took for the subject of what only describes it: "asylum to
    officers holed up in a house".
    """
    if any(preposition.children):
        return []
    clauses = (child for child in preposition.head.children if child.tag_ in {"VBN", "VBD"} and child.i > preposition.i)
    subjects = (child for clause in clauses for child in clause.children if child.dep_ == "nsubj")
    return [noun for noun in subjects if min(word.i for word in noun.subtree) == preposition.i + 1]
