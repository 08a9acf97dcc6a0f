"""Of an incident's accounts, those that tell of the incident itself.

Articles that tell an attack also tell who condemned it, and fusing keeps that with the attack: who condemns is not who
attacked. Input: an incident and the event type of each claim's mention. Output: the accounts of one attribute from
mentions of the incident's own type; all of them where none is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from dateline.fuse.values import shown
from dateline.model import Incident, IncidentAttribute, OriginClaims, Reported

__all__ = ["own_accounts", "value_shown"]

_OF_THE_EVENT = frozenset({"actors", "recipients", "side", "place", "date", "instrument"})
TypeOf = Callable[[Reported], str | None]  # the event type of the mention that makes a claim, where it is known


def own_accounts(incident: Incident, attribute: IncidentAttribute, type_of: TypeOf) -> tuple[OriginClaims, ...]:
    """Those that assert or deny something."""
    telling = tuple(origin for origin in attribute.origins if origin.values or origin.denied)
    if attribute.name not in _OF_THE_EVENT:
        return telling
    own = (_narrowed(origin, incident.event_type, type_of) for origin in telling)
    return tuple(origin for origin in own if origin.values or origin.denied) or telling


def _narrowed(origin: OriginClaims, event_type: str, type_of: TypeOf) -> OriginClaims:
    claims = tuple(claim for claim in origin.claims if type_of(claim) in (event_type, None))
    told = {shown(claim.value) for claim in claims}
    return replace(
        origin,
        claims=claims,
        values=tuple(value for value in origin.values if value in told),
        denied=tuple(value for value in origin.denied if value in told),
    )


def value_shown(attribute: IncidentAttribute, told: Sequence[OriginClaims]) -> str | None:
    """The incident's own choice, or what most of these accounts assert where none of them asserts that."""
    values = Counter(value for origin in told for value in origin.values)
    if attribute.shown in values or not values:
        return attribute.shown
    return max(values, key=lambda value: values[value])
