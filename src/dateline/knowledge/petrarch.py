"""A PETRARCH-style actor dictionary -> rows of an actor file.

Input: lines as in the CAMEO dictionaries of TABARI and PETRARCH (Schrodt 2012): a name in capitals with underscores,
synonyms below it that begin with "+", and codes in brackets, bare or limited to dates:

    RIVER_ALLIANCE_ ; RAL 12 Jan 2003
    +ALLIANCE_OF_THE_RIVER_
        [FJIREB <041231]
        [FJIGOV 050101-101231]
        [FJIOPP >110101]

Output: rows that `actor_rows.compile_rows` accepts, and notes on what was left out. A code is a country or a body of
three letters and sectors of three letters; other parts of it (ethnic and religious ones among them) are dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from dateline.knowledge.agents import SECTORS
from dateline.knowledge.countries import SUPRANATIONAL, is_country_code
from dateline.knowledge.names import name_pieces

__all__ = ["ImportedActors", "import_dictionary"]

_CODE = re.compile(r"\[([^\]]*)\]")
_LIMIT = re.compile(
    r"(?P<code>[A-Z]+)\s*(?:(?P<before><)?(?P<after>>)?\s*(?P<first>\d{6,8})(?:\s*-\s*(?P<last>\d{6,8}))?)?"
)
_COMMENT = re.compile(r"[;#].*$")
_CENTURY = 30  # two-digit years up to this are of the 21st century
_OFFICES = frozenset({"GOV", "LEG", "MIL", "JUD", "ELI", "SPY", "COP"})


@dataclass
class ImportedActors:
    """Rows, and what a person should know of the lines that gave none."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def import_dictionary(lines: Iterable[str]) -> ImportedActors:
    imported = ImportedActors()
    ids: set[str] = set()
    current: dict[str, Any] | None = None
    for number, line in enumerate(lines, 1):
        content = _COMMENT.sub("", line).strip()
        if not content or content.startswith("<"):
            continue
        named, bracket, _ = content.partition("[")
        if named.strip().startswith("+"):
            if current is not None:
                current["aliases"].append(_readable(named))
        elif named.strip():
            current = {"id": _new_id(named, ids), "name": _readable(named), "aliases": [], "kind": "group", "roles": []}
            imported.rows.append(current)
        if bracket and current is not None:
            _add_roles(current, content, number, imported.notes)
    imported.rows = [_finished(row) for row in imported.rows if _has_roles(row, imported.notes)]
    return imported


def _has_roles(row: dict[str, Any], notes: list[str]) -> bool:
    if not row["roles"]:
        notes.append(f"{row['name']}: left out, since no code of it is known")
    return bool(row["roles"])


def _finished(row: dict[str, Any]) -> dict[str, Any]:
    """Whoever holds an office for a time is a person; the rest are groups."""
    dated = any("from" in role or "to" in role for role in row["roles"])
    if dated and all(role.get("sector") in _OFFICES for role in row["roles"]):
        row["kind"] = "person"
    return row


def _readable(name: str) -> str:
    words = name.strip().strip("+").replace("_", " ").split()
    return " ".join(word if len(word) <= 3 and len(words) == 1 else word.capitalize() for word in words)


def _new_id(name: str, taken: set[str]) -> str:
    slug = "-".join(name_pieces(_readable(name))) or "unnamed"
    number, actor_id = 1, f"imported.{slug}"
    while actor_id in taken:
        number += 1
        actor_id = f"imported.{slug}-{number}"
    taken.add(actor_id)
    return actor_id


def _add_roles(row: dict[str, Any], content: str, number: int, notes: list[str]) -> None:
    for code in _CODE.findall(content):
        matched = _LIMIT.fullmatch(code.strip())
        role = _role(matched.group("code")) if matched else None
        if matched is None or role is None:
            notes.append(f"line {number}: code [{code}] of {row['name']} is not known")
            continue
        row["roles"].append(role | _dates(matched))


def _role(code: str) -> dict[str, Any] | None:
    parts = [code[start : start + 3] for start in range(0, len(code), 3)]
    country = parts[0] if parts[0] in SUPRANATIONAL or is_country_code(parts[0]) else None
    if country == "IGO" and "UNO" in parts:
        country = "UNO"
    sectors = [part for part in parts if part in SECTORS]
    if country is None and not sectors:
        return None
    role: dict[str, Any] = {"country": country} if country else {}
    if sectors:
        role["sector"] = sectors[0]
    return role | ({"sectors": sectors[1:]} if len(sectors) > 1 else {})


def _dates(matched: re.Match[str]) -> dict[str, str]:
    first, last = matched.group("first"), matched.group("last")
    if first is None:
        return {}
    if matched.group("before"):
        return {"to": _iso(first)}
    if matched.group("after") or last is None:
        return {"from": _iso(first)}
    return {"from": _iso(first), "to": _iso(last)}


def _iso(digits: str) -> str:
    """ "041231" or "20041231"; a day or month of 00 is left open."""
    if len(digits) == 6:
        digits = ("20" if int(digits[:2]) <= _CENTURY else "19") + digits
    year, month, day = digits[:4], digits[4:6], digits[6:8]
    if month == "00":
        return year
    return f"{year}-{month}" if day in ("", "00") else f"{year}-{month}-{day}"
