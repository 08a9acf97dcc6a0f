"""The terminal page shows each claim with its words, and lets no article paint the terminal."""

from __future__ import annotations

from datetime import date
from typing import get_args

from rich.console import Console

from dateline.model import (
    ActorValue,
    Article,
    Attribution,
    CasualtyKind,
    CasualtyValue,
    Claim,
    CodedArticle,
    EventMention,
    Reported,
    Source,
    SourceKind,
)
from dateline.report.article_page import _LINES, article_page

TEXT = "Radio North said that rebels shelled Darun, wounding several \x1b[31mpeople [bold]"


def _printed(coded: CodedArticle, width: int) -> str:
    console = Console(width=width, force_terminal=False, record=True, file=None)
    with console.capture() as captured:
        console.print(article_page(coded))
    return captured.get()


def _coded() -> CodedArticle:
    article = Article("a-1", TEXT, title="Shells [red] fall", published_on=date(2024, 5, 7))
    evidence = article.span(22, len(TEXT))
    chain = Attribution((Source("this article", SourceKind.ARTICLE), Source("Radio North", SourceKind.OUTLET)))
    rebels = Claim("c-1", "actor", ActorValue("rebels", "XKX", "REB"), "rebels", (article.span(22, 28),), chain)
    toll = Claim("c-2", "casualty", CasualtyValue(CasualtyKind.WOUNDED), "several", (article.span(53, 60),), chain)
    mention = EventMention(
        "m-1", "a-1", "ASSAULT", article.span(29, 36), (evidence,), chain, actors=(rebels,), casualties=(toll,)
    )
    return CodedArticle(article, mentions=(mention,))


def test_the_page_tells_who_says_so_and_that_a_number_is_unknown() -> None:
    page = _printed(_coded(), 100)
    assert "1. ASSAULT  happened, certain" in page
    assert "rebels [XKX REB]" in page
    assert "this article ← Radio North" in page
    assert "number unknown" in page
    assert "Shells [red] fall" in page


def test_no_line_is_wider_than_the_terminal() -> None:
    for width in (40, 80, 120):
        assert max(len(line) for line in _printed(_coded(), width).splitlines()) <= width


def test_an_article_cannot_paint_the_terminal() -> None:
    assert "\x1b" not in _printed(_coded(), 80)


def test_every_kind_of_value_that_a_claim_may_have_can_be_shown() -> None:
    kinds = {get_args(kind)[0] for kind in get_args(Reported)}
    assert kinds - {str} == set(_LINES)
