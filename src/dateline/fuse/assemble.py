"""The mentions of one incident -> its attributes: the claims side by side by origin, the state, the value shown.

Nothing is merged away: every claim of every mention stands under its origin. The value shown is a choice among them,
and its reason is told: the one with the most independent origins, of equals the latest.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dateline import identity
from dateline.fuse.fields import FIELDS, Field
from dateline.fuse.origins import Origin, Origins
from dateline.fuse.states import Account, Contradiction, contradiction_among, passage_of, state_of
from dateline.fuse.tolls import RULE, bounds_of, tolls_by_group
from dateline.fuse.values import shown
from dateline.model import (
    Article,
    AttributeState,
    Discrepancy,
    DiscrepancyKind,
    DiscrepancyValue,
    EventMention,
    Incident,
    IncidentAttribute,
    OriginClaims,
    Polarity,
)

__all__ = ["Assembler", "discrepancy_of"]


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
        occurrence, denial = self._occurrence(ordered)
        found.append((occurrence, denial))
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

    def _occurrence(self, ordered: Sequence[EventMention]) -> tuple[IncidentAttribute | None, Discrepancy | None]:
        """Whether it happened, where somebody denies it: the denials beside what they deny."""
        denials = [mention for mention in ordered if mention.certainty.polarity is Polarity.DENIED]
        if not denials:
            return None, None
        by_origin: dict[Origin, list[EventMention]] = defaultdict(list)
        for mention in ordered:
            by_origin[self._origin_of(mention)].append(mention)
        told = [mention for mention in ordered if mention.certainty.polarity is not Polarity.DENIED]
        polarities = {
            origin: {mention.certainty.polarity for mention in mentions} for origin, mentions in by_origin.items()
        }
        discrepancy = _denial(told[0], denials[0]) if told else None
        state = AttributeState.SINGLE_ORIGIN if len(by_origin) == 1 else AttributeState.CORROBORATED
        attribute = IncidentAttribute(
            name="occurrence",
            state=AttributeState.DISPUTED if discrepancy else state,
            origins=tuple(
                OriginClaims(
                    origin.name,
                    (),
                    ("happened",) if polarities[origin] != {Polarity.DENIED} else (),
                    _earliest(mention.published_on for mention in mentions),
                    tuple(dict.fromkeys(mention.article_id for mention in mentions)),
                    denied=("happened",) if Polarity.DENIED in polarities[origin] else (),
                )
                for origin, mentions in sorted(by_origin.items())
            ),
            shown="disputed" if discrepancy else "denied",
            reason=f"denied in {_count(len(denials), 'mention')}, told in {len(told)}",
        )
        return attribute, discrepancy

    def _accounts(self, field: Field, ordered: Sequence[EventMention]) -> Iterator[Account]:
        for mention in ordered:
            claims = tuple(field.claims(mention))
            if claims:
                article = self._original_article(mention.article_id)
                published = self.articles[mention.article_id].published_on
                for claim in claims:
                    origin = self.origins.of(claim.attribution, article)
                    passage = passage_of(claim, mention)
                    yield Account(claim, origin, published, mention.article_id, mention.mention_id, passage)

    def _compared(
        self, field: Field, accounts: Sequence[Account], ordered: Sequence[EventMention]
    ) -> Sequence[Account]:
        """The accounts that may contradict each other: those of main tellings, if any, and of the incident's type.

        Who denies it is heard wherever he is told to.
        """
        telling = [mention for mention in ordered if mention.mention_id in self.mains] or ordered
        types = Counter(mention.event_type for mention in telling)
        usual = min(types, key=lambda event_type: (-types[event_type], event_type))
        if not field.is_compared(usual):
            return ()
        compared = {mention.mention_id for mention in telling if mention.event_type == usual}
        if field.deniable:
            compared |= {mention.mention_id for mention in ordered if mention.polarity is Polarity.DENIED}
        return [account for account in accounts if account.mention_id in compared]

    def _attribute(
        self, field: Field, ordered: Sequence[EventMention]
    ) -> tuple[IncidentAttribute | None, Discrepancy | None]:
        accounts = list(self._accounts(field, ordered))
        if not accounts:
            return None, None
        told = self._compared(field, accounts, ordered)
        found = contradiction_among(told, field.compare, field.joint, field.deniable)
        choice, reason = _chosen(field, accounts)
        counts = field.kind is DiscrepancyKind.COUNT
        low, best, high = bounds_of(accounts) if counts else (None, None, None)
        attribute = IncidentAttribute(
            name=field.name,
            state=state_of(accounts, found),
            origins=tuple(_side_by_side(accounts)),
            shown=choice,
            reason=reason if best is None else f"{reason}; {RULE}",
            low=low,
            best=best,
            high=high,
            groups=tolls_by_group(accounts) if counts else (),
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
            _distinct(account for account in several if account.asserted),
            _earliest(account.published_on for account in several),
            tuple(dict.fromkeys(account.article_id for account in several)),
            denied=_distinct(account for account in several if account.denied),
            unsure=_distinct(account for account in several if not account.asserted and not account.denied),
        )


def _distinct(accounts: Iterable[Account]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(shown(account.claim.value) for account in accounts))


def _chosen(field: Field, accounts: Sequence[Account]) -> tuple[str | None, str]:
    """The value shown, for each part of the event that the accounts are about, and why."""
    parts: dict[str, list[Account]] = defaultdict(list)
    for account in accounts:
        parts[field.part(account.claim.value)].append(account)
    if len(parts) == 1:
        return _choose(accounts)
    choices = {name: _choose(several) for name, several in sorted(parts.items())}
    values = "; ".join(value for value, _ in choices.values() if value) or None
    return values, "; ".join(f"{name}: {reason}" for name, (_, reason) in choices.items())


def _choose(accounts: Sequence[Account]) -> tuple[str | None, str]:
    """The value that most origins hold; of equals the latest, and of these the largest figure."""
    holders: dict[str, set[str]] = defaultdict(set)
    latest: dict[str, str] = {}
    figures: dict[str, int] = {}
    for account in accounts:
        if account.asserted:
            value = shown(account.claim.value)
            holders[value].add(account.origin.key)
            latest[value] = max(latest.get(value, ""), str(account.published_on or ""))
            figures[value] = getattr(account.claim.value, "best", None) or 0
    if not holders:
        return None, "no account asserts a value"
    best = max(sorted(holders), key=lambda value: (len(holders[value]), latest[value], figures[value]))
    rivals = sum(len(origins) == len(holders[best]) for origins in holders.values()) - 1
    reason = f"held by {_count(len(holders[best]), 'independent origin')}"
    if rivals:
        choice = "the latest" if latest[best] else "one"
        reason += f", as {_count(rivals, 'other value')}; {choice} of them"
    return best, reason


def _denial(told: EventMention, denied: EventMention) -> Discrepancy:
    return Discrepancy(
        DiscrepancyKind.OCCURRENCE,
        tuple(
            DiscrepancyValue(value, mention.evidence[:1], mention.attribution, mention.article_id)
            for value, mention in (("happened", told), ("denied", denied))
        ),
        reason=f"{denied.attribution.innermost.name} denies what {told.attribution.innermost.name} tells",
        mention_ids=(told.mention_id, denied.mention_id),
    )


def _position(account: Account) -> str:
    value = shown(account.claim.value)
    return f"not {value}" if account.denied else value


def discrepancy_of(kind: DiscrepancyKind, contradiction: Contradiction) -> Discrepancy:
    accounts = contradiction.accounts
    origins = " and ".join(dict.fromkeys(account.origin.name for account in accounts))
    relation = "one origin at different times" if contradiction.is_revision else "not all of it can be true"
    return Discrepancy(
        kind,
        tuple(
            DiscrepancyValue(_position(account), account.claim.evidence, account.claim.attribution, account.article_id)
            for account in accounts
        ),
        reason=f"{origins}: {relation}",
        mention_ids=tuple(account.mention_id for account in accounts),
    )
