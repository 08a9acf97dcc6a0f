"""JSONL -> articles: one object a line, {id, text, title?, url?, publisher?, published?}."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from dateline.model import Article, Provenance
from dateline.read.given import Given, Unreadable, UnreadableError, parse_date
from dateline.read.text import Metadata, decode, make_article

__all__ = ["read_jsonl"]

_SHAPE = 'each line holds one JSON object such as {"id": "1", "text": "..."}'


def read_jsonl(name: str, raw: bytes, given: Given) -> Iterator[Article | Unreadable]:
    """Each line's article, or what is wrong with the line."""
    for number, line in enumerate(raw.split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            yield _article(decode(line), given)
        except UnreadableError as error:
            yield Unreadable(name, error.problem, error.remedy, number)


def _article(line: str, given: Given) -> Article:
    try:
        record = json.loads(line)
    except (json.JSONDecodeError, RecursionError) as error:
        raise UnreadableError("not JSON", _SHAPE) from error
    if not isinstance(record, dict) or not isinstance(record.get("text"), str):
        raise UnreadableError("no 'text'", _SHAPE)
    found = Metadata(
        title=_words(record, "title"),
        url=_words(record, "url"),
        publisher=_words(record, "publisher"),
        published_on=_published(record),
        source_id=_words(record, "id"),
        provenance=Provenance.FILE,
        detail="JSONL field",
    )
    return make_article(record["text"], found, given)


def _words(record: dict[str, Any], name: str) -> str | None:
    value = record.get(name)
    return None if value is None or value == "" else str(value)


def _published(record: dict[str, Any]) -> Any:
    written = _words(record, "published")
    if written is None:
        return None
    try:
        return parse_date(written)
    except ValueError as error:
        raise UnreadableError(
            f"'published' is {written!r}, which is no date", "write it as 2025-12-13, or leave it out"
        ) from error
