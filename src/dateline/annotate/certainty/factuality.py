"""How sure, whether, and when in reality one predicate is told: a word of the parse -> its `Factuality`.

Input: a parsed Doc and any verb or event noun in it; the time expressions of `slots.DATES` where they are written.
Output: level, polarity and status as in FactBank (Sauri & Pustejovsky 2009), each with the words that show it, relative
to the source that the text gives. Method: the rules of `knowledge/certainty.yaml` along the parse. The predicate's own
modifiers speak first; then each governor says what it does to what it governs, and passes on what is said of itself.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from dateline.annotate.dates.dating import words_of_earlier_times
from dateline.annotate.parse import Doc, Token
from dateline.annotate.slots import TokenRange
from dateline.annotate.syntax.predicate import (
    Link,
    first_conjunct,
    forms_of,
    links_of,
    modifiers_of,
    shared_modifiers,
    subject_of,
)
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

_AFTERWARDS = frozenset({"after", "following"})
_RELATIVE_TAGS = frozenset({"WDT", "WP"})

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
    guess_cue: TokenRange | None = None  # by which whoever tells it shows that he does not know
    hearsay: bool = False  # nothing doubts it but that somebody whom nobody names told it


def judge(token: Token) -> Factuality:
    """How the event at `token` is told. To judge many words of one Doc, make one `Judge`."""
    return Judge(token.doc)(token)


_LEVELS = (CertaintyLevel.CERTAIN, CertaintyLevel.PROBABLE, CertaintyLevel.POSSIBLE, CertaintyLevel.UNSPECIFIED)
_STATUSES = (  # of two that hold at once, the later in this list is told
    Status.HAPPENED,
    Status.ONGOING,
    Status.HISTORICAL,
    Status.PLANNED,
    Status.CALLED_FOR,
    Status.HYPOTHETICAL,
)


class Judge:
    """Judges the predicates of one Doc; remembers what it has judged."""

    def __init__(self, doc: Doc, table: CertaintyTable | None = None) -> None:
        self.doc = doc
        self.table = table or load_certainty_table()
        self._earlier = words_of_earlier_times(doc)
        self._known: dict[int, Factuality] = {}

    def __call__(self, token: Token) -> Factuality:
        return self._judge(token, MOST_GOVERNORS)

    def _judge(self, token: Token, reach: int) -> Factuality:
        if token.i not in self._known:
            self._known[token.i] = self._read(token, reach)
        return self._known[token.i]

    def _read(self, token: Token, reach: int) -> Factuality:
        first = first_conjunct(token)
        told = self._named(Factuality(), token)
        for modifier in modifiers_of(token):
            told = self._modified(told, token, modifier)
        for modifier in shared_modifiers(first, token):
            told = self._modified(told, first, modifier)
        for word in (first.i, token.i, *_clauses_on(token)):
            if word in self._earlier:
                told = _merge(told, Effect(status=Status.HISTORICAL), self._earlier[word])
        return self._governed(told, first, tuple(links_of(first)), reach) if reach else told

    def _named(self, told: Factuality, event: Token) -> Factuality:
        """What the event's own word says: a siege goes on, but not one that something else came after."""
        if _is_over(event):
            return told
        for cue, rule in self.table.candidates(Direction.NAMES, event.lemma_.lower()):
            if " " not in cue and _fits(rule, event, event, forms_of(event)):
                return _merge(told, rule.effect, (event.i, event.i + 1))
        return told

    def _modified(self, told: Factuality, event: Token, modifier: Token) -> Factuality:
        for word in {modifier.lower_: None, modifier.lemma_.lower(): None}:
            for cue, rule in self.table.candidates(Direction.MODIFIES, word):
                words = _words_before(modifier, cue)
                if words and _fits(rule, modifier, event, forms_of(event)):
                    return _merge(told, rule.effect, words)
        return told

    def _governed(self, told: Factuality, event: Token, links: tuple[Link, ...], reach: int) -> Factuality:
        found = self._governing_rule(event, links)
        if found is None:
            return told
        rule, governor, cue = found
        outer = self._judge(governor, reach - 1)
        denied = outer.polarity is Polarity.DENIED and outer.polarity_cue != told.polarity_cue  # one "no" denies once
        merged = _merge(told, rule.negated if denied else rule.effect, cue)
        return _pass_time(merged, outer) if rule.ending is Ending.CLOSED else _pass_on(merged, outer)

    def _governing_rule(self, event: Token, links: tuple[Link, ...]) -> tuple[CertaintyRule, Token, TokenRange] | None:
        """The first rule that names a governor, or else the first for any governor."""
        named = ((link, word) for link in links for word in (link.governor.lower_, link.governor.lemma_.lower()))
        for link, word in (*named, *((link, ANY_CUE) for link in links)):
            for cue, rule in self.table.candidates(Direction.GOVERNS, word):
                words = _cue_words(link.governor, cue)
                if words and link.relation in rule.scope and _fits(rule, link.governor, event, forms_of(event)):
                    return rule, link.governor, words
        return None


def _is_over(noun: Token) -> bool:
    """ "After the siege", "following weeks of bombing and sieges"."""
    word = first_conjunct(noun)
    while word.dep_ == "pobj" and word.head.lower_ == "of" and word.head.head.pos_ == "NOUN":
        word = word.head.head
    return word.dep_ == "pobj" and word.head.lower_ in _AFTERWARDS


def _clauses_on(noun: Token) -> list[int]:
    """The verbs of which an event noun is the subject in a relative clause: "unrest that began two years ago"."""
    clauses = (child for child in noun.children if child.dep_ == "relcl") if noun.pos_ == "NOUN" else ()
    return [
        clause.i
        for clause in clauses
        if any(child.dep_ == "nsubj" and child.tag_ in _RELATIVE_TAGS for child in clause.children)
    ]


def _fits(rule: CertaintyRule, cue: Token, event: Token, forms: frozenset[str]) -> bool:
    return (
        (not rule.events or event.lemma_.lower() in rule.events)
        and (not rule.parts_of_speech or cue.pos_ in rule.parts_of_speech)
        and (not rule.event_parts_of_speech or event.pos_ in rule.event_parts_of_speech)
        and (not rule.forms or bool(rule.forms & forms))
        and (not rule.subjects or _subject_is(cue, rule.subjects))
    )


def _subject_is(cue: Token, words: frozenset[str]) -> bool:
    _, subject = subject_of(cue)
    return subject is not None and subject.lemma_.lower() in words


def _words_before(modifier: Token, cue: str) -> TokenRange | None:
    """The token range of the cue that ends with `modifier`, if its other words stand before it."""
    before = cue.split()[:-1]
    start = modifier.i - len(before)
    if start < 0 or [word.lower_ for word in modifier.doc[start : modifier.i]] != before:
        return None
    return start, modifier.i + 1


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
    if effect.level is not None:
        told = _doubted(told, effect.level, cue, hearsay=effect.hearsay)
    if effect.polarity is Polarity.DENIED:
        told = replace(told, polarity=_other(told.polarity), polarity_cue=cue)
    if effect.status is not None and _STATUSES.index(effect.status) > _STATUSES.index(told.status):
        told = replace(told, status=effect.status, status_cue=cue)
    return replace(told, guess_cue=cue) if effect.guess else told


def _pass_on(told: Factuality, outer: Factuality) -> Factuality:
    """`told` with the level and status of its governor; what denial does is the governing rule's to say."""
    told = _doubted(told, outer.level, outer.level_cue, hearsay=outer.hearsay)
    if _STATUSES.index(outer.status) > _STATUSES.index(told.status):
        told = replace(told, status=outer.status, status_cue=outer.status_cue)
    return told


def _doubted(told: Factuality, level: CertaintyLevel, cue: TokenRange | None, *, hearsay: bool) -> Factuality:
    """`told` with one more level: it is hearsay while every level that doubts it is."""
    if level is CertaintyLevel.CERTAIN:
        return told
    hearsay = hearsay and (told.hearsay or told.level is CertaintyLevel.CERTAIN)
    if _LEVELS.index(level) > _LEVELS.index(told.level):
        return replace(told, level=level, level_cue=cue, hearsay=hearsay)
    return replace(told, hearsay=hearsay)


def _pass_time(told: Factuality, outer: Factuality) -> Factuality:
    """What is told inside a clause of an earlier time is of that time, whatever else the clause says of it."""
    if outer.status is Status.HISTORICAL and told.status in {Status.HAPPENED, Status.ONGOING}:
        return replace(told, status=outer.status, status_cue=outer.status_cue)
    return told


def _other(polarity: Polarity) -> Polarity:
    return Polarity.AFFIRMED if polarity is Polarity.DENIED else Polarity.DENIED
