"""A claim's chain of sources -> whose account it is.

The innermost source that has a name is the origin: ten papers that quote the Pentagon are one. A nameless source
("a security source", "witnesses") speaks through the one that relays it, and a document through the one that published
it. The article's own words are its publisher's, or the agency's whose report it carries; copies of one text have one
origin, that of the earliest.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from dateline.knowledge.sources import SourceBook, name_key
from dateline.model import Article, Attribution, Source, SourceKind

__all__ = ["Origin", "Origins"]

_NAMELESS = (SourceKind.ARTICLE, SourceKind.UNNAMED, SourceKind.WITNESS, SourceKind.DOCUMENT)


@dataclass(frozen=True, slots=True, order=True)
class Origin:
    """`key` tells origins apart, `name` is shown."""

    key: str
    name: str


@dataclass(frozen=True)
class Origins:
    """Who an account belongs to, by what is known of publishers and bodies."""

    book: SourceBook

    def of(self, attribution: Attribution, article: Article) -> Origin:
        """`article` is the one that carries the claim, or the original that it copies."""
        named = next((source for source in reversed(attribution.sources) if _has_name(source)), None)
        return self._source(named) if named else self.own_account(article)

    def own_account(self, article: Article) -> Origin:
        if article.publisher:
            name = self.book.account_of(article.publisher)
            return Origin(self._key(name), name)
        owner = self.book.at(article.url) if article.url else None
        if owner:
            return Origin(owner.source_id, owner.name)
        return Origin(article.article_id, "an unnamed publisher")

    def _source(self, source: Source) -> Origin:
        record = self.book.named(source.name)
        if record:
            return Origin(record.source_id, record.name)
        return Origin(source.actor_id or self._key(source.name), source.name)

    def _key(self, name: str) -> str:
        record = self.book.named(name)
        return record.source_id if record else name_key(name)


def _has_name(source: Source) -> bool:
    """Whether the source is somebody in particular: a nameless kind, or a phrase without a capital, is not."""
    if source.kind in _NAMELESS or not name_key(source.name):
        return False
    return source.actor_id is not None or _has_capital(source.name)


@lru_cache(maxsize=50_000)
def _has_capital(name: str) -> bool:
    return any(character.isupper() for character in name)
