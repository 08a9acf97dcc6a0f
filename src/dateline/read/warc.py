"""A WARC file of a web archive, gzipped or not -> one original a page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from dateline.read.given import Unreadable
from dateline.read.original import HTML, PDF, TEXT, Original

__all__ = ["split_warc"]

_READABLE = (HTML, PDF, TEXT)


class _Records(ArchiveIterator):  # type: ignore[misc]
    """The records of an archive; what warcio would print about wrong lengths is counted only (`err_count`)."""

    INC_RECORD = ""


def split_warc(path: Path, largest_page: int) -> Iterator[Original | Unreadable]:
    """Each archived answer that holds a page, text or PDF; at most `largest_page` bytes of one are read."""
    number = 0
    with path.open("rb") as stream:
        records = _Records(stream)
        while True:
            number += 1
            try:
                record = next(records, None)
                if record is None:
                    _require_whole(path, records.offset)
                    return
                item = _page(str(path), number, record, largest_page)
            except (ArchiveLoadFailed, OSError, EOFError, ValueError) as error:
                why = f"record {number - 1} is longer than it says" if records.err_count else error
                yield Unreadable(
                    str(path), f"the archive is damaged ({why})", "what came before was read; fetch it again", number
                )
                return
            if item is not None:
                yield item


def _require_whole(path: Path, end: int) -> None:
    """A gzipped archive that is cut inside a record ends, for warcio, with the record before it."""
    if path.name.lower().endswith(".gz") and end < path.stat().st_size:
        raise ArchiveLoadFailed("it ends inside a record")


def _page(name: str, number: int, record: ArcWarcRecord, largest_page: int) -> Original | Unreadable | None:
    if record.rec_type not in ("response", "resource"):
        return None
    media_type = _media_type(record)
    if media_type not in _READABLE or _is_error(record):
        return None
    url = record.rec_headers.get_header("WARC-Target-URI")
    raw = record.content_stream().read(largest_page + 1)
    if len(raw) > largest_page:
        return Unreadable(name, f"the page {url} is larger than {largest_page:,} bytes", "leave it out", number)
    if record.raw_stream.limit > 0:  # what warcio still waits for when the file has ended
        raise ArchiveLoadFailed(f"the record of {url} is shorter than it says")
    if not raw.strip():
        return None
    fetched = record.rec_headers.get_header("WARC-Date")
    return Original(name, raw, media_type, number, url, datetime.fromisoformat(fetched) if fetched else None)


def _media_type(record: ArcWarcRecord) -> str:
    headers = record.http_headers or record.rec_headers
    return str(headers.get_header("Content-Type") or "").partition(";")[0].strip().lower()


def _is_error(record: ArcWarcRecord) -> bool:
    return bool(record.http_headers) and not str(record.http_headers.get_statuscode()).startswith("2")
