"""PLOVER types, modes and sectors -> CAMEO's event and actor codes, as far as the two agree."""

from __future__ import annotations

from dateline.knowledge.cameo import load_cameo
from dateline.knowledge.codebook import Codebook
from dateline.model import ActorValue, EventMention

__all__ = ["actor_code", "event_code", "quad_code", "score_of", "type_codes"]

_SECTORS = {  # PLOVER's sector -> CAMEO's; what CAMEO has no code for is left out
    **{code: code for code in ("COP", "GOV", "JUD", "LEG", "MIL", "PTY", "REB", "SPY", "UAF")},
    **{code: code for code in ("AGR", "BUS", "CRM", "CVL", "EDU", "ELI", "LAB", "OPP", "REF")},
    "JRN": "MED",
    "MED": "HLH",
}
_TYPES = 3  # as many codes as an actor has room for


def event_code(codebook: Codebook, mention: EventMention, event_type: str, mode: str | None) -> str | None:
    """The finest code that fits the words of this mention; None for a type that this codebook does not know."""
    if event_type not in codebook.types:
        return None
    return load_cameo().code(codebook, event_type, mode, mention.contexts, mention.evidence[0].quote)


def quad_code(codebook: Codebook, event_type: str) -> int | None:
    found = codebook.types.get(event_type)
    return found.quad if found else None


def score_of(codebook: Codebook, event_type: str, mode: str | None) -> float | None:
    """PLOVER's score from conflict to cooperation: of the mode, else of the type."""
    found = codebook.types.get(event_type)
    if found is None:
        return None
    return found.modes[mode].score if mode and mode in found.modes else found.score


def type_codes(actor: ActorValue) -> list[str]:
    sectors = (actor.sector, *actor.sectors)
    return list(dict.fromkeys(_SECTORS[sector] for sector in sectors if sector in _SECTORS))[:_TYPES]


def actor_code(actor: ActorValue) -> str | None:
    """Country and sectors written together, as in SYRMIL."""
    return "".join([actor.country or "", *type_codes(actor)]) or None
