"""Names, demonyms and seats of power -> countries, from `countries.yaml` and `territories.yaml`.

"Syria", "Syrian" and "Damascus" all lead to SYR, each saying which of the three it is. Partially recognised entities
lead to the state that claims them, with the sector PRE.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from rigour.territories import get_territory

from dateline.knowledge.rows import KnowledgeError, read_fields, read_rows, words_of

__all__ = [
    "SUPRANATIONAL",
    "CountryName",
    "NameKind",
    "country_code",
    "country_label",
    "country_names",
    "is_country_code",
    "read_countries",
]

SUPRANATIONAL = frozenset({"IGO", "NGO", "UNO", "EUR", "ISM", "IMG", "MNC"})
_FOLDER = Path(__file__).parent
_LISTS = ("names", "demonyms", "seats")
_UNLISTED = frozenset(
    {"SUN", "YUG", "CSK", "DDR", "KOS"}
)  # the codes of the data that ISO 3166-1 does not list, or no longer


class NameKind(StrEnum):
    NAME = "name"
    DEMONYM = "demonym"  # adjective, or noun in the singular
    PEOPLE = "people"  # noun in the plural: "Syrians"
    SEAT = "seat"


@dataclass(frozen=True, slots=True)
class CountryName:
    text: str
    code: str
    kind: NameKind
    label: str  # the country's or territory's first name
    sector: str | None = None  # PRE and the like, where the entity itself has one


@cache
def is_country_code(code: str) -> bool:
    """Whether `code` is ISO 3166-1 alpha-3, a former state of our data or PLOVER's code for a supranational body."""
    return code in SUPRANATIONAL or code in _UNLISTED or (len(code) == 3 and get_territory(code.lower()) is not None)


@cache
def country_names() -> tuple[CountryName, ...]:
    """Every name that leads to a country, as shipped."""
    return read_countries(_FOLDER / "countries.yaml", _FOLDER / "territories.yaml")


def country_label(code: str) -> str:
    """What the country of a code is called: SYR -> Syria; a code that no name leads to is its own."""
    return _labels().get(code, code)


def country_code(words: str) -> str | None:
    """The code of a country that is named by it or by one of its names, in any case; None where there is none."""
    code = words.strip().upper()
    return code if is_country_code(code) else _codes().get(words.strip().casefold())


@cache
def _labels() -> dict[str, str]:
    return {name.code: name.label for name in reversed(country_names()) if name.sector is None}


@cache
def _codes() -> dict[str, str]:
    named = (name for name in reversed(country_names()) if name.kind is NameKind.NAME and name.sector is None)
    return {name.text.casefold(): name.code for name in named}


def read_countries(countries: Path, territories: Path) -> tuple[CountryName, ...]:
    """The names of both tables; raises `KnowledgeError` with file and line."""
    rows: dict[str, dict[str, Any]] = {}
    lines: dict[str, int] = {}
    for line, names, value in read_fields(countries):
        if len(names) != 2:
            raise KnowledgeError(f"{countries}:{line}: a country has named fields, not {value!r}")
        lines.setdefault(names[0], line)
        rows.setdefault(names[0], {"country": names[0]})[names[1]] = value
    found = [(f"{countries}:{lines[code]}", row) for code, row in rows.items()]
    found += [(f"{territories}:{line}", row) for line, row in read_rows(territories)]
    for where, row in found:
        _check(where, row)
    return tuple(name for _, row in found for name in _names_of(row))


def _check(where: str, row: dict[str, Any]) -> None:
    if unknown := sorted(set(row) - {"country", "sector", *_LISTS, "nouns"}):
        raise KnowledgeError(f"{where}: no such field: {', '.join(unknown)}")
    if missing := [name for name in ("country", *_LISTS) if name not in row]:
        raise KnowledgeError(f"{where}: a country needs {', '.join(missing)}")
    if not is_country_code(str(row["country"])):
        raise KnowledgeError(f"{where}: {row['country']!r} is no code of a country")
    for name in (*_LISTS, "nouns"):
        words_of(where, name, row.get(name, []))
    if not row["names"]:
        raise KnowledgeError(f"{where}: {row['country']} has no name")


def _names_of(row: dict[str, Any]) -> list[CountryName]:
    code, sector, label = row["country"], row.get("sector"), row["names"][0]
    spelled = [(text, NameKind.NAME) for text in row["names"]]
    for demonym in row["demonyms"]:
        spelled.append((demonym, NameKind.DEMONYM))
        if not demonym.endswith(("s", "sh", "ch", "se", "x", ".")) and demonym.upper() != demonym:
            spelled.append((demonym + "s", NameKind.PEOPLE))
    spelled.extend((noun, NameKind.PEOPLE) for noun in row.get("nouns", ()))
    spelled.extend((seat, NameKind.SEAT) for seat in row["seats"])
    return [CountryName(text, code, kind, label, sector) for text, kind in spelled]
