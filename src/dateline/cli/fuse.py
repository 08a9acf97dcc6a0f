"""`dateline fuse`: many articles in, incidents out, with each account beside the others."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.opening import fail
from dateline.cli.progress import counting

if TYPE_CHECKING:
    from rich.console import RenderableType

    from dateline.model import Article, CodedArticle, Incident
    from dateline.processes import Input
    from dateline.read import Unreadable
    from dateline.settings import Settings
    from dateline.slices import Fused

__all__ = ["add_commands"]


def add_commands(app: typer.Typer) -> None:
    app.command("fuse")(fuse_files)


def fuse_files(
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE...",
            help="Text, HTML, PDF, JSONL, CSV, Parquet, feeds or WARC; folders of them; or - for standard input.",
        ),
    ],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line for each incident.")] = False,
    every: Annotated[
        bool, typer.Option("--all/--shared", help="Show every incident, or only those that several articles tell.")
    ] = True,
) -> None:
    """Read articles and tell which of them report the same incident, who agrees and who does not.

    \b
    dateline fuse folder/
    dateline fuse folder/ --json > incidents.jsonl
    """
    from dateline.read import Given, read_inputs, refuse_other_languages
    from dateline.settings import settings_from_environment
    from dateline.slices import LostProcessError, fusing

    settings = settings_from_environment(os.environ)
    failures: list[Unreadable] = []
    found = refuse_other_languages(read_inputs(files, Given(None, None, settings)))
    try:
        with fusing(_coded(found, failures, settings), settings.processes) as fused:
            _print_incidents(fused, as_json=as_json, shared_only=not every)
            nothing = not fused.articles
    except LostProcessError as error:
        fail(str(error))
    for failure in failures:
        typer.echo(f"dateline: {failure}", err=True)
    if failures:
        raise typer.Exit(2 if nothing and len(failures) == 1 else 1)


def _coded(found: Iterable[Input], failures: list[Unreadable], settings: Settings) -> Iterator[CodedArticle]:
    from dateline.model import CodedArticle
    from dateline.processes import code_inputs

    with counting("reading") as advance:
        for item in code_inputs(found, settings):
            if isinstance(item, CodedArticle):
                yield item
            else:
                failures.append(item)
            advance()


def _print_incidents(fused: Fused, *, as_json: bool, shared_only: bool) -> None:
    from rich.console import Console

    console = Console(highlight=False)
    counts = fused.article_counts
    shown = [name for name, count in counts.items() if count > 1] if shared_only else counts
    names = sorted(shown, key=lambda name: (-counts[name], name))
    if as_json:
        for line in fused.read(names, _line):
            typer.echo(line)
        return
    for page in fused.read(names, _page):
        console.print(page)
    console.print(f"{fused.articles} articles, {len(counts)} incidents, {len(fused.copies())} groups of copies")


def _line(incident: Incident, _articles: Mapping[str, Article]) -> str:
    from dateline.export.incident_contract import incident_to_contract

    return json.dumps(incident_to_contract(incident), ensure_ascii=False)


def _page(incident: Incident, articles: Mapping[str, Article]) -> RenderableType:
    from dateline.report.incident_page import incident_page

    return incident_page(incident, articles, (), "unreviewed")
