"""Gold files -> records; the digest that pins a figure to its data."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

__all__ = ["GoldError", "Record", "file_digest", "read_records"]

Record = dict[str, Any]


class GoldError(ValueError):
    """A gold file that cannot be scored; the message names the file, the line and the remedy."""


def read_records(path: Path) -> list[Record]:
    """The records of a JSONL file, in order; raises `GoldError` for a line that is not one."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise GoldError(f"{path}: cannot be read ({error}); give a JSONL file in UTF-8") from error
    return [_record(path, number, line) for number, line in enumerate(lines, 1) if line.strip()]


def _record(path: Path, number: int, line: str) -> Record:
    try:
        record = json.loads(line)
    except json.JSONDecodeError as error:
        raise GoldError(f"{path}:{number}: not JSON ({error.msg}); each line holds one JSON object") from error
    if not isinstance(record, dict) or "text" not in record:
        raise GoldError(f"{path}:{number}: no 'text'; each line holds one JSON object with a text")
    return record


def file_digest(path: Path) -> str:
    """SHA-256 of a file, or of a folder's files in order of their names."""
    files = sorted(item for item in path.rglob("*") if item.is_file()) if path.is_dir() else [path]
    total = hashlib.sha256()
    for file in files:
        total.update(hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()
