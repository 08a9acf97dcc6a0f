"""What a noun phrase says its bearer belongs to: a state, an organisation, an office that was left.

Input: `Words`, their hits, and the bounds of a phrase. Output: a `Belonging`, read off the words before the head (the
nearest says most) and the phrase that "of", "from", "for" or "in" ties to it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from dateline.annotate.actors.names import Hit
from dateline.annotate.syntax.words import Words
from dateline.knowledge.actors import ActorIndex
from dateline.knowledge.agents import modifiers

__all__ = ["Belonging", "BelongingReader"]

_FARTHEST_PARTNER = 16  # tokens from the first state of a list to its last
_LINKS = frozenset({"of", "for", "from", "in", "at", "to", "with"})
_SEATED = frozenset({"based", "headquartered", "located", "living", "stationed"})


@dataclass(slots=True)
class Belonging:
    """What a phrase says its bearer belongs to."""

    country: str | None = None
    sector: str | None = None
    sectors: tuple[str, ...] = ()
    former: bool = False
    person: bool = False  # the sector is that of a person, which only those who speak or act for them share
    state_owned: bool = False


class BelongingReader:
    """Reads what the phrases of one document belong to."""

    def __init__(
        self, words: Words, hit_at: Mapping[int, Hit], index: ActorIndex, day: date | None, places: Mapping[int, str]
    ):
        self.words, self.hit_at, self.index, self.day, self.places = words, hit_at, index, day, places
        self._prepositions = _prepositions(words)

    def of(self, start: int, core: int, head: int, end: int) -> Belonging:
        found = Belonging()
        words, table = self.words, modifiers()
        for token in range(core - 1, start - 1, -1):  # the nearest word says most
            hit = self.hit_at.get(token)
            if hit is not None and hit.end == token + 1:
                if not self.is_epithet(hit):
                    self._take(found, hit)
            elif hit is None:
                lower = words.texts[token].lower()
                if lower in table.former:
                    found.former = True
                elif lower in table.state_owned or self._after_state(token):
                    found.state_owned = True
                elif found.sector is None and lower in table.sectors:
                    found.sector = table.sectors[lower]
            if found.country is None and token in self.places and (hit is None or not self.is_epithet(hit)):
                found.country = self.places[token]
        inner = self.complement(head, end)
        if inner is None:
            found.country = found.country or self._place_after(head)
            return found
        link, target, hit = inner
        if (
            link == "in" and hit.agent is not None
        ):  # "an officer in the Danish navy", unlike "protesters in the ministry"
            if hit.agent.kind != "organisation":
                return found
            found.country = found.country or self.of(words.left[target], hit.start, target, hit.end).country
        self._take(found, hit)
        return found

    def is_epithet(self, hit: Hit) -> bool:
        """ "Iran-backed", "rebel-held", "ethnic Albanian": the word before the hyphen, or behind "ethnic", is not the
        state or body that the phrase belongs to.
        """
        texts, end = self.words.texts, hit.end
        if end + 1 < len(texts) and texts[end] == "-" and self.words.folded[end + 1] in modifiers().epithets:
            return True
        return hit.country is not None and hit.start > 0 and self.words.folded[hit.start - 1] == "ethnic"

    def _after_state(self, token: int) -> bool:
        """The "run" of "state-run"."""
        folded = self.words.folded
        owned = folded[token] in ("run", "owned", "controlled", "funded")
        return (
            owned and token >= 2 and self.words.texts[token - 1] == "-" and folded[token - 2] in ("state", "government")
        )

    def _take(self, found: Belonging, hit: Hit) -> None:
        if hit.country is not None:
            found.country = found.country or self.code_of(hit)
            if found.sector is None and hit.country.sector:
                found.sector = hit.country.sector
            return
        if hit.agent is not None:
            found.sector = found.sector or hit.agent.sector
            found.country = found.country or hit.agent.country
            return
        actor = self.index.get(hit.ids[0])
        role = actor.coding_on(self.day)
        if role is not None:
            found.country = found.country or role.country
            if found.sector is None:
                found.sector, found.sectors, found.person = role.sector, role.sectors, actor.kind == "person"

    def code_of(self, hit: Hit) -> str | None:
        """A country word's code; where the same name is resolved as a place elsewhere (Georgia, USA), the place's."""
        if hit.country is None:
            return None
        whole = hit.country.text == hit.country.label  # "Gaza" is nowhere else, unlike "Georgia"
        return self.places.get(hit.start, hit.country.code) if whole else hit.country.code

    def complement(self, head: int, end: int) -> tuple[str, int, Hit] | None:
        """The known noun phrase that "of", "from", "for" or "in" ties to `head`: (preposition, its head, its hit)."""
        for preposition, target in self._prepositions.get(head, ()):
            if preposition >= end and self.words.folded[preposition] in _LINKS:
                hit = self.hit_at.get(target)
                if hit is not None:
                    return self.words.folded[preposition], target, hit
        return None

    def sharing(self, inner: tuple[str, int, Hit] | None) -> dict[int, str]:
        """ "Joint forces of A and B", "envoys from A and B": the sharing states by token; none or several."""
        if inner is None or inner[0] not in {"of", "from"} or inner[2].country is None:
            return {}
        words, first = self.words, inner[1]
        states = {first: inner[2].country.code}
        for token in range(first + 1, min(len(words), first + _FARTHEST_PARTNER)):
            hit = self.hit_at.get(token)
            if words.deps[token] == "conj" and words.heads[token] in states and hit is not None and hit.country:
                states[token] = hit.country.code
        return states if len(states) > 1 else {}

    def nations(self, start: int, end: int) -> list[str]:
        """The nations of demonyms that are joined before a noun which they share."""
        marks = [hit for token in range(start, end) if (hit := self.hit_at.get(token)) and hit.country]
        codes = list(dict.fromkeys(hit.country.code for hit in marks if hit.country))
        joined = any(self.words.folded[token] == "and" for token in range(start, end))
        return codes if joined else []

    def _place_after(self, head: int) -> str | None:
        for _, target in self._prepositions.get(head, ()):
            if target in self.places:
                return self.places[target]
        return None


def _prepositions(words: Words) -> dict[int, list[tuple[int, int]]]:
    """Noun -> (preposition, object) pairs that hang on it, also by way of "based": "a group based in Lima"."""
    found: dict[int, list[tuple[int, int]]] = {}
    for index, dep in enumerate(words.deps):
        if dep == "pobj":
            preposition = words.heads[index]
            if words.deps[preposition] == "prep":
                noun = words.heads[preposition]
                if words.folded[noun] in _SEATED and words.deps[noun] == "acl":
                    noun = words.heads[noun]
                found.setdefault(noun, []).append((preposition, index))
    return found
