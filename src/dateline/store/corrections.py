"""Standing judgements -> what they change in coded articles before these are fused.

The coder's own claims stay as they are in the case. What is fused is a copy in which a person's claim stands in place
of those that it supersedes, and says who made it.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from dateline import identity
from dateline.model import (
    ActorValue,
    Basis,
    CasualtyValue,
    Claim,
    CodedArticle,
    DateValue,
    EventMention,
    Judgement,
    JudgementKind,
    Maker,
    PlaceValue,
    Reported,
)
from dateline.store.rows import from_plain, to_plain

__all__ = [
    "CLAIM_FIELDS",
    "Corrections",
    "correction_written",
    "corrections_of",
    "human_claims",
    "place_claim",
    "place_written",
]

CLAIM_FIELDS: dict[str, tuple[str, type[Any]]] = {
    "actor": ("actors", ActorValue),
    "recipient": ("recipients", ActorValue),
    "place": ("places", PlaceValue),
    "date": ("dates", DateValue),
    "casualty": ("casualties", CasualtyValue),
    "instrument": ("instruments", str),
    "target": ("targets", str),
}
"""Each field of a claim: where a mention keeps its claims of it, and what their values are."""


@dataclass(frozen=True, slots=True)
class Corrections:
    """By mention: the type, the place and the claims that a person gave it, and what is no event at all."""

    types: dict[str, str] = field(default_factory=dict)
    claims: dict[str, dict[str, Judgement]] = field(default_factory=lambda: defaultdict(dict))  # by claim, the latest
    places: dict[str, Judgement] = field(default_factory=dict)
    no_event: set[str] = field(default_factory=set)

    @property
    def mentions(self) -> set[str]:
        """Those that people corrected."""
        return {*self.types, *self.places, *self.claims, *self.no_event}

    def applied(self, coded: CodedArticle) -> CodedArticle:
        """The article as people corrected it; itself where nobody did."""
        if self.mentions.isdisjoint(mention.mention_id for mention in coded.mentions):
            return coded
        return replace(coded, mentions=tuple(self.corrected(coded.mentions)))

    def corrected(self, mentions: Iterable[EventMention]) -> Iterator[EventMention]:
        """These mentions as people corrected them; those that tell of no event are left out."""
        for mention in mentions:
            if mention.mention_id in self.no_event:
                continue
            corrected = mention
            if mention.mention_id in self.types:
                corrected = replace(corrected, event_type=self.types[mention.mention_id], mode=None)
            if mention.mention_id in self.places:
                corrected = replace(corrected, places=(place_claim(mention, self.places[mention.mention_id]),))
            yield _with_claims(corrected, self.claims.get(mention.mention_id, {}))


def corrections_of(standing: Iterable[Judgement]) -> Corrections:
    """Judgements come oldest first: of two people who differ, the later one counts, and both stay in the case."""
    found = Corrections()
    for judgement in standing:
        (subject, *others) = judgement.subjects
        if judgement.kind is JudgementKind.CORRECTION and judgement.value and len(others) == 1:
            found.claims[others[0]][subject] = judgement
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


def correction_written(claim_field: str, value: Any) -> str:
    """A claim of a person as the value of a judgement; None where the claim is wrong and nothing is in its place."""
    plain = value if value is None or isinstance(value, str) else to_plain(value)
    return json.dumps({"field": claim_field, "value": plain}, ensure_ascii=False, sort_keys=True)


def human_claims(mention: EventMention, judgements: Iterable[Judgement]) -> Iterator[Reported]:
    """The claims that these corrections of a mention put in the place of others, or add to them."""
    for judgement in judgements:
        claim = _claim(mention, judgement)
        if claim is not None:
            yield claim


def _with_claims(mention: EventMention, corrections: Mapping[str, Judgement]) -> EventMention:
    changed: dict[str, Any] = {}
    for claim_id, judgement in corrections.items():
        name = CLAIM_FIELDS[json.loads(judgement.value or "{}")["field"]][0]
        kept = [claim for claim in changed.get(name, getattr(mention, name)) if claim.claim_id != claim_id]
        new = _claim(mention, judgement)
        changed[name] = (*kept, new) if new else tuple(kept)
    return replace(mention, **changed) if changed else mention


def _claim(mention: EventMention, judgement: Judgement) -> Reported | None:
    """It keeps the words and the chain of sources of the claim that it supersedes, or else of its mention."""
    written = json.loads(judgement.value or "{}")
    if written["value"] is None:
        return None
    claim_field, kind = written["field"], CLAIM_FIELDS[written["field"]][1]
    value = from_plain(kind, written["value"])
    old = next((claim for claim in mention.claims() if claim.claim_id in judgement.subjects), None)
    shown = value if isinstance(value, str) else getattr(value, "name", None)
    claim: Reported = Claim(
        identity.claim_id(mention.mention_id, claim_field, value, (), f"person {judgement.made_by}"),
        claim_field,
        value,
        old.as_written if old else shown or mention.trigger.quote,
        old.evidence if old else mention.evidence,
        old.attribution if old else mention.attribution,
        old.certainty if old else mention.certainty,
        Basis.HUMAN,
        Maker("person", judgement.made_by),
        judgement.reason or None,
        old.claim_id if old else None,
    )
    return claim
