"""`dateline check-export`: does an exported file keep the rules of the manual that it is shaped after?"""

from __future__ import annotations

from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import Annotated

import typer

from dateline.cli.opening import fail

__all__ = ["add_commands"]

_SHOWN = 50


class Checkable(StrEnum):
    ACLED = "acled"
    UCDP_GED = "ucdp-ged"
    GDELT_EVENTS = "gdelt-events"
    GDELT_MENTIONS = "gdelt-mentions"
    POLECAT = "polecat"
    PLOVER = "plover"
    GEOJSON = "geojson"


def add_commands(app: typer.Typer) -> None:
    app.command("check-export")(check_export)


def check_export(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A table, PLOVER records or a map; .gz too.")],
    form: Annotated[Checkable | None, typer.Option("--format", help="What it is; else told by its columns.")] = None,
) -> None:
    """Check a file against the manual of its format: columns, codes, dates, places, tolls, formulas.

    \b
    dateline check-export syria.csv
    dateline check-export --format gdelt-events events.tsv.gz

    Ends with exit code 1 where a rule is broken. It reads files from elsewhere as well, such as an edited export.
    """
    from dateline.export.manuals.checking import UnknownFormatError, check

    try:
        with check(file, form) as checked:
            found = 0
            for problem in islice(checked.problems, _SHOWN):
                typer.echo(f"{file}:{problem.line}: {problem.text}")
                found += 1
            more = sum(1 for _ in checked.problems)
    except UnknownFormatError as error:
        fail(f"{file}: {error}")
    except UnicodeDecodeError:
        fail(f"{file}: no UTF-8 text; Parquet and full exports are not checked here")
    except (OSError, EOFError) as error:
        fail(f"{file}: cannot be read ({error})")
    if more:
        typer.echo(f"... and {more} more")
    rows = f"{checked.rows} row{'' if checked.rows == 1 else 's'} of {checked.form}"
    typer.echo(f"{rows}: {found + more or 'nothing'} to mend", err=bool(found))
    if found:
        raise typer.Exit(1)
