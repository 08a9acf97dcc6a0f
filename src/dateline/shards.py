"""An archive in shards -> Parquet partitions with a manifest: a shard is read, coded and written as one piece.

A shard is a JSONL, Parquet or WARC file of a folder, or of an address that pyarrow or fsspec knows (s3://, gs://,
file://). Its partition appears whole, and after it its report: a shard that has a report for this coder is done, so a
run that was killed costs the shards in work and nothing else. What is in a partition depends on the shard and the coder
alone, not on the engine that coded it.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import TypeVar

import pyarrow as pa
import pyarrow.parquet as pq
from pyarrow import fs

from dateline.coding import Coding, Uncoded
from dateline.export.contract import to_contract
from dateline.model import Article, CodedArticle
from dateline.read import Given, Original, Unreadable, read_inputs
from dateline.settings import Settings
from dateline.store.decoding import decoded
from dateline.store.rows import to_json

__all__ = [
    "SCHEMA",
    "Archive",
    "CodeMany",
    "Shard",
    "ShardError",
    "ShardReport",
    "code_shard",
    "coded_articles",
    "write_lines",
]

SUFFIXES = (".jsonl", ".jsonl.gz", ".ndjson", ".parquet", ".warc", ".warc.gz")
SCHEMA = pa.schema(
    [
        ("shard", pa.string()),
        ("line", pa.int64()),
        ("article_id", pa.string()),
        ("source_id", pa.string()),
        ("url", pa.string()),
        ("title", pa.string()),
        ("publisher", pa.string()),
        ("published_on", pa.date32()),
        ("language", pa.string()),
        ("state", pa.string()),  # coded, not_english, failed
        ("problem", pa.string()),
        ("mentions", pa.int32()),  # null where it was not coded
        ("coded", pa.string()),  # as `dateline read --json` prints it
        ("model", pa.binary()),  # the same as `model.CodedArticle` in JSON, with every claim: what is fused
    ]
)
_ROWS = 64  # of one row group: what is held in memory
_REPORTS = "reports"
_MANIFEST = "manifest.json"

CodeMany = Callable[[Iterable[Article]], Iterator[Coding]]
Row = dict[str, object]
ItemT = TypeVar("ItemT")


class ShardError(ValueError):
    """An archive that cannot be read or written; the message names it and the remedy."""


@dataclass(frozen=True, slots=True)
class Shard:
    """`name` is its path inside the archive; with size and time of change it tells whether it is still the same."""

    name: str
    size: int
    changed: str

    @property
    def stem(self) -> str:
        """A file name for its partition: readable, and of this shard alone."""
        digest = hashlib.sha256(self.name.encode("utf-8", "surrogatepass")).hexdigest()[:12]
        readable = "".join(letter if letter.isalnum() else "-" for letter in PurePosixPath(self.name).name)
        return f"{readable[:60]}-{digest}"


@dataclass(frozen=True, slots=True)
class ShardReport:
    """What became of a shard. `problem`: why there is no partition, or None."""

    shard: Shard
    coder: str
    articles: int = 0
    coded: int = 0
    mentions: int = 0
    failures: tuple[str, ...] = ()
    problem: str | None = None


@dataclass(frozen=True)
class Archive:
    """Where shards come from and where their partitions go: folders, or addresses that pyarrow or fsspec knows."""

    source: str
    target: str

    def shards(self) -> list[Shard]:
        """Every shard, by name. Raises `ShardError` where there is none."""
        files, root = _opened(self.source)
        try:
            found = files.get_file_info(fs.FileSelector(root, recursive=True))
        except OSError as error:
            raise ShardError(f"{self.source}: it cannot be listed ({error}); check the address") from error
        shards = [
            Shard(info.path[len(root) :].lstrip("/"), info.size, str(info.mtime_ns))
            for info in found
            if info.type is fs.FileType.File and info.path.lower().endswith(SUFFIXES)
        ]
        if not shards:
            raise ShardError(f"{self.source}: it holds no shards; give a folder with files in {', '.join(SUFFIXES)}")
        return sorted(shards, key=lambda shard: shard.name)

    def fetch(self, shard: Shard, folder: Path) -> Path:
        """A local copy of a shard under its own ending."""
        files, root = _opened(self.source)
        local = folder / PurePosixPath(shard.name).name
        with files.open_input_stream(f"{root}/{shard.name}", compression=None) as given, local.open("wb") as kept:
            shutil.copyfileobj(given, kept, 1 << 20)
        return local

    def put(self, shard: Shard, partition: Path | None, report: ShardReport) -> None:
        """The partition first, the report last, each as one whole."""
        files, root = _opened(self.target, create=True)
        if partition is not None:
            with partition.open("rb") as given:
                _place(files, f"{root}/part-{shard.stem}.parquet", lambda out: shutil.copyfileobj(given, out, 1 << 20))
        files.create_dir(f"{root}/{_REPORTS}", recursive=True)
        text = json.dumps(asdict(report), ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace")
        _place(files, f"{root}/{_REPORTS}/{shard.stem}.json", lambda out: out.write(text))

    def report(self, shard: Shard) -> ShardReport | None:
        """The report of an earlier run, if there is one that can be read."""
        files, root = _opened(self.target, create=True)
        try:
            with files.open_input_stream(f"{root}/{_REPORTS}/{shard.stem}.json") as stream:
                kept = json.loads(stream.read())
            kept["shard"] = Shard(**kept["shard"])
            kept["failures"] = tuple(kept["failures"])
            return ShardReport(**kept)
        except (OSError, ValueError, TypeError, KeyError):
            return None

    def open_shards(self, coder: str) -> list[Shard]:
        """The shards that no run has done with this coder as they now are."""
        waiting = []
        for shard in self.shards():
            report = self.report(shard)
            if report is None or report.problem or report.shard != shard or report.coder != coder:
                waiting.append(shard)
        return waiting

    def write_manifest(self) -> list[ShardReport]:
        """Put all reports of this archive's shards into one file, by name; returns them."""
        reports = [report for shard in self.shards() if (report := self.report(shard))]
        files, root = _opened(self.target, create=True)
        text = json.dumps([asdict(report) for report in reports], ensure_ascii=False, indent=1).encode()
        _place(files, f"{root}/{_MANIFEST}", lambda out: out.write(text))
        return reports


def _opened(address: str, *, create: bool = False) -> tuple[fs.FileSystem, str]:
    try:
        if "://" in address:
            files, root = _remote(address)
        else:
            files, root = fs.LocalFileSystem(), str(Path(address).resolve())
        if create:
            files.create_dir(root, recursive=True)
    except (OSError, ValueError) as error:
        raise ShardError(f"{address}: it cannot be opened ({error}); check the address and its permissions") from error
    return files, root.rstrip("/")


def _remote(address: str) -> tuple[fs.FileSystem, str]:
    """What pyarrow knows by itself (s3, gs, hdfs, file), else what fsspec knows, where that is installed."""
    try:
        return fs.FileSystem.from_uri(address)  # type: ignore[no-any-return]
    except pa.ArrowInvalid:
        try:
            from fsspec.core import url_to_fs
        except ImportError:
            raise ValueError("pyarrow does not know this kind of address; fsspec may: pip install fsspec") from None
        files, root = url_to_fs(address)
        return fs.PyFileSystem(fs.FSSpecHandler(files)), str(root)


def _place(files: fs.FileSystem, path: str, write: Callable[[pa.NativeFile], object]) -> None:
    """Write beside, then move: a file is there whole or not at all."""
    unfinished = f"{path}.unfinished"
    with files.open_output_stream(unfinished, compression=None) as out:
        write(out)
    files.move(unfinished, path)


def _batched(items: Iterable[ItemT], size: int) -> Iterator[list[ItemT]]:
    source = iter(items)
    while batch := list(islice(source, size)):
        yield batch


# -- one shard ------------------------------------------------------------------------------------------------------


def code_shard(archive: Archive, shard: Shard, coder: str, code: CodeMany, settings: Settings) -> ShardReport:
    """Read, code and write one shard; what is wrong with it, or with single articles, stands in the report."""
    with tempfile.TemporaryDirectory(prefix="dateline-shard-") as folder:
        partition = Path(folder) / "partition.parquet"
        try:
            local = archive.fetch(shard, Path(folder))
            report = _write_partition(partition, local, shard, coder, code, settings)
            archive.put(shard, partition if report.problem is None else None, report)
        except (OSError, pa.ArrowException, ShardError) as error:
            return ShardReport(shard, coder, problem=f"{type(error).__name__}: {error}")
    return report


def _write_partition(
    partition: Path, local: Path, shard: Shard, coder: str, code: CodeMany, settings: Settings
) -> ShardReport:
    articles = coded = mentions = 0
    failures: list[str] = []
    with pq.ParquetWriter(partition, SCHEMA, compression="zstd") as writer:
        for rows in _batched(_rows(local, shard, code, settings, failures), _ROWS):
            writer.write_table(pa.Table.from_pylist(rows, SCHEMA))
            articles += len(rows)
            coded += sum(row["state"] == "coded" for row in rows)
            mentions += sum(int(str(row["mentions"] or 0)) for row in rows)
    problem = failures[0] if failures and not articles else None
    return ShardReport(shard, coder, articles, coded, mentions, tuple(failures), problem)


def _rows(local: Path, shard: Shard, code: CodeMany, settings: Settings, failures: list[str]) -> Iterator[Row]:
    """A row for each article, in the order of the shard; inputs that gave no article go to `failures`."""
    found = read_inputs([str(local)], Given(settings=settings))
    for batch in _batched(found, _ROWS):
        read = [(original, item) for original, item in batch if isinstance(item, Article)]
        failures += [_named(item, shard) for _, item in batch if isinstance(item, Unreadable)]
        english = [article for _, article in read if article.language in (None, "en")]
        codings = iter(code(english))
        for original, article in read:
            coding = next(codings) if article.language in (None, "en") else None
            if isinstance(coding, Uncoded):
                failures.append(f"{shard.name}:{original.line if original else 0}: {coding.problem}; {coding.remedy}")
            yield _row(original, article, coding, shard)


def _named(item: Unreadable, shard: Shard) -> str:
    where = shard.name if item.line is None else f"{shard.name}:{item.line}"
    return f"{where}: {item.problem}; {item.remedy}"


def _row(original: Original | None, article: Article, coding: Coding | None, shard: Shard) -> Row:
    coded = coding if isinstance(coding, CodedArticle) else None
    state = "not_english" if coding is None else "coded" if coded else "failed"
    return {
        "shard": shard.name,
        "line": original.line if original else None,
        "article_id": article.article_id,
        "source_id": article.source_id,
        "url": article.url,
        "title": article.title,
        "publisher": article.publisher,
        "published_on": article.published_on,
        "language": article.language,
        "state": state,
        "problem": coding.problem if isinstance(coding, Uncoded) else None,
        "mentions": len(coded.mentions) if coded else None,
        "coded": json.dumps(to_contract(coded), ensure_ascii=False, sort_keys=True) if coded else None,
        "model": to_json(coded) if coded else None,
    }


# -- what was coded -------------------------------------------------------------------------------------------------


def coded_articles(address: str, failures: list[str]) -> Iterator[CodedArticle]:
    """Every coded article of the partitions there; a partition that cannot be read is named in `failures`."""
    files, root = _opened(address)
    try:
        found = files.get_file_info(fs.FileSelector(root, recursive=False))
    except OSError as error:
        raise ShardError(f"{address}: it cannot be listed ({error}); check the address") from error
    parts = sorted(info.path for info in found if PurePosixPath(info.path).match("part-*.parquet"))
    if not parts:
        raise ShardError(f"{address}: it holds no partitions; give what `dateline code --out` wrote")
    for path in parts:
        try:
            with files.open_input_file(path) as stream:
                for batch in pq.ParquetFile(stream).iter_batches(_ROWS, columns=["model"]):
                    yield from (decoded(CodedArticle, body) for body in batch.column(0).drop_null().to_pylist())
        except (OSError, pa.ArrowException, ValueError) as error:
            lines = str(error).splitlines() or [type(error).__name__]
            failures.append(f"{PurePosixPath(path).name}: it cannot be read ({lines[0]}); code its shard again")


def write_lines(address: str, lines: Iterable[str]) -> None:
    """A file there, whole or not at all."""
    try:
        files, path = _opened(address)
        _place(files, path, lambda out: [out.write(f"{line}\n".encode()) for line in lines])
    except OSError as error:
        raise ShardError(f"{address}: it cannot be written ({error}); make room, or give another place") from error
