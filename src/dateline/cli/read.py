"""`dateline read` and `dateline schema`: articles in, sourced events out."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.opening import ActorsOption, ready_to_code
from dateline.cli.progress import counting

if TYPE_CHECKING:
    from dateline.processes import Input
    from dateline.read import Unreadable
    from dateline.settings import Settings

__all__ = ["add_commands", "publication_date"]


def add_commands(app: typer.Typer) -> None:
    app.command("read")(read_files)
    app.command("schema")(print_schema)


def read_files(
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE...",
            help="Text, HTML, PDF, JSONL, CSV, Parquet, feeds or WARC; folders of them; or - for standard input.",
        ),
    ],
    published: Annotated[
        str | None, typer.Option(metavar="DATE", help="Publication date (2025-12-13) where an article tells none.")
    ] = None,
    publisher: Annotated[
        str | None, typer.Option(metavar="NAME", help="Publisher where an article tells none.")
    ] = None,
    actors: ActorsOption = None,
    codebook: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Your own codebook instead of PLOVER (see docs/codebook.md).")
    ] = None,
    processes: Annotated[int, typer.Option(min=0, help="That code at once (0: DATELINE_PROCESSES, or all cores).")] = 0,
    as_json: Annotated[
        bool, typer.Option("--json", help="One JSON object a line for each article (see dateline schema).")
    ] = False,
) -> None:
    """Read articles and tell who says what happened.

    \b
    dateline read article.txt --published 2025-12-13
    dateline read folder/ --json > coded.jsonl
    curl ... | dateline read -
    """
    from dateline.read import Given, read_inputs, refuse_other_languages
    from dateline.settings import settings_from_environment

    settings = settings_from_environment(os.environ)
    settings = replace(
        settings,
        actors=tuple(actors or ()),
        codebook=checked_codebook(codebook),
        processes=processes or settings.processes,
    )
    given = Given(publication_date(published), publisher, settings)
    failures: list[Unreadable] = []
    found = refuse_other_languages(read_inputs(files, given))
    count = _print_coded(found, failures, as_json=as_json, settings=settings)
    for failure in failures:
        typer.echo(f"dateline: {failure}", err=True)
    if failures:
        raise typer.Exit(2 if not count and len(failures) == 1 else 1)


def checked_codebook(path: Path | None) -> Path | None:
    """The user's codebook, read once so that a mistake in it is told before any article is."""
    from dateline.knowledge.codebook_file import load_codebook
    from dateline.knowledge.rows import KnowledgeError

    if path is not None:
        try:
            load_codebook(path)
        except KnowledgeError as error:
            typer.echo(f"dateline: {error}", err=True)
            raise typer.Exit(2) from error
    return path


def publication_date(written: str | None) -> date | None:
    from dateline.read import parse_date

    if written is None:
        return None
    try:
        return parse_date(written)
    except ValueError as error:
        typer.echo(f"dateline: --published {written!r} is no date; write it as 2025-12-13", err=True)
        raise typer.Exit(2) from error


def _print_coded(found: Iterator[Input], failures: list[Unreadable], *, as_json: bool, settings: Settings) -> int:
    """Code and print each article as soon as it is done; returns how many there were. Failures are put aside."""
    first = _first_article(found, failures)
    if first is None:
        return 0
    from rich.console import Console

    from dateline.export.contract import to_contract
    from dateline.processes import code_inputs
    from dateline.read import Unreadable
    from dateline.report.article_page import article_page

    console = Console(highlight=False)
    count = 0
    ready_to_code(settings)
    with counting("reading", quiet=not as_json and console.is_terminal) as advance:
        for coded in code_inputs(chain([first], found), settings):
            if isinstance(coded, Unreadable):
                failures.append(coded)
                continue
            if as_json:
                typer.echo(json.dumps(to_contract(coded), ensure_ascii=False))
            else:
                console.print(article_page(coded))
            count += 1
            advance()
    return count


def _first_article(found: Iterator[Input], failures: list[Unreadable]) -> Input | None:
    """The first input that is an article: nothing that codes is loaded before there is one."""
    from dateline.read import Unreadable

    for original, item in found:
        if not isinstance(item, Unreadable):
            return original, item
        failures.append(item)
    return None


def print_schema() -> None:
    """Print the JSON Schema of what `dateline read --json` writes."""
    from dateline.export.contract import article_schema

    typer.echo(json.dumps(article_schema(), indent=2))
