"""`dateline evaluate`: score the coder against a gold set."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Annotated

import typer

__all__ = ["add_commands"]


def add_commands(app: typer.Typer) -> None:
    app.command("evaluate")(evaluate_set)


def evaluate_set(
    name: Annotated[str, typer.Argument(metavar="SET", help="The gold set's name, such as wild or polnear.")],
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Its JSONL file (for corpus: the folder of groups).")],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Score one gold set and print its figures."""
    from dateline.evaluate.coder import Coder
    from dateline.evaluate.gold import GoldError
    from dateline.evaluate.sets import evaluate
    from dateline.settings import settings_from_environment

    try:
        figures = evaluate(name, file, Coder(settings_from_environment(os.environ)))
    except GoldError as error:
        typer.echo(f"dateline: {error}", err=True)
        raise typer.Exit(2) from error
    if as_json:
        typer.echo(json.dumps(figures))
        return
    for key, value in figures.items():
        typer.echo(f"{key:32} {value:.3f}" if isinstance(value, float) else f"{key:32} {value}")
