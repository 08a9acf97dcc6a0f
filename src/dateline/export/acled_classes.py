"""An incident -> ACLED's event and sub-event type and actor types, or none where ACLED records no such thing.

Method: the table of fine classes (`knowledge/fine_classes.yaml`), asked only for classes that the incident's own type
can be; then the manual's own divide: fighting needs two armed sides, violence against civilians unarmed victims.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from dateline.export.reading import IncidentReading
from dateline.knowledge.fine_classes import FineClass, Signs, find_fine_class, load_fine_classes
from dateline.model import ActorValue, EventMention

__all__ = ["acled_class", "disorder_type", "inter_code", "interaction_code", "targets_civilians"]

BATTLES, EXPLOSIONS = "Battles", "Explosions/Remote violence"
CIVILIANS, PROTESTS, RIOTS = "Violence against civilians", "Protests", "Riots"
STRATEGIC = "Strategic developments"
_MAY_BE = {  # by ACLED's event type, the PLOVER types that it is made of
    BATTLES: frozenset({"ASSAULT", "COERCE"}),
    EXPLOSIONS: frozenset({"ASSAULT"}),
    CIVILIANS: frozenset({"ASSAULT", "COERCE"}),
    PROTESTS: frozenset({"PROTEST", "ASSAULT", "COERCE"}),
    RIOTS: frozenset({"PROTEST", "ASSAULT"}),
    STRATEGIC: frozenset({"SUPPORT", "CONCEDE", "RETREAT", "COERCE", "MOBILIZE", "ASSAULT"}),
}
_DISORDER = {PROTESTS: "Demonstrations", RIOTS: "Demonstrations", STRATEGIC: "Strategic developments"}
_VIOLENT_TOO = frozenset({"Excessive force against protesters"})
_MOB = "Mob violence"
_STATE, _REBEL, _MILITIA, _CIVIL = 1, 2, 3, 7
_RIOTERS, _PROTESTERS, _FOREIGN = 5, 6, 8
_INTER = {
    **dict.fromkeys(("MIL", "COP", "GOV", "SPY"), _STATE),
    "REB": _REBEL,
    **dict.fromkeys(("PRM", "CRM", "UAF"), _MILITIA),
    **dict.fromkeys(("CVL", "JRN", "MED", "EDU", "AGR", "BUS", "LAB", "REF", "REL", "SOC", "LEG", "JUD"), _CIVIL),
}
_ARMED = frozenset({_STATE, _REBEL, _MILITIA, _FOREIGN})
_PEACEFUL = (PROTESTS, "Peaceful protest")
_PROTESTS = {  # by mode, where words say no more; strikes, fasts and boycotts need no gathering and get no row
    None: _PEACEFUL,
    "demo": _PEACEFUL,
    "obstruct": _PEACEFUL,
    "riot": (RIOTS, "Violent demonstration"),
}
_ATTACK, _CLASH = (CIVILIANS, "Attack"), (BATTLES, "Armed clash")
_WORD = re.compile(r"[a-z]+")
_STEM = 3  # letters that a word has left without its ending


def acled_class(reading: IncidentReading) -> tuple[str, str] | None:
    """Event type and sub-event type."""
    classes = _classes_for(reading.event_type)
    fine = find_fine_class(_signs(reading, [reading.lead]), classes) or find_fine_class(
        _signs(reading, reading.own), classes
    )
    if fine is None or fine.acled is None:
        return _PROTESTS.get(reading.mode) if reading.event_type == "PROTEST" else None
    if fine.acled == _ATTACK and _is_fighting(reading):
        return _CLASH
    if fine.acled == _CLASH and _is_on_unarmed(reading):
        return _ATTACK
    return fine.acled


def _is_fighting(reading: IncidentReading) -> bool:
    """Whether two armed sides are told of, or an armed one that was attacked by somebody unknown."""
    actors, recipients = _codes(reading, reading.actors), _codes(reading, reading.recipients)
    if recipients:
        return bool(_ARMED.intersection(recipients)) and _CIVIL not in recipients
    return sum(code in _ARMED for code in actors) > 1


def _is_on_unarmed(reading: IncidentReading) -> bool:
    return set(_codes(reading, reading.recipients)) == {_CIVIL}


def _codes(reading: IncidentReading, actors: Iterable[ActorValue]) -> list[int | None]:
    return [inter_code(actor, reading, BATTLES) for actor in actors]


@cache
def _classes_for(event_type: str) -> tuple[FineClass, ...]:
    return tuple(
        fine for fine in load_fine_classes() if fine.acled and event_type in _MAY_BE.get(fine.acled[0], frozenset())
    )


def _signs(reading: IncidentReading, mentions: Sequence[EventMention]) -> Signs:
    """What these mentions tell, of the incident's own type."""
    words = (word for mention in mentions for passage in mention.evidence for word in _forms(passage.quote))
    return Signs(
        words=tuple(words),
        types=frozenset({reading.event_type}),
        modes=frozenset(mention.mode for mention in mentions if mention.mode),
        actors=_sectors(reading.actors),
        recipients=_sectors(reading.recipients),
    )


def _forms(text: str) -> Iterator[str]:
    """Each word, and before it what it may be an inflection of: no lemmatiser runs this far from the text."""
    for word in _WORD.findall(text.lower()):
        for ending in ("ing", "ed", "es", "s"):
            stem = word.removesuffix(ending)
            if stem != word and len(stem) >= _STEM:
                yield from _stems(stem, ending)
        yield word


def _stems(stem: str, ending: str) -> Iterator[str]:
    yield stem
    if ending in ("ing", "ed"):
        yield stem + "e"
        if stem[-1] == stem[-2]:
            yield stem[:-1]


def _sectors(actors: Iterable[ActorValue]) -> frozenset[str]:
    return frozenset(sector for actor in actors for sector in (actor.sector, *actor.sectors) if sector)


def disorder_type(event_type: str, sub_event_type: str) -> str:
    if sub_event_type in _VIOLENT_TOO:
        return "Political violence; Demonstrations"
    if sub_event_type == _MOB:
        return "Political violence"
    return _DISORDER.get(event_type, "Political violence")


def inter_code(actor: ActorValue | None, reading: IncidentReading, event_type: str) -> int | None:
    """1 state forces, 2 rebels, 3 militias, 5 rioters, 6 protesters, 7 civilians, 8 others from abroad."""
    if actor is None or actor.sector is None:
        return None
    code = _INTER.get(actor.sector)
    if code == _CIVIL and actor in reading.actors and event_type in (PROTESTS, RIOTS):
        return _PROTESTERS if event_type == PROTESTS else _RIOTERS
    home = reading.place.country if reading.place else None
    return _FOREIGN if code == _STATE and home and actor.country and actor.country != home else code


def interaction_code(first: int | None, second: int | None, alone: bool) -> int | None:
    """Both digits, the smaller first; a single actor's digit and 0. None where a side has no code."""
    if alone:
        return first * 10 if first else None
    return min(first, second) * 10 + max(first, second) if first and second else None


def targets_civilians(event_type: str, sub_event_type: str, reading: IncidentReading) -> bool:
    if event_type == CIVILIANS or sub_event_type in _VIOLENT_TOO:
        return True
    codes = [inter_code(actor, reading, event_type) for actor in reading.recipients]
    return event_type in (EXPLOSIONS, RIOTS) and bool(codes) and all(code == _CIVIL for code in codes)
