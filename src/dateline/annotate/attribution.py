"""Finds who says what: source, cue and content."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from dateline.annotate.slots import ATTRIBUTIONS, put

__all__ = ["AttributionComponent"]


@Language.factory("dateline_attribution", assigns=["doc.spans"])
def make_attribution(nlp: Language, name: str) -> AttributionComponent:
    return AttributionComponent()


class AttributionComponent:
    """Writes `slots.ATTRIBUTIONS`."""

    def __call__(self, doc: Doc) -> Doc:
        put(doc, ATTRIBUTIONS, [])
        return doc
