"""What one article says as a whole: disagreement inside it, and everything that was read out of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from dateline.model.mentions import Claim, EventMention, SiteMention, Statement
from dateline.model.sources import Attribution, WireCredit
from dateline.model.text import Article, TextSpan, require
from dateline.model.values import CasualtyValue

__all__ = ["CodedArticle", "Discrepancy", "DiscrepancyKind", "DiscrepancyValue"]


class DiscrepancyKind(StrEnum):
    COUNT = "count"
    PERPETRATOR = "perpetrator"
    RECIPIENT = "recipient"
    SIDE = "side"
    PLACE = "place"
    DATE = "date"
    TYPE = "type"
    OCCURRENCE = "occurrence"  # one says that it happened, another that it did not


@dataclass(frozen=True, slots=True)
class DiscrepancyValue:
    """One of the values that cannot all be true, with its words and who says so."""

    value: str
    evidence: tuple[TextSpan, ...]
    attribution: Attribution
    article_id: str = ""


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """Claims that cannot all be true, inside one article or across articles."""

    kind: DiscrepancyKind
    values: tuple[DiscrepancyValue, ...]
    reason: str = ""
    mention_ids: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        require(len(self.values) >= 2, f"a discrepancy of {self.kind} needs two values or more")


@dataclass(frozen=True, slots=True)
class CodedArticle:
    """One article and everything that was read out of it. Every span is checked against the text when it is built."""

    article: Article
    mentions: tuple[EventMention, ...] = ()
    statements: tuple[Statement, ...] = ()
    discrepancies: tuple[Discrepancy, ...] = ()
    speculation: tuple[TextSpan, ...] = ()
    hearsay: tuple[TextSpan, ...] = ()  # those of `speculation` that only tell what nobody is named for
    sites: tuple[SiteMention, ...] = ()
    casualties: tuple[Claim[CasualtyValue], ...] = ()  # that fall on none of the mentions
    credits: tuple[WireCredit, ...] = ()  # the outlets whose report it carries, the surest sign first
    warnings: tuple[str, ...] = ()  # what was left out and why: too long, timed out

    def __post_init__(self) -> None:
        for span in self.spans():
            span.check_against(self.article.text)

    def spans(self) -> Iterator[TextSpan]:
        for mention in self.mentions:
            yield from mention.spans()
        for statement in self.statements:
            yield from statement.spans()
        for discrepancy in self.discrepancies:
            for value in discrepancy.values:
                yield from value.evidence
        yield from (*self.speculation, *self.hearsay)
        for site in self.sites:
            yield site.span
        for claim in self.casualties:
            yield from claim.spans()
        yield from (credit.span for credit in self.credits if credit.span)
