"""An incident -> the one value of each kind that a row of a table has room for, and why it was chosen.

The choice is the incident's own (`IncidentAttribute.shown`): the value that most independent origins hold, of equals
the latest. What was disputed is told beside it, never settled. Only mentions that assert that something happened are
read: what is planned, called for, hypothetical, denied, probable or possible enters no count.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from dateline.export.cells import short
from dateline.export.privacy import BLOCK
from dateline.export.tolls import Account, accounts_of
from dateline.fuse.values import shown
from dateline.knowledge.codebook import Codebook
from dateline.model import (
    AS_TOLD,
    ActorValue,
    Article,
    AttributeState,
    CasualtyKind,
    Claim,
    Counting,
    DateValue,
    EventMention,
    PlacePrecision,
    PlaceValue,
    ToldIncident,
)

__all__ = ["IncidentReading", "MentionReading", "name_of", "number_of", "point_of"]

ValueT = TypeVar("ValueT")


def name_of(actor: ActorValue) -> str:
    """The name as exports show it; a masked one says what it stands for."""
    return "private person" if BLOCK in actor.name else actor.name


def point_of(place: PlaceValue | None) -> tuple[float, float] | None:
    """Latitude and longitude; none for a country, whatever a gazetteer says."""
    if place is None or place.lat is None or place.lon is None or place.precision in (None, PlacePrecision.COUNTRY):
        return None
    return place.lat, place.lon


@dataclass(frozen=True)
class IncidentReading:
    """What a row about an incident is filled from. `counting`: which of its mentions are read."""

    told: ToldIncident
    codebook: Codebook
    counting: Counting = AS_TOLD

    @cached_property
    def articles(self) -> dict[str, Article]:
        return {article.article_id: article for article in self.told.articles}

    @cached_property
    def mentions(self) -> tuple[EventMention, ...]:
        """Those that are read, the ones of the incident's type first."""
        own = self.told.incident.event_type
        read = [mention for mention in self.told.mentions if self.counting.takes(mention)]
        return tuple(sorted(read, key=lambda mention: mention.event_type != own))

    @cached_property
    def own(self) -> tuple[EventMention, ...]:
        """Those of the incident's type; all that are read where none is. Their parties alone are the incident's."""
        return tuple(item for item in self.mentions if item.event_type == self.event_type) or self.mentions

    @cached_property
    def lead(self) -> EventMention:
        """The mention that holds most of the values shown; the earliest of equals. Needs a mention that is read."""
        return max(self.own, key=self._agreeing)

    def _agreeing(self, mention: EventMention) -> int:
        fields: tuple[tuple[str, Sequence[Claim[Any]]], ...] = (
            ("actors", mention.actors),
            ("recipients", mention.recipients),
            ("place", mention.places),
            ("date", mention.dates),
        )
        return sum(any(shown(claim.value) == self._shown(name) for claim in claims) for name, claims in fields)

    def _shown(self, name: str) -> str | None:
        attribute = self.told.incident.attribute(name)
        return attribute.shown if attribute else None

    @cached_property
    def event_type(self) -> str:
        return self.told.incident.event_type

    @cached_property
    def mode(self) -> str | None:
        return next((mention.mode for mention in (self.lead, *self.own) if mention.mode), None)

    @cached_property
    def actors(self) -> tuple[ActorValue, ...]:
        return self._parties("actors", [mention.actors for mention in (self.lead, *self.own)])

    @cached_property
    def recipients(self) -> tuple[ActorValue, ...]:
        """Without those who act: a party of a mutual event that one account makes its recipient is named once."""
        acting = {actor.name for actor in self.actors}
        found = self._parties("recipients", [mention.recipients for mention in (self.lead, *self.own)])
        return tuple(actor for actor in found if actor.name not in acting)

    def _parties(self, name: str, told: Sequence[Sequence[Claim[ActorValue]]]) -> tuple[ActorValue, ...]:
        """Who is shown, with all whom the same mention names beside them; each name once."""
        wanted = self._shown(name)
        sides = [tuple(_by_name(claim.value for claim in claims).values()) for claims in told if claims]
        holding = (side for side in sides if any(shown(value) == wanted for value in side))
        return next(holding, sides[0] if sides else ())

    @cached_property
    def place(self) -> PlaceValue | None:
        """The place shown; where that is a country or province, a place in it that another account names."""
        places = self._told(lambda mention: mention.places)
        wanted = self._shown("place")
        held = [place for place in places if place.name == wanted] or places
        if not held:
            return None
        best = next((place for place in held if point_of(place)), held[0])
        return next((place for place in places if _lies_in(place, best)), best)

    @cached_property
    def when(self) -> DateValue | None:
        dates = self._told(lambda mention: mention.dates)
        wanted = self._shown("date")
        return next((value for value in dates if shown(value) == wanted), dates[0] if dates else None)

    def _told(self, claims_of: Callable[[EventMention], Sequence[Claim[ValueT]]]) -> list[ValueT]:
        """What the mentions of the incident's type tell, its lead first; what the others tell where they do not."""
        own = [claim.value for mention in (self.lead, *self.own) for claim in claims_of(mention)]
        return own or [claim.value for mention in self.mentions for claim in claims_of(mention)]

    @cached_property
    def killed(self) -> tuple[Account, ...]:
        return accounts_of(self.told, CasualtyKind.KILLED, self.mentions)

    @cached_property
    def wounded(self) -> tuple[Account, ...]:
        return accounts_of(self.told, CasualtyKind.WOUNDED, self.mentions)

    @cached_property
    def origins(self) -> tuple[str, ...]:
        """Whose independent accounts these are."""
        return self.told.incident.origins

    @cached_property
    def disputed(self) -> tuple[str, ...]:
        attributes = self.told.incident.attributes
        return tuple(item.name for item in attributes if item.state is AttributeState.DISPUTED)

    @cached_property
    def quotes(self) -> tuple[str, ...]:
        """One short quotation of each article, with who is quoted, outlet and date: what the row rests on."""
        first: dict[str, EventMention] = {}
        for mention in self.mentions:
            first.setdefault(mention.article_id, mention)
        return tuple(self._quote(mention) for mention in first.values())

    def _quote(self, mention: EventMention) -> str:
        article = self.articles[mention.article_id]
        said_by = " ← ".join(source.name for source in mention.attribution.sources[1:])
        outlet = ", ".join(filter(None, (article.publisher, str(article.published_on or ""))))
        told_by = " ← ".join(filter(None, (outlet or article.article_id, said_by)))
        return f"{told_by}: “{short(mention.evidence[0].quote)}”"

    @property
    def published(self) -> list[str]:
        return sorted({str(article.published_on) for article in self.told.articles if article.published_on})

    def mention_readings(self) -> Iterator[MentionReading]:
        for mention in self.told.mentions:
            if self.counting.takes(mention):
                yield MentionReading(self, mention, self.articles[mention.article_id])


def _by_name(actors: Iterable[ActorValue]) -> dict[str, ActorValue]:
    """The first of each name: a joint force of two states is one party."""
    found: dict[str, ActorValue] = {}
    for actor in actors:
        found.setdefault(actor.name, actor)
    return found


def _lies_in(place: PlaceValue, wide: PlaceValue) -> bool:
    if wide.precision is PlacePrecision.PROVINCE:
        return bool(wide.admin1) and place.admin1 == wide.admin1 and _is_finer(place) and place.country == wide.country
    return wide.precision is PlacePrecision.COUNTRY and place.country == wide.country and point_of(place) is not None


def _is_finer(place: PlaceValue) -> bool:
    wide = (PlacePrecision.PROVINCE, PlacePrecision.COUNTRY, PlacePrecision.AREA)
    return point_of(place) is not None and place.precision not in wide


@dataclass(frozen=True)
class MentionReading:
    """What a row about one mention of an incident is filled from."""

    incident: IncidentReading
    mention: EventMention
    article: Article

    @property
    def actors(self) -> tuple[ActorValue, ...]:
        return tuple(dict.fromkeys(claim.value for claim in self.mention.actors))

    @property
    def recipients(self) -> tuple[ActorValue, ...]:
        return tuple(dict.fromkeys(claim.value for claim in self.mention.recipients))

    @property
    def place(self) -> PlaceValue | None:
        places = [claim.value for claim in self.mention.places]
        return next((place for place in places if point_of(place)), places[0] if places else None)

    @property
    def when(self) -> DateValue | None:
        return self.mention.dates[0].value if self.mention.dates else None


def number_of(identifier: str) -> int:
    """An id of ours as a whole number of 63 bits, for formats that have numbers only; the same wherever it is made."""
    return int(identifier.partition("-")[2], 16) >> 1
