"""Files, folders and standard input -> originals -> articles, in order, and each failure with its reason."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from dateline.model import Article
from dateline.read.feeds import looks_like_feed, split_feed
from dateline.read.fetch import Fetcher, is_address
from dateline.read.given import Given, Unreadable, UnreadableError
from dateline.read.html import looks_like_html, read_html
from dateline.read.original import HTML, JSON, PDF, TEXT, Original
from dateline.read.pdf import read_pdf
from dateline.read.records import read_record
from dateline.read.tables import split_csv, split_jsonl, split_lines, split_parquet
from dateline.read.text import read_text
from dateline.read.warc import split_warc

__all__ = ["SUFFIXES", "read_inputs", "read_original", "split_inputs"]

_STANDARD_INPUT = "-"
_LONGEST_RECORD = 4  # times the largest article: a record carries more than its text, and JSON escapes it

Splitter = Callable[[Path, Given], Iterator[Original | Unreadable]]

_SPLITTERS: dict[str, Splitter] = {
    ".jsonl": lambda path, given: split_jsonl(path, _longest_record(given)),
    ".ndjson": lambda path, given: split_jsonl(path, _longest_record(given)),
    ".jsonl.gz": lambda path, given: split_jsonl(path, _longest_record(given)),
    ".csv": lambda path, given: split_csv(path, _longest_record(given)),
    ".parquet": lambda path, _: split_parquet(path),
    ".warc": lambda path, given: split_warc(path, given.settings.max_original_bytes),
    ".warc.gz": lambda path, given: split_warc(path, given.settings.max_original_bytes),
}
_MEDIA_TYPES = {".txt": TEXT, ".text": TEXT, ".md": TEXT, ".html": HTML, ".htm": HTML, ".xhtml": HTML, ".pdf": PDF}
_FEEDS = (".xml", ".rss", ".atom")
SUFFIXES = (*_MEDIA_TYPES, *_FEEDS, *_SPLITTERS)

_READERS: dict[str, Callable[[Original, Given], Article]] = {
    TEXT: lambda original, given: read_text(original.raw, given),
    HTML: read_html,
    JSON: read_record,
    PDF: read_pdf,
}


def read_inputs(names: Iterable[str], given: Given) -> Iterator[tuple[Original | None, Article | Unreadable]]:
    """Every article of the named files, folders and web addresses ("-" is standard input), beside its bytes."""
    for item in split_inputs(names, given):
        if isinstance(item, Unreadable):
            yield None, item
        else:
            yield item, read_original(item, given)


def read_original(original: Original, given: Given) -> Article | Unreadable:
    """The article of one original, or why it gave none."""
    try:
        return _READERS[original.media_type](original, given)
    except UnreadableError as error:
        return Unreadable(original.name, error.problem, error.remedy, original.line)


def split_inputs(names: Iterable[str], given: Given) -> Iterator[Original | Unreadable]:
    """The bytes of each article, one at a time; containers are opened as they are read."""
    fetcher = Fetcher(given.settings)
    for name in names:
        if name == _STANDARD_INPUT:
            yield from _split_bytes("standard input", "", sys.stdin.buffer.read(), given)
        elif is_address(name):
            yield from _split_address(name, fetcher)
        elif Path(name).is_dir():
            yield from _split_folder(Path(name), given)
        else:
            yield from _split_file(Path(name), given)


def _split_address(address: str, fetcher: Fetcher) -> Iterator[Original | Unreadable]:
    page = fetcher.fetch(address)
    if isinstance(page, Original) and looks_like_feed(page.raw):
        yield from _or_empty(address, split_feed(address, page.raw))
    elif isinstance(page, Original) and page.media_type not in _READERS:
        yield Unreadable(address, f"it is {page.media_type}, no article", "give a page, a PDF or a feed")
    else:
        yield page


def _split_folder(folder: Path, given: Given) -> Iterator[Original | Unreadable]:
    files = sorted(file for file in folder.rglob("*") if file.name.lower().endswith(SUFFIXES) and file.is_file())
    if not files:
        yield Unreadable(str(folder), "the folder holds no articles", f"give files ending in {', '.join(SUFFIXES)}")
    for file in files:
        yield from _split_file(file, given)


def _split_file(path: Path, given: Given) -> Iterator[Original | Unreadable]:
    name = path.name.lower()
    split = next((splitter for suffix, splitter in _SPLITTERS.items() if name.endswith(suffix)), None)
    limit = given.settings.max_original_bytes
    try:
        if split is not None:
            yield from _or_empty(str(path), split(path, given))
        elif path.stat().st_size > limit:
            yield Unreadable(str(path), f"the file is larger than {limit:,} bytes", "split it")
        else:
            yield from _split_bytes(str(path), path.suffix.lower(), path.read_bytes(), given)
    except FileNotFoundError:
        yield Unreadable(str(path), "there is no such file", "check the name")
    except OSError as error:
        yield Unreadable(str(path), f"it cannot be read ({error.strerror})", "check its permissions")


def _or_empty(name: str, found: Iterator[Original | Unreadable]) -> Iterator[Original | Unreadable]:
    """What a container holds; one that holds nothing is said to be empty."""
    empty = True
    for item in found:
        empty = False
        yield item
    if empty:
        yield Unreadable(name, "the text is empty", "give a file that holds an article")


def _split_bytes(name: str, suffix: str, raw: bytes, given: Given) -> Iterator[Original | Unreadable]:
    """A file that is read whole: by its suffix, or by what its bytes begin with."""
    if suffix in _FEEDS or (not suffix and looks_like_feed(raw)):
        yield from _or_empty(name, split_feed(name, raw))
    elif not suffix and raw.lstrip()[:1] == b"{":
        yield from split_lines(name, io.BytesIO(raw), _longest_record(given))
    else:
        yield Original(name, raw, _media_type(suffix, raw))


def _media_type(suffix: str, raw: bytes) -> str:
    if raw.startswith(b"%PDF-"):
        return PDF
    return HTML if looks_like_html(raw) else _MEDIA_TYPES.get(suffix, TEXT)


def _longest_record(given: Given) -> int:
    return _LONGEST_RECORD * given.settings.max_article_bytes
