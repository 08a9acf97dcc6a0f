"""Says how sure, and where in time and reality, each event is told; finds speculation."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from dateline.annotate.slots import CERTAINTIES, put

__all__ = ["CertaintyComponent"]


@Language.factory("dateline_certainty", assigns=["doc.spans"])
def make_certainty(nlp: Language, name: str) -> CertaintyComponent:
    return CertaintyComponent()


class CertaintyComponent:
    """Writes `slots.CERTAINTIES`."""

    def __call__(self, doc: Doc) -> Doc:
        put(doc, CERTAINTIES, [])
        return doc
