"""`dateline serve`: the workbench, for one person on this machine or for a team."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.opening import CaseOption, fail, login, opened, ready_to_code, settings
from dateline.cli.people import PeopleOption, opened_team

if TYPE_CHECKING:
    from dateline.web.desk import Desk

__all__ = ["add_commands"]

_LOCAL = "127.0.0.1"
_KEPT_SECONDS = 75  # that a browser's connection is kept: longer than most people read a page


def add_commands(app: typer.Typer) -> None:
    app.command("serve")(serve)


def serve(
    case_name: CaseOption = None,
    port: Annotated[int, typer.Option(min=0, max=65535, help="0: any that is free.")] = 8000,
    by: Annotated[str | None, typer.Option("--by", metavar="NAME", help="Who judges; your login name.")] = None,
    tiles: Annotated[
        str | None, typer.Option(metavar="URL", help="Map tiles, with {z}, {x} and {y}; none: no request leaves.")
    ] = None,
    team: Annotated[bool, typer.Option("--team", help="For several people, who log in: see dateline people.")] = False,
    people: PeopleOption = None,
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="Where to listen; others need --team.")] = _LOCAL,
    names: Annotated[
        list[str] | None, typer.Option("--name", metavar="HOST", help="A name that browsers may use for it; repeat.")
    ] = None,
    certificate: Annotated[Path | None, typer.Option("--tls-certificate", metavar="FILE", help="For https.")] = None,
    key: Annotated[Path | None, typer.Option("--tls-key", metavar="FILE", help="For https.")] = None,
) -> None:
    """Open a case in the browser; stop with Ctrl-C. An empty case is made where there is none.

    On your own machine it listens on 127.0.0.1 and needs no login. For a team:

        dateline people add mira --role admin
        dateline serve --team --host 0.0.0.0 --name dateline.example.org --tls-certificate cert.pem --tls-key key.pem
    """
    from dateline.web.desk import LOCAL_NAMES, Desk
    from dateline.web.people import OneUser, Role

    if not team and (host not in LOCAL_NAMES or people):
        fail("without accounts it listens on this machine only; add --team, or leave out --host and --people")
    if bool(certificate) != bool(key):
        fail("https needs both --tls-certificate and --tls-key")
    where = _Where(host, port, certificate, key)
    known = (*LOCAL_NAMES, *(names or ()))
    ready_to_code(settings())
    with opened(case_name, create=True) as case:
        if not team:
            where.listen(Desk(case, settings(), OneUser(by or login()), known, tiles))
            return
        from dateline.web.team.people import TeamPeople

        with opened_team(people) as accounts:
            if not accounts.admins(Role.ADMIN):
                fail("the team has no admin yet; make one with: dateline people add NAME --role admin")
            if host not in LOCAL_NAMES and not certificate:
                typer.echo("Without --tls-certificate passwords are only as safe as the network between.", err=True)
            where.listen(Desk(case, settings(), TeamPeople(accounts), known, tiles))


@dataclass(frozen=True)
class _Where:
    """The address at which a workbench listens."""

    host: str
    port: int
    certificate: Path | None
    key: Path | None

    def listen(self, desk: Desk) -> None:
        import uvicorn

        from dateline.web.app import create_app

        options = uvicorn.Config(
            create_app(desk),
            host=self.host,
            port=self.port,
            log_level="warning",
            server_header=False,
            timeout_keep_alive=_KEPT_SECONDS,
            ssl_certfile=self.certificate,
            ssl_keyfile=self.key,
        )
        scheme = "https" if self.certificate else "http"
        typer.echo(f"{scheme}://{self.host}:{self.port}  (stop with Ctrl-C)")
        uvicorn.Server(options).run()
