"""Scores who did what to whom with what in incidents (gold set `muc4`).

Input: MUC-4 documents with the mentions of each role and the key templates, and the coder. Output: strict CEAF-REE F1
over five roles and for victims alone, and F1 of four template slots. Method: Du, Rush & Cardie 2021 (GRIT, EACL): a
predicted entity fits a gold one if every mention of it is a mention there, and the two are paired one to one, as many
as can be. What the coder tells becomes entities and templates in `muc4_incidents`. Slots are paired one to one, too:
two fit if they belong to templates of one type and the gold slot allows the value ("/" parts alternatives, "?" marks
an optional slot, which is not asked for).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from dateline.evaluate.coder import Coder, make_article
from dateline.evaluate.gold import Record
from dateline.evaluate.muc4_incidents import ROLES, Entities, Slot, entities_of, slots_of

__all__ = ["Tally", "count_pairs", "gold_slots", "normalise", "score", "score_entities", "score_slots"]

_KEYS = {
    "type": "INCIDENT: TYPE",
    "stage": "INCIDENT: STAGE OF EXECUTION",
    "victim_number": "HUM TGT: NUMBER",
    "victim_effect": "HUM TGT: EFFECT OF INCIDENT",
}
GoldT = TypeVar("GoldT")
FoundT = TypeVar("FoundT")


@dataclass
class Tally:
    """How many were right, asked for and told."""

    right: int = 0
    asked: int = 0
    told: int = 0

    def add(self, right: int, asked: int, told: int) -> None:
        self.right, self.asked, self.told = self.right + right, self.asked + asked, self.told + told

    @property
    def f1(self) -> float:
        return round(2 * self.right / (self.asked + self.told), 4) if self.right else 0.0


@dataclass(frozen=True)
class GoldSlot:
    """What one slot of a key template allows, by any of its types."""

    types: frozenset[str]
    values: frozenset[str]
    optional: bool = False


def score(records: list[Record], coder: Coder) -> dict[str, Any]:
    roles = {role: Tally() for role in ROLES}
    slots = {slot: Tally() for slot in _KEYS}
    articles = [make_article(record["text"]) for record in records]
    for record, coded in zip(records, coder.code(articles), strict=True):
        score_entities(record["extracts"], entities_of(coded), roles)
        found = slots_of(coded)
        for slot, tally in slots.items():
            score_slots(list(gold_slots(record["templates"], slot)), found[slot], tally)
    total = Tally()
    for tally in roles.values():
        total.add(tally.right, tally.asked, tally.told)
    return {
        "n": len(records),
        "ceaf_ree_f1": total.f1,
        "victim_f1": roles["Victim"].f1,
        **{f"{slot}_f1": tally.f1 for slot, tally in slots.items()},
        "role_f1": {role: tally.f1 for role, tally in roles.items()},
    }


def score_entities(gold: dict[str, list[Any]], found: Entities, tallies: dict[str, Tally]) -> None:
    for role, tally in tallies.items():
        asked = [frozenset(normalise(mention) for mention, _ in entity) for entity in gold[role]]
        told = list(dict.fromkeys(frozenset(map(normalise, entity)) for entity in found.get(role, ())))
        tally.add(count_pairs(asked, told, lambda there, here: here <= there), len(asked), len(told))


def score_slots(gold: Sequence[GoldSlot], found: Sequence[Slot], tally: Tally) -> None:
    """An optional slot counts for nothing unless it is told."""
    needed = [slot for slot in gold if not slot.optional]
    right_needed = count_pairs(needed, found, _allows)
    right = count_pairs(gold, found, _allows)
    tally.add(right, len(needed) + right - right_needed, len(found))


def gold_slots(templates: Iterable[dict[str, list[str]]], slot: str) -> Iterator[GoldSlot]:
    for template in templates:
        types = _alternatives("".join(template.get(_KEYS["type"], [])))
        for value in template.get(_KEYS[slot], []):
            told = value.split(': "')[0]  # what follows names the victim
            yield GoldSlot(frozenset(types), frozenset(_alternatives(told)), optional=told.lstrip("( ").startswith("?"))


def _alternatives(value: str) -> list[str]:
    parts = (re.sub(r"[?()~\s]+", " ", part).strip() for part in value.split("/"))
    return [part for part in parts if part]


def _allows(gold: GoldSlot, found: Slot) -> bool:
    return found.incident_type in gold.types and found.value in gold.values


def normalise(mention: str) -> str:
    """Lower case, without articles, punctuation and doubled spaces."""
    words = re.sub(r"[^\w\s]", "", mention.lower()).split()
    return " ".join(word for word in words if word not in {"a", "an", "the"})


def count_pairs(gold: Sequence[GoldT], found: Sequence[FoundT], fits: Callable[[GoldT, FoundT], bool]) -> int:
    """The most pairs that fit, each side used once: augmenting paths, since every pair counts the same."""
    choices = [[place for place, there in enumerate(gold) if fits(there, here)] for here in found]
    taken: dict[int, int] = {}

    def place_of(seeker: int, seen: set[int]) -> bool:
        for place in choices[seeker]:
            if place not in seen:
                seen.add(place)
                if place not in taken or place_of(taken[place], seen):
                    taken[place] = seeker
                    return True
        return False

    return sum(place_of(seeker, set()) for seeker in range(len(found)))
