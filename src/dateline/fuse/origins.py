"""A claim's chain of sources -> whose account it is.

The innermost source that is somebody in particular is the origin: ten papers that quote the Pentagon are one, and so
are ten that quote "the army" of one country. A nameless source ("a security source", "witnesses") speaks through the
one that relays it, and a document through the one that published it. The article's own words are its publisher's, or
the agency's whose report it carries; copies of one text have one origin, that of the earliest.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from dateline.knowledge.agents import agent_nouns
from dateline.knowledge.sources import SourceBook, name_key
from dateline.model import Article, Attribution, Source, SourceKind

__all__ = ["Origin", "Origins"]

_NAMELESS = (SourceKind.ARTICLE, SourceKind.UNNAMED, SourceKind.WITNESS, SourceKind.DOCUMENT)
_BODIES = frozenset({"organisation", "office"})


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
        if source.actor_id or _has_capital(source.name):
            return Origin(source.actor_id or self._key(source.name), source.name)
        place = f" ({source.country})" if source.country else ""
        return Origin(f"{self._key(source.name)}{place}", f"{source.name}{place}")

    def _key(self, name: str) -> str:
        record = self.book.named(name)
        return record.source_id if record else name_key(name)


def _has_name(source: Source) -> bool:
    """Whether the source is somebody in particular: by name, or as the one body that is called so where it speaks."""
    if source.kind in _NAMELESS or not name_key(source.name):
        return False
    if source.actor_id is not None or _has_capital(source.name):
        return True
    return source.kind is SourceKind.ARMED_GROUP or _is_body(source.name)


@lru_cache(maxsize=50_000)
def _has_capital(name: str) -> bool:
    return any(character.isupper() for character in name)


@lru_cache(maxsize=50_000)
def _is_body(name: str) -> bool:
    """ "The army", "the interior ministry"; not "officials" or "a soldier"."""
    words, nouns = name.split(), agent_nouns()
    ends = (" ".join(words[start:]) for start in range(len(words)))
    agent = next((nouns[end] for end in ends if end in nouns), None)
    return agent is not None and agent.kind in _BODIES
