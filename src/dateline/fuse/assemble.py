"""The mentions of one incident -> its attributes: the claims side by side by origin, the state, the value shown.

Nothing is merged away: every claim of every mention stands under its origin. The value shown is a choice among them,
and its reason is told: the one with the most independent origins, of equals the latest.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dateline import identity
from dateline.fuse.origins import Origin, Origins
from dateline.fuse.states import Account, Compare, Contradiction, contradiction_among, state_of
from dateline.fuse.values import (
    Relation,
    compare_actors,
    compare_counts,
    compare_dates,
    compare_places,
    shown,
)
from dateline.model import (
    Article,
    AttributeState,
    CasualtyKind,
    CasualtyValue,
    Discrepancy,
    DiscrepancyKind,
    DiscrepancyValue,
    EventMention,
    Incident,
    IncidentAttribute,
    OriginClaims,
    Reported,
)

__all__ = ["FIELDS", "Assembler", "Field", "discrepancy_of"]


def _same_or_apart(here: object, there: object) -> Relation:
    return Relation.SAME if here == there else Relation.APART


_ONE_SIDED = frozenset({"ASSAULT", "COERCE", "SANCTION"})


@dataclass(frozen=True)
class Field:
    """How the claims of one field are compared, and what their contradiction is called."""

    name: str
    compare: Compare
    kind: DiscrepancyKind
    claims: Callable[[EventMention], Iterable[Reported]]
    joint: bool = False  # what one mention tells is told together
    one_sided: bool = False  # compared only where the event has one perpetrator and one target

    def is_compared(self, event_type: str) -> bool:
        return not self.one_sided or event_type in _ONE_SIDED


def _casualties(kind: CasualtyKind) -> Callable[[EventMention], Iterable[Reported]]:
    return lambda mention: (claim for claim in mention.casualties if claim.value.kind is kind)


FIELDS = (
    Field("actors", compare_actors, DiscrepancyKind.PERPETRATOR, lambda mention: mention.actors, True, True),
    Field("recipients", compare_actors, DiscrepancyKind.RECIPIENT, lambda mention: mention.recipients, True, True),
    Field("place", compare_places, DiscrepancyKind.PLACE, lambda mention: mention.places, True),
    Field("date", compare_dates, DiscrepancyKind.DATE, lambda mention: mention.dates),
    *(Field(str(kind), compare_counts, DiscrepancyKind.COUNT, _casualties(kind)) for kind in CasualtyKind),
    Field("instrument", _same_or_apart, DiscrepancyKind.TYPE, lambda mention: mention.instruments),
)


@dataclass(frozen=True)
class Assembler:
    """`original` names the article of which another is a copy, itself for any other."""

    origins: Origins
    articles: Mapping[str, Article]
    original: Callable[[str], str]
    mains: Collection[str] = frozenset()  # the mentions of main tellings

    def incident(self, mentions: Sequence[EventMention], incident_id: str, unsettled: bool = False) -> Incident:
        ordered = sorted(mentions, key=self._order)
        found = [self._attribute(field, ordered) for field in FIELDS]
        attributes = [self._type(ordered), *(attribute for attribute, _ in found if attribute)]
        return Incident(
            incident_id=incident_id,
            event_type=attributes[0].shown or ordered[0].event_type,
            mention_ids=tuple(mention.mention_id for mention in ordered),
            article_ids=tuple(dict.fromkeys(mention.article_id for mention in ordered)),
            attributes=tuple(attributes),
            discrepancies=tuple(discrepancy for _, discrepancy in found if discrepancy),
            origins=tuple(sorted({self._origin_of(mention).name for mention in ordered})),
            label=self._label(ordered),
            unsettled=unsettled,
        )

    def incident_id(self, mentions: Iterable[EventMention]) -> str:
        return identity.incident_id(min(mentions, key=self._order).mention_id)

    def _order(self, mention: EventMention) -> tuple[str, str, int, str]:
        published = self.articles[mention.article_id].published_on
        return (str(published or "9999"), mention.article_id, mention.trigger.start_char, mention.mention_id)

    def _label(self, ordered: Sequence[EventMention]) -> str:
        """The title of the earliest article that has one, else the words of the first mention."""
        titles = (self.articles[mention.article_id].title for mention in ordered)
        return next((title for title in titles if title), ordered[0].evidence[0].quote)

    def _origin_of(self, mention: EventMention) -> Origin:
        return self.origins.of(mention.attribution, self._original_article(mention.article_id))

    def _original_article(self, article_id: str) -> Article:
        return self.articles[self.original(article_id)]

    def _type(self, ordered: Sequence[EventMention]) -> IncidentAttribute:
        """Event types are the coder's reading, not claims: they stand under the origin of their mention."""
        by_origin: dict[Origin, list[EventMention]] = defaultdict(list)
        for mention in ordered:
            by_origin[self._origin_of(mention)].append(mention)
        tally: dict[str, set[str]] = defaultdict(set)
        for origin, mentions in by_origin.items():
            for mention in mentions:
                tally[mention.event_type].add(origin.key)
        best = min(tally, key=lambda event_type: (-len(tally[event_type]), event_type))
        return IncidentAttribute(
            name="type",
            state=AttributeState.CORROBORATED if len(tally[best]) > 1 else AttributeState.SINGLE_ORIGIN,
            origins=tuple(
                OriginClaims(
                    origin.name,
                    (),
                    tuple(dict.fromkeys(mention.event_type for mention in mentions)),
                    _earliest(mention.published_on for mention in mentions),
                    tuple(dict.fromkeys(mention.article_id for mention in mentions)),
                )
                for origin, mentions in sorted(by_origin.items())
            ),
            shown=best,
            reason=f"coded so by {_count(len(tally[best]), 'independent account')}",
        )

    def _accounts(self, field: Field, ordered: Sequence[EventMention]) -> Iterator[Account]:
        for mention in ordered:
            article = self._original_article(mention.article_id)
            published = self.articles[mention.article_id].published_on
            for claim in field.claims(mention):
                origin = self.origins.of(claim.attribution, article)
                yield Account(claim, origin, published, mention.article_id, mention.mention_id)

    def _compared(
        self, field: Field, accounts: Sequence[Account], ordered: Sequence[EventMention]
    ) -> Sequence[Account]:
        """The accounts that may contradict each other: those of main tellings, if any, and of the incident's type."""
        telling = [mention for mention in ordered if mention.mention_id in self.mains] or ordered
        types = Counter(mention.event_type for mention in telling)
        usual = min(types, key=lambda event_type: (-types[event_type], event_type))
        if not field.is_compared(usual):
            return ()
        compared = {mention.mention_id for mention in telling if mention.event_type == usual}
        return [account for account in accounts if account.mention_id in compared]

    def _attribute(
        self, field: Field, ordered: Sequence[EventMention]
    ) -> tuple[IncidentAttribute | None, Discrepancy | None]:
        accounts = list(self._accounts(field, ordered))
        if not accounts:
            return None, None
        told = self._compared(field, accounts, ordered)
        found = contradiction_among(told, field.compare, field.joint)
        choice, reason = _choose(accounts)
        low, best, high = _bounds(accounts) if field.kind is DiscrepancyKind.COUNT else (None, None, None)
        attribute = IncidentAttribute(
            name=field.name,
            state=state_of(accounts, found),
            origins=tuple(_side_by_side(accounts)),
            shown=choice,
            reason=reason,
            low=low,
            best=best,
            high=high,
        )
        return attribute, discrepancy_of(field.kind, found) if found else None


def _earliest(dates: Iterable[date | None]) -> date | None:
    return min((day for day in dates if day), default=None)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _side_by_side(accounts: Sequence[Account]) -> Iterator[OriginClaims]:
    by_origin: dict[Origin, list[Account]] = defaultdict(list)
    for account in accounts:
        by_origin[account.origin].append(account)
    for origin, several in sorted(by_origin.items()):
        yield OriginClaims(
            origin.name,
            tuple(account.claim for account in several),
            tuple(dict.fromkeys(shown(account.claim.value) for account in several)),
            _earliest(account.published_on for account in several),
            tuple(dict.fromkeys(account.article_id for account in several)),
        )


def _choose(accounts: Sequence[Account]) -> tuple[str | None, str]:
    """The value that most origins hold; of equals the latest."""
    holders: dict[str, set[str]] = defaultdict(set)
    latest: dict[str, str] = {}
    for account in accounts:
        if account.asserted:
            value = shown(account.claim.value)
            holders[value].add(account.origin.key)
            latest[value] = max(latest.get(value, ""), str(account.published_on or ""))
    if not holders:
        return None, "no account asserts a value"
    best = max(sorted(holders), key=lambda value: (len(holders[value]), latest[value]))
    rivals = sum(len(origins) == len(holders[best]) for origins in holders.values()) - 1
    reason = f"held by {_count(len(holders[best]), 'independent origin')}"
    if rivals:
        reason += f", as {_count(rivals, 'other value')}; the latest of them"
    return best, reason


def _bounds(accounts: Sequence[Account]) -> tuple[int | None, int | None, int | None]:
    """Low, best and high over all origins: the least and the most that any of them counts, and what most of them do.

    An origin's count is its largest single figure: parts of a total are not told apart from further victims here.
    """
    per_origin: dict[str, tuple[str, CasualtyValue]] = {}
    for account in accounts:
        value: Any = account.claim.value
        if not account.asserted or value.best is None:
            continue
        rank = (str(account.published_on or ""), value.best)
        held = per_origin.get(account.origin.key)
        if held is None or rank > (held[0], held[1].best):
            per_origin[account.origin.key] = (rank[0], value)
    figures = [value for _, value in per_origin.values()]
    if not figures:
        return None, None, None
    numbers = [value.best for value in figures if value.best is not None]
    best = max(sorted(set(numbers)), key=lambda number: (numbers.count(number), number))
    low = min(value.low if value.low is not None else value.best or 0 for value in figures)
    high = max(value.high if value.high is not None else value.best or 0 for value in figures)
    return low, best, high


def discrepancy_of(kind: DiscrepancyKind, contradiction: Contradiction) -> Discrepancy:
    accounts = contradiction.accounts
    origins = " and ".join(dict.fromkeys(account.origin.name for account in accounts))
    relation = "one origin at different times" if contradiction.is_revision else "not all of it can be true"
    return Discrepancy(
        kind,
        tuple(
            DiscrepancyValue(
                shown(account.claim.value), account.claim.evidence, account.claim.attribution, account.article_id
            )
            for account in accounts
        ),
        reason=f"{origins}: {relation}",
        mention_ids=tuple(account.mention_id for account in accounts),
    )
