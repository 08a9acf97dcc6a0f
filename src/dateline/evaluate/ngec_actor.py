"""Scores how phrases that name an actor are coded (gold set `ngec_actor`).

Input: phrases with the country and sectors that NGEC's own tests expect, and the coder. Output: for `country`, `code_1`
and `code_2` the share of the cases that expect the field in which it is right; an empty expected value must be empty.
Method: each phrase is read as an article of its own, its context as the title; the actor is the row whose head governs
the phrase. Conventions of the set: a bare state has no sector, Kosovo is XKX, and the office holders of undated
cases are those of mid-2022 (the set was written from 2021 to 2023). Cases marked `xfail` are counted apart.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from spacy.tokens import Doc

from dateline.annotate.slots import ACTORS, ActorRow, get
from dateline.evaluate.coder import Coder, make_article
from dateline.evaluate.gold import Record

__all__ = ["KEYS", "coded", "day_of", "score", "score_rows"]

KEYS = ("country", "code_1", "code_2")
_UNDATED = "2022-07-01"
_FORMATS = ("%Y-%m-%d", "%d %B %Y", "%B %d, %Y")
_COUNTRY = {"KOS": "XKX"}


def score(records: list[Record], coder: Coder) -> dict[str, Any]:
    asked = [record for record in records if any(key in record["expect"] for key in KEYS)]
    articles = [make_article(record["text"], day_of(record["date"]), record["context"] or None) for record in asked]
    return score_rows(asked, [coded(doc) for doc in coder.docs(articles)])


def day_of(written: str) -> str:
    """The ISO date of a case; "today" and none are mid-2022."""
    for form in _FORMATS:
        try:
            return datetime.strptime(written.strip(), form).date().isoformat()
        except ValueError:
            continue
    return _UNDATED


def coded(doc: Doc) -> dict[str, str]:
    """Country and sectors of the actor that a phrase names, "" where there is none."""
    row = _governing(doc, get(doc, ACTORS))
    if row is None:
        return dict.fromkeys(KEYS, "")
    bare_state = row.kind == "state" and row.basis == "stated" and row.sector == "GOV"
    return {
        "country": _COUNTRY.get(row.country or "", row.country or ""),
        "code_1": "" if bare_state else row.sector or "",
        "code_2": next(iter(row.sectors), ""),
    }


def _governing(doc: Doc, found: Sequence[tuple[Any, ActorRow]]) -> ActorRow | None:
    """The row whose head stands highest in the phrase's parse, the first of equals."""
    return min((row for _, row in found), key=lambda row: _depth(doc, row.head), default=None)


def _depth(doc: Doc, token: int) -> int:
    return sum(1 for _ in doc[token].ancestors)


def score_rows(records: Sequence[Record], found: Iterable[dict[str, str]]) -> dict[str, Any]:
    """The figures for these cases, given what each phrase was coded as."""
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for record, codes in zip(records, found, strict=True):
        group = "xfail_" if record["xfail"] else ""
        for key in KEYS:
            if key in record["expect"]:
                asked[group + key] += 1
                right[group + key] += codes[key] == _plain(record["expect"][key])
    return {
        "n": len(records),
        **{key: round(right[key] / asked[key], 4) if asked[key] else 0.0 for key in KEYS},
        "asked": dict(asked),
        "xfail_right": {key: right[f"xfail_{key}"] for key in KEYS if asked[f"xfail_{key}"]},
    }


def _plain(expected: Any) -> str:
    return re.sub(r"\s+", "", str(expected or ""))
