"""Coded articles -> profiles: of each mention, only what fusing compares.

A profile is a bag of counts, so that the profile of a group is the sum of its members' and one measure serves a pair
of tellings and a pair of groups. The main telling of an article is compared by the wording of the whole article, title
and lead first; the others, which tell the background, by their own passages. A group is what its main tellings make
it: background that has joined it does not change what it is like.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass, field, fields, replace
from datetime import date
from functools import lru_cache
from typing import TypeVar

from dateline.fuse.tellings import Telling, actor_key, kind_of, lead_of, passage_stems, stated
from dateline.fuse.wording import Rarity, stems
from dateline.model import (
    Article,
    Claim,
    DatePrecision,
    DateValue,
    EventMention,
    PlacePrecision,
    PlaceRole,
    PlaceValue,
)

__all__ = ["BAGS", "Days", "Profile", "profiles_of"]

KeyT = TypeVar("KeyT")
NumberT = TypeVar("NumberT", int, float)
Days = tuple[int, int]  # ordinals of the first and the last day

_TITLE_WEIGHT = 2
_LEAD_WEIGHT = 2
_KEPT_STEMS = 60
_DIGITS = 5  # of a word's weight: what is kept is half as long, and no score changes by more than a thousandth
_GENERIC_PRECISIONS = frozenset({PlacePrecision.COUNTRY, PlacePrecision.WATER, None})
_WHERE = frozenset({PlaceRole.AT, PlaceRole.NEAR})
_WIDEST_STATED = 31  # days; a wider date says nothing of which incident it is
_NO_YEAR = re.compile(r"XXXX-(?P<day>\d\d-\d\d)")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n")


@dataclass(slots=True)
class Profile:
    """What one telling, or a group of them, is compared by. `size` counts the tellings."""

    first: tuple[int, str, int, str]  # published (ordinal), article, offset, mention: the canonical order
    size: int = 1
    mains: int = 0
    head: str = ""  # of a follower: the mention that tells best what it tells too
    of_main: bool = False  # whether it stands in the main telling of its article
    words: dict[str, float] = field(default_factory=dict)
    types: dict[str, float] = field(default_factory=dict)
    days: dict[Days, int] = field(default_factory=dict)
    calendar: dict[str, int] = field(default_factory=dict)  # month and day, where no year is known
    published: dict[int, int] = field(default_factory=dict)  # ordinals of days of publication
    places: dict[str, int] = field(default_factory=dict)
    provinces: dict[str, int] = field(default_factory=dict)
    countries: dict[str, int] = field(default_factory=dict)
    stated_in: dict[str, int] = field(default_factory=dict)  # countries where its own sentences place it
    nations: dict[str, int] = field(default_factory=dict)  # of places and parties
    actors: dict[str, int] = field(default_factory=dict)
    recipients: dict[str, int] = field(default_factory=dict)
    figures: dict[tuple[str, int], int] = field(default_factory=dict)
    articles: dict[str, int] = field(default_factory=dict)

    @property
    def mention_id(self) -> str:
        return self.first[3]

    @property
    def article_id(self) -> str:
        return self.first[1]

    def copy(self) -> Profile:
        """A profile that may absorb others without changing this one."""
        twin = replace(self)
        for name in BAGS:
            setattr(twin, name, dict(getattr(self, name)))
        return twin

    def absorb(self, other: Profile) -> None:
        """Become the profile of both groups together; where one has main tellings, only main ones are its likeness."""
        self.first = min(self.first, other.first)
        if self.mains and not other.mains:
            return
        if other.mains and not self.mains:
            for name in BAGS:
                setattr(self, name, copy(getattr(other, name)))
            self.size, self.mains = other.size, other.mains
            return
        self.size += other.size
        self.mains += other.mains
        for name in BAGS:
            _add(getattr(self, name), getattr(other, name))


BAGS = tuple(part.name for part in fields(Profile) if part.default_factory is dict)


def _add(bag: dict[KeyT, NumberT], other: Mapping[KeyT, NumberT]) -> None:
    for key, number in other.items():
        bag[key] = bag[key] + number if key in bag else number


def profiles_of(article: Article, tellings: Iterable[Telling], rarity: Rarity) -> Iterator[Profile]:
    """One profile for each mention: all that a telling says stands in its head's, and its followers' are empty."""
    names = _name_stems(article.text)
    for telling in tellings:
        words = _article_words(article) if telling.is_main else Counter(passage_stems(telling.head))
        yield _head_profile(article, telling, rarity.wording(words, names, _KEPT_STEMS))
        for follower in telling.followers:
            yield Profile(
                first=_first(article, follower), size=0, head=telling.head.mention_id, of_main=telling.is_main
            )


def _article_words(article: Article) -> Counter[str]:
    words = Counter(stems(article.text))
    lead = lead_of(article)
    for stem in stems(lead):
        words[stem] += _LEAD_WEIGHT - 1
    for stem in stems(article.title or lead):
        words[stem] += _TITLE_WEIGHT
    return words


def _name_stems(text: str) -> frozenset[str]:
    """Stems of words that stand with a capital inside a sentence: names, which say less of what happened."""
    capital = (word for sentence in _SENTENCE_END.split(text) for word in sentence.split()[1:] if word[:1].isupper())
    return frozenset(stems(" ".join(capital)))


def _first(article: Article, mention: EventMention) -> tuple[int, str, int, str]:
    return (
        article.published_on.toordinal() if article.published_on else date.max.toordinal(),
        article.article_id,
        mention.trigger.start_char,
        mention.mention_id,
    )


def _head_profile(article: Article, telling: Telling, words: dict[str, float]) -> Profile:
    mentions = telling.mentions
    actors = [claim.value for mention in mentions for claim in mention.actors]
    recipients = [claim.value for mention in mentions for claim in mention.recipients]
    told_places = [claim for mention in mentions for claim in mention.places]
    stated_places = [claim.value for claim in stated(told_places)]
    places = stated_places or [claim.value for claim in told_places]
    figures = [claim.value for mention in mentions for claim in mention.casualties]
    countries = [*(party.country for party in (*actors, *recipients)), *(place.country for place in places)]
    types = Counter(map(kind_of, mentions))
    return Profile(
        first=_first(article, telling.head),
        mains=int(telling.is_main),
        of_main=telling.is_main,
        words={stem: round(weight, _DIGITS) for stem, weight in words.items()},
        types={event_type: number / len(mentions) for event_type, number in types.items()},
        days=_bag(next((days for mention in mentions if (days := list(_stated_days(mention.dates)))), ())),
        calendar=_bag(day for mention in mentions for day in _days_of_any_year(mention.dates)),
        published=_bag([article.published_on.toordinal()] if article.published_on else ()),
        places=_bag(_place_keys(places)),
        provinces=_bag(f"{place.country} {place.admin1}" for place in places if place.admin1),
        countries=_bag(place.country for place in places if place.country),
        stated_in=_bag(place.country for place in stated_places if place.country and place.role in _WHERE),
        nations=_bag(country for country in countries if country),
        actors=_bag(map(actor_key, actors)),
        recipients=_bag(map(actor_key, recipients)),
        figures=_bag((str(value.kind), value.best) for value in figures if value.best is not None and value.best > 1),
        articles={article.article_id: 1},
    )


def _bag(keys: Iterable[KeyT]) -> dict[KeyT, int]:
    """One of each key. Equal bags are one object, which nobody changes: a group absorbs into a copy."""
    return _shared_bag(tuple(sorted(set(keys), key=repr)))


@lru_cache(maxsize=1 << 15)
def _shared_bag(keys: tuple[KeyT, ...]) -> dict[KeyT, int]:
    return dict.fromkeys(keys, 1)


def _stated_days(claims: Iterable[Claim[DateValue]]) -> Iterator[Days]:
    for claim in claims:
        value = claim.value
        if value.start and value.end and value.precision is not DatePrecision.UNKNOWN:
            days = (value.start.toordinal(), value.end.toordinal())
            if days[1] - days[0] <= _WIDEST_STATED:
                yield days


def _days_of_any_year(claims: Iterable[Claim[DateValue]]) -> Iterator[str]:
    for claim in claims:
        day = _NO_YEAR.fullmatch(claim.value.timex or "")
        if day is not None:
            yield day["day"]


def _place_keys(values: Iterable[PlaceValue]) -> Iterator[str]:
    for value in values:
        if value.precision not in _GENERIC_PRECISIONS:
            yield value.site_id or (f"g{value.geoname_id}" if value.geoname_id else " ".join(stems(value.name)))
