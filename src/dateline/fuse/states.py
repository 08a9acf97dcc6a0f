"""The claims about one attribute, origin by origin -> its state, and which of them cannot all be true.

single-origin: one account. corroborated: two or more, and none contradicts another. disputed: two origins, or one at
one time, say what cannot both be true. revised: the only contradictions are those of an origin with its own earlier
account. Claims that are guessed, planned or denied are shown but decide nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any

from dateline.fuse.origins import Origin
from dateline.fuse.values import Relation
from dateline.model import AttributeState, CertaintyLevel, EventMention, Polarity, Reported

__all__ = ["Account", "Contradiction", "contradiction_among", "passage_of", "state_of"]

_ASSERTED = (CertaintyLevel.CERTAIN, CertaintyLevel.PROBABLE, CertaintyLevel.UNSPECIFIED)
_COMPARED = 60  # distinct values: past that, the ones with the fewest origins are not compared

Compare = Callable[[Any, Any], Relation]


@dataclass(frozen=True, slots=True)
class Account:
    """One claim with whose account it is and when it was published."""

    claim: Reported
    origin: Origin
    published_on: date | None
    article_id: str
    mention_id: str
    passage: int = 0  # where that passage of the mention begins which tells it

    @property
    def asserted(self) -> bool:
        certainty = self.claim.certainty
        return certainty.level in _ASSERTED and certainty.polarity is Polarity.AFFIRMED

    @property
    def decides(self) -> bool:
        """Whether it can contradict another: not where only we, and hardly, know whom or what it means."""
        return self.asserted and self.claim.sure is not CertaintyLevel.POSSIBLE

    @property
    def denied(self) -> bool:
        return self.claim.certainty.polarity is Polarity.DENIED


def passage_of(claim: Reported, mention: EventMention) -> int:
    """The start of the passage in which a mention tells a claim; 0 for what no passage of it tells."""
    passages = (span for span in mention.evidence for words in claim.evidence if span.overlaps(words))
    return next((span.start_char for span in passages), 0)


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Values that cannot all be true, each with the first account that holds it; `is_revision`: one origin changed."""

    accounts: tuple[Account, ...]
    is_revision: bool


def contradiction_among(
    accounts: Sequence[Account], compare: Compare, joint: bool = False, deniable: bool = False
) -> Contradiction | None:
    """What the accounts of one field disagree about, None where all of them can be true.

    Values that can be true together form a camp behind the one that most accounts hold, and each camp is told once.
    `joint`: what one mention tells of one field is told together, such as two who attacked side by side.
    `deniable`: who denies the event denies this of it, as the accused do.
    """
    holders: dict[Any, dict[tuple[str, date | None], Account]] = {}
    for account in sorted(accounts, key=_order):
        if account.decides:
            by_origin = holders.setdefault(account.claim.value, {})
            by_origin.setdefault((account.origin.key, account.published_on), account)
    together = _told_together(accounts) if joint and len(holders) > 1 else ()
    values = sorted(holders, key=lambda value: (-len(holders[value]), repr(value)))[:_COMPARED]
    opposed: dict[frozenset[Any], bool] = {}  # two values -> whether one origin only changed its account
    for here, there in combinations(values, 2):
        if compare(here, there) is Relation.CONTRADICTS and frozenset((here, there)) not in together:
            pairs = _told_apart(holders[here].values(), holders[there].values())
            first = next(pairs, None)
            if first:  # the pairs are as many as one value's holders times the other's: no more are made than decide
                opposed[frozenset((here, there))] = _revises(*first) and all(_revises(*pair) for pair in pairs)
    denials = list(_denials(accounts, holders, compare)) if deniable else []
    if not opposed and not denials:
        return None
    heads = _camps(values, opposed) or [denials[0][0]]
    speakers = [next(iter(holders[value].values())) for value in heads] + [account for _, account in denials]
    return Contradiction(tuple(sorted(speakers, key=_order)), not denials and all(opposed.values()))


def _denials(
    accounts: Iterable[Account], holders: Mapping[Any, Mapping[Any, Account]], compare: Compare
) -> Iterator[tuple[Any, Account]]:
    """A value that some assert, with the first account of each other origin that denies it."""
    heard: set[str] = set()
    for account in sorted(accounts, key=_order):
        if not account.denied or account.origin.key in heard:
            continue
        for value, held in holders.items():
            others = any(holder.origin.key != account.origin.key for holder in held.values())
            if others and compare(value, account.claim.value) in (Relation.SAME, Relation.REFINES):
                heard.add(account.origin.key)
                yield value, account
                break


def _camps(values: Sequence[Any], opposed: Collection[frozenset[Any]]) -> list[Any]:
    """The values that head a camp: each is opposed to every head before it."""
    heads: list[Any] = []
    for value in values:
        if any(value in pair for pair in opposed) and all(frozenset((value, head)) in opposed for head in heads):
            heads.append(value)
    return heads


def _told_together(accounts: Sequence[Account]) -> Collection[frozenset[Any]]:
    return {
        frozenset((here.claim.value, there.claim.value))
        for accounts_of_one in _by_mention(accounts)
        for here, there in combinations(accounts_of_one, 2)
    }


def _by_mention(accounts: Sequence[Account]) -> Iterable[list[Account]]:
    grouped: dict[str, list[Account]] = {}
    for account in accounts:
        grouped.setdefault(account.mention_id, []).append(account)
    return grouped.values()


def _order(account: Account) -> tuple[str, str]:
    return (str(account.published_on or "9999"), account.claim.claim_id)


def _told_apart(here: Iterable[Account], there: Collection[Account]) -> Iterator[tuple[Account, Account]]:
    """Two figures in one passage on one event are of two groups, or a sum and a part: they are told together."""
    return (
        (one, other)
        for one in here
        for other in there
        if (one.mention_id, one.passage) != (other.mention_id, other.passage)
    )


def _revises(here: Account, there: Account) -> bool:
    """An origin that says something else later, and not on the same day."""
    days = (here.published_on, there.published_on)
    return here.origin.key == there.origin.key and None not in days and days[0] != days[1]


def state_of(accounts: Sequence[Account], found: Contradiction | None) -> AttributeState:
    if found:
        return AttributeState.REVISED if found.is_revision else AttributeState.DISPUTED
    origins = {account.origin.key for account in accounts if account.asserted}
    return AttributeState.CORROBORATED if len(origins) > 1 else AttributeState.SINGLE_ORIGIN
