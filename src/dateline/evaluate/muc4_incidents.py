"""A coded article -> entities by role and slots of incident templates, as MUC-4 writes them.

Input: `CodedArticle`. Output: for each role its entities, each a set of mentions; for each slot its values with the
type of their template. Method: only what the mentions of assaults tell. MUC-4 leaves out fighting between armed forces,
so an armed victim is none; it writes names without their titles and nouns without articles or numbers. Weapons are the
instruments that the coder tells: nothing is looked up in the text here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from anyascii import anyascii

from dateline.knowledge.agents import Agent, agent_nouns, modifiers
from dateline.knowledge.weapons import load_weapons, pieces
from dateline.model import ActorValue, CasualtyKind, CasualtyValue, Claim, CodedArticle, EventMention, Polarity, Status

__all__ = ["ROLES", "Entities", "Slot", "bare", "entities_of", "incident_type", "slots_of"]

ROLES = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")
Entities = dict[str, list[frozenset[str]]]

_ARMED = {"MIL", "REB", "UAF", "PRM"}
_STATE_FORCES = frozenset({"MIL", "COP", "GOV"})
_CIVILIANS = frozenset({"CVL", "LAB", "EDU", "REL", "JRN", "REF", "MED", "AGR", "ELI", "OPP"})
_BLAMED = frozenset({"REB", "UAF", "PRM", "CRM", "MIL"})
_TOLD = {Status.HAPPENED: "ACCOMPLISHED", Status.ONGOING: "ACCOMPLISHED", Status.PLANNED: "THREATENED"}
_EFFECTS = {CasualtyKind.KILLED: "DEATH", CasualtyKind.WOUNDED: "INJURY"}
_BURNING = re.compile(r"\b(?:burn|torch|arson|set (?:on )?fire|set ablaze)")
_PRONOUNS = {
    "he",
    "she",
    "it",
    "they",
    "him",
    "her",
    "them",
    "who",
    "which",
    "that",
    "we",
    "us",
    "i",
    "you",
    "this",
    "himself",
}
_PARTS = re.compile(r"\b(?:of|from|in|at|on|for|who|which|that|by|with)\b")
_LEADING = re.compile(
    r"\A(?:(?:the|an?|his|her|its|their|our|this|these|those|at least|about|some|several|many|more than|other|\d+|two"
    r"|three|four|five|six|seven|eight|nine|ten)\s+)+"
)
_SHORT_FORM = re.compile(r"\(\s*([a-z]{2,8})\s*\)")
_AGE = re.compile(r"\b\d+-year-old\s+")


@dataclass(frozen=True)
class Slot:
    incident_type: str
    value: str


def entities_of(coded: CodedArticle) -> Entities:
    found: dict[str, dict[str, None]] = {role: {} for role in ROLES}
    for mention in _incidents(coded):
        for role, name in (*_perpetrators(mention), *_harmed(mention), *_things(mention)):
            found[role].setdefault(name)
    if any(found.values()):
        for mention in coded.mentions:
            for role, name in _accused(mention):
                found[role].setdefault(name)
    found["Weapon"] = dict.fromkeys(_weapons(coded))
    return {role: [frozenset({name}) for name in _fullest(names)] for role, names in found.items()}


def slots_of(coded: CodedArticle) -> dict[str, list[Slot]]:
    """One template for each type of incident in the article."""
    stages: dict[str, str] = {}
    victims: dict[tuple[str, str], tuple[str, str | None]] = {}
    for mention in _incidents(coded):
        kind = incident_type(mention)
        stages.setdefault(kind, _TOLD[mention.status])
        for claim in mention.casualties:
            if _is_victim(claim.value):
                victims.setdefault(
                    (kind, bare(claim.as_written)), (_number(claim.value), _EFFECTS.get(claim.value.kind))
                )
    return {
        "type": [Slot(kind, kind) for kind in stages],
        "stage": [Slot(kind, stage) for kind, stage in stages.items()],
        "victim_number": [Slot(kind, number) for (kind, _), (number, _) in victims.items()],
        "victim_effect": [Slot(kind, effect) for (kind, _), (_, effect) in victims.items() if effect],
    }


def incident_type(mention: EventMention) -> str:
    if mention.mode == "abduct":
        return "KIDNAPPING"
    if _BURNING.search(mention.trigger.quote.lower()):
        return "ARSON"
    explosive = any(_family(claim.value) == "explosive" for claim in mention.instruments)
    return "BOMBING" if explosive or mention.mode == "explosives" else "ATTACK"


def _family(weapon: str) -> str | None:
    known = load_weapons().get(pieces(weapon))
    return known.family if known else None


def _incidents(coded: CodedArticle) -> Iterator[EventMention]:
    for mention in coded.mentions:
        told = mention.polarity is not Polarity.DENIED and mention.status in _TOLD
        if told and mention.event_type == "ASSAULT" and not _is_fighting(mention):
            yield mention


def _is_fighting(mention: EventMention) -> bool:
    """Armed sides against each other, or nobody told who was hit by an open attack."""
    sectors = [claim.value.sector for claim in mention.recipients if not _is_state(claim.value)]
    sectors += [claim.value.sector for claim in mention.casualties]
    return all(sector in _ARMED for sector in sectors) if sectors else mention.mode is None


def _perpetrators(mention: EventMention) -> Iterator[tuple[str, str]]:
    lawful = _STATE_FORCES if not _harms_civilians(mention) else frozenset()
    for claim in mention.actors:
        if claim.value.sector not in lawful:
            yield from _blamed(claim)


def _accused(mention: EventMention) -> Iterator[tuple[str, str]]:
    """Whom somebody blames, in an article that tells an incident."""
    if mention.event_type == "ACCUSE" and mention.mode == "allege" and mention.polarity is not Polarity.DENIED:
        for claim in mention.recipients:
            if claim.value.sector in _BLAMED:
                yield from _blamed(claim)


def _harms_civilians(mention: EventMention) -> bool:
    sectors = {claim.value.sector for claim in mention.recipients}
    return bool((sectors | {claim.value.sector for claim in mention.casualties}) & _CIVILIANS)


def _blamed(claim: Claim[ActorValue]) -> Iterator[tuple[str, str]]:
    written = _written(claim)
    if _is_organisation(claim.value, bare(written)):
        yield "PerpOrg", bare(written)
    elif (claim.value.actor_id or "").startswith("group."):
        yield "PerpOrg", anyascii(claim.value.name).lower()
    if not _is_organisation(claim.value, bare(written)) and _is_person(claim.value, written):
        yield "PerpInd", bare(written)
        yield from (("PerpOrg", name) for name in _bodies(bare(written)))


def _harmed(mention: EventMention) -> Iterator[tuple[str, str]]:
    for claim in mention.casualties:
        if _is_victim(claim.value) and is_name(claim.as_written):
            yield "Victim", bare(claim.as_written)
    for party in mention.recipients:
        written = _written(party)
        if is_name(written) and party.value.sector not in _ARMED:
            yield "Victim", bare(written)
        elif _is_thing(party.value, bare(written)):
            yield "Target", bare(written)


def _things(mention: EventMention) -> Iterator[tuple[str, str]]:
    for claim in mention.targets:
        yield "Target", bare(claim.as_written)


def _bodies(name: str) -> Iterator[str]:
    """The body whose members a phrase names: "members of the army", "people's front (pf) fighters"."""
    _, member_of, body = name.partition(" of ")
    agent = _agent(bare(body))
    if member_of and agent and agent.kind == "organisation":
        yield bare(body)
    yield from _SHORT_FORM.findall(name)


def _weapons(coded: CodedArticle) -> Iterable[str]:
    """Each kind of weapon once, in the words of its first passage."""
    written: dict[str, str] = {}
    for mention in _incidents(coded):
        for claim in mention.instruments:
            written.setdefault(claim.value, bare(claim.as_written))
    return written.values()


def _is_victim(value: CasualtyValue) -> bool:
    return value.kind in _EFFECTS and value.best != 0 and value.sector not in _ARMED


def _number(value: CasualtyValue) -> str:
    return str(value.best) if value.best is not None else "PLURAL"


def _written(claim: Claim[ActorValue]) -> str:
    """The words of the article; for a pronoun the name it stands for."""
    told = claim.as_written.lower()
    name = anyascii(claim.value.name).lower() if told in _PRONOUNS else told
    return "" if name in _PRONOUNS else name


def bare(phrase: str) -> str:
    """A noun phrase as the keys have it: no article, no age, and no title before a name."""
    words = _unled(phrase)
    return " ".join(words[_title_length(words) :])


def _unled(phrase: str) -> list[str]:
    return _AGE.sub("", _LEADING.sub("", phrase.lower().strip("\"'` "))).split()


def _title_length(words: list[str]) -> int:
    """How many words up to the last noun of office or honorific that a name of two words or one follows."""
    if _PARTS.search(" ".join(words)):
        return 0
    last = 0
    for end in range(1, len(words)):
        agent = _agent(" ".join(words[:end]))
        if words[end - 1].rstrip(".") in modifiers().honorifics or (
            agent and agent.kind == "person" and not agent.plural
        ):
            last = end
    return 0 if _agent(" ".join(words)) else last


def _agent(name: str) -> Agent | None:
    """The common noun for a person or body that heads a phrase."""
    words = _PARTS.split(name)[0].split()
    forms = (" ".join(words[-length:]) for length in (3, 2, 1) if length <= len(words))
    return next((agent_nouns()[form] for form in forms if form in agent_nouns()), None)


def _is_state(value: ActorValue) -> bool:
    return value.sector == "GOV" and value.count is None and _agent(value.name.lower()) is None


def _is_thing(value: ActorValue, name: str) -> bool:
    agent = _agent(name)
    body = agent is not None and agent.kind in {"organisation", "office"}
    return bool(name) and value.sector not in _ARMED and not _is_state(value) and (agent is None or body)


def _is_organisation(value: ActorValue, name: str) -> bool:
    agent = _agent(name)
    return (
        agent.kind in {"organisation", "office"} if agent else (value.actor_id or "").startswith(("group.", "party."))
    )


def _is_person(value: ActorValue, written: str) -> bool:
    agent = _agent(bare(written))
    if agent:
        return agent.kind in {"person", "group"}
    return not _is_state(value) and is_name(written)


def is_name(written: str) -> bool:
    """Lower case hides names: words of letters, two to five, with no article before them and no common noun as head."""
    words = bare(written).split()
    untitled = len(words) == len(_unled(written))
    if not 2 <= len(words) <= 5 or (untitled and _LEADING.match(written.lower())) or _PARTS.match(words[0]):
        return False
    plural = len(words) == 2 and words[-1].endswith("s")
    return all(word.replace("-", "").isalpha() for word in words) and not plural and not _agent(" ".join(words))


def _fullest(names: Iterable[str]) -> Iterator[str]:
    """Each name whose words are not all part of a longer one: "garcia" after "roberto garcia" is the same man."""
    kept = sorted(names, key=len, reverse=True)
    for place, name in enumerate(kept):
        words = set(name.split())
        if words and not any(words < set(longer.split()) for longer in kept[:place]):
            yield name
