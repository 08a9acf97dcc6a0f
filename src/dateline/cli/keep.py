"""`dateline check`, `backup`, `purge`, `import`: what keeps a case whole for years."""

from __future__ import annotations

import zlib
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Annotated

import typer

from dateline.cli.export import write_full_export
from dateline.cli.opening import CaseOption, fail, login, opened

__all__ = ["add_commands"]


def add_commands(app: typer.Typer) -> None:
    app.command("check")(check)
    app.command("backup")(backup)
    app.command("purge")(purge)
    app.command("import")(import_case)


def check(case_name: CaseOption = None) -> None:
    """Check that the case is whole: every quote is its text, every hash its content, nothing points at nothing."""
    from dateline.store.check import problems

    count = 0
    with opened(case_name) as case, case.reading() as connection:
        for problem in problems(connection):
            typer.echo(problem)
            count += 1
    if count:
        typer.echo(f"dateline: {count} problems; restore a backup, or import a full export into a new case", err=True)
        raise typer.Exit(1)
    typer.echo("the case is whole")


def backup(
    file: Annotated[Path, typer.Argument(help="A new file: a SQLite case, or a full export of a PostgreSQL case.")],
    case_name: CaseOption = None,
) -> None:
    """Copy the case while it is in use. A copy of a SQLite case is a case; one of PostgreSQL goes back by import."""
    from dateline.store.backup import back_up

    with opened(case_name) as case:
        if case.is_file:
            back_up(case, file)
        else:
            write_full_export(case, file)


def import_case(
    file: Annotated[Path, typer.Argument(help="What dateline export --format full wrote.")],
    case_name: CaseOption = None,
) -> None:
    """Make a case of a full export: the same articles, claims, judgements and incidents."""
    from dateline.export.full import DamagedExportError, read_full
    from dateline.store.dump import load

    with opened(case_name, create=True) as case:
        try:
            with _lines(file) as lines, case.writing() as connection:
                count = load(connection, read_full(lines))
        except (OSError, EOFError, zlib.error, UnicodeDecodeError) as error:
            fail(f"{file}: cannot be read ({error}); give what dateline export --format full wrote")
        except DamagedExportError as error:
            fail(f"{file}: {error}")
    typer.echo(f"{count} articles")


def _lines(file: Path) -> IO[str]:
    import gzip

    return gzip.open(file, "rt", encoding="utf-8") if file.suffix == ".gz" else file.open(encoding="utf-8")


def purge(
    person: Annotated[str, typer.Option("--person", metavar="NAME", help="The whole name, as articles write it.")],
    case_name: CaseOption = None,
    by: Annotated[str | None, typer.Option("--by", metavar="NAME", help="Who decides; your login name.")] = None,
    why: Annotated[str, typer.Option("--why", metavar="REASON", help="Why; the name is taken out of it.")] = "",
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Take a person out of the case for good: passages, claims, names and original files. It cannot be undone.

    What stays is an entry that something was purged, by whom, when and why. Backups and exports are files of your own.
    """
    from dateline.store.fusing import fuse_all
    from dateline.store.purge import Purge, purge_person, scrub_file

    if not yes:
        typer.confirm("This cannot be undone. Purge?", abort=True)
    with opened(case_name) as case:
        with case.writing() as connection:
            purged = purge_person(connection, Purge(person, by or login(), datetime.now(UTC), why))
            if purged.articles:
                fuse_all(connection)
        if purged.articles:
            scrub_file(case)
    typer.echo(f"{purged.claims} claims and passages of {purged.articles} articles are gone")
