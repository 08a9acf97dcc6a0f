"""Incident -> the JSON object that `dateline fuse --json` prints: names as in the model, claims by origin.

Other programs rely on these names. A value that is not known is null, never 0 and never an empty string.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any

from dateline.model import Incident

__all__ = ["incident_to_contract"]


def incident_to_contract(incident: Incident) -> dict[str, Any]:
    """The JSON object of one incident: every field of `model.Incident` and of what it is made of."""
    contract: dict[str, Any] = _plain(incident)
    return contract


def _plain(value: Any) -> Any:
    """Dataclasses become objects, tuples lists, dates ISO strings and enumerations their values."""
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (tuple, list)):
        return [_plain(item) for item in value]
    return value
