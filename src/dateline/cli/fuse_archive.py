"""`dateline fuse-archive`: the incidents of an archive that `dateline code` has coded."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.code import AddressOption, Engine, EngineOption, ShareOption
from dateline.cli.opening import fail, settings
from dateline.cli.progress import counting

if TYPE_CHECKING:
    from dateline.model import Article, CodedArticle, Incident

__all__ = ["add_commands"]


def add_commands(app: typer.Typer) -> None:
    app.command("fuse-archive")(fuse_archive)


def fuse_archive(
    source: Annotated[str, typer.Option("--in", metavar="DIR|URL", help="What `dateline code --out` wrote.")],
    target: Annotated[str, typer.Option("--out", metavar="FILE|URL", help="One JSON object a line for each incident.")],
    engine: EngineOption = Engine.LOCAL,
    workers: Annotated[int, typer.Option(min=0, help="That fuse at once (0: one a processor).")] = 0,
    address: AddressOption = None,
    share: ShareOption = 1.0,
    spool: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Where articles wait; on a cluster, one that all nodes see.")
    ] = None,
) -> None:
    """Fuse all articles of a coded archive, in slices of time and region; the same incidents as in one piece.

    \b
    dateline fuse-archive --in coded/ --out incidents.jsonl
    dateline fuse-archive --in s3://bucket/coded --out incidents.jsonl --engine ray --ray-address head:6379 --spool /nfs
    """
    from dateline.shards import ShardError, coded_articles, write_lines
    from dateline.slices import Run, fusing_in_slices

    failures: list[str] = []
    many = workers or settings().processes
    if spool is not None and not spool.is_dir():
        fail(f"{spool}: it is no folder; give one that exists with --spool")
    try:
        with ExitStack() as stack:
            by: int | Run = many
            if engine is Engine.RAY:
                from dateline.scale import Cluster, running_on_ray

                by = stack.enter_context(running_on_ray(Cluster(many, address, share)))
            articles = _counted(coded_articles(source, failures))
            fused = stack.enter_context(fusing_in_slices(articles, by, folder=spool))
            names = sorted(fused.article_counts)
            write_lines(target, fused.read(names, _line))
    except ShardError as error:
        fail(str(error))
    typer.echo(f"{fused.articles:,} articles, {len(names):,} incidents, {len(fused.copies()):,} groups of copies")
    for failure in failures:
        typer.echo(f"dateline: {failure}", err=True)
    if failures:
        raise typer.Exit(1)


def _counted(articles: Iterable[CodedArticle]) -> Iterator[CodedArticle]:
    with counting("reading articles") as advance:
        for article in articles:
            yield article
            advance()


def _line(incident: Incident, _articles: Mapping[str, Article]) -> str:
    from dateline.export.incident_contract import incident_to_contract

    return json.dumps(incident_to_contract(incident), ensure_ascii=False)
