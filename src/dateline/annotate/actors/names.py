"""Tokens -> the names, country words and agent nouns in them: the longest match at each place.

Input: `Words` and the knowledge of actors, countries and agents. Output: `Hit`s from left to right that do not overlap.
A name needs its capital, an acronym all of them; a family name alone is a hit only where no other proper noun stands
beside it, so that another bearer of the name is not taken for its best known one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA

from dateline.annotate.syntax.words import Words
from dateline.knowledge.actors import ActorIndex
from dateline.knowledge.agents import Agent, agent_nouns, modifiers
from dateline.knowledge.countries import CountryName, NameKind, country_names
from dateline.knowledge.names import fold, is_article, name_pieces

__all__ = ["Hit", "Lexicon", "last_names"]

_NOUN_LIKE = frozenset({"NOUN", "PROPN", "ADJ", "X", "NUM", "VERB"})
_FOES = frozenset({"REB", "OPP"})  # "rebel" and "opposition" stay nouns in "rebel attack", whatever the tagger says
_SHORTEST_MISSPELT = 5
_JOINERS = frozenset({"-", "–", "'", "’"})


class Hit(NamedTuple):
    """Words that the knowledge knows: exactly one of `ids`, `country` and `agent` is set."""

    start: int
    end: int
    ids: tuple[str, ...] = ()
    country: CountryName | None = None
    agent: Agent | None = None
    written: str | None = None  # a misspelling, as it stands in the text


@dataclass(frozen=True, slots=True)
class _Entry:
    rest: tuple[str, ...]  # the pieces after the first
    acronym: bool = False
    ids: tuple[str, ...] = ()
    country: CountryName | None = None
    agent: Agent | None = None


class Lexicon:
    """All known names and nouns by their first piece, longest first; of equal length, names before countries."""

    def __init__(self, index: ActorIndex):
        self._index = index
        self._transparent = modifiers().directions | modifiers().honorifics
        self._entries: dict[str, tuple[_Entry, ...]] = {
            first: tuple(sorted(entries, key=lambda entry: -len(entry.rest)))
            for first, entries in _merge(_name_entries(index), _fixed_entries()).items()
        }

    def find(self, words: Words) -> list[Hit]:
        hits: list[Hit] = []
        borne: set[str] = set()  # one-word names that somebody else in this text bears as a family name
        position, entries = 0, self._entries
        while position < len(words):
            found = entries.get(words.folded[position])
            hit = self._longest(words, position, found, borne) if found else self._misspelt(words, position)
            if hit is None:
                position += 1
                continue
            hits.append(hit)
            position = hit.end
        return [hit for hit in hits if not (borne and hit.ids and words.folded[hit.end - 1] in borne)]

    def _misspelt(self, words: Words, position: int) -> Hit | None:
        """A country word with two letters swapped or one wrong: "Kazahkstan"."""
        text = words.texts[position]
        if words.pos[position] != "PROPN" or len(text) < _SHORTEST_MISSPELT or not text[0].isupper():
            return None
        if words.caseless or text.isupper() or (position and words.pos[position - 1] == "PROPN"):
            return None  # "President Ada Holland" is somebody's name
        country = _corrected(words.folded[position])
        return Hit(position, position + 1, country=country, written=text) if country else None

    def countries_in(self, text: str) -> set[str]:
        """The countries that a short text outside the Doc, such as the title, names by name or demonym."""
        pieces = name_pieces(text)
        found = set()
        for position, piece in enumerate(pieces):
            for entry in self._entries.get(piece, ()):
                if entry.country is not None and pieces[position + 1 : position + 1 + len(entry.rest)] == entry.rest:
                    if not entry.acronym:
                        found.add(entry.country.code)
                    break
        return found

    def _longest(self, words: Words, position: int, entries: tuple[_Entry, ...], borne: set[str]) -> Hit | None:
        for entry in entries:
            end = _match(words, position, entry.rest) if entry.rest else position + 1
            if not end:
                continue
            if self._fits(words, position, end, entry):
                return Hit(_start(words, position), end, entry.ids, entry.country, entry.agent)
            if entry.ids and not entry.rest and words.capital(position) and not entry.acronym:
                borne.add(words.folded[position])
        return None

    def _fits(self, words: Words, start: int, end: int, entry: _Entry) -> bool:
        if entry.agent is not None:
            adjective = words.pos[end - 1] == "ADJ" and words.deps[end - 1] == "amod"
            return bool(entry.rest) or (
                words.pos[end - 1] in _NOUN_LIKE and (not adjective or entry.agent.sector in _FOES)
            )
        if entry.acronym and not words.caseless:
            return words.texts[start].replace(".", "").isupper()
        if not words.capital(start):
            return False
        return bool(entry.rest) or not self._beside_proper_noun(words, start, end, entry)

    def _beside_proper_noun(self, words: Words, start: int, end: int, entry: _Entry) -> bool:
        """Whether a one-word name is part of a longer name that the knowledge does not know."""
        person = any(self._index.get(actor_id).kind == "person" for actor_id in entry.ids)
        if entry.country is not None and entry.country.kind in (NameKind.DEMONYM, NameKind.PEOPLE):
            return False
        before = start - 1
        while before > 0 and (words.texts[before] == "-" or is_article(words.folded[before], True)):
            before -= 1
        if before >= 0 and words.pos[before] == "PROPN" and words.deps[before] in ("compound", "nmod"):
            known = words.folded[before] in self._entries or words.folded[before] in self._transparent
            if not known and words.capital(before) and words.sentences[before] == words.sentences[start]:
                return True
        return person and end < len(words) and words.pos[end] == "PROPN" and words.deps[start] == "compound"


@lru_cache(maxsize=4096)
def _corrected(folded: str) -> CountryName | None:
    """The one country word that differs from `folded` by a letter, or by two that changed places."""
    known = _one_word_countries()
    near = [word for word in _misspelt_by_letter().get(folded[0], ()) if abs(len(word) - len(folded)) <= 1]
    near = [word for word in near if OSA.distance(word, folded, score_cutoff=1) == 1]
    swapped = [word for word in near if len(word) == len(folded) and sorted(word) == sorted(folded)]
    best = swapped or (near if len(folded) > _SHORTEST_MISSPELT + 2 else [])
    return known[best[0]] if len({known[word].code for word in best}) == 1 else None


@cache
def _one_word_countries() -> dict[str, CountryName]:
    return {fold(country.text): country for country in country_names() if " " not in country.text}


@cache
def _misspelt_by_letter() -> dict[str, list[str]]:
    """The country words that are looked for misspelt, by their first letter."""
    alike: dict[str, list[str]] = {}
    for word in _one_word_countries():
        if len(word) >= _SHORTEST_MISSPELT:
            alike.setdefault(word[0], []).append(word)
    return alike


def _match(words: Words, position: int, rest: tuple[str, ...]) -> int:
    """Where the match of `rest` after `position` ends, or 0. Hyphens and Arabic articles between are passed over."""
    at, folded, size = position + 1, words.folded, len(words)
    for piece in rest:
        while at < size and folded[at] != piece:
            hyphen = words.texts[at] in _JOINERS
            article = is_article(folded[at], at + 1 < size and words.texts[at + 1] == "-")
            if not (hyphen or article):
                return 0
            at += 1
        if at >= size:
            return 0
        at += 1
    return at


def _start(words: Words, position: int) -> int:
    """Take the article of an Arabic name ("al-Sharaa") into its span."""
    if position >= 2 and words.texts[position - 1] == "-" and is_article(words.folded[position - 2], True):
        return position - 2
    if position >= 1 and is_article(words.folded[position - 1], False):
        return position - 1
    return position


def _name_entries(index: ActorIndex) -> Iterable[tuple[str, _Entry]]:
    generic = agent_nouns()  # "National Guard" alone is any country's
    for name, ids in index.names().items():
        first, *rest = name.split(" ")
        texts = [text for actor_id in ids for text in _spelled(index, actor_id) if " " not in text]
        if name in generic:
            continue
        acronym = not rest and any(name_pieces(text) == (first,) and text.isupper() for text in texts)
        yield first, _Entry(tuple(rest), acronym, ids=tuple(ids))


def _spelled(index: ActorIndex, actor_id: str) -> tuple[str, ...]:
    actor = index.get(actor_id)
    return (actor.name, *actor.aliases)


@cache
def _fixed_entries() -> tuple[tuple[str, _Entry], ...]:
    found: list[tuple[str, _Entry]] = []
    for country in country_names():
        first, *rest = name_pieces(country.text)
        found.append((first, _Entry(tuple(rest), not rest and country.text.isupper(), country=country)))
    for form, agent in agent_nouns().items():
        first, *rest = name_pieces(form)
        found.append((first, _Entry(tuple(rest), agent=agent)))
    return tuple(found)


def _merge(*sources: Iterable[tuple[str, _Entry]]) -> dict[str, list[_Entry]]:
    merged: dict[str, list[_Entry]] = {}
    for source in sources:
        for first, entry in source:
            merged.setdefault(first, []).append(entry)
    return merged


def last_names(words: Words) -> frozenset[str]:
    """The last words of the names of two or more: "Musa" alone may be tagged as a common noun."""
    if words.caseless:
        return frozenset()
    return frozenset(
        words.folded[last]
        for last in range(1, len(words))
        if words.pos[last] == words.pos[last - 1] == "PROPN" and words.heads[last - 1] == last
    )
