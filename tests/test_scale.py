"""Work on Ray: two nodes on this machine, one of which is killed in the middle; the output is that of one process."""

from __future__ import annotations

import json
import logging
import os
import signal
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pyarrow.parquet as pq
import pytest

from clusters import TwoNodes, two_nodes
from dateline import scale
from dateline.annotate.pipeline import Pipeline
from dateline.coding import PipelineCoder, coder_version
from dateline.fuse.fusing import fuse
from dateline.model import Article, Incident
from dateline.scale import Cluster, code_on_ray, running_on_ray
from dateline.settings import Settings
from dateline.shards import Archive, Shard, ShardError, ShardReport, code_shard
from dateline.slices import fusing_in_slices
from reports import TOLD, article_of

ray = pytest.importorskip("ray")
STORIES = (
    "Rebels shelled the town of Velmak on Sunday, killing {number} people, the army said.",
    "Ministers of Kenya and Uganda met in Nairobi for talk number {number} on trade.",
    "Police arrested {number} protesters in Khartoum after a march, witnesses told reporters.",
)
SHARDS, ARTICLES = 6, 3


def write_archive(folder: Path) -> Archive:
    (folder / "in").mkdir()
    for shard in range(SHARDS):
        lines = [
            json.dumps({"id": f"{shard}-{number}", "text": story.format(number=shard + 2), "published": "2025-03-02"})
            for number, story in enumerate(STORIES)
        ]
        (folder / "in" / f"{shard}.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return Archive(str(folder / "in"), str(folder / "out"))


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return write_archive(tmp_path)


@pytest.fixture(scope="module")
def nodes() -> Iterator[TwoNodes]:
    with two_nodes() as started:
        ray.init(address=started.address, log_to_driver=False, logging_level="error")
        yield started
        ray.shutdown()


def whole(incident: Incident, _articles: Mapping[str, Article]) -> Incident:
    return incident


def rows(archive: Archive) -> list[str]:
    parts = Path(archive.target).glob("part-*.parquet")
    return sorted(
        json.dumps(row, sort_keys=True, default=str) for part in parts for row in pq.read_table(part).to_pylist()
    )


@pytest.mark.slow
@pytest.mark.usefixtures("nodes")
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning", "ignore::ResourceWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::UserWarning")
class TestOnTwoNodes:
    """In this order: the first test leaves one node."""

    def test_one_node_dies_and_the_output_is_that_of_one_process(
        self, archive: Archive, nodes: TwoNodes, pipeline: Pipeline, caplog: pytest.LogCaptureFixture
    ) -> None:
        settings, coder = Settings(), coder_version(pipeline)
        reports = []
        with caplog.at_level(logging.WARNING):
            for report in code_on_ray(archive, archive.shards(), coder, settings, Cluster(2, share=0.9)):
                reports.append(report)
                if len(reports) == 1:
                    nodes.wait_for_a_worker_on_the_second()
                elif len(reports) == 2:
                    nodes.kill_the_second()
        nodes.wait_for_the_loss_of_the_second()
        assert "a worker was lost" in caplog.text
        assert sorted(report.shard.name for report in reports) == [f"{shard}.jsonl" for shard in range(SHARDS)]
        assert [(report.problem, report.coded) for report in reports] == [(None, ARTICLES)] * SHARDS
        assert archive.open_shards(coder) == []

        here = replace(archive, target=archive.target + "-local")
        local = PipelineCoder(pipeline, settings.max_coding_seconds)
        for shard in here.shards():
            code_shard(here, shard, coder, lambda articles: iter(local.begin(list(articles))()), settings)
        assert len(rows(here)) == SHARDS * ARTICLES
        assert rows(archive) == rows(here)

    def test_fusing_gives_the_incidents_of_one_process(self, tmp_path: Path) -> None:
        days = range(1, 29, 2)
        articles = [article_of(kind, "Morvale", day, "Courier", 4) for kind in sorted(TOLD) for day in days]
        with (
            running_on_ray(Cluster(2, share=0.5)) as run,
            fusing_in_slices(articles, run, size=20, folder=tmp_path) as fused,
        ):
            found = list(fused.read(sorted(fused.article_counts), whole))
        assert found == list(fuse(articles).incidents())
        assert len(found) > 1
        assert list(tmp_path.iterdir()) == []

    def test_a_piece_that_kills_every_worker_ends_fusing_and_is_told(self) -> None:
        with running_on_ray(Cluster(1, share=0.5)) as run, pytest.raises(ShardError, match="memory"):
            list(run(lambda: os.kill(os.getpid(), signal.SIGKILL), [()]))

    def test_a_shard_that_kills_every_worker_is_named_and_the_rest_done(
        self, archive: Archive, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        class Doomed:
            """As a worker that runs out of memory on one shard."""

            def __init__(self, *given: object) -> None:
                self.given = given

            def ready(self) -> bool:
                return True

            def work(self, shard: Shard) -> ShardReport:
                if shard.name == "3.jsonl":
                    os.kill(os.getpid(), signal.SIGKILL)
                return ShardReport(shard, "coder", articles=1)

        monkeypatch.setattr(scale, "_Worker", Doomed)
        reports = list(code_on_ray(archive, archive.shards(), "coder", Settings(), Cluster(1, share=0.5)))
        told = {report.shard.name: report.problem for report in reports}
        assert len(told) == SHARDS
        assert "lost 3 times" in str(told.pop("3.jsonl"))
        assert set(told.values()) == {None}

    def test_an_article_that_takes_too_long_is_told_by_a_worker_too(self, archive: Archive, pipeline: Pipeline) -> None:
        hasty = Settings(max_coding_seconds=0.001)
        shards = archive.shards()[:1]
        (report,) = code_on_ray(archive, shards, coder_version(pipeline), hasty, Cluster(1, share=0.5))
        assert (report.articles, report.coded, report.problem) == (ARTICLES, 0, None)
        assert report.failures[0].startswith("0.jsonl:1: coding took longer than 0.001 seconds")

    def test_a_worker_with_another_version_is_refused(self, archive: Archive) -> None:
        with pytest.raises(ShardError, match="install the same"):
            list(code_on_ray(archive, archive.shards(), "dateline-0.0 of last year", Settings(), Cluster(1, share=0.5)))

    def test_a_cluster_without_room_is_told(self, archive: Archive) -> None:
        cluster = Cluster(1, share=64, patience=2)
        with pytest.raises(ShardError, match="--share"):
            list(code_on_ray(archive, archive.shards(), "coder", Settings(), cluster))


@pytest.mark.parametrize(
    ("installed", "told"),
    [
        (None, r"Ray is not installed; run: pip install 'dateline\[ray\]'"),
        (SimpleNamespace(__version__="1.13.0"), "Ray 1.13.0 does not fit; install 2.9 or newer"),
    ],
)
def test_a_ray_that_does_not_fit_is_named(
    installed: object, told: str, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "ray", installed)
    with pytest.raises(ShardError, match=told):
        list(code_on_ray(archive, archive.shards(), "coder", Settings(), Cluster(1)))
