"""A format's shape -> its codebook in Markdown, and the note that goes beside an exported file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from dateline import __version__
from dateline.export.columns import Form, Shape
from dateline.export.writing import ATTRIBUTION, LICENCE
from dateline.model import Counting

__all__ = ["Exported", "codebook", "note"]

_TABLES = frozenset({Form.CSV, Form.TSV, Form.BARE_TSV})
_SAFE = (
    "A cell that a spreadsheet would take for a formula (=, +, -, @) has an apostrophe in front. Line breaks, control "
    "characters and marks that turn the direction of writing are taken out of cells; letters of right-to-left scripts "
    "stay."
)


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written, for the note beside the file."""

    rows: int
    incidents: int
    filters: str  # as given on the command line; empty for none
    with_names: bool
    counting: Counting


def codebook(shape: Shape[Any]) -> str:
    """Every column with its meaning and where its value comes from."""
    return "\n".join(_codebook(shape)) + "\n"


def _codebook(shape: Shape[Any]) -> Iterator[str]:
    yield f"# {shape.title}: codebook"
    yield ""
    yield f"Form: {shape.form}. One row is {shape.unit}. {len(shape.columns)} columns. What is not known is left blank."
    yield ""
    yield f"Left out: {shape.left_out}."
    yield ""
    yield (
        "Private persons are masked unless the export was made with --with-names. A row says what its sources say; "
        "nothing in it is verified by the program."
    )
    if shape.form in _TABLES:
        yield ""
        yield _SAFE
    yield ""
    yield f"{ATTRIBUTION} {LICENCE}"
    yield ""
    yield "| column | kind | meaning | where it comes from |"
    yield "|---|---|---|---|"
    for column in shape.columns:
        yield f"| `{column.name}` | {column.kind} | {column.meaning} | {column.rule} |"


def note(shape: Shape[Any], exported: Exported) -> str:
    """What stands beside an exported file: what is in it, under which licence, and its codebook."""
    names = "named" if exported.with_names else "masked"
    asked = [name for name, wanted in asdict(exported.counting).items() if wanted]
    doubts = f"left out but for {', '.join(asked)}, which are marked" if asked else "left out"
    head = (
        f"Written by Dateline {__version__} as {shape.name}: {exported.rows} rows from {exported.incidents} incidents "
        f"({exported.filters or 'the whole case'}). Private persons: {names}. What nobody asserts: {doubts}."
    )
    return f"{head}\n\n{codebook(shape)}"
