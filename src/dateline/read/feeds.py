"""An RSS or Atom feed -> one original an entry, as a record."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import fastfeedparser
from lxml import html as lxml_html

from dateline.read.given import Unreadable
from dateline.read.original import JSON, Original

__all__ = ["split_feed"]


def split_feed(name: str, raw: bytes) -> Iterator[Original | Unreadable]:
    """Each entry with its own words: its content where the feed carries it, else its summary."""
    if b"<!ENTITY" in raw:
        yield Unreadable(name, "the feed declares XML entities, which can grow without bound", "give a plain feed")
        return
    try:
        feed = fastfeedparser.parse(raw)
    except ValueError as error:
        yield Unreadable(name, f"it is no readable feed ({error})", "give RSS or Atom")
        return
    publisher = feed["feed"].get("title")
    for number, entry in enumerate(feed["entries"], 1):
        link = _web_address(entry.get("link"))
        record = {
            "id": entry.get("id"),
            "title": _words(entry.get("title")),
            "text": _words(_longest(entry)),
            "url": link,
            "publisher": publisher,
            "published": entry.get("published"),
        }
        if not record["text"]:
            yield Unreadable(name, "the entry holds no text", "fetch its page", number)
            continue
        kept = {key: value for key, value in record.items() if value}
        yield Original(name, json.dumps(kept, ensure_ascii=False).encode(), JSON, number, link)


def _longest(entry: dict[str, Any]) -> str:
    texts = [part.get("value") or "" for part in entry.get("content") or ()] + [entry.get("description") or ""]
    return max(texts, key=len)


def _words(markup: str | None) -> str:
    """The words of a piece of HTML."""
    if not markup or not markup.strip():
        return ""
    return str(lxml_html.fromstring(f"<div>{markup}</div>").text_content()).strip()


def _web_address(link: str | None) -> str | None:
    """A feed may link to anything, scripts too; only web addresses are kept."""
    return link if link and link.lower().startswith(("http://", "https://")) else None
