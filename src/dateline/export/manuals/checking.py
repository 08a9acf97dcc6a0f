"""An exported file -> every place in it that breaks a rule of its format's manual.

Input: a file as `dateline export` writes it, or one of the same shape from elsewhere; its format is told by its
columns. Output: `Problem`s with their line, and how many rows were read. A table is read row by row.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from dateline.export.manuals.columns import BARE, COLUMNS, COMMA_SEPARATED
from dateline.export.manuals.objects import feature_problems, plover_problems
from dateline.export.manuals.rules import Row, no_formula
from dateline.export.manuals.tables import RULES

__all__ = ["FORMATS", "Checked", "Problem", "UnknownFormatError", "check", "row_problems"]

FORMATS = (*COLUMNS, "plover", "geojson")
_LONGEST_CELL = 10_000_000


class UnknownFormatError(ValueError):
    """A file that none of the formats could be, with what to do."""


@dataclass(frozen=True, slots=True)
class Problem:
    line: int
    text: str


@dataclass(slots=True)
class Checked:
    """`rows` counts up while `problems` is gone through."""

    form: str
    problems: Iterator[Problem]
    rows: int = 0


@contextmanager
def check(file: Path, form: str | None = None) -> Iterator[Checked]:
    """Raises `UnknownFormatError` where the file fits none of the formats; `OSError` and `UnicodeDecodeError` too."""
    with _opened(file) as stream:
        start = stream.readline()
        form = form or _form_of(start)
        lines = _Lines(start, stream)
        checked = Checked(form, iter(()))
        checked.problems = _WAYS.get(form, _table)(checked, lines)
        yield checked


@contextmanager
def _opened(file: Path) -> Iterator[IO[str]]:
    with file.open("rb") as raw:
        unpacked = gzip.GzipFile(fileobj=raw) if file.suffix == ".gz" else raw
        yield io.TextIOWrapper(unpacked, encoding="utf-8-sig", newline="")


def _form_of(start: str) -> str:
    if start.startswith("{"):
        return "geojson" if '"FeatureCollection"' in start else "plover"
    for form, columns in COLUMNS.items():
        cells = next(csv.reader([start], dialect=_dialect(form)), [])
        if (len(cells) == len(columns)) if form in BARE else (cells == columns):
            return form
    raise UnknownFormatError(f"its first line is that of none of {', '.join(FORMATS)}; say which it is with --format")


class _Tabs(csv.excel_tab):
    quoting = csv.QUOTE_NONE


def _dialect(form: str) -> type[csv.Dialect]:
    return csv.excel if form in COMMA_SEPARATED else _Tabs


@dataclass(frozen=True)
class _Lines:
    """The file again from its first line, which was read to tell the format."""

    first: str
    rest: Iterable[str]

    def __iter__(self) -> Iterator[str]:
        if self.first:
            yield self.first
        yield from self.rest


def _table(checked: Checked, lines: _Lines) -> Iterator[Problem]:
    form, columns = checked.form, COLUMNS[checked.form]
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(lines, dialect=_dialect(form))
    try:
        if form not in BARE and next(reader, []) != columns:
            yield Problem(1, f"the columns of {form} are {', '.join(columns)}")
            return
        for cells in reader:
            checked.rows += 1
            yield from (Problem(reader.line_num, text) for text in _cells_problems(form, columns, cells))
    except csv.Error as error:
        yield Problem(reader.line_num, f"cannot be read as a table ({error})")


def _cells_problems(form: str, columns: Sequence[str], cells: Sequence[str]) -> Iterator[str]:
    if len(cells) != len(columns):
        yield f"{len(cells)} cells where there are {len(columns)} columns"
    else:
        yield from row_problems(form, dict(zip(columns, cells, strict=True)))


def row_problems(form: str, row: Row) -> Iterator[str]:
    """What breaks a rule in one row of a table."""
    for rule in (no_formula, *RULES[form]):
        yield from rule(row)


def _records(checked: Checked, lines: _Lines) -> Iterator[Problem]:
    for number, line in enumerate(lines, start=1):
        checked.rows += 1
        try:
            record = json.loads(line)
        except ValueError as error:
            yield Problem(number, f"no JSON ({error})")
        else:
            yield from (Problem(number, text) for text in plover_problems(record))


def _features(checked: Checked, lines: _Lines) -> Iterator[Problem]:
    """A map is read whole; its features stand on the lines behind the first, as exports write them."""
    try:
        content: Any = json.loads("".join(lines))
    except ValueError as error:
        yield Problem(1, f"no JSON ({error})")
        return
    features = content.get("features") if isinstance(content, dict) else None
    if not isinstance(features, list) or content.get("type") != "FeatureCollection":
        yield Problem(1, "it is no FeatureCollection")
        return
    for number, feature in enumerate(features, start=2):
        checked.rows += 1
        yield from (Problem(number, text) for text in feature_problems(feature))


_WAYS: dict[str, Callable[[Checked, _Lines], Iterator[Problem]]] = {"plover": _records, "geojson": _features}
