"""Links each event to its own places, with the role that each plays in it.

Input: `slots.EVENTS` and `slots.PLACES`. Output: `slots.EVENT_PLACES`, the places where the event happened, or from or
to which it went; none where none is told. The scorer of `linking` decides; names that stand for a government are left
out.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc, Span

from dateline.annotate.linking import chosen, likelihoods, preposition_of
from dateline.annotate.slots import EVENT_PLACES, EVENTS, PLACES, EventPlaceRow, PlaceRow, get, put
from dateline.model import PlaceRole

__all__ = ["WhereComponent", "role_of"]

_ROLES = {
    "from": PlaceRole.FROM,
    "to": PlaceRole.TO,
    "toward": PlaceRole.TO,
    "towards": PlaceRole.TO,
    "into": PlaceRole.TO,
    "for": PlaceRole.TO,
    "near": PlaceRole.NEAR,
    "outside": PlaceRole.NEAR,
    "around": PlaceRole.NEAR,
    "off": PlaceRole.NEAR,
    "beside": PlaceRole.NEAR,
}


@Language.factory("dateline_where", assigns=["doc.spans"])
def make_where(nlp: Language, name: str) -> WhereComponent:
    return WhereComponent()


class WhereComponent:
    """Writes `slots.EVENT_PLACES`."""

    def __call__(self, doc: Doc) -> Doc:
        places = get(doc, PLACES)
        links = [
            (places[place][0], EventPlaceRow(event, place, role_of(places[place][0]), reason))
            for event, (trigger, _) in enumerate(get(doc, EVENTS))
            for place, reason in _places_of(trigger, places)
        ]
        put(doc, EVENT_PLACES, links)
        return doc


def _places_of(trigger: Span, places: list[tuple[Span, PlaceRow]]) -> Iterator[tuple[int, str]]:
    """The positions of the trigger's own places, with the reason."""
    sentence = trigger.root.sent
    inside = [
        position
        for position, (span, row) in enumerate(places)
        if sentence.start <= span.start < sentence.end and not row.as_government
    ]
    likely = likelihoods(trigger.root, [places[position][0] for position in inside])
    for index in chosen(likely):
        yield inside[index], f"linked to {trigger.text!r} by its syntax ({likely[index]:.2f})"


def role_of(span: Span) -> PlaceRole:
    """What the place is to its event, by the preposition that it hangs on."""
    return _ROLES.get(preposition_of(span), PlaceRole.AT)
