"""Standing judgements -> what they change in coded articles before these are fused.

The coder's own claims stay as they are in the case. What is fused is a copy in which a person's claim stands in place
of those that it supersedes, and says who made it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from dateline import identity
from dateline.model import (
    Basis,
    Claim,
    CodedArticle,
    EventMention,
    Judgement,
    JudgementKind,
    Maker,
    PlaceValue,
)
from dateline.store.rows import from_plain, to_plain

__all__ = ["Corrections", "corrections_of", "place_claim", "place_written"]


@dataclass(frozen=True, slots=True)
class Corrections:
    """By mention: the type and the place that a person gave it, and what is no event at all."""

    types: dict[str, str] = field(default_factory=dict)
    places: dict[str, Judgement] = field(default_factory=dict)
    no_event: set[str] = field(default_factory=set)

    def applied(self, coded: CodedArticle) -> CodedArticle:
        """The article as people corrected it; itself where nobody did."""
        touched = {mention.mention_id for mention in coded.mentions}
        if touched.isdisjoint(self.types.keys() | self.places.keys() | self.no_event):
            return coded
        return replace(coded, mentions=tuple(self._mentions(coded.mentions)))

    def _mentions(self, mentions: Iterable[EventMention]) -> Iterator[EventMention]:
        for mention in mentions:
            if mention.mention_id in self.no_event:
                continue
            corrected = mention
            if mention.mention_id in self.types:
                corrected = replace(corrected, event_type=self.types[mention.mention_id], mode=None)
            if mention.mention_id in self.places:
                corrected = replace(corrected, places=(place_claim(mention, self.places[mention.mention_id]),))
            yield corrected


def corrections_of(standing: Iterable[Judgement]) -> Corrections:
    """Judgements come oldest first: of two people who differ, the later one counts, and both stay in the case."""
    found = Corrections()
    for judgement in standing:
        (subject, *others) = judgement.subjects
        if others:
            continue
        if judgement.kind is JudgementKind.WRONG_TYPE and judgement.value:
            found.types[subject] = judgement.value
        elif judgement.kind is JudgementKind.RIGHT_PLACE and judgement.value:
            found.places[subject] = judgement
        elif judgement.kind is JudgementKind.NO_EVENT:
            found.no_event.add(subject)
    return found


def place_written(place: PlaceValue) -> str:
    """A place as the value of a judgement."""
    return json.dumps(to_plain(place), ensure_ascii=False, sort_keys=True)


def place_claim(mention: EventMention, judgement: Judgement) -> Claim[PlaceValue]:
    """A person's claim of where it happened, superseding the coder's first one."""
    place = from_plain(PlaceValue, json.loads(judgement.value or "{}"))
    return Claim(
        identity.claim_id(mention.mention_id, "place", place, (), f"person {judgement.made_by}"),
        "place",
        place,
        place.name,
        (),
        mention.attribution,
        mention.certainty,
        Basis.HUMAN,
        Maker("person", judgement.made_by),
        judgement.reason or None,
        mention.places[0].claim_id if mention.places else None,
    )
