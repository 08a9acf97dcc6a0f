"""What an export is, as data: its columns with their meaning, and from which readings its rows are made.

A column is described in the format's YAML file, beside the code, and filled by a function. The codebook of an export is
written from the same objects as its files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Generic, TypeVar

from dateline.export.reading import IncidentReading
from dateline.knowledge.rows import KnowledgeError, read_rows

__all__ = ["Column", "Form", "Kind", "Shape", "read_columns"]

RowT = TypeVar("RowT")
BLANK = "always blank: Dateline does not know it"
_FIELDS = frozenset({"name", "meaning", "rule", "kind"})


class Kind(StrEnum):
    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    DATE = "date"
    FLAG = "true or false"
    OBJECT = "object"  # nested, in JSON only


class Form(StrEnum):
    """How rows become a file."""

    CSV = "comma-separated, with a header"
    TSV = "tab-separated, with a header"
    BARE_TSV = "tab-separated, without a header"
    JSONL = "one JSON object a line"
    GEOJSON = "GeoJSON (RFC 7946)"
    PARQUET = "Parquet"


@dataclass(frozen=True, slots=True)
class Column(Generic[RowT]):
    """`rule` says where the value comes from, and when there is none. What is not known is None."""

    name: str
    meaning: str
    rule: str
    value: Callable[[RowT], Any]
    kind: Kind = Kind.TEXT


def read_columns(name: str, values: Mapping[str, Callable[[RowT], Any]]) -> tuple[Column[RowT], ...]:
    """The columns of `NAME.yaml`, each with its function; raises `KnowledgeError` where the two do not fit."""
    path = Path(__file__).parent / f"{name}.yaml"
    columns = tuple(_column(path, line, row, values) for line, row in read_rows(path))
    if missing := values.keys() - {column.name for column in columns}:
        raise KnowledgeError(f"{path}: no row describes {', '.join(sorted(missing))}")
    return columns


def _column(path: Path, line: int, row: dict[str, Any], values: Mapping[str, Callable[[RowT], Any]]) -> Column[RowT]:
    if row.keys() - _FIELDS or not {"name", "meaning"} <= row.keys():
        raise KnowledgeError(f"{path}:{line}: a column has a name, a meaning, and may have a kind and a rule")
    if ("rule" in row) != (row["name"] in values):
        raise KnowledgeError(f"{path}:{line}: {row['name']} needs both a rule and a function, or neither")
    value = values.get(row["name"], _nothing)
    return Column(row["name"], row["meaning"], row.get("rule", BLANK), value, Kind(row.get("kind", Kind.TEXT)))


def _nothing(_: object) -> None:
    return None


@dataclass(frozen=True, slots=True)
class Shape(Generic[RowT]):
    """One export format. `rows` gives none for an incident that the format does not record."""

    name: str
    title: str
    unit: str  # what one row is
    form: Form
    columns: tuple[Column[RowT], ...]
    rows: Callable[[IncidentReading], Iterable[RowT]]
    left_out: str  # what gets no row
    marks_speculation: bool = False  # whether a row can say that nobody asserts it
    required: tuple[str, ...] = ()  # fields of a JSON object that stand there even where nothing is known

    def values(self, row: RowT) -> list[Any]:
        return [column.value(row) for column in self.columns]
