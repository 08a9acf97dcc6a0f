"""Rows of a shape -> a file of its form, one row after another: memory does not grow with the number of rows."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import IO, Any

from dateline.export.cells import csv_cell, json_text, tsv_cell, typed_cells
from dateline.export.columns import Column, Form, Kind, Shape

__all__ = ["ATTRIBUTION", "LICENCE", "write_rows"]

ATTRIBUTION = "Names and coordinates of places: GeoNames (geonames.org), CC BY 4.0, and Dateline's list of sites."
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
_BATCH = 5_000  # rows of a Parquet row group


def write_rows(shape: Shape[Any], rows: Iterable[Any], stream: IO[bytes]) -> int:
    """Write the rows; returns how many there were."""
    return _WRITERS[shape.form](shape, rows, stream)


def _comma_separated(shape: Shape[Any], rows: Iterable[Any], stream: IO[bytes]) -> int:
    return _separated(shape, rows, stream, csv.excel, csv_cell)


class _Tabs(csv.excel_tab):
    """Cells hold no tab, line break or straight quote, so that nothing needs quoting, whatever the reader expects."""

    quoting = csv.QUOTE_NONE
    lineterminator = "\n"


def _tab_separated(shape: Shape[Any], rows: Iterable[Any], stream: IO[bytes]) -> int:
    return _separated(shape, rows, stream, _Tabs, tsv_cell)


def _separated(
    shape: Shape[Any],
    rows: Iterable[Any],
    stream: IO[bytes],
    dialect: type[csv.Dialect],
    cell: Callable[[Any], str],
) -> int:
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=False)
    writer = csv.writer(text, dialect)
    if shape.form is not Form.BARE_TSV:
        writer.writerow([column.name for column in shape.columns])
    count = 0
    for row in rows:
        writer.writerow([cell(value) for value in shape.values(row)])
        count += 1
    text.detach()
    return count


def _json_lines(shape: Shape[Any], rows: Iterable[Any], stream: IO[bytes]) -> int:
    count = 0
    for row in rows:
        pairs = zip(shape.columns, shape.values(row), strict=True)
        told = {column.name: value for column, value in pairs if value is not None or column.name in shape.required}
        stream.write(json_text(told).encode() + b"\n")
        count += 1
    return count


def _geojson(shape: Shape[Any], rows: Iterable[Any], stream: IO[bytes]) -> int:
    head = {"type": "FeatureCollection", "name": "dateline", "attribution": ATTRIBUTION, "license": LICENCE}
    stream.write(json_text(head).encode()[:-1] + b', "features": [')
    count = 0
    for feature in _features(shape, rows):
        stream.write((b",\n" if count else b"\n") + json_text(feature).encode())
        count += 1
    stream.write(b"\n]}\n")
    return count


def _features(shape: Shape[Any], rows: Iterable[Any]) -> Iterator[dict[str, Any]]:
    for row in rows:
        told = {column.name: column.value(row) for column in shape.columns}
        longitude, latitude = told.pop("longitude"), told.pop("latitude")
        point = {"type": "Point", "coordinates": [longitude, latitude]} if latitude is not None else None
        yield {"type": "Feature", "id": told["incident_id"], "geometry": point, "properties": told}


def _parquet(shape: Shape[Any], rows: Iterable[Any], stream: IO[bytes]) -> int:
    import pyarrow
    from pyarrow import parquet

    kinds = {
        Kind.TEXT: pyarrow.string(),
        Kind.INTEGER: pyarrow.int64(),
        Kind.NUMBER: pyarrow.float64(),
        Kind.DATE: pyarrow.date32(),
        Kind.FLAG: pyarrow.bool_(),
    }
    about = {"attribution": ATTRIBUTION, "license": LICENCE, "columns": json.dumps(_described(shape.columns))}
    schema = pyarrow.schema([(column.name, kinds[column.kind]) for column in shape.columns], metadata=about)
    count, given = 0, iter(rows)
    with parquet.ParquetWriter(stream, schema, compression="zstd") as writer:
        while batch := [shape.values(row) for row in islice(given, _BATCH)]:
            columns = [
                pyarrow.array(typed_cells(values) if column.kind is Kind.TEXT else values, field.type)
                for column, values, field in zip(shape.columns, zip(*batch, strict=True), schema, strict=True)
            ]
            writer.write_table(pyarrow.Table.from_arrays(columns, schema=schema))
            count += len(batch)
    return count


def _described(columns: tuple[Column[Any], ...]) -> dict[str, str]:
    return {column.name: f"{column.meaning} {column.rule}" for column in columns}


_WRITERS: dict[Form, Callable[[Shape[Any], Iterable[Any], IO[bytes]], int]] = {
    Form.CSV: _comma_separated,
    Form.TSV: _tab_separated,
    Form.BARE_TSV: _tab_separated,
    Form.JSONL: _json_lines,
    Form.GEOJSON: _geojson,
    Form.PARQUET: _parquet,
}
