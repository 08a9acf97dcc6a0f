"""The attributes of an incident that rest on claims: where each stands in a mention, and how two values compare."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from dateline.fuse.responsibility import claimers
from dateline.fuse.states import Compare
from dateline.fuse.taken_sides import compare_sides, sides_taken
from dateline.fuse.values import Relation, compare_actors, compare_counts, compare_dates, compare_places
from dateline.model import CasualtyKind, DiscrepancyKind, EventMention, Reported, SideValue

__all__ = ["FIELDS", "Field"]


def _same_or_apart(here: object, there: object) -> Relation:
    return Relation.SAME if here == there else Relation.APART


def _whole(_value: object) -> str:
    return ""


def _role(value: SideValue) -> str:
    return value.role


_ONE_SIDED = frozenset({"ASSAULT", "COERCE", "SANCTION"})


@dataclass(frozen=True)
class Field:
    """How the claims of one field are compared, and what their contradiction is called."""

    name: str
    compare: Compare
    kind: DiscrepancyKind
    claims: Callable[[EventMention], Iterable[Reported]]
    joint: bool = False  # what one mention tells is told together
    deniable: bool = False  # who denies the event denies this of it
    one_sided: bool = False  # compared only where the event has one perpetrator and one target
    part: Callable[[Any], str] = _whole  # the part of an event that a value is about; for each, one is shown

    def is_compared(self, event_type: str) -> bool:
        return not self.one_sided or event_type in _ONE_SIDED


def _casualties(kind: CasualtyKind) -> Callable[[EventMention], Iterable[Reported]]:
    return lambda mention: (claim for claim in mention.casualties if claim.value.kind is kind)


FIELDS = (
    Field(
        "actors",
        compare_actors,
        DiscrepancyKind.PERPETRATOR,
        lambda mention: mention.actors,
        joint=True,
        deniable=True,
        one_sided=True,
    ),
    Field(
        "recipients",
        compare_actors,
        DiscrepancyKind.RECIPIENT,
        lambda mention: mention.recipients,
        joint=True,
        one_sided=True,
    ),
    Field("claimed_by", compare_actors, DiscrepancyKind.PERPETRATOR, claimers, joint=True, one_sided=True),
    Field("side", compare_sides, DiscrepancyKind.SIDE, sides_taken, joint=True, one_sided=True, part=_role),
    Field("place", compare_places, DiscrepancyKind.PLACE, lambda mention: mention.places, joint=True),
    Field("date", compare_dates, DiscrepancyKind.DATE, lambda mention: mention.dates),
    *(Field(str(kind), compare_counts, DiscrepancyKind.COUNT, _casualties(kind)) for kind in CasualtyKind),
    Field("instrument", _same_or_apart, DiscrepancyKind.TYPE, lambda mention: mention.instruments),
    Field("target", _same_or_apart, DiscrepancyKind.TYPE, lambda mention: mention.targets),
)
