"""The body that a person speaks for: "Interior Ministry spokesman Jan Novak", "Jan Novak, head of the Red Crescent".

Input: a `Layout`, the lexicon and the head of a person's name. Output: the head of the body's name, if the words
beside the name say so. Only offices that speak for a body count (`reporting.yaml`, offices): a soldier speaks for
himself.
"""

from __future__ import annotations

from collections.abc import Iterator

from dateline.annotate.parse import Token
from dateline.annotate.syntax.layout import Layout
from dateline.knowledge.reporting import ReportingLexicon

__all__ = ["find_body", "is_initials"]

_NAMING = frozenset({"compound", "nmod", "poss", "amod"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_BODIES = frozenset({"official", "military", "organisation", "outlet"})
_LEADING = ("of", "for")


def find_body(layout: Layout, lexicon: ReportingLexicon, name: Token) -> Token | None:
    """The noun that the person's office belongs to."""
    for office in _offices(layout, lexicon, name):
        body = _body_of(layout, office, name)
        if body is not None and (body.pos_ in _NOUNS or is_initials(body)) and body.lower_ not in lexicon.offices:
            return body
    return _member_of(lexicon, name)


def _member_of(lexicon: ReportingLexicon, name: Token) -> Token | None:
    """ "Jan Novak of the Red Cross": "of" a body, not of a town."""
    for preposition in name.children:
        if preposition.dep_ == "prep" and preposition.lower_ == "of":
            body = next((part for part in preposition.children if part.dep_ == "pobj"), None)
            if body is not None and body.pos_ == "PROPN" and lexicon.kinds.get(body.lower_) in _BODIES:
                return body
    return None


def is_initials(token: Token) -> bool:
    """ "WHO" among words in small letters is no pronoun."""
    return token.is_upper and len(token) > 1 and token.i + 1 < len(token.doc) and not token.nbor().is_upper


def _offices(layout: Layout, lexicon: ReportingLexicon, name: Token) -> Iterator[Token]:
    """A word for such an office right before the name, whatever the parser hangs it from; one in apposition to it."""
    first, start = name.i - 1, layout.sent(name.i)[0]
    while first > start and layout.tokens[first].pos_ == "PROPN" and layout.tokens[first].lower_ not in lexicon.offices:
        first -= 1
    if first >= start and layout.tokens[first].lower_ in lexicon.offices:
        yield layout.tokens[first]
    if name.dep_ == "appos" and name.head.lower_ in lexicon.offices:
        yield name.head
    for child in name.children:
        if child.dep_ == "appos" and child.i > name.i and child.lower_ in lexicon.offices:
            yield child


def _body_of(layout: Layout, office: Token, name: Token) -> Token | None:
    """What the office is of: a phrase behind "of" or "for", else the noun right before it."""
    for preposition in (*office.children, *name.children):
        if preposition.dep_ == "prep" and preposition.lower_ in _LEADING and preposition.i > office.i:
            return next((part for part in preposition.children if part.dep_ == "pobj"), None)
    before = office.i - 1
    while before >= 0 and layout.tokens[before].tag_ == "POS":
        before -= 1
    noun = layout.tokens[before] if before >= layout.sent(office.i)[0] else None
    return noun if noun is not None and (noun.dep_ in _NAMING or is_initials(noun)) else None
