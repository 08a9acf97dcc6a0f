"""The records of a whole case <-> JSON lines: `dateline export --format full` and `dateline import`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import IO, Any

__all__ = ["DamagedExportError", "read_full", "write_full"]


class DamagedExportError(ValueError):
    """A line that is no JSON object; the message names it."""


def write_full(records: Iterable[Mapping[str, Any]], stream: IO[bytes]) -> int:
    """One record a line, with keys in order; returns how many there were."""
    count = 0
    for record in records:
        line = json.dumps(record, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
        stream.write(line.encode("ascii") + b"\n")
        count += 1
    return count


def read_full(lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(lines, 1):
        try:
            record = json.loads(line)
        except ValueError as error:
            raise DamagedExportError(f"line {number} is no JSON ({error}); export it again") from error
        if not isinstance(record, dict):
            raise DamagedExportError(f"line {number} is no record; export it again")
        yield record
