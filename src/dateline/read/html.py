"""An HTML page -> Article: its main text by trafilatura, its metadata by its tags."""

from __future__ import annotations

import trafilatura
from trafilatura.settings import Document

from dateline.model import Article, Provenance
from dateline.read.given import Given, UnreadableError, parse_date
from dateline.read.text import Metadata, decode, make_article

__all__ = ["looks_like_html", "read_html"]


def looks_like_html(raw: bytes) -> bool:
    start = raw[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith((b"<!doctype html", b"<html", b"<head", b"<body", b"<article"))


def read_html(raw: bytes, given: Given) -> Article:
    """The article of a page; raises `UnreadableError` where the page holds none."""
    page = trafilatura.bare_extraction(decode(raw), with_metadata=True, include_comments=False, include_tables=False)
    if not isinstance(page, Document) or not page.text:
        raise UnreadableError("the page holds no article text", "give the article's own page, or its text")
    found = Metadata(
        title=page.title,
        url=page.url,
        publisher=page.sitename,
        published_on=parse_date(page.date) if page.date else None,
        provenance=Provenance.TAG,
        detail="trafilatura",
    )
    return make_article(page.text, found, given)
