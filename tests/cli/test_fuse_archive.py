"""`dateline fuse-archive`: from the partitions of `dateline code` to incidents, and what is damaged is named."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dateline.cli.app import app
from dateline.coding import Coding
from dateline.export.incident_contract import incident_to_contract
from dateline.fuse.fusing import fuse
from dateline.model import Article, CodedArticle
from dateline.settings import Settings
from dateline.shards import Archive, code_shard
from reports import TOLD, article_of

ARTICLES = [article_of(kind, "Morvale", day, "Courier", 4) for kind in sorted(TOLD) for day in (2, 3, 9, 20)]


@pytest.fixture
def coded(tmp_path: Path) -> Path:
    """Two partitions; the coder is a stand-in that knows what each text tells."""
    waiting = iter(ARTICLES)

    def code(articles: Iterable[Article]) -> Iterator[Coding]:
        yield from (next(waiting) for _ in articles)

    (tmp_path / "in").mkdir()
    half = len(ARTICLES) // 2
    for name, part in (("a", ARTICLES[:half]), ("b", ARTICLES[half:])):
        lines = [json.dumps({"text": item.article.text}) for item in part]
        (tmp_path / "in" / f"{name}.jsonl").write_text("\n".join(lines), encoding="utf-8")
    archive = Archive(str(tmp_path / "in"), str(tmp_path / "coded"))
    for shard in archive.shards():
        assert code_shard(archive, shard, "coder", code, Settings()).coded
    return tmp_path / "coded"


def lines_of(articles: list[CodedArticle]) -> list[str]:
    return [json.dumps(incident_to_contract(incident), ensure_ascii=False) for incident in fuse(articles).incidents()]


def test_the_incidents_are_those_of_the_articles(coded: Path, tmp_path: Path) -> None:
    out = tmp_path / "incidents.jsonl"
    done = CliRunner().invoke(app, ["fuse-archive", "--in", str(coded), "--out", str(out), "--workers", "1"])
    assert (done.exit_code, done.stderr) == (0, "")
    assert out.read_text(encoding="utf-8").splitlines() == lines_of(ARTICLES)
    assert done.stdout.startswith(f"{len(ARTICLES)} articles, ")


def test_a_damaged_partition_is_named_and_the_rest_fused(coded: Path, tmp_path: Path) -> None:
    first, _ = sorted(coded.glob("part-*.parquet"))
    first.write_bytes(b"PAR1 and then nothing")
    out = tmp_path / "incidents.jsonl"
    done = CliRunner().invoke(app, ["fuse-archive", "--in", str(coded), "--out", str(out), "--workers", "1"])
    assert done.exit_code == 1
    assert f"{first.name}: it cannot be read" in done.stderr
    assert out.read_text(encoding="utf-8").splitlines() == lines_of(ARTICLES[len(ARTICLES) // 2 :])


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (["--in", "{}", "--out", "{}/x.jsonl"], "it holds no partitions"),
        (["--in", "{}/none", "--out", "{}/x.jsonl"], "cannot be listed"),
        (["--in", "{}/coded", "--out", "/dev/full/x.jsonl"], "/dev/full/x.jsonl: it cannot be written"),
        (["--in", "{}/coded", "--out", "{}/x.jsonl", "--spool", "{}/none"], "it is no folder"),
    ],
)
def test_what_cannot_be_done_is_one_line(given: list[str], told: str, coded: Path, tmp_path: Path) -> None:
    assert coded.is_dir()
    arguments = [part.format(tmp_path) for part in given]
    done = CliRunner().invoke(app, ["fuse-archive", "--workers", "1", *arguments])
    assert done.exit_code == 2
    assert told in done.stderr
    assert "Traceback" not in done.stderr
