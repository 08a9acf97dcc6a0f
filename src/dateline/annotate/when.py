"""Links each event to its own dates."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from dateline.annotate.slots import EVENT_DATES, put

__all__ = ["WhenComponent"]


@Language.factory("dateline_when", assigns=["doc.spans"])
def make_when(nlp: Language, name: str) -> WhenComponent:
    return WhenComponent()


class WhenComponent:
    """Writes `slots.EVENT_DATES`."""

    def __call__(self, doc: Doc) -> Doc:
        put(doc, EVENT_DATES, [])
        return doc
