"""The words that a finding rests on, with who says so; and the sentences of a text.

Input: a coded article and a stretch of its text. Output: a `Passage`: what every number and every line of the picture
opens into. Who says so is the innermost statement that holds the stretch, or the mention's own chain, else the article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from dateline.model import (
    Article,
    Attribution,
    CodedArticle,
    EventMention,
    Polarity,
    Statement,
    TextSpan,
)

__all__ = ["Passage", "Speech", "passage_of", "sentences"]

_LONGEST = 600  # characters of a sentence that are looked at
_END = re.compile(r"(?:[.!?][\"”’')\]]*\s+(?=[\"“‘'(\[]?[^\W\d_a-z])|\n+)")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Maj|Capt|Sgt|Adm|Brig|Cpl|Pvt|Sen|Rep|Gov|St|No|vs|Jan|Feb|Mar|Apr|Jun|Jul|Aug|"
    r"Sept?|Oct|Nov|Dec|Inc|Ltd|Co|al)|\b[A-Z]|\b(?:[A-Za-z]\.)+[A-Za-z])$"
)


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of one article, who says them and when: `said_by` is the chain without the article, outermost first."""

    article_id: str
    span: TextSpan
    said_by: tuple[str, ...]
    publisher: str | None
    reported_on: date | None
    mention_id: str | None = None
    statement_id: str | None = None
    affirmed: bool = True

    @property
    def source(self) -> str:
        """The one who is said to know."""
        return self.said_by[-1] if self.said_by else self.publisher or "the article"


def passage_of(mention: EventMention, article: Article) -> Passage:
    """The passage in which a mention tells its event most fully."""
    span = next((span for span in mention.evidence if span.overlaps(mention.trigger)), mention.evidence[0])
    return Passage(
        article.article_id,
        span,
        _names(mention.attribution),
        article.publisher,
        article.published_on,
        mention_id=mention.mention_id,
        affirmed=mention.certainty.polarity is Polarity.AFFIRMED,
    )


def _names(attribution: Attribution) -> tuple[str, ...]:
    return tuple(source.name for source in attribution.sources[1:])


class Speech:
    """Who says what stands where in one article."""

    def __init__(self, coded: CodedArticle) -> None:
        self._article = coded.article
        self._said = sorted(
            (
                (content.start_char, content.end_char, statement)
                for statement in coded.statements
                for content in statement.contents
            ),
            key=lambda said: said[1] - said[0],
        )
        self._guessed = set(coded.speculation) - set(coded.hearsay)

    def passage(self, start: int, end: int, sentence: tuple[int, int], *, affirmed: bool = True) -> Passage:
        """The whole sentence as the words, and whoever says the stretch from `start` to `end` in it."""
        statement = self._statement(start, end)
        article = self._article
        return Passage(
            article.article_id,
            article.span(*sentence),
            _names(statement.attribution) if statement else (),
            article.publisher,
            article.published_on,
            statement_id=statement.statement_id if statement else None,
            affirmed=affirmed,
        )

    def content_at(self, position: int) -> tuple[int, int]:
        """The narrowest stretch of speech that holds a position; the whole article where nobody is quoted."""
        holding = ((first, last) for first, last, _ in self._said if first <= position < last)
        return next(holding, (0, len(self._article.text)))

    def guessed(self, start: int, end: int) -> bool:
        return any(span.start_char < end and start < span.end_char for span in self._guessed)

    def _statement(self, start: int, end: int) -> Statement | None:
        """The narrowest statement whose content holds the middle of the stretch."""
        middle = (start + end) // 2
        return next((statement for first, last, statement in self._said if first <= middle < last), None)


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Where each sentence begins and ends, without the blanks around it; a very long one is cut."""
    start = 0
    for end, after in (*_ends(text), (len(text), len(text))):
        first, last = _trimmed(text, start, end)
        if last > first:
            yield first, min(last, first + _LONGEST)
        start = after


def _ends(text: str) -> Sequence[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for match in _END.finditer(text):
        stop = match.start()
        if text[stop] == "." and _ABBREVIATION.search(text[max(0, stop - 12) : stop]):
            continue
        found.append((match.end(), match.end()))
    return found


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
