"""`dateline evaluate`: score the coder against gold sets."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.opening import ready_to_code
from dateline.cli.read import checked_codebook

if TYPE_CHECKING:
    from dateline.evaluate.coder import Coder
    from dateline.evaluate.sets import Figures

__all__ = ["add_commands"]

_ALL = "all"


def add_commands(app: typer.Typer) -> None:
    app.command("evaluate")(evaluate_sets)


def evaluate_sets(
    name: Annotated[str, typer.Argument(metavar="SET", help="A gold set, such as wild or polnear; or all.")],
    path: Annotated[
        Path,
        typer.Argument(metavar="FILE", help="Its JSONL file; for corpus and all, the folder that holds the sets."),
    ],
    codebook: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Your own codebook instead of PLOVER (see docs/codebook.md).")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object a set.")] = False,
) -> None:
    """Score one gold set, or every one under a folder, and print the figures.

    \b
    dateline evaluate wild ../shared/gold/wild/dev.jsonl --json
    dateline evaluate wild ../shared/gold/wild/dev.jsonl --codebook harbour.yaml
    dateline evaluate all ../shared
    """
    from dateline.evaluate.coder import Coder
    from dateline.evaluate.gold import GoldError
    from dateline.settings import settings_from_environment

    chosen = replace(settings_from_environment(os.environ), codebook=checked_codebook(codebook))
    ready_to_code(chosen)
    coder = Coder(chosen)
    try:
        if name == _ALL:
            _evaluate_all(path, coder, as_json=as_json)
        else:
            _evaluate_one(name, path, coder, as_json=as_json)
    except GoldError as error:
        typer.echo(f"dateline: {error}", err=True)
        raise typer.Exit(2) from error


def _evaluate_one(name: str, path: Path, coder: Coder, *, as_json: bool) -> None:
    from dateline.evaluate.sets import evaluate

    figures = evaluate(name, path, coder)
    if as_json:
        typer.echo(json.dumps(figures))
        return
    for key, value in figures.items():
        typer.echo(f"{key:32} {_written(value)}")


def _evaluate_all(folder: Path, coder: Coder, *, as_json: bool) -> None:
    from dateline.evaluate.gold import GoldError
    from dateline.evaluate.sets import evaluate, find_sets

    found = list(find_sets(folder))
    if not found:
        raise GoldError(f"{folder}: no gold set here; give the folder that holds gold/ and corpus/")
    if not as_json:
        typer.echo(f"{'set':22}{'figure':26}{'dev':>8}  {'others (unseen half)':>20}")
    for gold_set, path in found:
        figures = evaluate(gold_set.name, path, coder)
        typer.echo(json.dumps(figures) if as_json else _rows(gold_set.figures, figures))


def _rows(main: dict[str, float | None], figures: Figures) -> str:
    return "\n".join(
        f"{figures['set']:22}{key:26}{_written(figures.get(key)):>8}  {_written(others):>20}"
        for key, others in main.items()
    )


def _written(value: object) -> str:
    if value is None:
        return "–"
    return f"{value:.3f}" if isinstance(value, float) else str(value)
