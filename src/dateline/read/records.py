"""A record with named fields -> Article: a line of JSONL, a row of CSV or Parquet, an entry of a feed.

Field names: text (needed), and where there are any id, title, url, publisher, published.
"""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from dateline.model import Article, Provenance
from dateline.read.given import Given, UnreadableError, parse_date
from dateline.read.original import Original
from dateline.read.text import Metadata, decode, make_article

__all__ = ["FIELDS", "read_record"]

FIELDS = ("id", "text", "title", "url", "publisher", "published")
_SHAPE = 'each line holds one JSON object such as {"id": "1", "text": "..."}'


def read_record(original: Original, given: Given) -> Article:
    """The article of one record; raises `UnreadableError` where it is no object or lacks a text."""
    try:
        record = json.loads(decode(original.raw))
    except (json.JSONDecodeError, RecursionError) as error:
        raise UnreadableError("not JSON", _SHAPE) from error
    if not isinstance(record, dict) or not isinstance(record.get("text"), str):
        raise UnreadableError("no 'text'", _SHAPE)
    found = Metadata(
        title=_words(record, "title"),
        url=_words(record, "url") or original.url,
        publisher=_words(record, "publisher"),
        published_on=_published(record),
        source_id=_words(record, "id"),
        provenance=Provenance.FILE,
        details=tuple((name, f"field {name.removesuffix('_on')}") for name in ("title", "url", "publisher")),
    )
    return make_article(record["text"], found, given)


def _words(record: dict[str, Any], name: str) -> str | None:
    value = record.get(name)
    return None if value is None or value == "" else str(value)


def _published(record: dict[str, Any]) -> date | None:
    written = _words(record, "published")
    if written is None:
        return None
    try:
        return parse_date(written)
    except ValueError as error:
        raise UnreadableError(
            f"'published' is {written!r}, which is no date", "write it as 2025-12-13, or leave it out"
        ) from error
