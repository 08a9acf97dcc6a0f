"""How a predicate stands in the parse, in the words of `knowledge/certainty.yaml`: forms, modifiers, governors.

Input: a verb or event noun of a parsed Doc. Output: the names of its verb form, the words that hang on it, and the
words that it hangs on with the relation between them. Labels are those of ClearNLP, as spaCy's English pipelines write
them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dateline.annotate.parse import Token

__all__ = ["Link", "first_conjunct", "forms_of", "links_of", "modifiers_of", "shared_modifiers", "subject_of"]

_MODIFIERS = frozenset(
    ("aux", "auxpass", "neg", "advmod", "det", "amod", "mark", "preconj", "cc", "punct", "nummod", "npadvmod")
)
_ARGUMENTS = frozenset(("nsubj", "nsubjpass", "dobj", "attr", "expl"))
_SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj"))
_OWN_CLAUSE = frozenset(("nsubj", "nsubjpass", "aux", "auxpass", "expl"))
_FINITE = frozenset(("VBD", "VBP", "VBZ"))


@dataclass(frozen=True, slots=True)
class Link:
    """How an event hangs on a governor: the relation as the table names it."""

    governor: Token
    relation: str


def first_conjunct(token: Token) -> Token:
    """The first of coordinated words, which alone hangs on their governor."""
    while token.dep_ == "conj":
        token = _infinitive_before(token) or token.head
    return token


def _infinitive_before(token: Token) -> Token | None:
    """ "Plotted to rob the shop and burn it": a bare form goes on with the infinitive, where the parser hung it on the
    past form before it.
    """
    if (
        token.tag_ != "VB"
        or token.head.tag_ not in _FINITE
        or any(child.dep_ in _OWN_CLAUSE for child in token.children)
    ):
        return None
    between = (word for word in token.head.subtree if token.head.i < word.i < token.i)
    return next((word for word in between if word.tag_ == "VB" and word.dep_ == "xcomp"), None)


def modifiers_of(event: Token) -> Iterator[Token]:
    """Words that hang on the event, and the determiners and pronouns of its arguments ("no clashes occurred")."""
    for child in event.children:
        if child.dep_ in _MODIFIERS:
            yield child
        if child.dep_ in _ARGUMENTS:
            yield child
            yield from (word for word in child.children if word.dep_ in {"det", "neg"})


def shared_modifiers(first: Token, event: Token) -> Iterator[Token]:
    """What the first of several conjuncts has and `event` shares: modals, and denial across "or"."""
    if first == event or any(child.dep_ in _OWN_CLAUSE for child in event.children):
        return
    across = any(word.dep_ in {"cc", "neg"} and word.lower_ in {"or", "nor"} for word in first.children)
    for modifier in modifiers_of(first):
        if modifier.dep_ in {"aux", "mark"} or (across and modifier.dep_ in {"neg", "det"} and modifier.i < event.i):
            yield modifier


def links_of(event: Token) -> Iterator[Link]:
    """The governors of an event, those that say most about it first."""
    head, relation = event.head, event.dep_
    if relation in {"ccomp", "xcomp", "acomp"} or (relation in {"acl", "relcl"} and _is_content(event)):
        yield from (
            Link(child, "complement") for child in head.children if child.dep_ == "acomp" and relation == "ccomp"
        )
        yield Link(head, "complement")
    elif relation == "advcl":
        yield Link(head, "purpose" if "infinitive" in forms_of(event) else "clause")
    elif relation in {"acl", "relcl"}:
        yield Link(head, "clause")
    elif relation in {"dobj", "attr", "oprd", "dative"}:
        yield Link(head, "object")
    elif relation in _SUBJECTS:
        yield from _links_of_subject(event)
    elif relation in {"pobj", "pcomp"}:
        yield Link(head, "object" if relation == "pobj" else "complement")
        yield Link(head.head, head.lower_)
    elif relation in {"compound", "poss"}:
        yield Link(head, "of")


def _links_of_subject(event: Token) -> Iterator[Link]:
    """A subject is that of the verb's own complement as well: "the truce is to take effect", "is likely"."""
    for child in event.head.children:
        if child.dep_ in {"acomp", "attr"}:
            yield Link(child, "subject")
        if child.dep_ == "xcomp" and child.pos_ == "VERB" and event.dep_ != "nsubjpass":
            yield Link(child, "subject")
    yield Link(event.head, "object" if event.dep_ == "nsubjpass" else "subject")


_SHARING = frozenset(("conj", "xcomp", "advcl", "ccomp"))
_MOST_SHARED = 4


def subject_of(event: Token) -> tuple[bool, Token | None]:
    """The subject of a verb, and whether it is its own: else that of the verb that it shares one with."""
    verb = event
    for _ in range(_MOST_SHARED + 1):
        subject = next((child for child in verb.children if child.dep_ in _SUBJECTS or child.dep_ == "expl"), None)
        if subject is not None:
            return verb == event, subject
        if verb.dep_ not in _SHARING:
            break
        verb = verb.head
    return False, event.head if event.dep_ in {"relcl", "acl"} else None


def _is_content(clause: Token) -> bool:
    """A clause that says what its noun is: "claims that they left", "plans to leave"."""
    return any(child.tag_ == "TO" or (child.dep_ == "mark" and clause.dep_ == "acl") for child in clause.children)


def forms_of(event: Token) -> frozenset[str]:
    """The form of a verb, as the table names it; nouns have none."""
    helpers = [child for child in event.children if child.dep_ in {"aux", "auxpass"}]
    tags = {helper.tag_ for helper in helpers}
    subject = next((child for child in event.children if child.dep_ in _SUBJECTS or child.dep_ == "expl"), None)
    tests = {
        "infinitive": "TO" in tags,
        "base": "MD" in tags or (event.tag_ == "VB" and not helpers and subject is not None),
        "imperative": event.tag_ == "VB" and not helpers and subject is None,
        "reported": "MD" in tags and event.dep_ == "ccomp" and event.head.tag_ == "VBD",
        "perfect": any(helper.lemma_ == "have" for helper in helpers),
        "progressive": event.tag_ == "VBG" or any(helper.lower_ == "being" for helper in helpers),
        "finite": event.tag_ in _FINITE or bool(tags & _FINITE),
        "unfulfilled": "TO" in tags and any(helper.lower_ == "have" for helper in helpers),
        "present": event.tag_ in {"VBP", "VBZ"} or bool(tags & {"VBP", "VBZ"}) or _is_untensed(event, helpers, subject),
        "question": _is_asked(event, helpers, subject),
    }
    return frozenset(name for name, holds in tests.items() if holds)


def _is_untensed(event: Token, helpers: list[Token], subject: Token | None) -> bool:
    """A present form after a conjunction that the tagger took for a bare one: "as the rebels advance"."""
    return event.tag_ == "VB" and not helpers and subject is not None and event.dep_ == "advcl"


def _is_asked(event: Token, helpers: list[Token], subject: Token | None) -> bool:
    """A question whether it happened: a helper before the subject, and no question word."""
    inverted = subject is not None and any(helper.i < subject.i for helper in helpers)
    return inverted and not any(child.tag_ in {"WRB", "WP", "WDT"} for child in event.children)
