"""Rules that a row of a table is held against: each gives a sentence for what breaks it.

A rule reads text as it stands in the file, and a cell that is no number, date or code is told as such.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date

__all__ = [
    "DAY",
    "MONTH",
    "STAMP",
    "WHOLE",
    "YEAR",
    "Row",
    "Rule",
    "country_is_no_point",
    "day",
    "empty",
    "like",
    "needs",
    "no_formula",
    "number",
    "on_the_globe",
    "one_of",
    "point_has_precision",
]

Row = Mapping[str, str]
Rule = Callable[[Row], Iterator[str]]
WHOLE, YEAR, MONTH, DAY, STAMP = r"\d+", r"\d{4}", r"\d{6}", r"\d{8}", r"\d{14}"
_NUMBER = re.compile(r"-?\d+(\.\d+)?(e-?\d+)?", re.ASCII)
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def number(cell: str) -> float | None:
    """The number that a cell holds; None for anything else."""
    return float(cell) if _NUMBER.fullmatch(cell) else None


def no_formula(row: Row) -> Iterator[str]:
    """A spreadsheet runs what begins with one of these signs."""
    for name, cell in row.items():
        if cell.startswith(_FORMULA) and not _NUMBER.fullmatch(cell):
            yield f"{name} begins a formula: {cell!r}"


def needs(*names: str) -> Rule:
    def rule(row: Row) -> Iterator[str]:
        yield from (f"{name} is blank" for name in names if not row[name])

    return rule


def empty(*names: str) -> Rule:
    def rule(row: Row) -> Iterator[str]:
        yield from (f"{name} is {row[name]!r}, and must be left empty" for name in names if row[name])

    return rule


def one_of(name: str, *allowed: str) -> Rule:
    def rule(row: Row) -> Iterator[str]:
        if row[name] and row[name] not in allowed:
            yield f"{name} is {row[name]!r}, not one of {', '.join(allowed)}"

    return rule


def like(pattern: str, *names: str) -> Rule:
    compiled = re.compile(pattern, re.ASCII)

    def rule(row: Row) -> Iterator[str]:
        for name in names:
            if row[name] and not compiled.fullmatch(row[name]):
                yield f"{name} is {row[name]!r}"

    return rule


def day(*names: str) -> Rule:
    def rule(row: Row) -> Iterator[str]:
        for name in names:
            if row[name] and not _is_day(row[name]):
                yield f"{name} is {row[name]!r}, no day written as 2024-05-31"

    return rule


def _is_day(cell: str) -> bool:
    try:
        return date.fromisoformat(cell).isoformat() == cell
    except ValueError:
        return False


def on_the_globe(lat: str, lon: str) -> Rule:
    def rule(row: Row) -> Iterator[str]:
        if bool(row[lat]) != bool(row[lon]):
            yield "half a coordinate"
        elif row[lat]:
            north, east = number(row[lat]), number(row[lon])
            if north is None or east is None or abs(north) > 90 or abs(east) > 180:
                yield f"{row[lat]}, {row[lon]} is not on the globe"

    return rule


def country_is_no_point(precision: str, country: str, lat: str) -> Rule:
    def rule(row: Row) -> Iterator[str]:
        if row[precision] == country and row[lat]:
            yield "a country is drawn as a point"

    return rule


def point_has_precision(precision: str, lat: str) -> Rule:
    def rule(row: Row) -> Iterator[str]:
        if row[lat] and not row[precision]:
            yield f"a point without {precision}"

    return rule
