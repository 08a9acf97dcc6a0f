"""What takes long to make, kept as JSON: what it is made from -> the value, made once for all runs.

A copy lies in the cache folder under a digest of all that it was made from, so it is never out of date, and begins
with its own digest, so that a damaged one is seen and made anew. JSON, since reading it runs nothing. Where nothing can
be written, the value is made each time: that costs time, not the run.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

__all__ = ["kept"]


def kept(folder: Path | None, made_from: Iterable[bytes], make: Callable[[], Any]) -> Any:
    """The value that `make` makes from `made_from`, out of `folder` if it is there; None keeps nothing.

    A value that JSON would change (a date, a number as a key) is not kept.
    """
    if folder is None:
        return make()
    path = folder / f"{_digest(*(_digest(part) for part in made_from)).decode()[:32]}.json"
    try:
        return _read(path)
    except (OSError, ValueError):
        value = make()
        _write(path, value)
        return value


def _digest(*parts: bytes) -> bytes:
    return hashlib.sha256(b"".join(parts)).hexdigest().encode()


def _read(path: Path) -> Any:
    digest, _, content = path.read_bytes().partition(b"\n")
    if digest != _digest(content):
        raise ValueError(f"{path} is damaged")
    return json.loads(content)


def _write(path: Path, value: Any) -> None:
    unfinished = path.with_suffix(f".{os.getpid()}")
    try:
        content = json.dumps(value, ensure_ascii=False).encode()
        if repr(json.loads(content)) != repr(value):  # not by ==: NaN is no number, and 1 is True
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished.write_bytes(_digest(content) + b"\n" + content)
        unfinished.replace(path)
    except (OSError, TypeError):
        return
