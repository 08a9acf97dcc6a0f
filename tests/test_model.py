"""Impossible values cannot be built, and the error says which."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.model import (
    Article,
    CasualtyKind,
    CasualtyValue,
    CodedArticle,
    DatePrecision,
    DateValue,
    ImpossibleValueError,
    PlacePrecision,
    PlaceValue,
    TextSpan,
)


def test_a_span_reads_its_quote_off_the_text() -> None:
    assert TextSpan.of("Troops left Aleppo.", 12, 18).quote == "Aleppo"


@pytest.mark.parametrize(
    ("start", "end", "quote", "message"),
    [
        (-1, 2, "abc", "before the text"),
        (3, 3, "", "not after its start"),
        (4, 2, "ab", "not after its start"),
        (0, 3, "ab", "does not fill its span"),
    ],
)
def test_an_impossible_span_is_refused(start: int, end: int, quote: str, message: str) -> None:
    with pytest.raises(ImpossibleValueError, match=message):
        TextSpan(start, end, quote)


def test_a_span_past_the_text_is_refused() -> None:
    with pytest.raises(ImpossibleValueError, match="after the text's end 5"):
        TextSpan.of("Syria", 0, 6)


def test_a_quote_that_is_not_the_text_is_refused() -> None:
    article = Article("a-1", "Troops left Aleppo.")
    with pytest.raises(ImpossibleValueError, match="'Homs!!' is not the text at 12-18, which reads 'Aleppo'"):
        CodedArticle(article, speculation=(TextSpan(12, 18, "Homs!!"),))


@pytest.mark.parametrize(("low", "best", "high"), [(5, 3, None), (None, 4, 3), (9, None, 2), (-1, None, None)])
def test_counts_out_of_order_are_refused(low: int | None, best: int | None, high: int | None) -> None:
    with pytest.raises(ImpossibleValueError, match="killed"):
        CasualtyValue(CasualtyKind.KILLED, low=low, best=best, high=high)


def test_unknown_is_not_zero() -> None:
    unknown = CasualtyValue(CasualtyKind.WOUNDED)
    assert unknown.best is None
    assert unknown != CasualtyValue(CasualtyKind.WOUNDED, low=0, best=0, high=0)


def test_a_date_cannot_end_before_it_starts() -> None:
    with pytest.raises(ImpossibleValueError, match="ends 2025-01-01 before it starts 2025-02-01"):
        DateValue(date(2025, 2, 1), date(2025, 1, 1), DatePrecision.SPAN)


def test_a_country_is_never_a_point() -> None:
    with pytest.raises(ImpossibleValueError, match="must not be drawn as a point"):
        PlaceValue("Syria", lat=35.0, lon=38.0, precision=PlacePrecision.COUNTRY)
