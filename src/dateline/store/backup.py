"""A copy of a SQLite case that is whole even while others write to it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from dateline.store.case import Case, CaseError

__all__ = ["back_up"]


def back_up(case: Case, target: Path) -> None:
    """Copy the case to a new file, which appears when it is complete. Raises `CaseError` where that cannot be."""
    if target.exists():
        raise CaseError(f"{target}: there is such a file already; give another name")
    unfinished = target.with_name(target.name + ".unfinished")
    unfinished.unlink(missing_ok=True)
    connection = case.engine.raw_connection()
    try:
        connection.cursor().execute("VACUUM INTO ?", (str(unfinished),))
        unfinished.rename(target)
    except (sqlite3.Error, OSError) as error:
        unfinished.unlink(missing_ok=True)
        raise CaseError(f"{target}: the backup cannot be written ({error}); check the folder and its space") from error
    finally:
        connection.close()
