"""Marks the sentences that may hold an event."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from dateline.annotate.slots import GATE, put

__all__ = ["GateComponent"]


@Language.factory("dateline_gate", assigns=["doc.spans"])
def make_gate(nlp: Language, name: str) -> GateComponent:
    return GateComponent()


class GateComponent:
    """Writes `slots.GATE`."""

    def __call__(self, doc: Doc) -> Doc:
        put(doc, GATE, [])
        return doc
