"""Says how sure, and where in time and reality, each event and statement is told; lists the sentences that guess.

Input: `slots.EVENTS`, `slots.EVENT_DATES` and `slots.ATTRIBUTIONS` over a parsed Doc. Output: `slots.CERTAINTIES`, one
row an event; `slots.SAID`, one row for each attribution with a content; `slots.SPECULATION`. Method: the rules of
`factuality.Judge` where a cue speaks. Where none does, or where cues and the learned `happening.Happening` stand far
apart, the learned score decides whether a verb tells what is so or only what might be.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from spacy.language import Language

from dateline.annotate.certainty.factuality import Factuality, Judge
from dateline.annotate.certainty.happening import Happening
from dateline.annotate.certainty.speculation import find_speculation
from dateline.annotate.component import Component
from dateline.annotate.dates.dating import events_of_earlier_times
from dateline.annotate.parse import Doc, Span, Token
from dateline.annotate.slots import (
    ATTRIBUTIONS,
    CERTAINTIES,
    EVENTS,
    SAID,
    SPECULATION,
    AttributionRow,
    CertaintyRow,
    EventRow,
    SaidRow,
    TokenRange,
    get,
    put,
)
from dateline.annotate.utterances import is_utterance
from dateline.knowledge.certainty import load_certainty_table
from dateline.model import CertaintyLevel, Polarity, Status

__all__ = ["CertaintyComponent"]

SURELY_NOT = -0.5
"""A verb that no cue qualifies and that scores below this tells something that is only supposed."""
SURELY = 2.0
"""A verb that the cues make a plan, a call or a supposition and that scores above this tells what happened."""

_TOLD_AS_FACT = frozenset((Status.HAPPENED, Status.ONGOING))
_TOLD_AS_WISH = frozenset((Status.CALLED_FOR, Status.HYPOTHETICAL))
_WISHING = frozenset(("ask", "demand", "want"))  # acts
_TOLD_AS_IDEA = frozenset((Status.PLANNED, Status.CALLED_FOR, Status.HYPOTHETICAL))


@Language.factory("dateline_certainty", assigns=["doc.spans"])
def make_certainty(nlp: Language, name: str) -> CertaintyComponent:
    return CertaintyComponent()


class CertaintyComponent(Component):
    """Writes `slots.CERTAINTIES` and `slots.SPECULATION`."""

    def __init__(self) -> None:
        self.table = load_certainty_table()

    def annotate(self, doc: Doc) -> None:
        judge = Judge(doc, self.table)
        happening = Happening(judge)
        events = get(doc, EVENTS)
        long_ago = events_of_earlier_times(doc)
        rows = [
            _row(EventTold(position, event, _word(trigger, event)), judge, happening, long_ago.get(position))
            for position, (trigger, event) in enumerate(events)
        ]
        put(doc, CERTAINTIES, zip((trigger for trigger, _ in events), rows, strict=True))
        said = enumerate(row for _, row in get(doc, ATTRIBUTIONS))
        put(doc, SAID, [_said(doc, position, row, judge) for position, row in said if row.contents])
        put(doc, SPECULATION, find_speculation(doc, judge))


@dataclass(frozen=True, slots=True)
class EventTold:
    """An event by its position, and the word that tells it."""

    position: int
    row: EventRow
    word: Token


def _word(trigger: Span, event: EventRow) -> Token:
    return trigger.root if event.word is None else trigger.doc[event.word]


def _row(event: EventTold, judge: Judge, happening: Happening, long_ago: TokenRange | None) -> CertaintyRow:
    """The row of one event; its one cue is that of the level, else that of the polarity.

    `long_ago`: the date of the event, if it is of an earlier time than the story's.
    """
    score = happening.score(event.word)
    told = _weighed(judge(event.word), event.word, score)
    if told.status is Status.ONGOING and is_utterance(event.row):  # "kept criticising", "is calling for"
        told = replace(told, status=Status.HAPPENED, status_cue=None)
    if long_ago is not None and told.status in _TOLD_AS_FACT:
        told = replace(told, status=Status.HISTORICAL, status_cue=long_ago)
    cue = told.level_cue or told.polarity_cue
    return CertaintyRow(
        event.position,
        told.level.value,
        told.polarity.value,
        told.status.value,
        cue,
        told.status_cue,
        happened=score,
        hearsay=told.hearsay,
    )


def _said(doc: Doc, attribution: int, row: AttributionRow, judge: Judge) -> tuple[Span, SaidRow]:
    """How the first thing that is said is told; a wish or a supposition without more leaves open whether it is so."""
    first = doc[slice(*row.contents[0])]
    told = judge(first.root)
    level, cue = told.level, told.level_cue or told.polarity_cue
    if level is CertaintyLevel.CERTAIN and (told.status in _TOLD_AS_WISH or row.act in _WISHING):
        level, cue = CertaintyLevel.UNSPECIFIED, told.status_cue or row.cue
    polarity = Polarity.DENIED if row.in_title and row.act == "deny" else told.polarity
    return first, SaidRow(attribution, level.value, polarity.value, cue, hearsay=told.hearsay)


def _weighed(told: Factuality, word: Token, score: float) -> Factuality:
    """What the rules found, unless the score says plainly otherwise; it was learned from verbs and judges no noun."""
    if word.pos_ != "VERB" or told.polarity is Polarity.DENIED:
        return told
    if told.status in _TOLD_AS_FACT and told.level_cue is None and score < SURELY_NOT:
        return replace(told, status=Status.HYPOTHETICAL, status_cue=None)
    if told.status in _TOLD_AS_IDEA and score > SURELY:
        return replace(told, status=Status.HAPPENED, status_cue=None)
    return told
