"""`dateline code`: an archive in shards, coded on this machine or on a Ray cluster."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.opening import fail, settings
from dateline.cli.places import prepare_gazetteer
from dateline.cli.progress import counting

if TYPE_CHECKING:
    from dateline.settings import Settings
    from dateline.shards import Archive, Shard, ShardReport

__all__ = ["AddressOption", "Engine", "EngineOption", "ShareOption", "add_commands"]


class Engine(StrEnum):
    LOCAL = "local"
    RAY = "ray"


EngineOption = Annotated[Engine, typer.Option(help="This machine, or a Ray cluster (dateline\\[ray]).")]
AddressOption = Annotated[
    str | None, typer.Option("--ray-address", metavar="HOST:PORT", help="A running cluster; none: one of its own.")
]
ShareOption = Annotated[float, typer.Option(min=0.1, help="Processors that a Ray worker asks for.")]


def add_commands(app: typer.Typer) -> None:
    app.command("code")(code)


def code(
    source: Annotated[str, typer.Option("--in", metavar="DIR|URL", help="Shards: JSONL, Parquet, WARC; also s3://...")],
    target: Annotated[str, typer.Option("--out", metavar="DIR|URL", help="Where partitions and manifest go.")],
    engine: EngineOption = Engine.LOCAL,
    workers: Annotated[int, typer.Option(min=0, help="On Ray: that code at once (0: one a processor).")] = 0,
    address: AddressOption = None,
    share: ShareOption = 1.0,
) -> None:
    """Code an archive shard by shard into Parquet partitions; run again, it goes on with what is missing.

    \b
    dateline code --in archive/ --out coded/
    dateline code --in s3://bucket/warc --out s3://bucket/coded --engine ray --ray-address head:6379
    """
    from dateline.annotate.pipeline import load_pipeline
    from dateline.coding import coder_version
    from dateline.shards import Archive, ShardError

    chosen = settings()
    archive = Archive(source, target)
    prepare_gazetteer(chosen)
    try:
        coder = coder_version(load_pipeline(chosen))
        waiting = archive.open_shards(coder)
        known = len(archive.shards()) - len(waiting)
        with counting("coding shards", len(waiting)) as advance:
            if engine is Engine.LOCAL:
                done = _on_this_machine(archive, waiting, coder, chosen)
            else:
                from dateline.scale import Cluster, code_on_ray

                cluster = Cluster(workers or chosen.processes, address, share)
                done = code_on_ray(archive, waiting, coder, chosen, cluster)
            reports = []
            for report in done:
                reports.append(report)
                advance()
        archive.write_manifest()
    except ShardError as error:
        fail(str(error))
    _tell(reports, known)


def _on_this_machine(archive: Archive, waiting: list[Shard], coder: str, settings: Settings) -> Iterator[ShardReport]:
    """Shard by shard, the articles of each in all processors."""
    from dateline.processes import coding_batches
    from dateline.shards import code_shard

    with coding_batches(settings) as code_articles:
        for shard in waiting:
            yield code_shard(archive, shard, coder, code_articles, settings)


def _tell(reports: list[ShardReport], known: int) -> None:
    articles = sum(report.articles for report in reports)
    coded = sum(report.coded for report in reports)
    mentions = sum(report.mentions for report in reports)
    typer.echo(f"{len(reports)} shards coded, {known} known: {coded:,} of {articles:,} articles, {mentions:,} mentions")
    problems = [f"{report.shard.name}: {report.problem}" for report in reports if report.problem]
    failures = [failure for report in reports if not report.problem for failure in report.failures]
    for line in (*problems, *failures):
        typer.echo(f"dateline: {line}", err=True)
    if problems or failures:
        raise typer.Exit(1)
