"""Who is said to hold, build, leave or want which base or territory, by whose word.

Input: the readings of articles. Output: `Presence`s, one for each holder, act and place, each with the passages that
say so and those that say the opposite. Nothing is concluded from them: a base that one article calls held and another
left stands in both lines, each with its words and dates.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from dateline.model import AttributeState
from dateline.picture.marking import NamedPlace
from dateline.picture.matching import ArticleReading, Telling
from dateline.picture.parties import Party
from dateline.picture.passages import Passage

__all__ = ["ACTS", "Presence", "gather_presence", "presence_tellings", "state_of"]

ACTS = ("hold", "build", "leave", "want", "in_question")
_SINCE = re.compile(r"\bsince (?:(?:early|late|mid|[A-Z]\w+) )?((?:19|20)[0-9]{2})\b")
_UNTIL = re.compile(r"\b(?:until|to|through) ((?:19|20)[0-9]{2})\b")


@dataclass(frozen=True, slots=True)
class Presence:
    """One holder's one act at one place. `since` and `until` are years that a passage gives itself."""

    holder: Party
    act: str
    place: NamedPlace
    passages: tuple[Passage, ...]
    denials: tuple[Passage, ...]
    state: AttributeState
    first_reported: date | None
    last_reported: date | None
    since: int | None = None
    until: int | None = None
    inferred: str | None = None  # what no passage says in its own sentence


def presence_tellings(reading: ArticleReading) -> Iterator[Telling]:
    """What one article tells of presence; the same sentence tells the same thing once."""
    seen: set[tuple[object, ...]] = set()
    for telling in reading.tellings("presence"):
        if telling.party is None:
            continue
        for place in telling.places:
            key = (telling.value, telling.party, place, telling.passage.span.start_char, telling.passage.affirmed)
            if place.key != telling.party.key and key not in seen:
                seen.add(key)
                yield Telling(telling.value, telling.passage, telling.party, None, (place,), inferred=telling.inferred)


def gather_presence(tellings: Iterable[Telling]) -> tuple[Presence, ...]:
    """The tellings of many articles, put together by holder, act and place; those most told first."""
    grouped: dict[tuple[Party, str, NamedPlace], list[Telling]] = {}
    for telling in tellings:
        if telling.party is not None:
            grouped.setdefault((telling.party, telling.value, telling.places[0]), []).append(telling)
    found = [_presence(*key, group) for key, group in grouped.items()]
    return tuple(sorted(found, key=_order))


def _order(presence: Presence) -> tuple[int, str, int, str]:
    return (-len(presence.passages), presence.holder.name, ACTS.index(presence.act), presence.place.name)


def _presence(holder: Party, act: str, place: NamedPlace, tellings: list[Telling]) -> Presence:
    saying = tuple(telling.passage for telling in tellings if telling.passage.affirmed)
    denying = tuple(telling.passage for telling in tellings if not telling.passage.affirmed)
    days = [passage.reported_on for passage in (*saying, *denying) if passage.reported_on]
    quotes = [passage.span.quote for passage in saying]
    own = [telling for telling in tellings if telling.inferred is None]
    return Presence(
        holder,
        act,
        place,
        saying,
        denying,
        state_of(saying, denying),
        min(days, default=None),
        max(days, default=None),
        _year(_SINCE, quotes),
        _year(_UNTIL, quotes),
        None if own else tellings[0].inferred,
    )


def state_of(saying: Iterable[Passage], denying: Iterable[Passage]) -> AttributeState:
    """Disputed where one source says and another denies; else by how many sources say it."""
    affirming = {passage.source for passage in saying}
    if affirming and {passage.source for passage in denying} - affirming:
        return AttributeState.DISPUTED
    return AttributeState.CORROBORATED if len(affirming) > 1 else AttributeState.SINGLE_ORIGIN


def _year(pattern: re.Pattern[str], quotes: Iterable[str]) -> int | None:
    return next((int(match[1]) for quote in quotes if (match := pattern.search(quote))), None)
