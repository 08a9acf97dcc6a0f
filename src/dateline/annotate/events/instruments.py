"""What violence was done with: weapons of a parsed Doc, each with the violent event that it served.

Input: a Doc, and the events of its sentences by the words that tell them. Output: the token ranges of weapon nouns with
the event nearest in the parse. Left out are weapons that were found, seized or aimed at, those that only describe a
thing or a person ("arms depot", "tank commander"), and loose words ("gun", "stone") that nobody is said to have used.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from dateline.annotate.parse import Doc, Span, Token
from dateline.annotate.slots import EventRow
from dateline.knowledge.weapons import LONGEST_WEAPON, Weapon, load_weapons

__all__ = ["ARMED_TYPES", "FoundInstrument", "find_instruments", "is_aimed_at"]

ARMED_TYPES = frozenset({"ASSAULT", "PROTEST"})
_FARTHEST = 5  # steps in the parse between a weapon and the event that it served
_USE = frozenset(
    {"fire", "launch", "hurl", "throw", "lob", "rain", "use", "detonate", "explode", "plant", "lay", "drop", "place"}
    | {"employ", "deploy", "activate", "shoot", "toss", "install", "carry", "wield", "brandish", "unleash", "spray"}
    | {"set", "go", "blow", "hide", "leave", "strap", "rig", "pack", "conceal", "lodge", "discharge", "pelt", "arm"}
)
_MEANS = frozenset({"with", "by", "using", "from"})
_AIMS = frozenset({"on", "against", "at", "into", "to", "in", "near", "outside"})
_NOT_USED = frozenset(
    {"seize", "find", "recover", "confiscate", "defuse", "discover", "uncover", "capture", "surrender", "destroy"}
    | {
        "deactivate",
        "intercept",
        "buy",
        "sell",
        "supply",
        "smuggle",
        "steal",
        "ban",
        "down",
        "hand",
        "lose",
        "dismantle",
    }
    | {"search", "store", "possess", "own", "produce", "make", "develop", "deliver", "provide", "damage", "board"}
)
_OF_FORCE = frozenset(
    {"attack", "fire", "blast", "explosion", "strike", "round", "burst", "shelling", "bombing", "assault", "volley"}
    | {"barrage", "salvo", "shot", "ambush", "raid", "bombardment", "detonation", "rain", "duel", "hail", "charge"}
)
_OBJECTS = frozenset({"dobj", "nsubjpass", "attr"})


@dataclass(frozen=True, slots=True)
class FoundInstrument:
    span: Span
    weapon: Weapon
    event: int  # position in EVENTS


def find_instruments(doc: Doc, events: list[tuple[Span, EventRow]]) -> list[FoundInstrument]:
    tellers = {
        token: number
        for number, (span, row) in enumerate(events)
        if row.event_type in ARMED_TYPES
        for token in (span.root.i, *row.also)
    }
    armed = sorted({doc[token].sent.start for token in tellers})
    return [
        FoundInstrument(span, weapon, tellers[nearest])
        for start in armed
        for span, weapon in _weapons_in(doc[start].sent)
        if (nearest := _nearest(_top(span.root), tellers)) is not None and _serves(span, weapon, tellers)
    ]


def _weapons_in(sentence: Span) -> Iterator[tuple[Span, Weapon]]:
    """The longest weapon noun at each place of the sentence; hyphens part words."""
    known = load_weapons()
    words = [token for token in sentence if token.text != "-"]
    place = 0
    while place < len(words):
        for length in range(min(LONGEST_WEAPON, len(words) - place), 0, -1):
            several = words[place : place + length]
            weapon = known.get(tuple(part for word in several for part in word.lower_.split("-") if part))
            if weapon is not None and several[-1].pos_ in {"NOUN", "PROPN", "ADJ", "NUM", "X"}:
                yield sentence.doc[several[0].i : several[-1].i + 1], weapon
                place += length - 1
                break
        place += 1


def _top(noun: Token) -> Token:
    """The word that says what became of the weapon: the head of what it is part of, and the first of coordinated."""
    for _ in range(_FARTHEST):
        joined = noun.dep_ == "conj" and noun.head.pos_ in {"NOUN", "PROPN"}
        names_force = noun.dep_ in {"compound", "nmod", "amod"} and noun.head.lemma_.lower() in _OF_FORCE
        if joined or names_force:
            noun = noun.head
        elif noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.pos_ == "NOUN":
            noun = noun.head.head  # "a burst of gunfire", "10 kilos of dynamite"
        else:
            break
    return noun


def _serves(span: Span, weapon: Weapon, tellers: Collection[int]) -> bool:
    noun = _top(span.root)
    if noun.dep_ in {"compound", "nmod", "amod", "poss"} and noun.head.pos_ in {"NOUN", "PROPN"}:
        return False  # of a thing or person: "the tank commander"
    verb = noun.head.head if noun.dep_ == "pobj" else noun.head
    if noun.dep_ in _OBJECTS and (verb.lemma_.lower() in _NOT_USED or _is_aim(noun, tellers)):
        return False
    if noun.dep_ == "pobj" and noun.head.lower_ in _AIMS and verb.i in tellers:
        return False  # "an attack on a tank"
    return not weapon.loose or noun.i in tellers or _is_used(noun)


def is_aimed_at(noun: Token, teller: Token) -> bool:
    """Whether an act is done to a thing, which then was no means of it: "fired on a tank", "a helicopter was hit"."""
    if noun.dep_ == "pobj":
        return noun.head.lower_ in _AIMS and noun.head.head == teller
    return noun.dep_ in _OBJECTS and noun.head == teller and teller.lemma_.lower() not in _USE


def _is_aim(noun: Token, tellers: Collection[int]) -> bool:
    """Whether an act is done to the weapon itself: "attacked a tank", unlike "fired a rocket"."""
    return noun.head.i in tellers and noun.head.lemma_.lower() not in _USE


def _is_used(noun: Token) -> bool:
    if noun.dep_ == "pobj":
        return noun.head.lower_ in _MEANS
    if noun.dep_ == "pcomp" or noun.head.lower_ == "using":
        return True
    return noun.dep_ in {*_OBJECTS, "nsubj"} and noun.head.lemma_.lower() in _USE | {"kill", "hit", "strike"}


def _nearest(noun: Token, tellers: Mapping[int, int]) -> int | None:
    """The telling word that the fewest steps of the parse lead to; of equals the one above."""
    seen, edge = {noun.i}, [noun]
    for _ in range(_FARTHEST + 1):
        found = next((word.i for word in edge if word.i in tellers), None)
        if found is not None:
            return found
        reached = (near for word in edge for near in (word.head, *word.children))
        edge = list({near.i: near for near in reached if near.i not in seen}.values())
        seen.update(near.i for near in edge)
    return None
