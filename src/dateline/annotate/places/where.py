"""Links each event to its own places, with the role that each plays in it.

Input: `slots.EVENTS` and `slots.PLACES`. Output: `slots.EVENT_PLACES`, the places where the event happened, or from or
to which it went; none where none is told. The scorer of `linking` decides, and `discourse` for what its own sentence
does not place; names that stand for a government are left out.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.language import Language

from dateline.annotate.component import Component
from dateline.annotate.parse import Doc, Span
from dateline.annotate.places.discourse import places_by_discourse, positions_in
from dateline.annotate.places.linking import chosen, likelihoods, preposition_of
from dateline.annotate.slots import EVENT_PLACES, EVENTS, PLACES, EventPlaceRow, PlaceRow, get, put
from dateline.annotate.syntax.answers import is_answered
from dateline.model import PlacePrecision, PlaceRole

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
_INSIDE = frozenset({"in", "at", "on", "inside"})
_DEFINITE = frozenset({"the", "this", "that"})
_HURT = frozenset({"wounded", "injured", "casualties", "dead", "bodies", "survivors", "victims"})
_SETTLEMENTS = frozenset({"city", "town", "village", "settlement", "port", "camp", "base", "neighbourhood", "suburb"})
_POINTS = frozenset({PlacePrecision.TOWN, PlacePrecision.SITE})


@Language.factory("dateline_where", assigns=["doc.spans"])
def make_where(nlp: Language, name: str) -> WhereComponent:
    return WhereComponent()


class WhereComponent(Component):
    """Writes `slots.EVENT_PLACES`."""

    def annotate(self, doc: Doc) -> None:
        places = get(doc, PLACES)
        links = [
            (places[place][0], EventPlaceRow(event, place, role_of(places[place][0]), reason))
            for event, (trigger, _) in enumerate(get(doc, EVENTS))
            for place, reason in _places_of(trigger, places)
        ]
        linked: dict[int, list[EventPlaceRow]] = {}
        for _, link in links:
            linked.setdefault(link.event, []).append(link)
        links += [(places[link.place][0], link) for link in places_by_discourse(doc, get(doc, EVENTS), places, linked)]
        links += list(_origins(doc, links, places))
        put(doc, EVENT_PLACES, sorted(links, key=lambda pair: pair[1].event))


def _places_of(trigger: Span, places: list[tuple[Span, PlaceRow]]) -> Iterator[tuple[int, str]]:
    """The positions of the trigger's own places, with the reason."""
    sentence = trigger.root.sent
    inside = [
        position
        for position in positions_in(sentence, places)
        if not (places[position][1].as_government or is_answered(places[position][0].root, trigger.root))
    ]
    likely = likelihoods(trigger.root, [places[position][0] for position in inside])
    own = chosen(likely)
    for index in own:
        yield inside[index], f"linked to {trigger.text!r} by its syntax ({likely[index]:.2f})"
    if not own:
        yield from _described(trigger, places)


def _described(trigger: Span, places: list[tuple[Span, PlaceRow]]) -> Iterator[tuple[int, str]]:
    """ "An attack in the ancient city": the settlement or site that the article named last."""
    for preposition in (child for token in trigger for child in token.children if child.lower_ in _INSIDE):
        for noun in preposition.children:
            definite = any(child.lower_ in _DEFINITE for child in noun.children)
            if noun.dep_ == "pobj" and definite and noun.lemma_.lower() in _SETTLEMENTS:
                before = reversed(positions_in(noun.doc[: noun.i], places))
                last = next((n for n in before if places[n][1].precision in _POINTS), None)
                if last is not None:
                    yield last, f"{noun.text!r} goes back to {places[last][0].text!r}"


def _origins(
    doc: Doc, links: list[tuple[Span, EventPlaceRow]], places: list[tuple[Span, PlaceRow]]
) -> Iterator[tuple[Span, EventPlaceRow]]:
    """ "The wounded were flown to the base": from where the article told last that somebody was hurt."""
    roles: dict[int, dict[str, int]] = {}
    for _, link in links:
        roles.setdefault(link.event, {}).setdefault(link.role, link.place)
    scene: int | None = None
    for event, (trigger, row) in enumerate(get(doc, EVENTS)):
        held = roles.get(event, {})
        if row.event_type == "ASSAULT":
            scene = held.get(PlaceRole.AT, scene)
        elif scene is not None and PlaceRole.TO in held and PlaceRole.FROM not in held and _carries_the_hurt(trigger):
            span = places[scene][0]
            reason = f"where the article tells of the attack before {trigger.text!r}"
            yield span, EventPlaceRow(event, scene, PlaceRole.FROM, reason, basis="inferred")


def _carries_the_hurt(trigger: Span) -> bool:
    """Whether those who were hurt are moved, in this clause or the purpose that it names."""
    return any(
        word.lower_ in _HURT and any(child.lower_ in _DEFINITE for child in word.children)
        for word in trigger.root.subtree
    )


def role_of(span: Span) -> PlaceRole:
    """What the place is to its event, by the preposition that it hangs on."""
    holder = span.root.head
    preposition = holder.lower_ if holder.dep_ == "dative" else preposition_of(span)  # "took them to"
    return _ROLES.get(preposition, PlaceRole.AT)
