"""The outlet behind an article, by dateline, byline, credit, tag and text; and no credit where there is none."""

from __future__ import annotations

import pytest

from dateline.annotate.pipeline import Pipeline
from dateline.coding import code_articles
from dateline.extract.wire import carried_by, find_wire_credits
from dateline.fuse.origins import Origins
from dateline.knowledge.sources import SourceBook, SourceRecord, load_sources
from dateline.model import Article

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
    ("OSLO (TASS/AP). Rain fell.", [("TASS", "dateline"), ("Associated Press", "dateline")]),
    ("OSLO (QNX) - Rain fell.", [("QNX", "dateline")]),
    ("Rain fell.\n\nSource: Reuters", [("Reuters", "credit")]),
    ("Rain fell.\n\nWith inputs from AP", [("Associated Press", "inputs")]),
    ("By Ann Berg, Associated Press\nRain fell.", [("Associated Press", "byline")]),
    ("Rain fell on Monday, TASS reported.", [("TASS", "text")]),
    ("Rain fell on Monday, The Daily reported.", []),
    ("Boys play in the rain. Photo: Reuters", []),
    ("The North Atlantic Treaty Organization (NATO) met in Oslo.", []),
    ("Rain fell (and snow).", []),
    ("Rain.", []),
]


def _article(text: str, publisher: str | None = None, byline: str | None = None) -> Article:
    return Article("a-" + str(len(text)), text, publisher=publisher, byline=byline, language="en")


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_credits(text: str, expected: list[tuple[str, str]]) -> None:
    found = find_wire_credits(_article(text), BOOK)
    assert [(credit.name, credit.where) for credit in found] == expected
    for credit in found:
        assert credit.span is not None
        assert BOOK.canonical(credit.span.quote) == credit.name or credit.span.quote == credit.name


def test_one_outlet_is_one_credit() -> None:
    text = "OSLO (AP) - Rain fell, the Associated Press reported."
    assert [credit.where for credit in find_wire_credits(_article(text), BOOK)] == ["dateline"]


@pytest.mark.parametrize("byline", ["Reuters", "By Ann Berg, Reuters", "Ann Berg and Reuters", "Ann Berg (Reuters)"])
def test_a_tag_names_the_outlet(byline: str) -> None:
    (credit,) = find_wire_credits(_article("Rain fell.", byline=byline), BOOK)
    assert (credit.name, credit.where, credit.span) == ("Reuters", "byline", None)


def test_a_publisher_does_not_credit_itself() -> None:
    assert find_wire_credits(_article("OSLO (AP) - Rain fell.", publisher="Associated Press"), BOOK) == ()


def test_a_publisher_that_names_its_origin_carries_it() -> None:
    (credit,) = find_wire_credits(_article("OSLO (AP) - Rain fell.", publisher="The Daily (Associated Press)"), BOOK)
    assert credit.name == "Associated Press"


def test_only_a_whole_report_is_carried() -> None:
    quoted = find_wire_credits(_article("Rain fell, TASS reported.\n\nWith inputs from AP"), BOOK)
    assert carried_by(quoted) is None
    several = find_wire_credits(_article("OSLO (TASS/AP). Rain fell.\n\nSource: Reuters"), BOOK)
    carried = carried_by(several)
    assert carried is not None
    assert carried.name == "Associated Press"


def test_a_long_line_costs_little() -> None:
    assert find_wire_credits(_article("A" * 200_000), BOOK) == ()
    assert find_wire_credits(_article("Aa " * 50_000), BOOK) == ()


def test_papers_with_one_wire_report_are_one_origin(pipeline: Pipeline) -> None:
    """The outlet stands in every chain, behind the article, so that fusing counts it and not the papers."""
    event = "Rebels attacked a convoy near Lima on Monday. The army said that two soldiers were killed."
    papers = [("River Post", f"LIMA (Reuters) - {event}"), ("Hill Post", f"{event}\n\nSource: Reuters")]
    origins = Origins(load_sources())
    for publisher, text in papers:
        (coded,) = code_articles(pipeline, [_article(text, publisher)])
        attack = next(mention for mention in coded.mentions if mention.event_type == "ASSAULT")
        chain = [source.name for source in attack.attribution.sources]
        assert chain == ["this article", "Reuters"]
        assert origins.of(attack.attribution, coded.article).name == "Reuters"
        said = next(item for item in coded.statements if "two soldiers" in item.contents[0].quote)
        assert [source.kind for source in said.attribution.sources] == ["article", "outlet", "military"]
