"""Links each event to the time expression that dates it.

Input: `slots.EVENTS`, `slots.DATES` and the parse. Output: `slots.EVENT_DATES`. Method: an expression dates the word
that it hangs on, and what shares that word's time: the noun of a light verb, the other halves of a conjunction, the
noun that a relative clause describes, what a clause of time sets beside it ("when"), what a deed did ("a blast on
Friday killed"). A day that a preposition hangs on a person, place or thing ("met the envoy on Tuesday") dates the
clause. A date in another clause, such as that of the report ("said on Tuesday that"), dates nothing here, however near
it stands.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping

from spacy.language import Language

from dateline.annotate.component import Component
from dateline.annotate.dates.dating import dated_words
from dateline.annotate.parse import Doc, Span, Token
from dateline.annotate.slots import DATES, EVENT_DATES, EVENTS, EventDateRow, EventRow, get, put
from dateline.annotate.syntax.answers import ANSWERS

__all__ = ["WhenComponent"]

_WITHIN_CLAUSE = frozenset(
    ("dobj", "nsubj", "nsubjpass", "pobj", "prep", "agent", "attr", "compound", "poss", "amod", "conj", "xcomp",
     "dative", "oprd", "pcomp", "nmod", "appos")
)  # fmt: skip
_AT_ONE_TIME = frozenset(("when", "as", "while"))
_OF_OTHER_TIMES = frozenset(("after", "before", "since", "until", "following", "despite", "over", "about"))
_OF_EARLIER_ACTS = ANSWERS | {"after", "following"}
_OF_A_DAY = frozenset(("on", "at", "in", "during"))
_PART_OF = frozenset(("in", "during", "amid"))
_DURING = frozenset(("during", "amid"))
_AGREEMENT = "AGREE"
_TOLD_OF = frozenset(("claim", "report", "deny", "admit"))
_THINGS = frozenset(("NOUN", "PROPN", "ADJ", "ADP", "NUM"))
_VERBS = frozenset(("VERB", "AUX"))
_SUBORDINATE = frozenset(("relcl", "acl"))
_SUBJECTS = frozenset(("nsubj", "nsubjpass"))
_FORESEEING = frozenset(("be", "expect", "schedule", "plan", "set", "suppose", "slate", "mean"))
MOST_STEPS = 4


@Language.factory("dateline_when", assigns=["doc.spans"])
def make_when(nlp: Language, name: str) -> WhenComponent:
    return WhenComponent()


class WhenComponent(Component):
    """Writes `slots.EVENT_DATES`."""

    def annotate(self, doc: Doc) -> None:
        dated = dated_words(doc)
        triggers = {token.i for trigger, _ in get(doc, EVENTS) for token in trigger}
        days = {token.i: position for position, (span, _) in enumerate(get(doc, DATES)) for token in span}
        strays = dict(_strays(doc, dated, triggers))
        rows = []
        for position, (words, event) in enumerate(get(doc, EVENTS)):
            trigger = _deed_of(doc, words)
            found = (
                _date_of(trigger, dated, triggers)
                or _date_beside(trigger, event, dated)
                or _day_that(trigger, days)
                or _day_astray(trigger, strays)
                or _day_told(trigger, event, dated)
            )
            if found is not None:
                date, reason = found
                rows.append((words, EventDateRow(position, date, reason)))
        put(doc, EVENT_DATES, rows)


def _deed_of(doc: Doc, words: Span) -> Span:
    """ "On Sunday it claimed the attack": the day is that of the claim, and the deed is in its object."""
    if words.root.lemma_.lower() not in _TOLD_OF:
        return words
    deed = next((child for child in words.root.children if child.dep_ == "dobj" and child.i in _range(words)), None)
    return words if deed is None else doc[deed.i : deed.i + 1]


def _range(words: Span) -> range:
    return range(words.start, words.end)


def _date_of(trigger: Span, dated: dict[int, int], triggers: set[int]) -> tuple[int, str] | None:
    own = set(range(trigger.start, trigger.end))
    for word, reason in _words_of_one_time(trigger.root):
        if word.i in dated and (word.i in own or word.i not in triggers or reason == "conjunct"):
            return dated[word.i], reason
    setting = next((word for word in _setting(trigger.root) if word.i in dated), None)
    return None if setting is None else (dated[setting.i], "hangs on what the event happened in")


def _date_beside(trigger: Span, event: EventRow, dated: Mapping[int, int]) -> tuple[int, str] | None:
    """The date of what shares its time in another clause or phrase."""
    word = trigger.root
    if event.event_type == "ASSAULT" and word.pos_ == "VERB":
        deed = next((child for child in word.children if child.dep_ == "nsubj" and child.i in dated), None)
        if deed is not None:
            return dated[deed.i], "hangs on what did it"
    other = next((other for other in _set_beside(word) if other.i in dated), None)
    return None if other is None else (dated[other.i], "hangs on a clause of the same time")


def _day_that(trigger: Span, days: Mapping[int, int]) -> tuple[int, str] | None:
    """ "On Sunday, when rebels opened fire": the day that its clause describes."""
    word = trigger.root
    told = days.get(word.head.i) if _is_clause_of_time(word) else None
    return None if told is None else (told, "is described by the clause of the event")


def _day_astray(trigger: Span, strays: Mapping[int, int]) -> tuple[int, str] | None:
    stray = next((strays[word.i] for word, _ in _words_of_one_time(trigger.root) if word.i in strays), None)
    return None if stray is None else (stray, "hangs on a thing in the clause of the event")


def _day_told(trigger: Span, event: EventRow, dated: Mapping[int, int]) -> tuple[int, str] | None:
    """ "Announced on Sunday that both had agreed": an agreement is of the day on which it is told."""
    word = trigger.root
    if event.event_type != _AGREEMENT or word.dep_ != "ccomp" or word.head.i not in dated:
        return None
    return dated[word.head.i], "is told on that day"


def _set_beside(event: Token) -> Iterator[Token]:
    """ "Died when rebels opened fire": the clauses that are joined by a word of time, seen from either."""
    if _is_clause_of_time(event):
        yield event.head
    yield from (child for child in event.children if child.dep_ == "advcl" and _is_clause_of_time(child))


def _is_clause_of_time(verb: Token) -> bool:
    return verb.dep_ in {"advcl", "relcl"} and any(
        child.lower_ in _AT_ONE_TIME and child.dep_ in {"advmod", "mark"} for child in verb.children
    )


def _strays(doc: Doc, dated: Mapping[int, int], triggers: Container[int]) -> Iterator[tuple[int, int]]:
    """Verb -> position in DATES of a day that was hung on somebody or something in its clause."""
    dates = get(doc, DATES)
    for number, position in sorted(dated.items(), reverse=True):
        word, span = doc[number], dates[position][0]
        by_preposition = _hangs_by(span.root, _OF_A_DAY) or _hangs_by(word, _DURING)
        while by_preposition and word.pos_ in _THINGS and word.i not in triggers and word.dep_ in _WITHIN_CLAUSE:
            if word.head == word or word.head.lower_ in _OF_OTHER_TIMES:
                break
            word = word.head
        if by_preposition and word.pos_ in _VERBS and word.i != number:
            yield word.i, position


def _hangs_by(word: Token, prepositions: Container[str]) -> bool:
    return word.dep_ == "pobj" and word.head.lower_ in prepositions


def _setting(event: Token) -> Iterator[Token]:
    """ "Killed in a raid": the deed that a verb was part of; "a blast during prayers": and a noun."""
    parts = _PART_OF if event.pos_ == "VERB" else _DURING
    for link in event.children:
        if link.dep_ == "prep" and link.lower_ in parts:
            yield from (word for word in link.children if word.dep_ == "pobj")


def _words_of_one_time(event: Token) -> Iterator[tuple[Token, str]]:
    """The event's word, then those whose time is its time, the nearest first."""
    yield event, "hangs on the event"
    for child in event.children:
        if child.dep_ in _SUBORDINATE:
            yield child, "hangs on the clause that describes the event"
    word = event
    for _ in range(MOST_STEPS):
        if word.dep_ not in _WITHIN_CLAUSE or word.head == word:
            return
        conjunct, is_subject = word.dep_ == "conj", word.dep_ in _SUBJECTS
        word = word.head
        if word.lower_ in _OF_EARLIER_ACTS:
            return
        yield word, "conjunct" if conjunct else "hangs on the clause of the event"
        if is_subject and word.lemma_.lower() in _FORESEEING:
            yield from ((verb, "hangs on what was to come of the event") for verb in _foreseen(word))


def _foreseen(verb: Token) -> Iterator[Token]:
    """ "Was to begin", "is due to resume", "had been expected to last": the verbs at the end."""
    for child in verb.children:
        if child.dep_ in {"xcomp", "acomp"}:
            yield child
            yield from (inner for inner in child.children if inner.dep_ == "xcomp")
