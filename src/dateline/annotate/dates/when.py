"""Links each event to the time expression that dates it.

Input: `slots.EVENTS`, `slots.DATES` and the parse. Output: `slots.EVENT_DATES`. Method: an expression dates the word
that it hangs on, and what shares that word's time: the noun of a light verb, the other halves of a conjunction, the
noun that a relative clause describes. A date in another clause, such as that of the report ("said on Tuesday that"),
dates nothing here, however near it stands.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.language import Language

from dateline.annotate.component import Component
from dateline.annotate.dates.dating import dated_words
from dateline.annotate.parse import Doc, Span, Token
from dateline.annotate.slots import EVENT_DATES, EVENTS, EventDateRow, get, put

__all__ = ["WhenComponent"]

_WITHIN_CLAUSE = frozenset(
    ("dobj", "nsubj", "nsubjpass", "pobj", "prep", "agent", "attr", "compound", "poss", "amod", "conj", "xcomp",
     "dative", "oprd", "pcomp", "nmod", "appos")
)  # fmt: skip
_PART_OF = frozenset(("in", "during", "amid"))
_SUBORDINATE = frozenset(("relcl", "acl"))
MOST_STEPS = 4


@Language.factory("dateline_when", assigns=["doc.spans"])
def make_when(nlp: Language, name: str) -> WhenComponent:
    return WhenComponent()


class WhenComponent(Component):
    """Writes `slots.EVENT_DATES`."""

    def annotate(self, doc: Doc) -> None:
        dated = dated_words(doc)
        triggers = {token.i for trigger, _ in get(doc, EVENTS) for token in trigger}
        rows = []
        for position, (trigger, _) in enumerate(get(doc, EVENTS)):
            found = _date_of(trigger, dated, triggers)
            if found is not None:
                date, reason = found
                rows.append((trigger, EventDateRow(position, date, reason)))
        put(doc, EVENT_DATES, rows)


def _date_of(trigger: Span, dated: dict[int, int], triggers: set[int]) -> tuple[int, str] | None:
    own = set(range(trigger.start, trigger.end))
    for word, reason in _words_of_one_time(trigger.root):
        if word.i in dated and (word.i in own or word.i not in triggers or reason == "conjunct"):
            return dated[word.i], reason
    setting = next((word for word in _setting(trigger.root) if word.i in dated), None)
    return None if setting is None else (dated[setting.i], "hangs on what the event happened in")


def _setting(event: Token) -> Iterator[Token]:
    """ "Killed in a raid": the deed that a verb was part of."""
    if event.pos_ != "VERB":
        return
    for link in event.children:
        if link.dep_ == "prep" and link.lower_ in _PART_OF:
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
        conjunct = word.dep_ == "conj"
        word = word.head
        yield word, "conjunct" if conjunct else "hangs on the clause of the event"
