"""Text of articles -> text that is safe in a cell, whatever program opens the file.

What is dropped or changed, and why: control characters and line breaks, which would end a cell or a row; marks that
turn the direction of writing, which make a cell show its neighbours in another order (letters of right-to-left scripts
stay as they are); half characters, which cannot be written as UTF-8. A cell that a spreadsheet would take for a formula
gets an apostrophe in front, as OWASP's "CSV injection" advises.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import date
from typing import Any

__all__ = ["clean", "csv_cell", "json_text", "short", "tsv_cell", "typed_cells"]

SHORT = 280  # characters of a quote: an export cites, it does not copy
_BREAKS = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_DIRECTIONS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_HALVES = re.compile("[\ud800-\udfff]")
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")  # and their full-width forms
_PLAIN = frozenset({bool, int, float})
_MARKUP = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def clean(text: str) -> str:
    if text.isprintable() and "  " not in text:  # as most are: nothing of what is looked for below is printable
        return text.strip()
    return _BREAKS.sub(" ", _DIRECTIONS.sub("", _HALVES.sub("\ufffd", text))).strip()


def short(text: str, most: int = SHORT) -> str:
    """The text on one line, cut at a word where it is too long for a quotation."""
    whole = clean(text)
    return whole if len(whole) <= most else whole[:most].rsplit(" ", 1)[0] + " …"


def csv_cell(value: Any) -> str:
    """A value as the cell of a comma-separated file; quoting is the writer's."""
    if value is None:
        return ""
    if not isinstance(value, str):
        return value.isoformat() if isinstance(value, date) else str(value)
    whole = clean(value)
    return "'" + whole if whole.startswith(_FORMULA) else whole


def tsv_cell(value: Any) -> str:
    """The same for tab-separated files, whose readers differ about quoting: they hold no straight double quote."""
    return csv_cell(value).replace('"', "”")


def json_value(value: Any) -> Any:
    """What JSON can hold: texts on one line, days in ISO form; lists and objects all the way down."""
    if value is None or type(value) in _PLAIN:
        return value
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {name: json_value(item) for name, item in value.items()}
    if isinstance(value, list):
        return [json_value(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def json_text(value: Any) -> str:
    """JSON in one line that may stand inside a page: what markup is made of is escaped."""
    return json.dumps(json_value(value), ensure_ascii=False, separators=(", ", ": ")).translate(_MARKUP)


def typed_cells(texts: Sequence[str | None]) -> list[str | None]:
    """The texts of a column, each on one line; most stand in many rows, and are looked at once."""
    written = {text: clean(text) for text in set(texts) if text is not None}
    return [None if text is None else written[text] for text in texts]
