"""Events that are words: a call, an accusation, a promise. Who utters one is its actor and not the source of it.

Input: `slots.EVENTS`, `slots.ROLES` and `slots.ATTRIBUTIONS`. Output: whether an event is an utterance,
and which attributions around it only name its own speaker again ("he went on to accuse the army", "sent a letter asking
for help"). Who tells in a clause of its own what he said ("he said he would ask the court") is its source as well.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from dateline.annotate.parse import Token
from dateline.annotate.slots import ATTRIBUTIONS, EVENTS, ROLES, AnyDoc, AttributionRow, EventRow, get

__all__ = ["attributions_to_speakers", "is_utterance"]

_UTTERANCES = frozenset(("ACCUSE", "AGREE", "CONCEDE", "REJECT", "REQUEST", "SUPPORT", "THREATEN"))
_SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj"))
_MOST_STEPS = 6
_LASTING_MODES = frozenset(("investigate",))


def is_utterance(event: EventRow) -> bool:
    """Whether it is done once it is said, however often that is."""
    return event.event_type in _UTTERANCES and event.mode not in _LASTING_MODES


def attributions_to_speakers(doc: AnyDoc) -> dict[int, frozenset[int]]:
    """Position in EVENTS of an utterance -> positions in ATTRIBUTIONS that only name its own speaker again."""
    events = get(doc, EVENTS)
    speakers: dict[int, set[int]] = defaultdict(set)
    for span, role in get(doc, ROLES):
        if role.role == "actor" and is_utterance(events[role.event][1]):
            speakers[role.event].update(range(span.start, span.end))
    attributions = [row for _, row in get(doc, ATTRIBUTIONS)]
    return {
        event: frozenset(_repeating(events[event][0].root, names, attributions)) for event, names in speakers.items()
    }


def _repeating(word: Token, speakers: set[int], attributions: Sequence[AttributionRow]) -> Iterator[int]:
    """The attributions to words of the speakers whose cue and the word are verbs of one clause."""
    verbs = set(_verbs_of_clause(word))
    for position, row in enumerate(attributions):
        named = row.source is not None and not speakers.isdisjoint(range(*row.source))
        if named and row.cue is not None and not verbs.isdisjoint(range(*row.cue)):
            yield position


def _verbs_of_clause(word: Token) -> Iterator[int]:
    """The words that a verb without a subject of its own hangs on, up to the one that has it."""
    for _ in range(_MOST_STEPS):
        if word.dep_ == "ROOT" or any(child.dep_ in _SUBJECTS for child in word.children):
            return
        word = word.head
        yield word.i
