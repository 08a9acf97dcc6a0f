"""One mention -> the side of the conflict that each of its parties stands on: what its code says of it.

A state, its forces and the militias beside them are one side; a foreign state, where the event is placed in the country
of another of its parties. A party without a sector is its state, and one of which neither is known takes no side here.
The claim is that of the party, read as a side: whoever says who attacked says whose side attacked.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from dateline.fuse.values import Relation
from dateline.knowledge.conflict_sides import load_conflict_sides
from dateline.model import ActorValue, Basis, Claim, EventMention, SideValue

__all__ = ["compare_sides", "sides_taken"]

_STATE = "GOV"
_BODIES = frozenset({"IGO", "NGO", "UNO", "EUR", "ISM", "IMG", "MNC"})  # codes that stand where a country does


def sides_taken(mention: EventMention) -> Iterator[Claim[SideValue]]:
    parties = (*mention.actors, *mention.recipients)
    at_home = {claim.value.country for claim in mention.places} & {claim.value.country for claim in parties} - {None}
    for role, claims in (("actor", mention.actors), ("recipient", mention.recipients)):
        for claim in claims:
            value = _side(role, claim.value, at_home)
            if value:
                yield _read_as(claim, value)


def _side(role: str, party: ActorValue, at_home: Collection[str | None]) -> SideValue | None:
    sector = party.sector or (_STATE if party.country and party.country not in _BODIES else None)
    side = load_conflict_sides().get(sector) if sector else None
    if side is None:
        return None
    abroad = bool(at_home and party.country and party.country not in at_home)
    return SideValue(role, side.name, party.country, side.armed, side.foreign if abroad else side.name)


def _read_as(claim: Claim[ActorValue], value: SideValue) -> Claim[SideValue]:
    """The claim keeps its id: it is the same words by the same source."""
    party = claim.value
    code = " ".join(part for part in (party.country, party.sector) if part)
    return Claim(
        claim.claim_id,
        "side",
        value,
        claim.as_written,
        claim.evidence,
        claim.attribution,
        claim.certainty,
        Basis.INFERRED,
        claim.made_by,
        reason=f"its party is coded {code}",
    )


def compare_sides(here: SideValue, there: SideValue) -> Relation:
    """Two armed sides cannot both have done it alone; victims may be of any side."""
    if here.role != there.role:
        return Relation.APART
    if (here.side, here.country) == (there.side, there.country):
        return Relation.SAME
    if here.role != "actor" or not (here.armed and there.armed):
        return Relation.REFINES
    may_be_one = here.side == there.side and not (here.country and there.country)
    return Relation.REFINES if may_be_one else Relation.CONTRADICTS
