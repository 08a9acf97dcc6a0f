"""Coded articles -> profiles: of each mention, only what fusing compares.

A profile is a bag of counts, so that the profile of a group is the sum of its members' and one measure serves a pair
of mentions and a pair of groups. One mention of each article is its main one: the one whose passage is worded most
like the title, and stands early. It is compared by the wording of the whole article, title and lead first; the
others, which tell the background, by their own passages.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

from anyascii import anyascii

from dateline.fuse.wording import Rarity, likeness, stems
from dateline.model import (
    ActorValue,
    Article,
    Claim,
    CodedArticle,
    DatePrecision,
    DateValue,
    EventMention,
    PlacePrecision,
    PlaceValue,
    Status,
)

__all__ = ["Days", "Profile", "actor_key", "main_mention", "profiles_of"]

KeyT = TypeVar("KeyT")
NumberT = TypeVar("NumberT", int, float)
Days = tuple[int, int]  # ordinals of the first and the last day

_TITLE_WEIGHT = 2
_LEAD_WEIGHT = 2
_KEPT_STEMS = 60
_GENERIC_PRECISIONS = frozenset({PlacePrecision.COUNTRY, PlacePrecision.WATER, None})
_WIDEST_STATED = 31  # days; a wider date says nothing of which incident it is
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n")


@dataclass(slots=True)
class Profile:
    """What one mention, or a group of them, is compared by. `size` counts the mentions."""

    first: tuple[int, str, int, str]  # published (ordinal), article, offset, mention: the canonical order
    size: int = 1
    mains: int = 0
    words: dict[str, float] = field(default_factory=dict)
    types: dict[str, int] = field(default_factory=dict)
    days: dict[Days, int] = field(default_factory=dict)
    published: tuple[int, int] | None = None
    places: dict[str, int] = field(default_factory=dict)
    countries: dict[str, int] = field(default_factory=dict)
    actors: dict[str, int] = field(default_factory=dict)
    recipients: dict[str, int] = field(default_factory=dict)
    figures: dict[tuple[str, int], int] = field(default_factory=dict)
    articles: dict[str, int] = field(default_factory=dict)

    @property
    def mention_id(self) -> str:
        return self.first[3]

    def copy(self) -> Profile:
        """A profile that may absorb others without changing this one."""
        twin = replace(self)
        for name in _BAGS:
            setattr(twin, name, dict(getattr(self, name)))
        return twin

    def absorb(self, other: Profile) -> None:
        """Become the profile of both groups together."""
        self.first = min(self.first, other.first)
        self.size += other.size
        self.mains += other.mains
        spans = [span for span in (self.published, other.published) if span]
        self.published = (min(low for low, _ in spans), max(high for _, high in spans)) if spans else None
        for name in _BAGS:
            _add(getattr(self, name), getattr(other, name))


_BAGS = ("words", "types", "days", "places", "countries", "actors", "recipients", "figures", "articles")


def _add(bag: dict[KeyT, NumberT], other: Mapping[KeyT, NumberT]) -> None:
    for key, number in other.items():
        bag[key] = bag[key] + number if key in bag else number


def profiles_of(coded: CodedArticle, rarity: Rarity) -> Iterator[Profile]:
    """The profile of every mention that tells something of the present: what is historical stays out."""
    mentions = [mention for mention in coded.mentions if mention.status is not Status.HISTORICAL]
    if not mentions:
        return
    article = coded.article
    names = _name_stems(article.text)
    main = main_mention(article, mentions, rarity)
    for mention in mentions:
        is_main = mention is main
        words = _article_words(article) if is_main else Counter(_passage_stems(mention))
        yield _profile(article, mention, is_main, rarity.wording(words, names, _KEPT_STEMS))


def main_mention(article: Article, mentions: Iterable[EventMention], rarity: Rarity) -> EventMention:
    """What the article mostly tells: near the title in words, and early in the text."""
    title = rarity.wording(Counter(stems(article.title or _lead(article))))
    length = len(article.text)

    def rank(mention: EventMention) -> tuple[float, float, int]:
        passage = rarity.wording(Counter(_passage_stems(mention)))
        start = mention.trigger.start_char
        return (likeness(title, passage) - start / length, mention.salience, -start)

    return max(mentions, key=rank)


def _passage_stems(mention: EventMention) -> Iterator[str]:
    for passage in mention.evidence:
        yield from stems(passage.quote)


def _lead(article: Article) -> str:
    return _SENTENCE_END.split(article.text.strip(), maxsplit=1)[0]


def _article_words(article: Article) -> Counter[str]:
    words = Counter(stems(article.text))
    lead = _lead(article)
    for stem in stems(lead):
        words[stem] += _LEAD_WEIGHT - 1
    for stem in stems(article.title or lead):
        words[stem] += _TITLE_WEIGHT
    return words


def _name_stems(text: str) -> frozenset[str]:
    """Stems of words that stand with a capital inside a sentence: names, which say less of what happened."""
    return frozenset(
        stem
        for sentence in _SENTENCE_END.split(text)
        for word in sentence.split()[1:]
        if word[:1].isupper()
        for stem in stems(word)
    )


def _profile(article: Article, mention: EventMention, is_main: bool, words: dict[str, float]) -> Profile:
    published = article.published_on.toordinal() if article.published_on else None
    return Profile(
        first=(
            published if published is not None else date.max.toordinal(),
            article.article_id,
            mention.trigger.start_char,
            mention.mention_id,
        ),
        mains=int(is_main),
        words=words,
        types={mention.event_type: 1},
        days=dict.fromkeys(_stated_days(mention.dates), 1),
        published=(published, published) if published is not None else None,
        places=dict.fromkeys(_place_keys(mention.places), 1),
        countries=dict.fromkeys((claim.value.country for claim in mention.places if claim.value.country), 1),
        actors=dict.fromkeys((actor_key(claim.value) for claim in mention.actors), 1),
        recipients=dict.fromkeys((actor_key(claim.value) for claim in mention.recipients), 1),
        figures=dict.fromkeys(
            (
                (str(claim.value.kind), claim.value.best)
                for claim in mention.casualties
                if claim.value.best is not None and claim.value.best > 1
            ),
            1,
        ),
        articles={article.article_id: 1},
    )


def _stated_days(claims: Iterable[Claim[DateValue]]) -> Iterator[Days]:
    for claim in claims:
        value = claim.value
        if value.start and value.end and value.precision is not DatePrecision.UNKNOWN:
            days = (value.start.toordinal(), value.end.toordinal())
            if days[1] - days[0] <= _WIDEST_STATED:
                yield days


def _place_keys(claims: Iterable[Claim[PlaceValue]]) -> Iterator[str]:
    for claim in claims:
        value = claim.value
        if value.precision in _GENERIC_PRECISIONS:
            continue
        yield value.site_id or (f"g{value.geoname_id}" if value.geoname_id else " ".join(stems(value.name)))


def actor_key(value: ActorValue) -> str:
    """Who it is: the resolved actor, else country and sector, else the name."""
    if value.actor_id:
        return value.actor_id
    if value.country:
        return f"{value.country} {value.sector or ''}".strip()
    return anyascii(value.name).lower()
