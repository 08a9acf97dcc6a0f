"""What the pages of articles, claims and the search are made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dateline.model import Article, CodedArticle, EventMention, Reported

__all__ = ["ArticlePage", "ArticlesPage", "ClaimLine", "ClaimPage", "SearchPage", "Segment"]


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """One claim on one line, with its words and the article that they stand in."""

    claim: Reported
    value: str
    quote: str
    chain: str
    article_id: str | None


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of an article's text under the same marks. `kind` is that of the shortest mark."""

    text: str
    kind: str | None
    ids: Sequence[str]  # what is marked: claims, mentions, statements
    starts: Sequence[str]  # those whose first mark begins here


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """One article: its text with every claim marked, and the claims beside it."""

    coded: CodedArticle
    segments: Sequence[Segment]
    mentions: Sequence[tuple[EventMention, Sequence[ClaimLine]]]
    incidents: Mapping[str, str]  # mention -> incident
    is_coded: bool


@dataclass(frozen=True, slots=True)
class ArticlesPage:
    """The articles of the case, those added last first."""

    rows: Sequence[Any]
    after: str | None
    publisher: str | None


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """Why one claim says what it says."""

    line: ClaimLine
    mention: EventMention
    article: Article
    coders: Sequence[str]
    superseded_by: str | None
    before: str  # the article's words around the first evidence
    words: str
    behind: str


@dataclass(frozen=True, slots=True)
class SearchPage:
    """Articles that hold all the words, the best first; where more than `unranked` hold them, those added last."""

    words: str
    rows: Sequence[Any]
    unranked: int | None
