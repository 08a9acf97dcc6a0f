"""What an input is, told by its name or its first bytes, before anything that reads it is loaded."""

from __future__ import annotations

__all__ = ["is_address", "looks_like_feed", "looks_like_html"]


def is_address(name: str) -> bool:
    return name.lower().startswith(("http://", "https://"))


def looks_like_html(raw: bytes) -> bool:
    start = raw[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith((b"<!doctype html", b"<html", b"<head", b"<body", b"<article"))


def looks_like_feed(raw: bytes) -> bool:
    start = raw[:1024].lower()
    return any(tag in start for tag in (b"<rss", b"<feed", b"<rdf:rdf"))
