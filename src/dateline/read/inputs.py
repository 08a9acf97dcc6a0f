"""Files, folders and standard input -> originals -> articles, in order, and each failure with its reason.

What reads pages, PDFs, feeds and archives is loaded with the first of them: it takes longer than coding an article.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.model import Article
from dateline.read.given import Given, Unreadable, UnreadableError
from dateline.read.original import HTML, JSON, PDF, TEXT, Original
from dateline.read.records import read_record
from dateline.read.shapes import is_address, looks_like_feed, looks_like_html
from dateline.read.tables import split_csv, split_jsonl, split_lines, split_parquet
from dateline.read.text import read_text

if TYPE_CHECKING:
    from dateline.read.fetch import Fetcher

__all__ = ["SUFFIXES", "read_inputs", "read_original", "split_inputs"]

_STANDARD_INPUT = "-"
_LONGEST_RECORD = 4  # times the largest article: a record carries more than its text, and JSON escapes it

Splitter = Callable[[Path, Given], Iterator[Original | Unreadable]]


def _new_fetcher(given: Given) -> Fetcher:
    from dateline.read.fetch import Fetcher

    return Fetcher(given.settings)


def _split_feed(name: str, raw: bytes) -> Iterator[Original | Unreadable]:
    from dateline.read.feeds import split_feed

    return split_feed(name, raw)


def _split_warc(path: Path, given: Given) -> Iterator[Original | Unreadable]:
    from dateline.read.warc import split_warc

    return split_warc(path, given.settings.max_original_bytes)


def _read_html(original: Original, given: Given) -> Article:
    from dateline.read.html import read_html

    return read_html(original, given)


def _read_pdf(original: Original, given: Given) -> Article:
    from dateline.read.pdf import read_pdf

    return read_pdf(original, given)


_SPLITTERS: dict[str, Splitter] = {
    ".jsonl": lambda path, given: split_jsonl(path, _longest_record(given)),
    ".ndjson": lambda path, given: split_jsonl(path, _longest_record(given)),
    ".jsonl.gz": lambda path, given: split_jsonl(path, _longest_record(given)),
    ".csv": lambda path, given: split_csv(path, _longest_record(given)),
    ".parquet": lambda path, _: split_parquet(path),
    ".warc": _split_warc,
    ".warc.gz": _split_warc,
}
_MEDIA_TYPES = {".txt": TEXT, ".text": TEXT, ".md": TEXT, ".html": HTML, ".htm": HTML, ".xhtml": HTML, ".pdf": PDF}
_FEEDS = (".xml", ".rss", ".atom")
_PACKED = (".zip", ".gz", ".tgz", ".tar", ".7z", ".rar", ".bz2", ".xz", ".zst")
SUFFIXES = (*_MEDIA_TYPES, *_FEEDS, *_SPLITTERS)

_READERS: dict[str, Callable[[Original, Given], Article]] = {
    TEXT: lambda original, given: read_text(original.raw, given),
    HTML: _read_html,
    JSON: read_record,
    PDF: _read_pdf,
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
    fetcher: Fetcher | None = None
    for name in names:
        if name == _STANDARD_INPUT:
            yield from _split_bytes("standard input", "", sys.stdin.buffer.read(), given)
        elif is_address(name):
            fetcher = fetcher or _new_fetcher(given)
            yield from _split_address(name, fetcher)
        elif Path(name).is_dir():
            yield from _split_folder(Path(name), given)
        else:
            yield from _split_file(Path(name), given)


def _split_address(address: str, fetcher: Fetcher) -> Iterator[Original | Unreadable]:
    page = fetcher.fetch(address)
    if isinstance(page, Original) and looks_like_feed(page.raw):
        yield from _or_empty(address, _split_feed(address, page.raw))
    elif isinstance(page, Original) and page.media_type not in _READERS:
        yield Unreadable(address, f"it is {page.media_type}, no article", "give a page, a PDF or a feed")
    else:
        yield page


def _split_folder(folder: Path, given: Given) -> Iterator[Original | Unreadable]:
    known = (*SUFFIXES, *_PACKED)
    files = sorted(file for file in folder.rglob("*") if file.name.lower().endswith(known) and file.is_file())
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
        elif name.endswith(_PACKED):
            yield Unreadable(str(path), "it is packed, and is not opened", "unpack it, and give the folder")
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
        yield from _or_empty(name, _split_feed(name, raw))
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
