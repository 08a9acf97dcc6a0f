"""An archive in shards: what is kept, what a second run does again, and what a damaged shard costs."""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import fsspec
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from builders import make_coded, make_mention
from dateline.coding import Coding, Uncoded
from dateline.model import Article
from dateline.settings import Settings
from dateline.shards import SCHEMA, Archive, Shard, ShardError, code_shard

TEXT = "Rebels shelled the market of Velmak on Sunday, officials of the province said. Report {number}."


def code(articles: Iterable[Article]) -> Iterator[Coding]:
    """A stand-in for the coder, which refuses what is marked."""
    for article in articles:
        if "unlucky" in article.text:
            yield Uncoded(article, "coding took longer than 1 seconds", "raise the limit")
        else:
            yield make_coded(article, [make_mention(article, trigger="shelled")])


def write_shard(path: Path, numbers: Iterable[int]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps({"id": f"s-{number}", "text": TEXT.format(number=number)}) for number in numbers]
    path.write_text("\n".join(lines), encoding="utf-8")


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    write_shard(tmp_path / "in" / "a.jsonl", range(3))
    write_shard(tmp_path / "in" / "deep" / "b.jsonl", range(3, 150))
    return Archive(str(tmp_path / "in"), str(tmp_path / "out"))


def run(archive: Archive, coder: str = "coder-1") -> list[str]:
    done = archive.open_shards(coder)
    for shard in done:
        code_shard(archive, shard, coder, code, Settings())
    archive.write_manifest()
    return [shard.name for shard in done]


def rows(archive: Archive) -> list[dict[str, object]]:
    parts = sorted(Path(archive.target).glob("part-*.parquet"))
    return [row for part in parts for row in pq.read_table(part).to_pylist()]


def test_every_article_has_its_row(archive: Archive) -> None:
    assert run(archive) == ["a.jsonl", "deep/b.jsonl"]
    found = rows(archive)
    assert sorted(str(row["source_id"]) for row in found) == sorted(f"s-{number}" for number in range(150))
    assert {row["state"] for row in found} == {"coded"}
    first = json.loads(str(found[0]["coded"]))
    assert first["mentions"][0]["event_type"] == "ASSAULT"
    assert pq.read_schema(next(Path(archive.target).glob("part-*"))).equals(SCHEMA)


def test_a_second_run_has_nothing_to_do_and_a_changed_shard_is_coded_again(archive: Archive) -> None:
    run(archive)
    assert run(archive) == []
    assert run(archive, "coder-2") == ["a.jsonl", "deep/b.jsonl"]
    write_shard(Path(archive.source) / "a.jsonl", range(5))
    assert run(archive, "coder-2") == ["a.jsonl"]
    assert len(rows(archive)) == 152


def test_a_run_that_was_killed_goes_on_with_what_is_missing(archive: Archive) -> None:
    first, second = archive.shards()
    code_shard(archive, first, "coder-1", code, Settings())
    part = Path(archive.target) / f"part-{second.stem}.parquet.unfinished"
    part.write_bytes(b"half of a partition")
    assert run(archive) == ["deep/b.jsonl"]
    assert len(rows(archive)) == 150


def web_record(number: int) -> bytes:
    page = f"<html lang=en><title>Report</title><article><p>{TEXT.format(number=number)}</p></article></html>".encode()
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://news.example/{number}\r\n"
        "WARC-Date: 2024-05-06T10:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012}>\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + answer + b"\r\n\r\n")


def test_shards_are_jsonl_parquet_and_warc(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    write_shard(folder / "a.jsonl", range(2))
    texts = [TEXT.format(number=number) for number in (2, 3)]
    pq.write_table(pa.table({"id": ["p-2", "p-3"], "text": texts}), folder / "b.parquet")
    (folder / "c.warc.gz").write_bytes(web_record(4) + web_record(5))
    archive = Archive(str(folder), str(tmp_path / "out"))
    assert run(archive) == ["a.jsonl", "b.parquet", "c.warc.gz"]
    found = [(row["shard"], row["line"], row["state"], row["mentions"]) for row in rows(archive)]
    assert sorted(found) == [
        (name, line, "coded", 1) for name in ("a.jsonl", "b.parquet", "c.warc.gz") for line in (1, 2)
    ]
    addresses = [row["url"] for row in rows(archive) if row["shard"] == "c.warc.gz"]
    assert addresses == ["https://news.example/4", "https://news.example/5"]


def test_a_file_address_is_a_folder(tmp_path: Path) -> None:
    write_shard(tmp_path / "in" / "a.jsonl", range(3))
    by_address = Archive((tmp_path / "in").as_uri(), (tmp_path / "out").as_uri())
    assert run(by_address) == ["a.jsonl"]
    assert run(by_address) == []
    assert len(rows(replace(by_address, target=str(tmp_path / "out")))) == 3


def test_an_address_of_a_bucket_is_read_and_written_through_fsspec() -> None:
    """`memory://` stands for any store of objects: it has no folders, and names that one writes to."""
    bucket = fsspec.filesystem("memory")
    lines = [json.dumps({"id": f"s-{number}", "text": TEXT.format(number=number)}) for number in range(3)]
    bucket.pipe("/shards/deep/a.jsonl", "\n".join(lines).encode())
    archive = Archive("memory://shards", "memory://coded")
    assert run(archive) == ["deep/a.jsonl"]
    assert run(archive) == []
    (part,) = bucket.glob("/coded/part-*.parquet")
    assert pq.read_table(io.BytesIO(bucket.cat(part))).num_rows == 3
    assert json.loads(bucket.cat("/coded/manifest.json"))[0]["coded"] == 3


def test_the_manifest_tells_of_every_shard(archive: Archive) -> None:
    run(archive)
    manifest = json.loads((Path(archive.target) / "manifest.json").read_text(encoding="utf-8"))
    assert [(item["shard"]["name"], item["articles"], item["coded"]) for item in manifest] == [
        ("a.jsonl", 3, 3),
        ("deep/b.jsonl", 147, 147),
    ]


def test_a_damaged_shard_is_named_and_the_rest_done(archive: Archive) -> None:
    (Path(archive.source) / "c.parquet").write_bytes(b"PAR1 and then nothing of the kind")
    (Path(archive.source) / "d.jsonl").write_text('{"id": "x"}\n' + json.dumps({"text": TEXT.format(number=999)}))
    reports = {shard.name: code_shard(archive, shard, "coder-1", code, Settings()) for shard in archive.shards()}
    assert reports["c.parquet"].problem
    assert "c.parquet" in reports["c.parquet"].problem
    assert reports["d.jsonl"].articles == 1
    assert reports["d.jsonl"].failures[0].startswith("d.jsonl:1: ")
    assert reports["a.jsonl"].coded == 3
    assert [shard.name for shard in archive.open_shards("coder-1")] == ["c.parquet"]  # tried again by the next run


def test_an_article_that_takes_too_long_is_told_and_left_out(archive: Archive) -> None:
    path = Path(archive.source) / "a.jsonl"
    path.write_text(
        json.dumps({"text": TEXT.format(number="unlucky")}) + "\n" + json.dumps({"text": TEXT.format(number=2)})
    )
    report = code_shard(archive, archive.shards()[0], "coder-1", code, Settings())
    assert (report.articles, report.coded) == (2, 1)
    assert report.failures == ("a.jsonl:1: coding took longer than 1 seconds; raise the limit",)
    assert [row["state"] for row in rows(archive)] == ["failed", "coded"]


def test_a_target_that_is_full_is_named(archive: Archive) -> None:
    report = code_shard(replace(archive, target="/dev/full/x"), archive.shards()[0], "coder-1", code, Settings())
    assert report.problem
    assert "/dev/full/x" in report.problem


@pytest.mark.parametrize("source", ["nowhere", "s4://bucket/x", ""])
def test_an_archive_that_is_none_is_refused(tmp_path: Path, source: str) -> None:
    with pytest.raises(ShardError):
        Archive(source if "://" in source else str(tmp_path / source), str(tmp_path / "out")).shards()


def test_shards_of_one_name_in_two_folders_do_not_collide() -> None:
    assert Shard("a/x.jsonl", 1, "0").stem != Shard("b/x.jsonl", 1, "0").stem
