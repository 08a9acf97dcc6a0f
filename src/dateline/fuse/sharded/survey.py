"""Cards -> a survey: which mentions an article tells, and who stands where under which keys, as arrays.

Members are the heads of tellings, compared by what they tell, and the articles, compared as texts. Keys are 64-bit
hashes of those of `pairs` and `copies`. A survey takes some hundred bytes a mention: one process can hold that of all.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Self

import numpy as np
from numpy.typing import NDArray

from dateline.fuse.cards import Card
from dateline.fuse.copies import keys_of_text
from dateline.fuse.pairs import keys_of, place_of
from dateline.fuse.profiles import Profile
from dateline.fuse.weights import Weights

__all__ = ["Ints", "Members", "Survey", "survey_of"]

Ints = NDArray[np.int64]
_UNSTATED = 0  # no day of the calendar


@dataclass(frozen=True)
class Members:
    """Members in any order, one array a property, and the keys of all one after another, `counts` of each."""

    names: tuple[str, ...]
    articles: Ints  # where each one's article stands in the survey
    days: Ints  # of their places
    mains: NDArray[np.bool_]
    first_stated: Ints  # days; 0 where none is stated
    last_stated: Ints
    counts: Ints
    keys: NDArray[np.uint64]

    @classmethod
    def joined(cls, parts: Sequence[Self], before: Sequence[int]) -> Self:
        """`before`: how many articles stand before those of each part."""
        return cls(
            tuple(name for part in parts for name in part.names),
            np.concatenate([part.articles + start for part, start in zip(parts, before, strict=True)]),
            np.concatenate([part.days for part in parts]),
            np.concatenate([part.mains for part in parts]),
            np.concatenate([part.first_stated for part in parts]),
            np.concatenate([part.last_stated for part in parts]),
            np.concatenate([part.counts for part in parts]),
            np.concatenate([part.keys for part in parts]),
        )


@dataclass(frozen=True)
class Survey:
    """What is known of some articles before they are compared."""

    articles: tuple[str, ...]
    days: Ints
    regions: tuple[str, ...]  # the country that each one's main telling is set in; empty where none is told
    told: tuple[tuple[str, ...], ...]  # the mentions of each
    mains: frozenset[str]  # the mentions of main tellings
    heads: Members
    texts: Members

    @classmethod
    def joined(cls, parts: Sequence[Self]) -> Self:
        before = [0, *np.cumsum([len(part.articles) for part in parts]).tolist()][: len(parts)]
        return cls(
            tuple(article for part in parts for article in part.articles),
            np.concatenate([part.days for part in parts]),
            tuple(region for part in parts for region in part.regions),
            tuple(told for part in parts for told in part.told),
            frozenset().union(*(part.mains for part in parts)),
            Members.joined([part.heads for part in parts], before),
            Members.joined([part.texts for part in parts], before),
        )


def survey_of(cards: Iterable[Card], weights: Weights) -> Survey:
    known = list(cards)
    return Survey(
        tuple(card.article_id for card in known),
        np.array([_day(card) for card in known], dtype=np.int64),
        tuple(map(_region, known)),
        tuple(tuple(profile.mention_id for profile in card.profiles) for card in known),
        frozenset(profile.mention_id for card in known for profile in card.profiles if profile.of_main),
        _heads(known, weights),
        _texts(known),
    )


def _day(card: Card) -> int:
    """That of its main telling, else of publication."""
    return place_of(card.profiles[0])[0] if card.profiles else card.published


def _region(card: Card) -> str:
    if not card.profiles:
        return ""
    main = card.profiles[0]
    return min(main.countries or main.nations, default="")


def _heads(cards: Sequence[Card], weights: Weights) -> Members:
    articles = [(at, profile) for at, card in enumerate(cards) for profile in card.profiles if not profile.head]
    profiles = [profile for _, profile in articles]
    return _members(
        [profile.mention_id for profile in profiles],
        [at for at, _ in articles],
        [place_of(profile)[0] for profile in profiles],
        [keys_of(profile, weights) for profile in profiles],
        profiles,
    )


def _texts(cards: Sequence[Card]) -> Members:
    return _members(
        [card.article_id for card in cards],
        list(range(len(cards))),
        [card.published for card in cards],
        [keys_of_text(card.shingles) for card in cards],
    )


def _members(
    names: Sequence[str],
    articles: Sequence[int],
    days: Sequence[int],
    keys: Sequence[Collection[str]],
    profiles: Sequence[Profile] | None = None,
) -> Members:
    stated = [_stated(profile) for profile in profiles] if profiles else [(_UNSTATED, _UNSTATED)] * len(names)
    return Members(
        tuple(names),
        np.array(articles, dtype=np.int64),
        np.array(days, dtype=np.int64),
        np.array([bool(profile.mains) for profile in profiles] if profiles else [False] * len(names), dtype=np.bool_),
        np.array([first for first, _ in stated], dtype=np.int64),
        np.array([last for _, last in stated], dtype=np.int64),
        np.array([len(under) for under in keys], dtype=np.int64),
        _hashed(key for under in keys for key in under),
    )


def _stated(profile: Profile) -> tuple[int, int]:
    if not profile.days:
        return _UNSTATED, _UNSTATED
    return min(first for first, _ in profile.days), max(last for _, last in profile.days)


def _hashed(keys: Iterable[str]) -> NDArray[np.uint64]:
    return np.frombuffer(b"".join([blake2b(key.encode(), digest_size=8).digest() for key in keys]), dtype=np.uint64)
