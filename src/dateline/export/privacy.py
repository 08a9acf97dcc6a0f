"""Private persons -> blocks of the same length, wherever their names stand in what is exported.

Who is private: a named person whom no office, title or actor file speaks for (`ActorValue.is_private`), and a named
witness or bystander who is quoted. Officials in their role are not masked, by whichever form of their name. The length
is kept, so that offsets still fit; the address of an article is not touched, since it is the citation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any, TypeVar

from dateline.model import EventMention, Source, SourceKind, ToldIncident

__all__ = ["BLOCK", "masked"]

BLOCK = "█"
_BYSTANDERS = frozenset({SourceKind.PERSON, SourceKind.WITNESS})
_UNTOUCHED = frozenset({"url", "article_id", "mention_id", "claim_id", "incident_id", "actor_id", "source_id"})
_SHORTEST = 3  # letters of a part of a name that is masked alone

ValueT = TypeVar("ValueT")


def masked(told: ToldIncident) -> ToldIncident:
    """The incident without the names of private persons; itself where there are none."""
    words = _words({*told.private_names, *_names_of_bystanders(told)}, [*_public_names(told)])
    if not words:
        return told
    spelled = (r"\s+".join(map(re.escape, word.split())) for word in sorted(words, key=len, reverse=True))
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(spelled) + r")(?!\w)")
    blanked: ToldIncident = _blanked(replace(told, private_names=()), pattern)
    return blanked


def _names_of_bystanders(told: ToldIncident) -> Iterator[str]:
    for mention in told.mentions:
        for source in _sources(mention):
            if source.kind in _BYSTANDERS and source.actor_id is None and source.name != source.name.lower():
                yield source.name


def _sources(mention: EventMention) -> Iterator[Source]:
    yield from mention.attribution.sources
    for claim in mention.claims():
        yield from claim.attribution.sources


def _public_names(told: ToldIncident) -> Iterator[frozenset[str]]:
    """The words of each name that stays: of a place, or of somebody in a public role."""
    for mention in told.mentions:
        for place in mention.places:
            yield frozenset(place.value.name.split())
        for claim in (*mention.actors, *mention.recipients):
            if not claim.value.is_private:
                yield frozenset(claim.value.name.split())


def _words(names: set[str], public: list[frozenset[str]]) -> set[str]:
    """The names whole, and each of their parts that is no common word and nobody else's name."""
    whole = {name for name in names if not any(public_name.issuperset(name.split()) for public_name in public)}
    parts = {part for name in whole for part in name.split() if len(part) >= _SHORTEST and not part.islower()}
    return whole | parts.difference(*public)


def _blanked(value: Any, pattern: re.Pattern[str]) -> Any:
    if isinstance(value, Enum):
        return value
    if isinstance(value, str):
        return pattern.sub(lambda found: re.sub(r"\S", BLOCK, found.group()), value)
    if isinstance(value, tuple):
        return tuple(_blanked(item, pattern) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        changed = {
            field.name: _blanked(getattr(value, field.name), pattern)
            for field in fields(value)
            if field.name not in _UNTOUCHED
        }
        return replace(value, **changed)
    return value
