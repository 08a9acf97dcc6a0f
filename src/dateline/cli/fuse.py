"""`dateline fuse`: many articles in, incidents out, with each account beside the others."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.progress import counting

if TYPE_CHECKING:
    from dateline.fuse.fusing import Fusion
    from dateline.processes import Input
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
    from dateline.read import Given, read_inputs, refuse_other_languages
    from dateline.settings import settings_from_environment

    settings = settings_from_environment(os.environ)
    failures: list[Unreadable] = []
    fusion = _fused(refuse_other_languages(read_inputs(files, Given(None, None, settings))), failures, settings)
    _print_incidents(fusion, as_json=as_json, shared_only=not every)
    for failure in failures:
        typer.echo(f"dateline: {failure}", err=True)
    if failures:
        raise typer.Exit(2 if not fusion.articles and len(failures) == 1 else 1)


def _fused(found: Iterable[Input], failures: list[Unreadable], settings: Settings) -> Fusion:
    from dateline.fuse.fusing import fuse
    from dateline.model import CodedArticle
    from dateline.processes import code_inputs

    def coded() -> Iterator[CodedArticle]:
        with counting("reading") as advance:
            for item in code_inputs(found, settings):
                if isinstance(item, CodedArticle):
                    yield item
                else:
                    failures.append(item)
                advance()

    return fuse(coded())


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
        copies = fusion.copies()
        console.print(f"{len(fusion.articles)} articles, {len(found)} incidents, {len(copies)} groups of copies")
