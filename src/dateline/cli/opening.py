"""How commands find and open the case that they work on, and how they end when that fails."""

from __future__ import annotations

import getpass
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from dateline.cli.places import prepare_gazetteer
from dateline.cli.progress import upgrading

if TYPE_CHECKING:
    from dateline.settings import Settings
    from dateline.store.case import Case

__all__ = ["ActorsOption", "CaseOption", "fail", "given_date", "login", "opened", "ready_to_code", "settings"]

CaseOption = Annotated[
    str | None,
    typer.Option("--case", metavar="CASE", help="A SQLite file or PostgreSQL URL; by default one in your data folder."),
]

ActorsOption = Annotated[
    list[Path] | None,
    typer.Option("--actors", metavar="FILE", help="Actors of your own, after the shipped ones; may be given again."),
]


def fail(message: str) -> NoReturn:
    """Say what is wrong and what to do, and end with exit code 2."""
    typer.echo(f"dateline: {message}", err=True)
    raise typer.Exit(2)


def login() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        fail("your login name is not known; give one with --by NAME")


def settings() -> Settings:
    from dateline.settings import settings_from_environment

    try:
        return settings_from_environment(os.environ)
    except ValueError as error:
        fail(str(error))


def ready_to_code(chosen: Settings) -> None:
    """Check the user's actors and compile the gazetteer, so that mistakes and waits come before the first article."""
    from dateline.knowledge.actors import ActorFileError, load_actors

    if chosen.actors:
        try:
            load_actors(chosen.actors, chosen.cache_folder)
        except ActorFileError as error:
            fail(str(error))
    prepare_gazetteer(chosen)


@contextmanager
def opened(name: str | None, *, create: bool = False) -> Iterator[Case]:
    """The case of this name; what goes wrong with it, now or in the block, is told with the remedy."""
    from dateline.knowledge.rows import keep_tables_in
    from dateline.store.case import CaseError, open_case
    from dateline.store.judgements import JudgementError

    keep_tables_in(settings().cache_folder)
    chosen = name or str(settings().data_folder / "case.db")
    try:
        with upgrading("the case" if "://" in chosen else chosen) as tell:
            case = open_case(chosen, create=create, tell=tell)
    except CaseError as error:
        fail(str(error))
    try:
        yield case
    except (CaseError, JudgementError) as error:
        fail(str(error))
    finally:
        case.close()


def given_date(option: str, written: str | None) -> date | None:
    from dateline.read import parse_date

    if written is None:
        return None
    try:
        return parse_date(written)
    except ValueError:
        fail(f"{option} {written!r} is no date; write it as 2025-12-13")
