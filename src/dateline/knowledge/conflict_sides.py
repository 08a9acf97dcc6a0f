"""`conflict_sides.yaml` -> the side that a party stands on, by its sector."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dateline.knowledge.rows import KnowledgeError, read_rows

__all__ = ["ConflictSide", "load_conflict_sides"]

SHIPPED = Path(__file__).with_name("conflict_sides.yaml")


@dataclass(frozen=True, slots=True)
class ConflictSide:
    name: str
    foreign: str  # what it is called abroad
    armed: bool


@cache
def load_conflict_sides(path: Path = SHIPPED) -> Mapping[str, ConflictSide]:
    """By sector; raises `KnowledgeError` for a wrong row, and for a sector that stands in two."""
    found: dict[str, ConflictSide] = {}
    for line, row in read_rows(path):
        name, sectors = row.get("side"), row.get("sectors")
        foreign = row.get("foreign", name)
        if not row.keys() <= {"side", "foreign", "armed", "sectors"} or not isinstance(sectors, list) or not sectors:
            raise KnowledgeError(f"{path}:{line}: a row needs side and sectors, and may tell foreign and armed")
        if not (isinstance(name, str) and name and isinstance(foreign, str) and foreign):
            raise KnowledgeError(f"{path}:{line}: a side is a word, not {name!r} or {foreign!r}")
        for sector in sectors:
            if sector in found:
                raise KnowledgeError(f"{path}:{line}: sector {sector} is also a row of {found[sector].name}")
            found[sector] = ConflictSide(name, foreign, row.get("armed") is True)
    return found
