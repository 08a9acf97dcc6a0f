"""Sentences, speech and marks: back to the words of the article, whatever stands in it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.picture.matching import ArticleReading
from dateline.picture.passages import sentences
from dateline.picture.presence import presence_tellings

Read = Callable[..., ArticleReading]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two.", ["One.", "Two."]),
        ("Gen. Moss met Dr. Reed. They spoke.", ["Gen. Moss met Dr. Reed.", "They spoke."]),
        ("The U.S. envoy left on Oct. 5. It rained.", ["The U.S. envoy left on Oct. 5.", "It rained."]),
        ("Title\n\nBody text", ["Title", "Body text"]),
        ("   ", []),
        ("“Go,” he said. “Now.”", ["“Go,” he said.", "“Now.”"]),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == expected


def test_text_cannot_pass_for_a_mark(read: Read) -> None:
    reading = read("\ue000C0\ue001 maintains a military base in \ue000C1\ue001. France maintains a base in Djibouti.")
    (telling,) = presence_tellings(reading)
    assert telling.passage.span.quote == "France maintains a base in Djibouti."


def test_right_to_left_text_is_quoted_as_it_stands(read: Read) -> None:
    text = "France maintains a military base in Djibouti, wrote \u202eجيبوتي\u202c."
    (telling,) = presence_tellings(read(text))
    assert telling.passage.span.quote == text


def test_a_very_long_sentence_is_cut_not_slow(read: Read) -> None:
    text = "France " + "has many bases and " * 20_000 + "in Djibouti."
    assert len(list(presence_tellings(read(text)))) < 50
