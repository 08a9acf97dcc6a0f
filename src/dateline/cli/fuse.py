"""`dateline fuse`: many articles in, incidents out, with each account beside the others."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.progress import counting

if TYPE_CHECKING:
    from dateline.fuse.fusing import Fusion
    from dateline.model import Article
    from dateline.read import Unreadable
    from dateline.settings import Settings

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
    from dateline.read import Given, Unreadable, read_inputs, refuse_other_languages
    from dateline.settings import settings_from_environment

    settings = settings_from_environment(os.environ)
    articles: list[Article] = []
    failures: list[Unreadable] = []
    for item in refuse_other_languages(read_inputs(files, Given(None, None, settings))):
        if isinstance(item, Unreadable):
            failures.append(item)
        else:
            articles.append(item)
    fusion = _fused(articles, settings)
    _print_incidents(fusion, as_json=as_json, shared_only=not every)
    for failure in failures:
        typer.echo(f"dateline: {failure}", err=True)
    if failures:
        raise typer.Exit(2 if not articles and len(failures) == 1 else 1)


def _fused(articles: list[Article], settings: Settings) -> Fusion:
    from dateline.annotate.pipeline import load_pipeline
    from dateline.coding import code_articles
    from dateline.fuse.fusing import fuse
    from dateline.model import CodedArticle

    def coded() -> Iterator[CodedArticle]:
        with counting("reading", len(articles)) as advance:
            for article in code_articles(load_pipeline(settings), articles):
                yield article
                advance()

    return fuse(coded() if articles else ())


def _print_incidents(fusion: Fusion, *, as_json: bool, shared_only: bool) -> None:
    from rich.console import Console

    from dateline.export.incident_contract import incident_to_contract
    from dateline.report.incident_page import incident_page

    console = Console(highlight=False)
    found = list(fusion.incidents())
    shown = [incident for incident in found if len(incident.article_ids) > 1] if shared_only else found
    for incident in sorted(shown, key=lambda incident: (-len(incident.article_ids), incident.incident_id)):
        if as_json:
            typer.echo(json.dumps(incident_to_contract(incident), ensure_ascii=False))
        else:
            console.print(incident_page(incident, fusion.articles, (), "unreviewed"))
    if not as_json:
        copies = fusion.copies.groups()
        console.print(f"{len(fusion.articles)} articles, {len(found)} incidents, {len(copies)} groups of copies")
