"""Spans of a Doc -> the `Mention`s and the `Context` that resolution weighs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from dateline.annotate.parse import Doc, Span
from dateline.annotate.places.resolve import MOST_CANDIDATES, Context, Mention
from dateline.annotate.slots import get_facts
from dateline.knowledge.places import Place, PlaceKind, PlaceLookup

__all__ = ["context_of", "countries_in_title", "mentions_of"]

_TITLE_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*\.?")
_OUTSIDE = -100  # where a name of the title stands: beside none of the text
_LEAST_PEOPLE = 20_000  # of a town after which a facility is taken to be named

# What a town has: named after it, or standing in the town that the sentence names.
FACILITIES = frozenset(
    {
        "academy",
        "airport",
        "arena",
        "avenue",
        "barracks",
        "base",
        "boulevard",
        "bridge",
        "building",
        "castle",
        "cathedral",
        "cemetery",
        "center",
        "centre",
        "checkpoint",
        "church",
        "clinic",
        "club",
        "college",
        "court",
        "courthouse",
        "crossing",
        "embassy",
        "estate",
        "factory",
        "garden",
        "gardens",
        "gate",
        "hall",
        "headquarters",
        "highway",
        "hospital",
        "hotel",
        "house",
        "institute",
        "intersection",
        "jail",
        "lane",
        "library",
        "market",
        "mosque",
        "museum",
        "neighborhood",
        "neighbourhood",
        "palace",
        "park",
        "plaza",
        "prison",
        "quarter",
        "road",
        "roundabout",
        "school",
        "shrine",
        "square",
        "stadium",
        "station",
        "street",
        "synagogue",
        "temple",
        "terminal",
        "theater",
        "theatre",
        "tower",
        "university",
    }
)


def mentions_of(spans: Sequence[Span], lookup: PlaceLookup) -> list[Mention]:
    """The mentions of one Doc, in the order of `spans`."""
    return [_mention(span, lookup) for span in spans]


def _mention(span: Span, lookup: PlaceLookup) -> Mention:
    doc = span.doc
    before = doc[span.start - 1].lower_ if span.start else ""
    after = doc[span.end].lower_ if span.end < len(doc) else ""
    candidates, held = lookup.candidates(span.text), None
    if (code := lookup.demonym(span.text)) and (country := lookup.country(code)) and country not in candidates:
        candidates = (country, *candidates)
    facility = any(token.lower_ in FACILITIES for token in span)
    if not candidates and facility:
        candidates, held = _held(span, lookup)
    return Mention(
        span.text, span.start, span.end, before, after, _most_populous(candidates), held, facility, span.sent.start
    )


def _held(span: Span, lookup: PlaceLookup) -> tuple[tuple[Place, ...], str | None]:
    """The towns and the like whose name stands inside a facility's: "Hama" in "Hama Airport"; the longest name."""
    for length in range(min(4, len(span) - 1), 0, -1):
        for start in range(span.start, span.end - length + 1):
            part = span.doc[start : start + length]
            if not part.text[0].isupper() or part[-1].lower_ in FACILITIES:
                continue
            found = tuple(place for place in lookup.candidates(part.text) if _is_well_known(place))
            if found:
                return found, part.text
    return (), None


def _is_well_known(town: Place) -> bool:
    return town.kind is PlaceKind.TOWN and town.own_name and town.population >= _LEAST_PEOPLE


def _most_populous(places: tuple[Place, ...]) -> tuple[Place, ...]:
    return tuple(sorted(places, key=lambda place: (-place.population, place.place_id))[:MOST_CANDIDATES])


def countries_in_title(title: str | None, lookup: PlaceLookup) -> list[Mention]:
    """The countries that a title names, as names beside which those of the text are read. A title has no parse."""
    words = _TITLE_WORD.findall(title or "")
    found, at = [], 0
    while at < len(words):
        for length in (3, 2, 1):
            name = " ".join(words[at : at + length])
            countries = tuple(place for place in lookup.candidates(name) if place.kind is PlaceKind.COUNTRY)
            if countries and name[0].isupper():
                found.append(Mention(name, _OUTSIDE, _OUTSIDE, candidates=countries))
                at += length - 1
                break
        at += 1
    return found


def context_of(doc: Doc, lookup: PlaceLookup) -> Context:
    """What the article says of countries besides naming them, and who published it."""
    demonyms = Counter(code for token in doc if token.is_title and (code := lookup.demonym(token.text)))
    return Context(dict(demonyms), get_facts(doc).publisher)
