"""JSON of the store -> values of `model`, which check themselves as they are made.

Method: msgspec makes dataclasses in half of the time that pydantic takes. A claim is about what its `field` says; the
claims of an incident are mostly those of its mentions, and need not be made again by who has read these.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Any, TypeVar, cast

import msgspec

from dateline.model import (
    ActorValue,
    AttributeState,
    CasualtyValue,
    Claim,
    DateValue,
    Discrepancy,
    GroupToll,
    Incident,
    IncidentAttribute,
    IncidentLink,
    OriginClaims,
    PlaceValue,
    Reported,
    SideValue,
)

__all__ = ["decoded", "decoded_incident"]

ModelT = TypeVar("ModelT")

_CLAIMS: dict[str, Any] = {
    "actor": Claim[ActorValue],
    "recipient": Claim[ActorValue],
    "place": Claim[PlaceValue],
    "date": Claim[DateValue],
    "casualty": Claim[CasualtyValue],
    "side": Claim[SideValue],
    "instrument": Claim[str],
    "target": Claim[str],
}
_NONE_READ: Mapping[str, Reported] = MappingProxyType({})


class _Named(msgspec.Struct):
    claim_id: str
    field: str


class _Origin(msgspec.Struct):
    origin: str
    claims: tuple[msgspec.Raw, ...]
    values: tuple[str, ...]
    first_reported_on: date | None = None
    article_ids: tuple[str, ...] = ()
    denied: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()


class _Attribute(msgspec.Struct):
    name: str
    state: AttributeState
    origins: tuple[_Origin, ...]
    shown: str | None
    reason: str
    low: int | None = None
    best: int | None = None
    high: int | None = None
    groups: tuple[GroupToll, ...] = ()


class _Incident(msgspec.Struct):
    incident_id: str
    event_type: str
    mention_ids: tuple[str, ...]
    article_ids: tuple[str, ...]
    attributes: tuple[_Attribute, ...]
    discrepancies: tuple[Discrepancy, ...] = ()
    links: tuple[IncidentLink, ...] = ()
    origins: tuple[str, ...] = ()
    label: str = ""
    unsettled: bool = False


@cache
def _decoder(kind: Hashable) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(kind)


def decoded(kind: type[ModelT], text: str | bytes) -> ModelT:
    """The value of this kind; raises `ValueError` where the JSON holds none or the model refuses it."""
    return cast("ModelT", _decoder(cast("Hashable", kind)).decode(text))


def decoded_incident(text: str | bytes, read: Mapping[str, Reported] = _NONE_READ) -> Incident:
    """An incident, with the claims that have been `read` with its mentions, by id, in the place of its own."""
    told = decoded(_Incident, text)
    attributes = tuple(_attribute(attribute, read) for attribute in told.attributes)
    return Incident(**{**_fields(told), "attributes": attributes})


def _attribute(told: _Attribute, read: Mapping[str, Reported]) -> IncidentAttribute:
    origins = tuple(
        OriginClaims(**{**_fields(origin), "claims": tuple(_claim(raw, read) for raw in origin.claims)})
        for origin in told.origins
    )
    return IncidentAttribute(**{**_fields(told), "origins": origins})


def _fields(told: msgspec.Struct) -> dict[str, Any]:
    return {name: getattr(told, name) for name in told.__struct_fields__}


def _claim(raw: msgspec.Raw, read: Mapping[str, Reported]) -> Reported:
    named = decoded(_Named, cast("bytes", raw))
    found = read.get(named.claim_id)
    if found is not None and found.field == named.field:  # the side of a party keeps the id of the party
        return found
    if named.field not in _CLAIMS:
        raise ValueError(f"claim {named.claim_id} is about {named.field!r}, which is no field of a claim")
    return cast("Reported", _decoder(_CLAIMS[named.field]).decode(raw))
