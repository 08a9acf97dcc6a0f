"""`dateline people`: the accounts of a team's workbench. The first admin is made here, before anything listens."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.opening import fail, settings

if TYPE_CHECKING:
    from dateline.store.team import Team

__all__ = ["PeopleOption", "add_commands", "opened_team"]

app = typer.Typer(no_args_is_help=True, help="Accounts of a team's workbench (dateline serve --team).")

PeopleOption = Annotated[
    str | None,
    typer.Option("--people", metavar="PATH", help="The team's database: file or PostgreSQL URL."),
]
Name = Annotated[str, typer.Argument(metavar="NAME")]


class RoleName(StrEnum):
    READER = "reader"
    REVIEWER = "reviewer"
    EDITOR = "editor"
    ADMIN = "admin"

    @property
    def number(self) -> int:
        return list(RoleName).index(self) + 1


def add_commands(parent: typer.Typer) -> None:
    parent.add_typer(app, name="people")


@contextmanager
def opened_team(name: str | None) -> Iterator[Team]:
    from dateline.store.team import TeamError, open_team

    try:
        team = open_team(name or str(settings().data_folder / "people.db"))
    except TeamError as error:
        fail(str(error))
    try:
        yield team
    except TeamError as error:
        fail(str(error))
    finally:
        team.close()


def _password(from_stdin: bool) -> str:
    """Typed twice and not shown, or one line of standard input; never an argument, which others could see."""
    if from_stdin:
        return typer.get_text_stream("stdin").readline().rstrip("\r\n")
    given: str = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    return given


StdinOption = Annotated[bool, typer.Option("--password-stdin", help="Read the password from standard input.")]


@app.command("add")
def add(
    name: Name,
    role: Annotated[RoleName, typer.Option(help="What they may do; each role may do what the ones before may.")],
    people: PeopleOption = None,
    password_stdin: StdinOption = False,
) -> None:
    """Make an account: dateline people add mira --role admin"""
    with opened_team(people) as team:
        team.add(name.strip(), role.number, _password(password_stdin), datetime.now(UTC))
        typer.echo(f"{name} is {role}")


@app.command("list")
def show(people: PeopleOption = None) -> None:
    """Everybody with their role, tab by tab."""
    with opened_team(people) as team:
        for account in team.accounts():
            state = "" if account.active else "\tmay not log in"
            typer.echo(f"{account.name}\t{list(RoleName)[account.role - 1]}{state}")


@app.command("role")
def set_role(name: Name, role: RoleName, people: PeopleOption = None) -> None:
    """Give somebody another role."""
    with opened_team(people) as team:
        team.set_role(name, role.number)
        typer.echo(f"{name} is {role}")


@app.command("password")
def set_password(name: Name, people: PeopleOption = None, password_stdin: StdinOption = False) -> None:
    """Set a password anew; all sessions and tokens of the account end."""
    with opened_team(people) as team:
        team.set_password(name, _password(password_stdin))
        typer.echo(f"{name} has a new password")


@app.command("end")
def end(name: Name, people: PeopleOption = None) -> None:
    """Let somebody log in no more; what they did stays in the log and in the case."""
    with opened_team(people) as team:
        team.set_active(name, False)
        typer.echo(f"{name} may not log in")
