"""The outlet behind an article, by dateline, byline, credit, tag and text; and no credit where there is none."""

from __future__ import annotations

import pytest

from dateline.annotate.attribution.wire import find_wire_credits
from dateline.knowledge.sources import SourceBook, SourceRecord

_REUTERS = SourceRecord("source.reuters", "Reuters", "agency")
_TASS = SourceRecord("source.tass", "TASS", "agency")
_AP = SourceRecord("source.ap", "Associated Press", "agency", aliases=("AP",))
_DAILY = SourceRecord("source.daily", "The Daily", "newspaper")
BOOK = SourceBook(
    by_name={"reuters": _REUTERS, "tass": _TASS, "associated press": _AP, "ap": _AP, "daily": _DAILY},
)

CASES = [
    ("GENEVA (Reuters) - Rain fell.", [("Reuters", "dateline")]),
    ("May 3 (Reuters). Rain fell.", [("Reuters", "dateline")]),
    ("OSLO, May 3. /TASS/. Rain fell.", [("TASS", "dateline")]),
    ("OSLO (TASS/AP). Rain fell.", [("TASS", "dateline"), ("AP", "dateline")]),
    ("OSLO (QNX) - Rain fell.", [("QNX", "dateline")]),
    ("Rain fell.\n\nSource: Reuters", [("Reuters", "credit")]),
    ("By Ann Berg, Associated Press\nRain fell.", [("Associated Press", "byline")]),
    ("Rain fell on Monday, TASS reported.", [("TASS", "text")]),
    ("Rain fell on Monday, The Daily reported.", []),
    ("The North Atlantic Treaty Organization (NATO) met in Oslo.", []),
    ("Rain fell (and snow).", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_credits(text: str, expected: list[tuple[str, str]]) -> None:
    found = find_wire_credits(text, BOOK)
    assert [(credit.name, credit.where) for credit in found] == expected
    for credit in found:
        assert text[credit.start : credit.end] == credit.name


def test_one_outlet_is_one_credit() -> None:
    text = "OSLO (AP) - Rain fell, the Associated Press reported."
    assert [credit.where for credit in find_wire_credits(text, BOOK)] == ["dateline"]


def test_a_tag_names_the_outlet() -> None:
    assert [credit.name for credit in find_wire_credits("Rain fell.", BOOK, tags=("Weather", "Reuters"))] == ["Reuters"]


def test_a_long_line_costs_little() -> None:
    assert find_wire_credits("A" * 200_000, BOOK) == []
    assert find_wire_credits("Aa " * 50_000, BOOK) == []
