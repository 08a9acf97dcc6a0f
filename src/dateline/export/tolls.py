"""Casualty claims -> what each independent origin counts, and the two readings that the field derives from it.

An origin's account is its latest article that gives a figure. Figures of one passage about different groups add up
("two soldiers and an interpreter" is three), unless one of them is a total or is said to be part of another; figures
of different passages of one article are the same people told again, and the largest counts. A figure nobody gave stays
None; zero is only what somebody said.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dateline.fuse.values import group_key
from dateline.model import CasualtyKind, CasualtyValue, Claim, EventMention, Polarity, ToldIncident

__all__ = ["Account", "Range", "accounts_of", "best_account", "conservative", "conservative_of", "range_of"]

_VAGUE = {"tens": 10, "dozens": 12, "hundreds": 100}  # ACLED's reading of a number that nobody gave
_VAGUE_WORD = re.compile(r"\b(tens|dozens|hundreds)\b", re.IGNORECASE)

CasualtyClaim = Claim[CasualtyValue]


@dataclass(frozen=True, slots=True)
class Account:
    """What one origin counts. `parts` do not overlap: their sum is its figure."""

    origin: str
    parts: tuple[CasualtyClaim, ...]
    published: str  # ISO date; empty where not known

    @property
    def best(self) -> int | None:
        """None as soon as one part is a number that nobody gave ("two soldiers and several villagers")."""
        return _whole(claim.value.best for claim in self.parts)

    @property
    def low(self) -> int | None:
        return _sum(_first(claim.value.low, claim.value.best) for claim in self.parts)

    @property
    def high(self) -> int | None:
        return _whole(_first(claim.value.high, claim.value.best) for claim in self.parts)

    @property
    def conservative(self) -> int | None:
        """The lowest that the words allow; tens are 10, dozens 12, hundreds 100."""
        return _sum(_conservative(claim) for claim in self.parts)


@dataclass(frozen=True, slots=True)
class Range:
    """UCDP's reading. `best` is what most origins count, of equals the latest."""

    low: int | None
    best: int | None
    high: int | None


def accounts_of(told: ToldIncident, kind: CasualtyKind, mentions: Iterable[EventMention]) -> tuple[Account, ...]:
    """One account an origin, of those whose figures stand in these mentions."""
    attribute = told.incident.attribute(str(kind))
    if attribute is None:
        return ()
    places = {claim.claim_id: mention for mention in mentions for claim in mention.casualties if _is_sure(claim)}
    published = {article.article_id: str(article.published_on or "") for article in told.articles}
    known = {claim.claim_id: claim for mention in places.values() for claim in mention.casualties}
    accounts = []
    for origin in attribute.origins:
        by_article: dict[str, list[CasualtyClaim]] = defaultdict(list)
        for claim in origin.claims:
            if claim.claim_id in places:
                by_article[places[claim.claim_id].article_id].append(known[claim.claim_id])
        told_last = sorted(by_article, key=lambda article: (published.get(article, ""), article))
        if told_last:
            parts = _parts(by_article[told_last[-1]], places)
            accounts.append(Account(origin.origin, parts, published.get(told_last[-1], "")))
    return tuple(accounts)


def _is_sure(claim: CasualtyClaim) -> bool:
    return not claim.certainty.speculative and claim.certainty.polarity is Polarity.AFFIRMED


def _parts(claims: Sequence[CasualtyClaim], places: dict[str, EventMention]) -> tuple[CasualtyClaim, ...]:
    passages: dict[object, list[CasualtyClaim]] = defaultdict(list)
    for claim in claims:
        passages[_passage(claim, places[claim.claim_id])].append(claim)
    summed = [_without_overlap(several) for several in passages.values()]
    return max(summed, key=lambda parts: (_sum(claim.value.best for claim in parts) or -1, len(parts)))


def _passage(claim: CasualtyClaim, mention: EventMention) -> object:
    spans = (span for span in mention.evidence if claim.evidence and span.overlaps(claim.evidence[0]))
    return next(spans, claim.evidence[:1])


def _without_overlap(claims: Sequence[CasualtyClaim]) -> tuple[CasualtyClaim, ...]:
    distinct = list({(group_key(claim.value), claim.value.best): claim for claim in claims}.values())
    whole = [claim for claim in distinct if claim.value.part_of is None] or distinct
    total = max(whole, key=lambda claim: claim.value.best or 0)
    rest = sum(claim.value.best or 0 for claim in whole if claim is not total)
    general = not group_key(total.value) and rest <= (total.value.best or 0)
    return (total,) if general else tuple(whole)


def _conservative(claim: CasualtyClaim) -> int | None:
    word = _VAGUE_WORD.search(claim.as_written)
    if word and not any(character.isdigit() for character in claim.as_written):
        return _VAGUE[word.group().lower()]
    return _first(claim.value.low, claim.value.best)


def _whole(numbers: Iterable[int | None]) -> int | None:
    every = list(numbers)
    return None if None in every else _sum(every)


def _first(*numbers: int | None) -> int | None:
    return next((number for number in numbers if number is not None), None)


def _sum(numbers: Iterable[int | None]) -> int | None:
    """The sum of what is known; None where nothing is."""
    known = [number for number in numbers if number is not None]
    return sum(known) if known else None


def best_account(accounts: Sequence[Account]) -> Account | None:
    """One that gives the figure which most origins give; of equals the latest, then the larger."""
    known = [account for account in accounts if account.best is not None]
    figures = [account.best for account in known]
    return max(
        known,
        key=lambda account: (figures.count(account.best), account.published, account.best, account.origin),
        default=None,
    )


def range_of(accounts: Sequence[Account]) -> Range:
    best = best_account(accounts)
    return Range(
        min(_known(account.low for account in accounts), default=None),
        best.best if best else None,
        max(_known(account.high for account in accounts), default=None),
    )


def conservative(accounts: Sequence[Account]) -> int | None:
    """ACLED's one figure: the lowest that any account gives."""
    return min(_known(account.conservative for account in accounts), default=None)


def conservative_of(mention: EventMention, kind: CasualtyKind) -> int | None:
    """The same for what one mention tells."""
    claims = [claim for claim in mention.casualties if claim.value.kind is kind]
    parts = _parts(claims, {claim.claim_id: mention for claim in claims}) if claims else ()
    return _sum(_conservative(claim) for claim in parts)


def _known(numbers: Iterable[int | None]) -> Iterator[int]:
    return (number for number in numbers if number is not None)
