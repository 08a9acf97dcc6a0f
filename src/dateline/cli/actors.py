"""`dateline actors`: check an actor file, or make one from a PETRARCH-style dictionary."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

__all__ = ["add_commands"]


def add_commands(app: typer.Typer) -> None:
    group = typer.Typer(help="Actor files: who is who, over time.", no_args_is_help=True)
    group.command("check")(check_files)
    group.command("import")(import_petrarch)
    app.add_typer(group, name="actors")


def check_files(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="YAML files of actors.")],
) -> None:
    """Read actor files as --actors would; a mistake is told with its file and line."""
    from dateline.knowledge.actors import ActorFileError, load_actors

    try:
        shipped, together = len(load_actors()), len(load_actors(files))
    except ActorFileError as error:
        typer.echo(f"dateline: {error}", err=True)
        raise typer.Exit(2) from error
    typer.echo(f"{together - shipped} actors beside the {shipped} shipped")


def import_petrarch(
    dictionary: Annotated[Path, typer.Argument(metavar="DICTIONARY", help="A PETRARCH or TABARI actor dictionary.")],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FILE", help="The actor file to write (YAML).")],
) -> None:
    """Turn a PETRARCH-style actor dictionary into an actor file for --actors."""
    import yaml

    from dateline.knowledge.actors import ActorFileError, load_actors
    from dateline.knowledge.petrarch import import_dictionary

    try:
        lines = dictionary.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        typer.echo(f"dateline: {dictionary}: cannot be read ({error})", err=True)
        raise typer.Exit(2) from error
    imported = import_dictionary(lines)
    out.write_text(yaml.safe_dump(imported.rows, allow_unicode=True, sort_keys=False, width=120), encoding="utf-8")
    try:
        load_actors([out])
    except ActorFileError as error:
        typer.echo(f"dateline: {error}", err=True)
        raise typer.Exit(2) from error
    for note in imported.notes:
        typer.echo(note, err=True)
    typer.echo(f"{len(imported.rows)} actors written to {out}")
