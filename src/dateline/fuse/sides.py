"""One coded article -> whom it tells to have fought together and, elsewhere, against each other.

Two states are told to act together where one phrase or one attack on others names both as actors, and against each
other where one is the recipient of the other's violence, or where it is said to be "between" them. Both cannot be true
of the same fighting, and which is true the article does not say.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from dateline.model import (
    ActorValue,
    Claim,
    CodedArticle,
    Discrepancy,
    DiscrepancyKind,
    DiscrepancyValue,
    EventMention,
    TextSpan,
)

__all__ = ["find_side_discrepancies"]

_VIOLENCE = "ASSAULT"
Pair = frozenset[str]


def find_side_discrepancies(coded: CodedArticle) -> tuple[Discrepancy, ...]:
    """The pairs of states that the article puts on one side and on two, with the words for each."""
    together: dict[Pair, DiscrepancyValue] = {}
    opposed: dict[Pair, DiscrepancyValue] = {}
    for mention in coded.mentions:
        if mention.event_type != _VIOLENCE:
            continue
        between = _is_between(mention, coded.article.text)
        for pair, words in _pairs(mention, coded.article.text):
            side, meaning = (opposed, "against each other") if between else (together, "together")
            side.setdefault(pair, _value(pair, meaning, mention, _passages(mention) if between else (words,)))
        for pair in _foes(mention):
            opposed.setdefault(pair, _value(pair, "against each other", mention, _passages(mention)))
    return tuple(
        Discrepancy(
            DiscrepancyKind.SIDE,
            (together[pair], opposed[pair]),
            f"the article has {' and '.join(sorted(pair))} fight on one side and on two",
        )
        for pair in sorted(together.keys() & opposed.keys(), key=sorted)
    )


def _value(pair: Pair, meaning: str, mention: EventMention, words: tuple[TextSpan, ...]) -> DiscrepancyValue:
    said = f"{' and '.join(sorted(pair))} {meaning}"
    return DiscrepancyValue(said, words, mention.attribution, mention.article_id)


def _passages(mention: EventMention) -> tuple[TextSpan, ...]:
    return tuple(span for span in mention.evidence if span.overlaps(mention.trigger))


def _is_between(mention: EventMention, text: str) -> bool:
    """ "Combat between the two": the violence is mutual."""
    starts = [span.start_char for claim in mention.actors for span in claim.evidence]
    return any("between" in text[mention.trigger.end_char : start].casefold().split() for start in starts)


def _pairs(mention: EventMention, text: str) -> Iterator[tuple[Pair, TextSpan]]:
    """The states that act in one mention: one phrase names both, or somebody else is attacked, or each other."""
    for here, there in combinations(_of_states(mention.actors), 2):
        shared = here.evidence == there.evidence or bool(mention.recipients) or _is_between(mention, text)
        if here.value.country != there.value.country and shared:
            yield frozenset((str(here.value.country), str(there.value.country))), here.evidence[0]


def _foes(mention: EventMention) -> Iterator[Pair]:
    for actor in _of_states(mention.actors):
        for recipient in _of_states(mention.recipients):
            if actor.value.country != recipient.value.country:
                yield frozenset((str(actor.value.country), str(recipient.value.country)))


def _of_states(claims: tuple[Claim[ActorValue], ...]) -> list[Claim[ActorValue]]:
    return [
        claim for claim in claims if claim.value.country and claim.value.sector in {"MIL", "GOV"} and claim.evidence
    ]
