"""Says how sure, and where in time and reality, each event is told.

Input: `slots.EVENTS` over a parsed Doc. Output: `slots.CERTAINTIES`, one row an event. Method: `factuality.Judge`.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from dateline.annotate.factuality import Factuality, Judge
from dateline.annotate.slots import CERTAINTIES, EVENTS, CertaintyRow, get, put
from dateline.knowledge.certainty import load_certainty_table

__all__ = ["CertaintyComponent"]


@Language.factory("dateline_certainty", assigns=["doc.spans"])
def make_certainty(nlp: Language, name: str) -> CertaintyComponent:
    return CertaintyComponent()


class CertaintyComponent:
    """Writes `slots.CERTAINTIES`."""

    def __init__(self) -> None:
        self.table = load_certainty_table()

    def __call__(self, doc: Doc) -> Doc:
        judge = Judge(doc, self.table)
        rows = [
            (trigger, _row(position, judge(trigger.root))) for position, (trigger, _) in enumerate(get(doc, EVENTS))
        ]
        put(doc, CERTAINTIES, rows)
        return doc


def _row(event: int, told: Factuality) -> CertaintyRow:
    """The row of one event; its one cue is that of the level, else that of the polarity."""
    cue = told.level_cue or told.polarity_cue
    return CertaintyRow(event, told.level.value, told.polarity.value, told.status.value, cue, told.status_cue)
