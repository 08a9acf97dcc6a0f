"""The sentences of one coded article held against the rules of the picture -> what each of them tells.

Input: a coded article and `References`. Output: `Telling`s: who, what, where, and the passage. What a rule leaves out
is looked for where the rule says: the party named before, the holder that the article names elsewhere, the country
that hosts. A sentence that the author only guesses in is passed over unless guesses are asked for.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from dateline.knowledge.picture_rules import MARK, PictureRule, PictureRules, mark_of
from dateline.knowledge.sites import Sites
from dateline.model import CodedArticle
from dateline.picture.marking import Mark, Marked, Marker, NamedPlace, PlaceNames
from dateline.picture.parties import Party, PartyBook, PartyKind, state
from dateline.picture.passages import Passage, Speech, sentences

__all__ = ["ArticleReading", "References", "Telling"]

_WORD = re.compile(r"(?:[A-Z]\.){2,}|[A-Z]\w+")
_WORDS = re.compile(r"\w+")
_COALITION = re.compile(r"[\w-]+ coalition")
_COORDINATED = re.compile(
    r"(?:,|:)?(?: (?:and|or|as well as))?(?: (?:an?|the|its|their|one|another))?(?: [\w-]+){0,3}?"
    r"(?: (?:in|at|on|near|to))?"
    rf"(?: the)? {mark_of('P', 0).replace('0', '([0-9]+)')}"
)
_FACILITY_BEHIND = re.compile(r" (?:military |naval |air )?(?:base|airbase|airport|airfield)", re.IGNORECASE)


@dataclass(frozen=True)
class References:
    """What the picture looks things up in."""

    rules: PictureRules
    parties: PartyBook
    sites: Sites
    places: PlaceNames | None = None  # None: only the sites that an article names, and countries


@dataclass(frozen=True, slots=True)
class Telling:
    """What one sentence tells by one rule; `inferred` names what does not stand in the sentence itself."""

    value: str
    passage: Passage
    party: Party | None = None
    other: Party | None = None
    places: tuple[NamedPlace, ...] = ()
    start: NamedPlace | None = None  # of a movement
    end: NamedPlace | None = None
    inferred: str | None = None


@dataclass(frozen=True)
class ArticleReading:
    """One article, read sentence by sentence; a sentence is marked when a family of rules first asks for it."""

    coded: CodedArticle
    references: References
    guesses: bool = False
    _marked: dict[tuple[int, int], Marked] = field(default_factory=dict)

    @cached_property
    def speech(self) -> Speech:
        return Speech(self.coded)

    @cached_property
    def _words(self) -> set[str]:
        """All of the article, to tell at once that no sentence of it holds a word that is looked for."""
        return set(_WORDS.findall(self.coded.article.text.lower()))

    @cached_property
    def _sentences(self) -> list[tuple[tuple[int, int], set[str]]]:
        """Each sentence with its words."""
        text = self.coded.article.text
        return [((start, end), set(_WORDS.findall(text[start:end].lower()))) for start, end in sentences(text)]

    @cached_property
    def _marker(self) -> Marker:
        spans = {(site.span.start_char, site.span.end_char): site.site_id for site in self.coded.sites}
        refs = self.references
        day = self.coded.article.published_on
        return Marker(refs.parties, refs.places, refs.sites, day, spans, self._names_country, self._coalition())

    def _names_country(self, code: str | None) -> bool:
        return code in self.countries

    def _coalition(self) -> Party | None:
        """The body that the article names in full as some coalition."""
        book, day, text = self.references.parties, self.coded.article.published_on, self.coded.article.text
        for match in _COALITION.finditer(text) if "coalition" in text else ():
            for actor_id in book.named(match[0]):
                return book.of_actor(actor_id, day)
        return None

    @cached_property
    def countries(self) -> Counter[str]:
        """How often the text names each country, by name, adjective or seat."""
        book = self.references.parties
        named = (book.country(match[0].removesuffix("'s")) for match in _WORD.finditer(self.coded.article.text))
        return Counter(name.code for name in named if name is not None)

    def marked(self, family: str) -> Iterator[Marked]:
        """The sentences that hold one of the family's words, marked."""
        trigger = self.references.rules.triggers[family]
        for (start, end), words in () if trigger.isdisjoint(self._words) else self._sentences:
            if not trigger.isdisjoint(words) and (self.guesses or not self.speech.guessed(start, end)):
                if (start, end) not in self._marked:
                    self._marked[start, end] = self._marker.mark(self.coded.article.text, start, end)
                yield self._marked[start, end]

    def tellings(self, family: str) -> list[Telling]:
        """Everything that the family's rules find in the article; what asks for the holder comes after those named."""
        found: list[Telling] = []
        waiting: list[tuple[PictureRule, Marked, re.Match[str]]] = []
        for marked in self.marked(family):
            for rule in self.references.rules.rules[family] if marked.marks else ():
                for match in rule.pattern.finditer(marked.text):
                    if rule.needs is not None and not rule.needs.search(match[0]):
                        continue
                    if rule.party == "holder":
                        waiting.append((rule, marked, match))
                    else:
                        found.extend(self._telling(rule, marked, match, None))
        holders = Counter(telling.party for telling in found if telling.party is not None and telling.value == "hold")
        holder = max(holders, key=lambda party: (holders[party], party), default=None)
        for rule, marked, match in waiting if holder else ():
            found.extend(self._telling(rule, marked, match, holder))
        return _without_guessed_places(found)

    def _telling(
        self, rule: PictureRule, marked: Marked, match: re.Match[str], holder: Party | None
    ) -> Iterator[Telling]:
        groups = {name: marked.marks[int(number)] for name, number in match.groupdict().items() if number}
        party, inferred = _party_of(groups, holder), "holder from elsewhere in the article" if holder else None
        if rule.party == "before":
            party = _before(marked, match.start())
        if party is None and rule.party is not None:
            return
        other = groups["other"].party if "other" in groups else None
        if party is not None and party == other:
            return
        places = _places(groups, marked, match)
        if not places and rule.place is not None:
            places, inferred = self._host(rule.place, party, other), "place from elsewhere in the article"
            if not places:
                return
        passage = self._passage(marked, match, affirmed=not rule.denied)
        start = groups["from"].place if "from" in groups else None
        for end in _coordinated([groups["to"].place], marked, match.end()) if "to" in groups else (None,):
            yield Telling(rule.value, passage, party, other, places, start, end, inferred)

    def _passage(self, marked: Marked, match: re.Match[str], *, affirmed: bool) -> Passage:
        start, end = marked.offset(match.start()), marked.offset(match.end())
        return self.speech.passage(start, max(end, start + 1), marked.sentence, affirmed=affirmed)

    def passage_at(self, marked: Marked, start: int, end: int) -> Passage:
        first = marked.offset(start)
        return self.speech.passage(first, max(marked.offset(end), first + 1), marked.sentence)

    def _host(self, where: str, holder: Party | None, wanter: Party | None) -> tuple[NamedPlace, ...]:
        """The country of whoever wants it there, or the country that the article names most beside the holder's."""
        if where == "wanter":
            code = wanter.key if wanter and wanter.kind is PartyKind.STATE else None
        else:
            others = [code for code, _ in self.countries.most_common() if holder is None or code != holder.key]
            code = others[0] if others else None
        return (NamedPlace(code, state(code).name, country=code),) if code else ()


def _party_of(groups: dict[str, Mark], holder: Party | None) -> Party | None:
    return groups["party"].party if "party" in groups else holder


def _before(marked: Marked, position: int) -> Party | None:
    """The party named last before a position, whoever comes first in the sentence of several that act."""
    numbers = [int(found[2]) for found in MARK.finditer(marked.text, 0, position)]
    parties = [marked.marks[number].party for number in numbers if marked.marks[number].letter in "CDSA"]
    return next((party for party in parties if party is not None and party.kind is not PartyKind.PERSON), None)


def _places(groups: dict[str, Mark], marked: Marked, match: re.Match[str]) -> tuple[NamedPlace, ...]:
    """The places of the groups, and those that are coordinated with the last of them."""
    found = [groups[name].place for name in ("place", "place2", "town", "country") if name in groups]
    return _coordinated(found, marked, match.end()) if found else ()


def _coordinated(found: list[NamedPlace | None], marked: Marked, position: int) -> tuple[NamedPlace, ...]:
    """These places and the ones joined to them behind `position`: "in Arden and the port of Brindle"."""
    position = _behind_facility(marked.text, position)
    while (more := _COORDINATED.match(marked.text, position)) is not None:
        found = [*found, marked.marks[int(more[1])].place]
        position = _behind_facility(marked.text, more.end())
    return tuple(dict.fromkeys(place for place in found if place is not None))


def _behind_facility(text: str, position: int) -> int:
    behind = _FACILITY_BEHIND.match(text, position)
    return behind.end() if behind else position


def _without_guessed_places(tellings: list[Telling]) -> list[Telling]:
    """Where a sentence names the place itself, no place from elsewhere in the article is put beside it."""
    own = {(telling.value, telling.party, telling.passage.span) for telling in tellings if not telling.inferred}
    return [
        telling
        for telling in tellings
        if not telling.inferred or (telling.value, telling.party, telling.passage.span) not in own
    ]
