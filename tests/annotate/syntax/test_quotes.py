"""Quotations of every mark, also broken ones: nothing is swallowed, nothing crashes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.annotate.syntax.quotes import find_quotations

CASES = [
    ('She said "no" and "never".', ['"no"', '"never"']),
    ("“The road is shut,” he said. “Go back.”", ["“The road is shut,”", "“Go back.”"]),
    ("It was ''odd'', they say.", ["''odd''"]),
    ("Il a dit « non » hier.", ["« non »"]),
    ("Er sagte „nein“ gestern.", ["„nein“"]),
    ("'Not my son's fault,' she said.", ["'Not my son's fault,'"]),
    ("‘It’s over,’ wrote the dogs’ owner.", ["‘It’s over,’"]),
    ("“He shouted ‘fire’ at us,” she said.", ["“He shouted ‘fire’ at us,”"]),
    ("the soldiers' boots and the town's gate", []),
    ("rock 'n' roll in the '90s", []),
    ("a 5'11\" man", []),
    ("", []),
    ('"', []),
    ("”", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_marks(text: str, expected: list[str]) -> None:
    assert [text[found.start : found.end] for found in find_quotations(text)] == expected


def test_a_forgotten_mark_ends_with_its_sentence() -> None:
    text = "He called it “a disgrace. Then the meeting went on. Nobody spoke.\nThe next day it rained."
    (found,) = find_quotations(text)
    assert text[found.start : found.end] == "“a disgrace."
    assert not found.closed


def test_a_quotation_over_paragraphs_opens_each_and_closes_once() -> None:
    text = "“The first day was calm.\n“The second was not.”\nThen he left."
    assert [text[found.start : found.end] for found in find_quotations(text)] == [
        "“The first day was calm.",
        "“The second was not.”",
    ]


def test_a_mark_opened_twice_swallows_nothing() -> None:
    text = "He said “we wait. Then he said “we go” and left."
    assert [text[found.start : found.end] for found in find_quotations(text)] == ["“we wait.", "“we go”"]


def test_a_stray_closing_mark_is_no_quotation() -> None:
    assert find_quotations('It ended there." Then they left.') == []


@given(st.text(alphabet="ab .\n\"'“”‘’«»„`5s,", max_size=60))
def test_quotations_are_ordered_and_stay_in_their_line(text: str) -> None:
    last = 0
    for found in find_quotations(text):
        assert last <= found.start < found.end <= len(text)
        assert "\n" not in text[found.start : found.end]
        last = found.end
