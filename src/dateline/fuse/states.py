"""The claims about one attribute, origin by origin -> its state, and which claims contradict each other.

single-origin: one account. corroborated: two or more, and none contradicts another. disputed: two origins, or one at
one time, say what cannot both be true. revised: the only contradictions are those of an origin with its own earlier
account. Claims that are guessed, planned or denied are shown but decide nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any

from dateline.fuse.origins import Origin
from dateline.fuse.values import Relation
from dateline.model import AttributeState, CertaintyLevel, Polarity, Reported

__all__ = ["Account", "Contradiction", "contradictions", "state_of"]

_ASSERTED = frozenset({CertaintyLevel.CERTAIN, CertaintyLevel.PROBABLE, CertaintyLevel.UNSPECIFIED})
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

    @property
    def asserted(self) -> bool:
        certainty = self.claim.certainty
        return certainty.level in _ASSERTED and certainty.polarity is Polarity.AFFIRMED


@dataclass(frozen=True, slots=True)
class Contradiction:
    here: Account
    there: Account

    @property
    def is_revision(self) -> bool:
        """An origin that says something else later, and not on the same day."""
        dates = (self.here.published_on, self.there.published_on)
        return self.here.origin.key == self.there.origin.key and None not in dates and dates[0] != dates[1]


def contradictions(accounts: Sequence[Account], compare: Compare, joint: bool = False) -> list[Contradiction]:
    """Each pair of distinct values that cannot both be true, with the accounts that hold them.

    `joint`: what one mention tells of one field is told together, such as two who attacked side by side.
    """
    holders: dict[Any, dict[tuple[str, date | None], Account]] = {}
    for account in sorted(accounts, key=_order):
        if account.asserted:
            by_origin = holders.setdefault(account.claim.value, {})
            by_origin.setdefault((account.origin.key, account.published_on), account)
    together = {
        frozenset((here.claim.value, there.claim.value))
        for accounts_of_one in _by_mention(accounts)
        for here, there in combinations(accounts_of_one, 2)
    }
    values = sorted(holders, key=lambda value: (-len(holders[value]), repr(value)))[:_COMPARED]
    return [
        contradiction
        for here, there in combinations(values, 2)
        if compare(here, there) is Relation.CONTRADICTS and not (joint and frozenset((here, there)) in together)
        for contradiction in _between(holders[here].values(), holders[there].values())
    ]


def _by_mention(accounts: Sequence[Account]) -> Iterable[list[Account]]:
    grouped: dict[str, list[Account]] = {}
    for account in accounts:
        grouped.setdefault(account.mention_id, []).append(account)
    return grouped.values()


def _order(account: Account) -> tuple[str, str]:
    return (str(account.published_on or "9999"), account.claim.claim_id)


def _between(here: Iterable[Account], there: Iterable[Account]) -> list[Contradiction]:
    """The contradiction of two values: a revision only where every holder of both is one origin at two times."""
    found = [Contradiction(one, other) for one in here for other in there if one.mention_id != other.mention_id]
    open_ones = [contradiction for contradiction in found if not contradiction.is_revision]
    return (open_ones or found)[:1]


def state_of(accounts: Sequence[Account], found: Sequence[Contradiction]) -> AttributeState:
    if any(not contradiction.is_revision for contradiction in found):
        return AttributeState.DISPUTED
    if found:
        return AttributeState.REVISED
    origins = {account.origin.key for account in accounts if account.asserted}
    return AttributeState.CORROBORATED if len(origins) > 1 else AttributeState.SINGLE_ORIGIN
