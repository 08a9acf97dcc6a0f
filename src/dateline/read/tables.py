"""Containers of many records -> one original a record: JSONL (gzipped too), CSV, Parquet. Read line by line."""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, Any, cast

from dateline.read.given import Unreadable
from dateline.read.original import JSON, Original
from dateline.read.records import FIELDS

__all__ = ["split_csv", "split_jsonl", "split_lines", "split_parquet"]

_COLUMNS = "name the column of texts 'text' (others: " + ", ".join(name for name in FIELDS if name != "text") + ")"


def split_jsonl(path: Path, longest_line: int) -> Iterator[Original | Unreadable]:
    """Each line of a file; one over `longest_line` bytes is passed over in pieces: a gzip bomb cannot fill memory."""
    with _open(path) as lines:
        yield from split_lines(str(path), lines, longest_line)


def _open(path: Path) -> IO[bytes]:
    return cast("IO[bytes]", gzip.open(path)) if path.suffix.lower() == ".gz" else path.open("rb")


def split_lines(name: str, lines: IO[bytes], longest_line: int) -> Iterator[Original | Unreadable]:
    number, too_long = 0, False
    while True:
        try:
            line = lines.readline(longest_line + 1)
        except (gzip.BadGzipFile, EOFError, OSError) as error:
            yield Unreadable(name, f"it is damaged ({error})", "the lines before were read; fetch it again", number + 1)
            return
        if not line:
            return
        if too_long:
            too_long = not line.endswith(b"\n")
            continue
        number += 1
        if len(line) > longest_line:
            yield Unreadable(name, f"the line is longer than {longest_line:,} bytes", "split it", number)
            too_long = not line.endswith(b"\n")
        elif line.strip():
            yield Original(name, line.strip(), JSON, number)


def split_csv(path: Path, longest_field: int) -> Iterator[Original | Unreadable]:
    """Each row of a CSV file with a header."""
    csv.field_size_limit(longest_field)
    with path.open(encoding="utf-8-sig", newline="") as lines:
        rows = csv.DictReader(lines)
        try:
            if "text" not in (rows.fieldnames or ()):
                yield Unreadable(str(path), "there is no column 'text'", _COLUMNS, 1)
                return
            for row in rows:
                yield _row(str(path), rows.line_num, row)
        except (csv.Error, UnicodeDecodeError) as error:
            yield Unreadable(str(path), f"the row cannot be read ({error})", "save it as CSV in UTF-8", rows.line_num)


def split_parquet(path: Path) -> Iterator[Original | Unreadable]:
    """Each row of a Parquet file, a batch in memory at a time."""
    from pyarrow import ArrowException
    from pyarrow.parquet import ParquetFile

    try:
        file = ParquetFile(path)
        columns = [name for name in FIELDS if name in file.schema_arrow.names]
        if "text" not in columns:
            yield Unreadable(str(path), "there is no column 'text'", _COLUMNS)
            return
        number = 0
        for batch in file.iter_batches(batch_size=256, columns=columns):
            for row in batch.to_pylist():
                number += 1
                yield _row(str(path), number, row)
    except (ArrowException, OSError) as error:
        yield Unreadable(str(path), f"it is no readable Parquet file ({error})", "write it again")


def _row(name: str, number: int, row: Mapping[str, Any]) -> Original:
    record = {field: row[field] for field in FIELDS if row.get(field) not in (None, "")}
    return Original(name, json.dumps(record, ensure_ascii=False, default=str).encode("utf-8", "replace"), JSON, number)
