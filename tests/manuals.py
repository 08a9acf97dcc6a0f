"""Exported tables as pandas reads them, held against the manuals."""

from __future__ import annotations

import io

import pandas as pd

from dateline.export.manuals.checking import row_problems
from dateline.export.manuals.columns import BARE, COLUMNS, COMMA_SEPARATED

__all__ = ["COLUMNS", "problems", "read_table"]


def read_table(name: str, data: bytes) -> pd.DataFrame:
    """The file as pandas reads it, every cell as it stands there."""
    return pd.read_csv(
        io.BytesIO(data),
        sep="," if name in COMMA_SEPARATED else "\t",
        names=COLUMNS[name] if name in BARE else None,
        header=None if name in BARE else 0,
        dtype=str,
        keep_default_na=False,
    )


def problems(name: str, table: pd.DataFrame) -> list[str]:
    """Every cell that breaks a rule."""
    if list(table.columns) != COLUMNS[name]:
        return [f"the columns are {list(table.columns)}"]
    return [
        f"row {number}: {problem}"
        for number, row in enumerate(table.to_dict("records"))
        for problem in row_problems(name, row)
    ]
