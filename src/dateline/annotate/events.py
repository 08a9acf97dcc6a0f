"""Finds event triggers and gives each its type, mode and contexts."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from dateline.annotate.slots import EVENTS, put

__all__ = ["EventsComponent"]


@Language.factory("dateline_events", assigns=["doc.spans"])
def make_events(nlp: Language, name: str) -> EventsComponent:
    return EventsComponent()


class EventsComponent:
    """Writes `slots.EVENTS`."""

    def __call__(self, doc: Doc) -> Doc:
        put(doc, EVENTS, [])
        return doc
