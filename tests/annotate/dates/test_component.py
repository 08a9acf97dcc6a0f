"""Time expressions and their values: case tables, with words that only look like times."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.annotate.dates.component import DatesComponent
from dateline.annotate.dates.scan import find_expressions
from dateline.annotate.pipeline import Pipeline
from dateline.annotate.slots import DATES, ArticleFacts, DateRow, get, put_facts
from dateline.knowledge.timewords import load_time_words

PUBLISHED = "2025-12-17"  # a Wednesday

CASES = [
    ("Troops shelled the town on Tuesday.", "Tuesday 2025-12-16"),
    ("Troops shelled the town on Wednesday.", "Wednesday 2025-12-17"),
    ("The envoys will meet on Friday.", "Friday 2025-12-19"),
    ("The envoys met last Friday.", "last Friday 2025-12-12"),
    ("The envoys will meet next Friday.", "next Friday 2025-12-19"),
    ("Gunmen struck on Friday night.", "Friday night 2025-12-12TNI"),
    ("The 13 December attack killed three.", "The 13 December 2025-12-13"),
    ("Shells fell on Oct. 15.", "Oct. 15 2025-10-15"),
    ("The vote will take place on January 15.", "January 15 2026-01-15"),
    ("The pact was signed on 3 March 2015.", "3 March 2015 2015-03-03"),
    ("The pact was signed in March 2015.", "March 2015 2015-03"),
    ("The pact was signed in 2015.", "2015 2015"),
    ("The rebels took the city late last year.", "late last year 2024"),
    ("The army withdrew last week.", "last week 2025-W50"),
    ("The army withdrew yesterday.", "yesterday 2025-12-16"),
    ("The army withdrew three days ago.", "three days ago 2025-12-14"),
    ("The siege lasted three months.", "three months P3M"),
    ("It began on 3 March 2015. Two days earlier it was calm.", "3 March 2015 2015-03-03|Two days earlier 2015-03-01"),
    ("Fighting went on from 12 to 14 October.", "12 to 14 October 2025-10-12/2025-10-14"),
    ("The log says 2025-11-30.", "2025-11-30 2025-11-30"),
    ("The convoy arrived at 10 p.m. on Tuesday.", "10 p.m. on Tuesday 2025-12-16T22:00"),
    ("Unrest grew in the 1990s.", "the 1990s 199X"),
    # no times
    ("The envoy may resign.", ""),
    ("Some 2000 people fled.", ""),
    ("A second attack followed.", ""),
    ("Troops march on the town.", ""),
    ("The memo is dated 31 February 2025.", ""),
    ("The memo is dated 2025-13-01.", ""),
    ("Form 99999-01-01 and form 0000-01-01 were lost.", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_what_a_time_expression_means(pipeline: Pipeline, text: str, expected: str) -> None:
    assert "|".join(f"{words} {row.value}" for words, row in _dates(pipeline, text, PUBLISHED)) == expected


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Shells fell on 15 October.", "XXXX-10-15"),
        ("Shells fell in October.", "XXXX-10"),
        ("Shells fell on Tuesday.", "XXXX-WXX-2"),
        ("Shells fell yesterday.", None),
        ("Shells fell last week.", None),
    ],
)
def test_without_an_anchor_the_missing_part_stays_missing(pipeline: Pipeline, text: str, value: str | None) -> None:
    ((_, row),) = _dates(pipeline, text, None)
    assert (row.value, row.start, row.end) == (value, None, None)


def test_an_interval_has_its_ends_and_precision(pipeline: Pipeline) -> None:
    ((_, row),) = _dates(pipeline, "The army withdrew last week.", PUBLISHED)
    assert (row.start, row.end, row.precision, row.basis) == ("2025-12-08", "2025-12-14", "week", "inferred")


def test_a_day_and_month_that_cannot_be_told_apart_give_the_year(pipeline: Pipeline) -> None:
    ((_, row),) = _dates(pipeline, "The log says 10/12/2025.", PUBLISHED)
    assert (row.value, row.precision) == ("2025-XX-XX", "year")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("GOMA, December 15 (Reuters) - Troops shelled the town today.", "2025-12-15"),
        ("GOMA, 15 December. /TASS/. Troops shelled the town today.", "2025-12-15"),
        ("GOMA, November 15 (Reuters) - Troops shelled the town today.", "2025-12-17"),  # printed a month later
        ("Villagers fled on December 15. Troops shelled the town today.", "2025-12-17"),
    ],
)
def test_a_report_is_of_the_day_of_its_dateline(pipeline: Pipeline, text: str, day: str) -> None:
    assert [row.value for words, row in _dates(pipeline, text, PUBLISHED) if words == "today"] == [day]


@pytest.mark.parametrize("published", [date.min, date(1000, 1, 1), date(2999, 12, 31), date.max])
def test_no_step_leaves_the_calendar(pipeline: Pipeline, published: date) -> None:
    text = "He left 900 decades ago, last century, last Friday, next Friday, next year, 5000 weeks later."
    assert _dates(pipeline, text, published.isoformat())


def test_a_long_text_is_scanned_in_one_walk() -> None:
    table = load_time_words()
    assert sum(1 for _ in find_expressions("a " * 50_000 + "on Tuesday", table)) == 1


def _dates(pipeline: Pipeline, text: str, published: str | None) -> list[tuple[str, DateRow]]:
    with pipeline.nlp.select_pipes(enable=list(pipeline.parsing)):
        doc = pipeline.nlp(text)
    put_facts(doc, ArticleFacts(published_on=published))
    return [(span.text, row) for span, row in get(DatesComponent()(doc), DATES)]
