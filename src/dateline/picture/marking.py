"""A sentence -> the same sentence with its names replaced by marks, so that patterns can be matched over it.

Input: a stretch of an article's text; the party book, the sites that the article names, and a look-up of places.
Output: `Marked`: the text with marks (`knowledge.picture_rules`), what each stands for, and the way back to offsets of
the article. Names are found by look-up of runs of capitalised words, the longest first; a place is taken for one
only where a preposition, an article or a coordination stands before it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from dateline.knowledge.countries import CountryName, NameKind
from dateline.knowledge.picture_rules import mark_of
from dateline.knowledge.places import Place, PlaceKind
from dateline.knowledge.sites import Site, Sites
from dateline.picture.parties import Party, PartyBook, state

__all__ = ["Mark", "Marked", "Marker", "NamedPlace", "PlaceNames"]

_WORD = re.compile(r"(?:[A-Z]\.){2,}|[^\W\d_]\w*(?:['’](?!s\b)\w+)?")
_NEXT_WORD = re.compile(r"[ -]\w")
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_ARTICLES = frozenset({"al", "el", "ad", "ar", "as", "ash", "at", "az", "deir", "ed", "er", "es", "ez"})
_COMMON_STARTS = frozenset({"international", "coalition", "global"})
_COMMON_ENDS = frozenset({"coalition", "airport", "airbase", "base", "camp", "garrison", "crossing", "prison", "dam"})
_LONGEST = 5
_BEFORE_PLACE = frozenset(
    {"in", "at", "to", "from", "near", "over", "around", "outside", "of", "into", "toward", "towards", "across", "and",
     "the", "on", "inside", "between", "via", "through", "beyond", "or", "by", "held", "hold", "holds", "control",
     "controls", "controlled", "occupy", "occupies", "occupied", "captured", "seized", "overran", "retook"}
)  # fmt: skip
_FACILITY = re.compile(r"(naval|air) ?(?:base|facility|field) (?:in|at)(?: the)? $", re.IGNORECASE)
_LETTERS = {NameKind.NAME: "C", NameKind.DEMONYM: "D", NameKind.PEOPLE: "D", NameKind.SEAT: "S"}
_SETTLED = frozenset({PlaceKind.TOWN, PlaceKind.ADMIN1, PlaceKind.ADMIN2, PlaceKind.AREA, PlaceKind.SPOT})


class PlaceNames(Protocol):
    def candidates(self, name: str) -> tuple[Place, ...]: ...


@dataclass(frozen=True, slots=True, order=True)
class NamedPlace:
    """A place as the picture tells places apart: a site, a record of the gazetteer or a country."""

    key: str
    name: str = field(compare=False)
    lat: float | None = field(compare=False, default=None)
    lon: float | None = field(compare=False, default=None)
    country: str | None = field(compare=False, default=None)


@dataclass(frozen=True, slots=True)
class Mark:
    start: int  # in the article
    end: int
    letter: str
    party: Party | None = None
    place: NamedPlace | None = None


@dataclass(frozen=True)
class Marked:
    """`text` holds the marks; `marks` are in order."""

    text: str
    marks: tuple[Mark, ...]
    sentence: tuple[int, int]
    shifts: tuple[tuple[int, int], ...]  # position in `text` behind each mark -> offset in the article

    def offset(self, position: int) -> int:
        """Where in the article a position of the marked text stands (inside a mark: behind it)."""
        behind, origin = 0, self.sentence[0]
        for marked, offset in self.shifts:
            if marked > position:
                break
            behind, origin = marked, offset
        return min(origin + position - behind, self.sentence[1])


@dataclass(frozen=True)
class Marker:
    """Marks the sentences of one article."""

    parties: PartyBook
    places: PlaceNames | None
    sites: Sites
    day: date | None
    named_sites: Mapping[tuple[int, int], str]  # stretch of the text -> site id, as the coding has resolved them
    names_country: Callable[[str | None], bool]  # whether the article does: its towns are looked for there first
    coalition: Party | None = None  # what "the coalition" is short for in it

    def mark(self, text: str, start: int, end: int) -> Marked:
        pieces: list[str] = []
        marks: list[Mark] = []
        shifts: list[tuple[int, int]] = []
        length, behind = 0, start
        for mark in self._marks(text, start, end):
            plain = _PRIVATE.sub(" ", text[behind : mark.start])
            written = mark_of(mark.letter, len(marks))
            pieces += (plain, written)
            length += len(plain) + len(written)
            marks.append(mark)
            shifts.append((length, mark.end))
            behind = mark.end
        pieces.append(_PRIVATE.sub(" ", text[behind:end]))
        return Marked("".join(pieces), tuple(marks), (start, end), tuple(shifts))

    def _marks(self, text: str, start: int, end: int) -> list[Mark]:
        words = [(match.start(), match.end()) for match in _WORD.finditer(text, start, end)]
        found: list[Mark] = []
        position = 0
        while position < len(words):
            mark, taken = self._mark_at(text, words, position)
            if mark is not None:
                found.append(mark)
            position += taken
        return found

    def _mark_at(self, text: str, words: Sequence[tuple[int, int]], position: int) -> tuple[Mark | None, int]:
        first = text[slice(*words[position])]
        if not first[:1].isupper() and first.lower() not in _ARTICLES | _COMMON_STARTS:
            return None, 1
        before = _word_before(text, words, position)
        if before not in _BEFORE_PLACE and first.lower() not in _ARTICLES and not self.parties.may_begin(first):
            return None, 1
        most = min(_LONGEST, len(words) - position)
        for length in range(most, 0, -1):
            begin, stop = words[position][0], words[position + length - 1][1]
            if "\n" in text[begin:stop] or not (text[stop - 1].isalnum() or text[stop - 1] == "."):
                continue
            last = text[slice(*words[position + length - 1])]
            if length > 1 and not (last[:1].isupper() or last in _COMMON_ENDS):
                continue
            mark = self._named(text, begin, stop, before)
            if mark is not None:
                return mark, length
        return None, 1

    def _named(self, text: str, start: int, end: int, before: str) -> Mark | None:
        name = text[start:end]
        site_id = self.named_sites.get((start, end))
        if site_id is not None and (site := self.sites.site(site_id)) is not None:
            return Mark(start, end, "P", place=_of_site(site))
        country = self.parties.country(name)
        if country is not None:
            return _country_mark(start, end, country, modifies=_NEXT_WORD.match(text, end) is not None)
        if name == "coalition":
            return Mark(start, end, "A", party=self.coalition) if self.coalition else None
        for actor_id in self.parties.named(name):
            party = self.parties.of_actor(actor_id, self.day)
            if party is not None:
                return Mark(start, end, "A", party=party)
        if before in _BEFORE_PLACE:
            facility = _FACILITY.search(text, max(0, start - 40), start)
            place = self._place(name, f"{name} {facility[1].lower()} base" if facility else None)
            if place is not None:
                return Mark(start, end, "P", place=place)
        return None

    def _place(self, name: str, facility: str | None) -> NamedPlace | None:
        """The place of this name; "the naval base in" it is the base, where there is one of its name."""
        sites = (self.sites.named(facility) if facility else ()) or self.sites.named(name)
        if sites:
            return _of_site(sites[0])
        found = [place for place in self.places.candidates(name) if place.kind in _SETTLED] if self.places else []
        if not found:
            return None
        best = max(found, key=lambda place: (self.names_country(place.country), place.population))
        if best.site_id and (site := self.sites.site(best.site_id)) is not None:
            return _of_site(site)
        return NamedPlace(str(best.place_id), name, best.lat, best.lon, best.country)


def _word_before(text: str, words: Sequence[tuple[int, int]], position: int) -> str:
    return text[slice(*words[position - 1])].lower() if position else ""


def _country_mark(start: int, end: int, country: CountryName, *, modifies: bool) -> Mark:
    """ "US" is a name, and an adjective where a word follows it."""
    party = state(country.code)
    seat = country.kind is NameKind.SEAT
    place = NamedPlace(
        country.text if seat else country.code, country.text if seat else party.name, country=country.code
    )
    letter = "D" if modifies and country.text.replace(".", "").isupper() else _LETTERS[country.kind]
    return Mark(start, end, letter, party=party, place=place)


def _of_site(site: Site) -> NamedPlace:
    return NamedPlace(site.site_id, site.name, site.lat, site.lon, site.country)
