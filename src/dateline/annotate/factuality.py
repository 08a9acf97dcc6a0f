"""How sure, whether, and when in reality one predicate is told: a word of the parse -> its `Factuality`.

Input: a parsed Doc and any verb or event noun in it; the time expressions of `slots.DATES` where they are written.
Output: level, polarity and status as in FactBank (Sauri & Pustejovsky 2009), each with the words that show it, relative
to the source that the text gives. Method: the rules of `knowledge/certainty.yaml` along the parse. The predicate's own
modifiers speak first; then each governor says what it does to what it governs, and passes on what is said of itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from dateline.annotate.slots import TokenRange
from dateline.knowledge.certainty import (
    ANY_CUE,
    CertaintyRule,
    CertaintyTable,
    Direction,
    Effect,
    Ending,
    load_certainty_table,
)
from dateline.model import CertaintyLevel, Polarity, Status

__all__ = ["Factuality", "Judge", "judge"]

MOST_GOVERNORS = 12
"""How far up the parse a governor is heard: beyond this, a sentence is a list and not one statement."""


@dataclass(frozen=True, slots=True)
class Factuality:
    """How one event is told, and the token range of the cue behind each part (None: nothing says otherwise)."""

    level: CertaintyLevel = CertaintyLevel.CERTAIN
    polarity: Polarity = Polarity.AFFIRMED
    status: Status = Status.HAPPENED
    level_cue: TokenRange | None = None
    polarity_cue: TokenRange | None = None
    status_cue: TokenRange | None = None


def judge(token: Token) -> Factuality:
    """How the event at `token` is told. To judge many words of one Doc, make one `Judge`."""
    return Judge(token.doc)(token)


_LEVELS = (CertaintyLevel.CERTAIN, CertaintyLevel.PROBABLE, CertaintyLevel.POSSIBLE, CertaintyLevel.UNSPECIFIED)
_STATUSES = (  # of two that hold at once, the later in this list is told
    Status.HAPPENED,
    Status.HISTORICAL,
    Status.ONGOING,
    Status.PLANNED,
    Status.CALLED_FOR,
    Status.HYPOTHETICAL,
)
_MODIFIERS = frozenset(
    ("aux", "auxpass", "neg", "advmod", "det", "amod", "mark", "preconj", "cc", "punct", "nummod", "npadvmod")
)
_ARGUMENTS = frozenset(("nsubj", "nsubjpass", "dobj", "attr", "expl"))
_OWN_CLAUSE = frozenset(("nsubj", "nsubjpass", "aux", "auxpass", "expl"))


@dataclass(frozen=True, slots=True)
class _Link:
    """How an event hangs on a governor: the relation as the table names it."""

    governor: Token
    relation: str


class Judge:
    """Judges the predicates of one Doc; remembers what it has judged."""

    def __init__(self, doc: Doc, table: CertaintyTable | None = None) -> None:
        self.doc = doc
        self.table = table or load_certainty_table()
        self._known: dict[int, Factuality] = {}

    def __call__(self, token: Token) -> Factuality:
        return self._judge(token, MOST_GOVERNORS)

    def _judge(self, token: Token, reach: int) -> Factuality:
        if token.i not in self._known:
            self._known[token.i] = self._read(token, reach)
        return self._known[token.i]

    def _read(self, token: Token, reach: int) -> Factuality:
        first = _first_conjunct(token)
        shared = first != token
        told = Factuality()
        for modifier in _modifiers(token):
            told = self._modified(told, token, modifier)
        if shared and not any(child.dep_ in _OWN_CLAUSE for child in token.children):
            for modifier in _shared_modifiers(first, token):
                told = self._modified(told, first, modifier)
        return self._governed(told, token, tuple(_links(first)), reach) if reach else told

    def _modified(self, told: Factuality, event: Token, modifier: Token) -> Factuality:
        forms = _forms(event)
        for word in {modifier.lower_: None, modifier.lemma_.lower(): None}:
            for cue, rule in self.table.candidates(Direction.MODIFIES, word):
                if cue == word and _fits(rule, modifier, event, forms):
                    return _merge(told, rule.effect, (modifier.i, modifier.i + 1))
        return told

    def _governed(self, told: Factuality, event: Token, links: tuple[_Link, ...], reach: int) -> Factuality:
        found = self._governing_rule(event, links)
        if found is None:
            return told
        rule, governor, cue = found
        outer = self._judge(governor, reach - 1)
        denied = outer.polarity is Polarity.DENIED and outer.polarity_cue != told.polarity_cue  # one "no" denies once
        merged = _merge(told, rule.negated if denied else rule.effect, cue)
        return merged if rule.ending is Ending.CLOSED else _pass_on(merged, outer)

    def _governing_rule(self, event: Token, links: tuple[_Link, ...]) -> tuple[CertaintyRule, Token, TokenRange] | None:
        """The first rule that names a governor, or else the first for any governor."""
        forms = _forms(event)
        named = ((link, word) for link in links for word in (link.governor.lower_, link.governor.lemma_.lower()))
        for link, word in (*named, *((link, ANY_CUE) for link in links)):
            for cue, rule in self.table.candidates(Direction.GOVERNS, word):
                words = _cue_words(link.governor, cue)
                if words and link.relation in rule.scope and _fits(rule, link.governor, event, forms):
                    return rule, link.governor, words
        return None


def _fits(rule: CertaintyRule, cue: Token, event: Token, forms: frozenset[str]) -> bool:
    return (
        (not rule.parts_of_speech or cue.pos_ in rule.parts_of_speech)
        and (not rule.event_parts_of_speech or event.pos_ in rule.event_parts_of_speech)
        and (not rule.forms or bool(rule.forms & forms))
    )


def _cue_words(governor: Token, cue: str) -> TokenRange | None:
    """The token range of the cue if its particle is there as well."""
    _, _, particle = cue.partition(" ")
    if not particle:
        return governor.i, governor.i + 1
    for child in governor.children:
        if child.lower_ == particle and child.dep_ in {"prt", "advmod", "prep"}:
            return min(governor.i, child.i), max(governor.i, child.i) + 1
    return None


def _merge(told: Factuality, effect: Effect, cue: TokenRange) -> Factuality:
    """`told` with what a cue adds: the weakest level holds, two denials affirm, the status furthest from fact holds."""
    if effect.level is not None and _LEVELS.index(effect.level) > _LEVELS.index(told.level):
        told = replace(told, level=effect.level, level_cue=cue)
    if effect.polarity is Polarity.DENIED:
        told = replace(told, polarity=_other(told.polarity), polarity_cue=cue)
    if effect.status is not None and _STATUSES.index(effect.status) > _STATUSES.index(told.status):
        told = replace(told, status=effect.status, status_cue=cue)
    return told


def _pass_on(told: Factuality, outer: Factuality) -> Factuality:
    """`told` with the level and status of its governor; what denial does is the governing rule's to say."""
    if _LEVELS.index(outer.level) > _LEVELS.index(told.level):
        told = replace(told, level=outer.level, level_cue=outer.level_cue)
    if _STATUSES.index(outer.status) > _STATUSES.index(told.status):
        told = replace(told, status=outer.status, status_cue=outer.status_cue)
    return told


def _other(polarity: Polarity) -> Polarity:
    return Polarity.AFFIRMED if polarity is Polarity.DENIED else Polarity.DENIED


def _first_conjunct(token: Token) -> Token:
    while token.dep_ == "conj":
        token = token.head
    return token


def _modifiers(event: Token) -> Iterator[Token]:
    """Words that hang on the event, and the determiners and pronouns of its arguments ("no clashes occurred")."""
    for child in event.children:
        if child.dep_ in _MODIFIERS:
            yield child
        if child.dep_ in _ARGUMENTS:
            yield child
            yield from (word for word in child.children if word.dep_ in {"det", "neg"})


def _shared_modifiers(first: Token, event: Token) -> Iterator[Token]:
    """What the first of several conjuncts has and the others share: modals, and denial across "or"."""
    across = any(word.dep_ in {"cc", "neg"} and word.lower_ in {"or", "nor"} for word in first.children)
    for modifier in _modifiers(first):
        if modifier.dep_ in {"aux", "mark"} or (across and modifier.dep_ in {"neg", "det"} and modifier.i < event.i):
            yield modifier


def _links(event: Token) -> Iterator[_Link]:
    """The governors of an event, as the table names the relation; the first that a rule fits is heard."""
    head, relation = event.head, event.dep_
    if relation in {"ccomp", "xcomp", "acomp"} or (relation == "acl" and _has_mark(event)):
        yield _Link(head, "complement")
    elif relation == "advcl":
        yield _Link(head, "purpose" if "infinitive" in _forms(event) else "clause")
    elif relation in {"acl", "relcl"}:
        yield _Link(head, "clause")
    elif relation in {"dobj", "nsubjpass", "attr", "oprd", "dative"}:
        yield _Link(head, "object")
    elif relation in {"nsubj", "csubj"}:
        yield from (_Link(child, "subject") for child in head.children if child.dep_ in {"acomp", "attr"})
        yield _Link(head, "subject")
    elif relation in {"pobj", "pcomp"}:
        yield _Link(head, "object" if relation == "pobj" else "complement")
        yield _Link(head.head, head.lower_)
    elif relation in {"compound", "poss"}:
        yield _Link(head, "of")


def _has_mark(event: Token) -> bool:
    return any(child.dep_ == "mark" or child.tag_ == "TO" for child in event.children)


def _forms(event: Token) -> frozenset[str]:
    """The form of a verb, as the table names it; nouns have none."""
    helpers = [child for child in event.children if child.dep_ in {"aux", "auxpass"}]
    found = set()
    if any(helper.tag_ == "TO" for helper in helpers):
        found.add("infinitive")
    if any(helper.tag_ == "MD" for helper in helpers):
        found.add("base")
        if event.dep_ == "ccomp" and event.head.tag_ == "VBD":
            found.add("reported")
    if any(helper.lemma_ == "have" for helper in helpers):
        found.add("perfect")
    if event.tag_ == "VBG" or any(helper.lower_ == "being" for helper in helpers):
        found.add("progressive")
    if event.tag_ in {"VBD", "VBP", "VBZ"} or any(helper.tag_ in {"VBD", "VBP", "VBZ"} for helper in helpers):
        found.add("finite")
    if event.tag_ == "VB" and not helpers:
        found.add("base" if any(child.dep_ == "nsubj" for child in event.children) else "imperative")
    if _is_asked(event, helpers):
        found.add("question")
    return frozenset(found)


def _is_asked(event: Token, helpers: list[Token]) -> bool:
    """A question whether it happened: a helper before the subject, and no question word."""
    subject = next((child for child in event.children if child.dep_ in {"nsubj", "nsubjpass", "expl"}), None)
    inverted = subject is not None and any(helper.i < subject.i for helper in helpers)
    return inverted and not any(child.tag_ in {"WRB", "WP", "WDT"} for child in event.children)
