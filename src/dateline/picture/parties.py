"""Who a relation is between: names and coded actors -> parties.

Input: actors as claims code them, or names as a text writes them, with the actor index and the names of countries.
Output: a `Party`: a state with everybody who acts for it, a body of its own (an armed group, an alliance, an
organisation), a person who holds no office, or the people of a country. Outlets are sources, not parties.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cache, cached_property

from dateline.knowledge.actors import Actor, ActorIndex
from dateline.knowledge.countries import SUPRANATIONAL, CountryName, NameKind, country_names
from dateline.knowledge.names import name_pieces
from dateline.model import ActorValue

__all__ = ["Party", "PartyBook", "PartyKind", "state"]

_STATE_SECTORS = frozenset({"GOV", "MIL", "COP", "SPY", "LEG", "JUD"})
_OUTLETS = frozenset({"JRN"})
_PEOPLE = frozenset({"CVL", "REF", "LAB", "EDU", "MED", "REL", "SOC", "AGR", "BUS"})
_LONGEST = 5  # words of a name


class PartyKind(StrEnum):
    STATE = "state"
    BODY = "body"  # an armed group, an alliance, an organisation
    PERSON = "person"
    PEOPLE = "people"  # of a country


@dataclass(frozen=True, slots=True, order=True)
class Party:
    """`key` tells parties apart: a country's code, an actor's id, or a code and "people"."""

    key: str
    name: str = field(compare=False)
    kind: PartyKind = field(compare=False, default=PartyKind.STATE)


@cache
def _labels() -> dict[str, str]:
    labels: dict[str, str] = {}
    for name in country_names():
        if name.kind is NameKind.NAME and name.sector is None:
            labels.setdefault(name.code, name.label)
    return labels


@cache
def _spelled() -> dict[str, CountryName]:
    """Country names as written; where one text is two things, the first of the file stands."""
    found: dict[str, CountryName] = {}
    for name in country_names():
        found.setdefault(name.text, name)
    return found


@cache
def _country_openings() -> frozenset[str]:
    return frozenset(re.split(r"[\s-]", text)[0] for text in _spelled())


def state(code: str) -> Party:
    return Party(code, _labels().get(code, code))


def _of_country(code: str | None, sector: str | None) -> Party | None:
    if code is None or code in SUPRANATIONAL:
        return None
    if sector in _STATE_SECTORS:
        return state(code)
    return Party(f"{code} people", f"people of {state(code).name}", PartyKind.PEOPLE) if sector in _PEOPLE else None


@dataclass(frozen=True)
class PartyBook:
    """Look-ups of parties."""

    actors: ActorIndex

    @cached_property
    def _openings(self) -> frozenset[str]:
        """The first words of all actors' names, folded."""
        return frozenset(name.split(" ", 1)[0] for name in self.actors.names())

    def may_begin(self, word: str) -> bool:
        """Whether some name of an actor or country begins with this word; most words of a text begin none."""
        pieces = name_pieces(word)
        return not pieces or pieces[0] in self._openings or word in _country_openings()

    def of_value(self, value: ActorValue, as_written: str, day: date | None) -> Party | None:
        """The party of a coded actor; None for outlets, and for those of whom neither country nor name is known."""
        if value.sector in _OUTLETS:
            return None
        if value.actor_id is not None:
            return self.of_actor(value.actor_id, day)
        return self._body_in(as_written, day) or _of_country(value.country, value.sector)

    def of_actor(self, actor_id: str, day: date | None) -> Party | None:
        try:
            actor = self.actors.get(actor_id)
        except KeyError:
            return None
        role = actor.coding_on(day)
        if role is None or role.sector in _OUTLETS:
            return None
        if role.sector in _STATE_SECTORS and role.country and role.country not in SUPRANATIONAL:
            return state(role.country)
        if actor.kind == "person" and actor.member_of:
            return self._as_body(actor, actor.member_of[0])
        return Party(actor.actor_id, actor.name, PartyKind.PERSON if actor.kind == "person" else PartyKind.BODY)

    def _as_body(self, actor: Actor, body_id: str) -> Party:
        try:
            return Party(body_id, self.actors.get(body_id).name, PartyKind.BODY)
        except KeyError:
            return Party(actor.actor_id, actor.name, PartyKind.PERSON)

    def named(self, words: str) -> tuple[str, ...]:
        """Ids of the actors that bear exactly this name."""
        return tuple(self.actors.named(name_pieces(words)))

    @staticmethod
    def country(words: str) -> CountryName | None:
        return _spelled().get(words)

    def _body_in(self, phrase: str, day: date | None) -> Party | None:
        """The body that a phrase names: "a lone gunman of the Red Front" acts for the Red Front."""
        words = phrase.split()
        for length in range(min(_LONGEST, len(words)), 0, -1):
            for start in range(len(words) - length + 1):
                some = words[start : start + length]
                named = length > 1 or some[0][:1].isupper()
                if named and some[0] not in _spelled():
                    party = self._body(" ".join(some), day)
                    if party is not None:
                        return party
        return None

    def _body(self, name: str, day: date | None) -> Party | None:
        for actor_id in self.named(name):
            party = self.of_actor(actor_id, day)
            if party is not None and party.kind is PartyKind.BODY:
                return party
        return None
