"""The picture's sections of a report: relations, presence, agreements, movements, exposure.

Input: a `Situation`. Output: sections, each line with the passages that it rests on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.model import AttributeState
from dateline.picture.agreements import Agreement
from dateline.picture.exposure import Exposure
from dateline.picture.movements import Movement
from dateline.picture.passages import Passage
from dateline.picture.presence import Presence
from dateline.picture.relations import Relation
from dateline.report.document import Line, Section
from dateline.report.situation import Situation, step_key
from dateline.report.wording import NotesOf, counted, listed, named_day

__all__ = ["COUNTED_WORDS", "STEP_WORDS", "picture_sections", "presence_words"]

_LISTED = 20
_ACT_WORDS = {
    "hold": "{holder} holds or uses {place}",
    "build": "{holder} builds at {place}",
    "leave": "{holder} leaves {place}",
    "want": "A presence of {holder} in {place} is wanted",
    "in_question": "The presence of {holder} in {place} is in question",
}
_IN_COUNTRY = "{holder} has forces or bases in {place}"
COUNTED_WORDS = {  # what counts only where it is asked for (`model.Counting`)
    "denied": "denied",
    "planned": "planned or called for",
    "hypothetical": "hypothetical",
    "speculation": "possible or probable only",
}
STEP_WORDS = {
    "asked_for": "asked for",
    "refused": "refused",
    "under_negotiation": "under negotiation",
    "announced": "announced",
    "held": "held",
    "postponed": "postponed",
    "cancelled": "cancelled",
    "signed": "signed",
    "in_force": "in force",
    "not_in_force": "not in force",
    "suspended": "suspended",
    "revised": "under revision",
    "broken": "broken",
    "ended": "ended",
}


def picture_sections(situation: Situation, notes: NotesOf) -> list[Section]:
    picture = situation.picture
    return [
        _section(
            "Relations",
            f"What parties are told to have done to and with each other: incidents by kind.{_left_out(situation)}",
            picture.relations,
            [line for relation in picture.relations[:_LISTED] for line in _relation(relation, notes)],
        ),
        _section(
            "Presence",
            "Who is said to hold, build, leave or want which base or territory.",
            picture.presence,
            [_presence(presence, notes) for presence in picture.presence[:_LISTED]],
        ),
        _section(
            "Agreements and talks",
            "Each step as it was first told or dated.",
            picture.agreements,
            [line for item in picture.agreements[:_LISTED] for line in _agreement(item, situation, notes)],
        ),
        _section(
            "Movements",
            "Evacuations, withdrawals and deployments.",
            picture.movements,
            [_movement(movement, notes) for movement in picture.movements[:_LISTED]],
        ),
        _section(
            "Exposure of protected and dangerous sites",
            "Violent events told to be at or near such a site. A distance is no damage; claims of damage stand apart.",
            picture.exposure,
            [line for exposure in picture.exposure[:_LISTED] for line in _exposure(exposure, notes)],
        ),
    ]


def _left_out(situation: Situation) -> str:
    left = [words for name, words in COUNTED_WORDS.items() if not getattr(situation.counting, name)]
    return f" Left out is what is {listed(left)}." if left else ""


def _section(title: str, about: str, found: Sequence[object], lines: list[Line]) -> Section:
    if not found:
        return Section(title, f"{about} Nothing of the kind is told.")
    more = f" The {_LISTED} most told of {len(found)} are listed." if len(found) > _LISTED else ""
    return Section(title, about + more, tuple(lines))


def _relation(relation: Relation, notes: NotesOf) -> Iterator[Line]:
    first, second = relation.first.name, relation.second.name
    together = f" Told beside each other {counted(len(relation.beside), 'time')}." if relation.beside else ""
    passages = [deed.passage for deed in (*relation.deeds[:2], *relation.beside[:2])]
    yield Line(f"{first} and {second}.{together}", notes.of_passages(passages, 2))
    for (actor, kind), count in relation.totals().items():
        other = relation.second if actor == relation.first else relation.first
        rests_on = [deed.passage for deed in relation.deeds if deed.actor == actor and deed.kind is kind]
        text = f"{actor.name} → {other.name}: {kind}, {counted(count, 'incident')}."
        yield Line(text, notes.of_passages(rests_on), 1)
    changes = relation.changes()
    if changes:
        last = changes[-1]
        rests_on = [deed.passage for deed in relation.deeds if deed.day and deed.day.replace(day=1) == last.start]
        text = f"Mean score of the pair {last.before:+.1f} before, {last.after:+.1f} in {last.start:%B %Y}."
        yield Line(text, notes.of_passages(rests_on, 2), 1)


def presence_words(presence: Presence) -> str:
    """The sentence that a line of presence is told in."""
    years = f" since {presence.since}" if presence.since else ""
    years += f" until {presence.until}" if presence.until else ""
    country = presence.act == "hold" and presence.place.key == presence.place.country
    words = _IN_COUNTRY if country else _ACT_WORDS[presence.act]
    text = words.format(holder=presence.holder.name, place=presence.place.name) + years
    saying = listed(sorted({passage.source for passage in presence.passages}), 3)
    denying = listed(sorted({passage.source for passage in presence.denials}), 3)
    text += f", according to {saying}" if saying else ""
    text += f"; denied by {denying}" if denying else ""
    text += " (disputed)" if presence.state is AttributeState.DISPUTED else ""
    return text + (f" ({presence.inferred})." if presence.inferred else ".")


def _presence(presence: Presence, notes: NotesOf) -> Line:
    return Line(presence_words(presence), notes.of_passages((*presence.passages[:3], *presence.denials[:2]), 5))


def _agreement(agreement: Agreement, situation: Situation, notes: NotesOf) -> Iterator[Line]:
    parties = " and ".join(party.name for party in agreement.parties)
    disputed = " (steps that cannot both stand)" if agreement.disputed else ""
    first = [passage for step in agreement.steps[:1] for passage in step.passages]
    yield Line(f"{parties}: {agreement.subject}{disputed}.", notes.of_passages(first, 1))
    earlier = situation.earlier
    for step in agreement.steps:
        when = f"on {named_day(step.day)}" if step.dated and step.day else "day not told"
        if not step.dated and step.day:
            when = f"first reported on {named_day(step.day)}"
        known = earlier is None or earlier.incidents is None
        key = step_key(agreement, step.step, step.day if step.dated else None)
        new = "" if known or (earlier and key in earlier.steps) else "New: "
        yield Line(f"{new}{STEP_WORDS[step.step]}, {when}, according to {_sources(step.passages)}.",
                   notes.of_passages(step.passages), 1)  # fmt: skip


def _sources(passages: Sequence[Passage]) -> str:
    return listed(sorted({passage.source for passage in passages}), 3)


def _movement(movement: Movement, notes: NotesOf) -> Line:
    who = movement.mover.name if movement.mover else "Mover not told"
    start = f" from {movement.start.name}" if movement.start else ""
    end = f" to {movement.end.name}" if movement.end else ""
    text = f"{who}: {movement.kind}{start}{end}, according to {_sources(movement.passages)}."
    return Line(text, notes.of_passages(movement.passages))


def _exposure(exposure: Exposure, notes: NotesOf) -> Iterator[Line]:
    site = exposure.site
    danger = ", on the list in danger" if site.in_danger else ""
    passages = [near.passage for near in exposure.events]
    kind = "World Heritage" if site.kind == "heritage" and site.inscribed else site.kind
    text = f"{site.name} ({kind}{danger}): {counted(len(exposure.events), 'telling')} of violence at or near it."
    yield Line(text, notes.of_passages((*passages, *exposure.damage), 1))
    told: dict[str, list[Passage]] = {}
    for near in exposure.events:
        where = "at the site by name" if near.named and not near.distance_km else f"{near.distance_km:g} km away"
        people = f"; {near.settlement} is named" if near.settlement else ""
        exact = f"event within {near.event_precision_km:g} km, site within {near.site_precision_km:g} km"
        told.setdefault(f"{near.place}: {where} ({exact}){people}.", []).append(near.passage)
    for text, rests_on in list(told.items())[:5]:
        yield Line(text, notes.of_passages(rests_on), 1)
    for passage in exposure.damage[:5]:
        yield Line(f"Damage is claimed by {passage.source}.", notes.of_passages([passage]), 1)
