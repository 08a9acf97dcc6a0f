"""`dateline serve`: the workbench on this machine."""

from __future__ import annotations

from typing import Annotated

import typer

from dateline.cli.opening import CaseOption, login, opened, settings

__all__ = ["add_commands"]

_LOCAL = "127.0.0.1"


def add_commands(app: typer.Typer) -> None:
    app.command("serve")(serve)


def serve(
    case_name: CaseOption = None,
    port: Annotated[int, typer.Option(min=0, max=65535, help="0: any that is free.")] = 8000,
    by: Annotated[str | None, typer.Option("--by", metavar="NAME", help="Who judges; your login name.")] = None,
    tiles: Annotated[
        str | None, typer.Option(metavar="URL", help="Map tiles, with {z}, {x} and {y}; none: no request leaves.")
    ] = None,
) -> None:
    """Open a case in the browser, on this machine only; stop with Ctrl-C. An empty case is made where there is none."""
    import uvicorn

    from dateline.web.app import create_app
    from dateline.web.desk import Desk
    from dateline.web.people import OneUser

    with opened(case_name, create=True) as case:
        desk = Desk(case, settings(), OneUser(by or login()), tiles=tiles)
        server = uvicorn.Server(
            uvicorn.Config(create_app(desk), host=_LOCAL, port=port, log_level="warning", server_header=False)
        )
        typer.echo(f"http://{_LOCAL}:{port}  (stop with Ctrl-C)")
        server.run()
