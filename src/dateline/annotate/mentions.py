"""Spans of a Doc -> the `Mention`s and the `Context` that resolution weighs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from spacy.tokens import Doc, Span

from dateline.annotate.resolve import MOST_CANDIDATES, Context, Mention
from dateline.annotate.slots import get_facts
from dateline.knowledge.places import Place, PlaceLookup

__all__ = ["context_of", "mentions_of"]


def mentions_of(spans: Sequence[Span], lookup: PlaceLookup) -> list[Mention]:
    """The mentions of one Doc, in the order of `spans`."""
    return [_mention(span, lookup) for span in spans]


def _mention(span: Span, lookup: PlaceLookup) -> Mention:
    doc = span.doc
    before = doc[span.start - 1].lower_ if span.start else ""
    after = doc[span.end].lower_ if span.end < len(doc) else ""
    return Mention(span.text, span.start, span.end, before, after, _most_populous(lookup.candidates(span.text)))


def _most_populous(places: tuple[Place, ...]) -> tuple[Place, ...]:
    return tuple(sorted(places, key=lambda place: (-place.population, place.place_id))[:MOST_CANDIDATES])


def context_of(doc: Doc, lookup: PlaceLookup) -> Context:
    """What the article says of countries besides naming them, and who published it."""
    demonyms = Counter(code for token in doc if token.is_title and (code := lookup.demonym(token.text)))
    return Context(dict(demonyms), get_facts(doc).publisher)
