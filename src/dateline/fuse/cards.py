"""A coded article -> its card: all that fusing compares it by, much smaller than the article and what it tells."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from dateline.fuse.profiles import Profile, profiles_of
from dateline.fuse.shelf import Text
from dateline.fuse.tellings import tellings_of
from dateline.fuse.weights import Weights
from dateline.fuse.wording import Rarity
from dateline.model import Article, CodedArticle

__all__ = ["Card", "card_of"]


@dataclass(frozen=True, slots=True)
class Card:
    article_id: str
    profiles: tuple[Profile, ...]  # of the mentions that it tells, its main telling first
    published: int  # ordinal; the last day of all where nobody knows
    shingles: array[int]  # of its text, packed

    @classmethod
    def of(cls, article: Article, profiles: Iterable[Profile]) -> Self:
        text = Text.of(article)
        return cls(article.article_id, tuple(profiles), text.published, array("Q", sorted(text.shingles)))


def card_of(coded: CodedArticle, rarity: Rarity, weights: Weights) -> Card:
    tellings = tellings_of(coded, rarity, weights.families)
    return Card.of(coded.article, profiles_of(coded.article, tellings, rarity))
