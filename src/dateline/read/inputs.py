"""Files, folders and standard input -> articles, in order, and each input that could not be read with its reason."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from dateline.model import Article
from dateline.read.given import Given, Unreadable, UnreadableError
from dateline.read.html import looks_like_html, read_html
from dateline.read.jsonl import read_jsonl
from dateline.read.text import read_text

__all__ = ["SUFFIXES", "read_inputs"]

_TEXT = (".txt", ".md", ".text")
_HTML = (".html", ".htm", ".xhtml")
_JSONL = (".jsonl", ".ndjson")
SUFFIXES = _TEXT + _HTML + _JSONL

_STANDARD_INPUT = "-"


def read_inputs(names: Iterable[str], given: Given) -> Iterator[Article | Unreadable]:
    """Every article of the named files and folders ("-" is standard input), one at a time."""
    for name in names:
        if name == _STANDARD_INPUT:
            yield from _read_bytes("standard input", "", sys.stdin.buffer.read(), given)
        elif Path(name).is_dir():
            yield from _read_folder(Path(name), given)
        else:
            yield from _read_file(Path(name), given)


def _read_folder(folder: Path, given: Given) -> Iterator[Article | Unreadable]:
    files = sorted(file for file in folder.rglob("*") if file.suffix.lower() in SUFFIXES and file.is_file())
    if not files:
        yield Unreadable(str(folder), "the folder holds no articles", f"give files ending in {', '.join(SUFFIXES)}")
    for file in files:
        yield from _read_file(file, given)


def _read_file(path: Path, given: Given) -> Iterator[Article | Unreadable]:
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        yield Unreadable(str(path), "there is no such file", "check the name")
    except OSError as error:
        yield Unreadable(str(path), f"it cannot be read ({error.strerror})", "check its permissions")
    else:
        yield from _read_bytes(str(path), path.suffix.lower(), raw, given)


def _read_bytes(name: str, suffix: str, raw: bytes, given: Given) -> Iterator[Article | Unreadable]:
    if suffix in _JSONL or (not suffix and raw.lstrip()[:1] == b"{"):
        found = False
        for article in read_jsonl(name, raw, given):
            found = True
            yield article
        if not found:
            yield Unreadable(name, "the text is empty", "give a file that holds an article")
        return
    read = read_html if suffix in _HTML or looks_like_html(raw) else read_text
    try:
        yield read(raw, given)
    except UnreadableError as error:
        yield Unreadable(name, error.problem, error.remedy)
