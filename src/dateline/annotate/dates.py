"""Finds time expressions and gives each an interval with its precision."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from dateline.annotate.slots import DATES, put

__all__ = ["DatesComponent"]


@Language.factory("dateline_dates", assigns=["doc.spans"])
def make_dates(nlp: Language, name: str) -> DatesComponent:
    return DatesComponent()


class DatesComponent:
    """Writes `slots.DATES`."""

    def __call__(self, doc: Doc) -> Doc:
        put(doc, DATES, [])
        return doc
