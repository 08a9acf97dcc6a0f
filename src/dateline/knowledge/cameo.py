"""CAMEO codes for coded events, from `cameo.yaml` and the codebook.

Input: type, mode, contexts and words of an event. Output: the code of the first row whose every condition fits, else
the codebook's one for the type and mode. A decision list like `fine_classes`: the table explains the conditions.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from dateline.knowledge.codebook import Codebook
from dateline.knowledge.rows import KnowledgeError, read_mapping

__all__ = ["Cameo", "CameoRow", "load_cameo"]

SHIPPED = Path(__file__).with_name("cameo.yaml")
_FIELDS = frozenset({"type", "modes", "contexts", "words", "code"})
_CODE = re.compile(r"\d{3,4}")


@dataclass(frozen=True, slots=True)
class CameoRow:
    """A code, and when it holds."""

    event_type: str
    modes: frozenset[str]
    contexts: frozenset[str]
    words: re.Pattern[str] | None
    code: str


@dataclass(frozen=True)
class Cameo:
    """`accusation` is the code of a hostile act (of one of `told_types`) that a political source tells of another."""

    rows: Mapping[str, tuple[CameoRow, ...]]  # by event type, in order
    accusation: str
    told_types: frozenset[str]
    opposition: frozenset[str]

    def code(
        self, codebook: Codebook, event_type: str, mode: str | None, contexts: tuple[str, ...] = (), text: str = ""
    ) -> str:
        lower = text.lower()
        for row in self.rows.get(event_type, ()):
            fits = (not row.modes or mode in row.modes) and (not row.contexts or not row.contexts.isdisjoint(contexts))
            if fits and (row.words is None or row.words.search(lower)):
                return row.code
        kind = codebook.types[event_type]
        told = kind.modes.get(mode or "")
        return told.cameo if told else kind.cameo


@cache
def load_cameo(path: Path = SHIPPED) -> Cameo:
    """The table; raises `KnowledgeError` for one that cannot be used."""
    table = read_mapping(path)
    if missing := {"codes", "accusation", "opposition"} - table.keys():
        raise KnowledgeError(f"{path}: no section {', '.join(sorted(missing))}")
    rows: dict[str, list[CameoRow]] = {}
    for number, row in enumerate(table["codes"], 1):
        made = _row(f"{path}: code row {number}", row)
        rows.setdefault(made.event_type, []).append(made)
    told = table["accusation"]
    return Cameo(
        {event_type: tuple(several) for event_type, several in rows.items()},
        told["code"],
        frozenset(told["types"]),
        frozenset(table["opposition"]),
    )


def _row(where: str, row: Any) -> CameoRow:
    if not isinstance(row, dict) or "type" not in row or not _CODE.fullmatch(str(row.get("code"))):
        raise KnowledgeError(f"{where}: a row needs a type and a code of three or four digits")
    if unknown := row.keys() - _FIELDS:
        raise KnowledgeError(f"{where}: no such field: {', '.join(sorted(unknown))}")
    words = [str(word) for word in row.get("words", ())]
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b") if words else None
    return CameoRow(
        row["type"], frozenset(row.get("modes", ())), frozenset(row.get("contexts", ())), pattern, row["code"]
    )
