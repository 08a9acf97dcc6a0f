"""Events of one article -> which of them tell an earlier one again.

Input: the events in order of the text, with the names of those who take part. Output: for each, the position of the
first telling of the same act, or nothing. Method: a definite noun without parties of its own ("the attack") points back
to the last event of its type, also where it is said what that act did ("the attack killed two"); otherwise type, mode
and all named parties must agree. One pass over the article.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.model import Status

__all__ = ["Retelling", "find_first_tellings"]


@dataclass(frozen=True, slots=True)
class Retelling:
    """What decides whether two passages tell one act."""

    event_type: str
    mode: str | None
    actors: frozenset[str]
    recipients: frozenset[str]
    points_back: bool  # a definite noun: "the attack", "those talks"
    status: Status
    again: bool = False  # what it names first is a definite noun without parties: "the attack killed two"


def find_first_tellings(events: Sequence[Retelling]) -> list[int | None]:
    """For each event the position of the one that it tells again."""
    last: dict[str, int] = {}
    by_parties: dict[tuple[str, frozenset[str], frozenset[str], str], list[int]] = {}
    found: list[int | None] = []
    for position, event in enumerate(events):
        key = event.event_type, event.actors, event.recipients, event.status
        named = bool(event.actors or event.recipients)
        first = next((p for p in by_parties.get(key, ()) if _same_mode(events[p], event)), None) if named else None
        bare = (event.points_back and not named) or (event.again and not event.actors)
        if first is None and bare and event.event_type in last:
            before = last[event.event_type]
            first = before if _same_mode(events[before], event) else None
        if first is not None:
            first = found[first] if found[first] is not None else first
        found.append(first)
        if not event.status.is_idea:  # "the attack" is none that was only threatened
            last[event.event_type] = position
        if named:
            by_parties.setdefault(key, []).append(position)
    return found


def _same_mode(one: Retelling, other: Retelling) -> bool:
    return one.mode == other.mode or one.mode is None or other.mode is None
