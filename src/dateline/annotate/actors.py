"""Finds the phrases that name somebody who can act, and codes each by PLOVER."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from dateline.annotate.slots import ACTORS, put

__all__ = ["ActorsComponent"]


@Language.factory("dateline_actors", assigns=["doc.spans"])
def make_actors(nlp: Language, name: str) -> ActorsComponent:
    return ActorsComponent()


class ActorsComponent:
    """Writes `slots.ACTORS`."""

    def __call__(self, doc: Doc) -> Doc:
        put(doc, ACTORS, [])
        return doc
