"""Finds place names and resolves each to a gazetteer or site record, or to none.

Input: a tagged and parsed Doc. Output: `slots.PLACES`. Adjectives ("Syrian") are no places; a country or capital that
acts or is dealt with ("Damascus said") is marked as a government. A country has no point, and neither has a region or
a sea: only towns, sites, districts and provinces are drawn.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from platformdirs import user_cache_path, user_data_path
from spacy.language import Language

from dateline.annotate.component import Component
from dateline.annotate.parse import Doc, Span
from dateline.annotate.places.mentions import context_of, countries_in_title, mentions_of
from dateline.annotate.places.recognise import recognise
from dateline.annotate.places.resolve import Choice, resolve
from dateline.annotate.slots import PLACES, PlaceRow, get_facts, put
from dateline.knowledge.atlas import Atlas
from dateline.knowledge.gazetteer_build import open_gazetteer
from dateline.knowledge.places import Place, PlaceKind
from dateline.knowledge.sites import load_sites
from dateline.model import PlacePrecision

__all__ = ["PlacesComponent"]

_PRECISION = {
    PlaceKind.COUNTRY: PlacePrecision.COUNTRY,
    PlaceKind.ADMIN1: PlacePrecision.PROVINCE,
    PlaceKind.ADMIN2: PlacePrecision.DISTRICT,
    PlaceKind.TOWN: PlacePrecision.TOWN,
    PlaceKind.AREA: PlacePrecision.AREA,
    PlaceKind.WATER: PlacePrecision.WATER,
    PlaceKind.SPOT: PlacePrecision.SITE,
}
_PROVINCES = frozenset({PlaceKind.ADMIN1, PlaceKind.ADMIN2})
_DRAWN = frozenset({PlaceKind.ADMIN1, PlaceKind.ADMIN2, PlaceKind.TOWN, PlaceKind.SPOT})

# A country that is the subject of these is where something is so, not who does it.
_NOT_ACTING = frozenset(
    {"be", "have", "lie", "remain", "become", "see", "suffer", "experience", "witness", "fall", "border", "descend"}
)
_DEALT_WITH = frozenset({"with", "against", "by"})


@Language.factory("dateline_places", assigns=["doc.spans"], default_config={"cache_folder": None, "data_folder": None})
def make_places(nlp: Language, name: str, cache_folder: str | None, data_folder: str | None) -> PlacesComponent:
    return PlacesComponent(
        Path(cache_folder) if cache_folder else user_cache_path("dateline"),
        Path(data_folder) if data_folder else user_data_path("dateline"),
    )


class PlacesComponent(Component):
    """Writes `slots.PLACES`. The gazetteer in `cache_folder` is opened, and if need be built, at the first Doc."""

    def __init__(self, cache_folder: Path, data_folder: Path) -> None:
        self._cache_folder = cache_folder
        self._data_folder = data_folder

    @cached_property
    def atlas(self) -> Atlas:
        return Atlas(open_gazetteer(self._cache_folder), load_sites(self._data_folder))

    def annotate(self, doc: Doc) -> None:
        spans = recognise(doc, self.atlas)
        put(
            doc,
            PLACES,
            [(span, _row(span, choice)) for span, choice in zip(spans, self.resolve(doc, spans), strict=True)],
        )

    def resolve(self, doc: Doc, spans: Sequence[Span]) -> list[Choice]:
        """What each of these place names means, in the context of all of them and of the title."""
        mentions = mentions_of(spans, self.atlas)
        if not mentions:
            return []
        beside = countries_in_title(get_facts(doc).title, self.atlas)
        return resolve([*mentions, *beside], context_of(doc, self.atlas), self.atlas)[: len(mentions)]


def _row(span: Span, choice: Choice) -> PlaceRow:
    place = choice.place
    if place is None:
        return PlaceRow(span.text, reason=choice.reason)
    drawn = place.kind in _DRAWN and not place.borrowed and (not place.derived or place.kind in _PROVINCES)
    return PlaceRow(
        span.text,
        precision=PlacePrecision.NEAR if choice.near else _PRECISION[place.kind],
        lat=place.lat if drawn else None,
        lon=place.lon if drawn else None,
        geoname_id=None if choice.near else place.geoname_id,
        site_id=place.site_id,
        country=place.country,
        admin1=place.name if place.kind is PlaceKind.ADMIN1 else place.admin1,
        as_government=_acts_for_state(span, place),
        reason=f"{place.name} ({place.kind.value}): {choice.reason}",
    )


def _acts_for_state(span: Span, place: Place) -> bool:
    """ "Damascus said", "talks with Damascus": the name stands for the state and not for where it lies."""
    if place.kind is not PlaceKind.COUNTRY and not place.capital:
        return False
    root = span.root
    if root.dep_ == "nsubj":
        return root.head.pos_ == "VERB" and root.head.lemma_ not in _NOT_ACTING
    if root.dep_ == "pobj":
        return root.head.lower_ in _DEALT_WITH
    return root.dep_ == "agent"
