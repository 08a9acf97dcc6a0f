"""Marks over a text: cut where they begin and end, nothing lost."""

from __future__ import annotations

import pytest

from dateline.web.highlight import Mark, segments_of

TEXT = "abcdefghij"


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ([], [("abcdefghij", None, ())]),
        ([Mark(2, 4, "actor", "x")], [("ab", None, ()), ("cd", "actor", ("x",)), ("efghij", None, ())]),
        (  # inside each other: the shorter gives the colour, both are named
            [Mark(0, 6, "statement", "s"), Mark(2, 4, "place", "p")],
            [
                ("ab", "statement", ("s",)),
                ("cd", "place", ("p", "s")),
                ("ef", "statement", ("s",)),
                ("ghij", None, ()),
            ],
        ),
        (  # across each other
            [Mark(0, 5, "actor", "a"), Mark(3, 10, "place", "p")],
            [("abc", "actor", ("a",)), ("de", "actor", ("a", "p")), ("fghij", "place", ("p",))],
        ),
        (  # two claims on the same words
            [Mark(0, 2, "actor", "a"), Mark(0, 2, "recipient", "b")],
            [("ab", "actor", ("a", "b")), ("cdefghij", None, ())],
        ),
    ],
)
def test_segments(marks: list[Mark], expected: list[tuple[str, str | None, tuple[str, ...]]]) -> None:
    found = segments_of(TEXT, marks)
    assert [(segment.text, segment.kind, segment.ids) for segment in found] == expected
    assert "".join(segment.text for segment in found) == TEXT


def test_each_marked_thing_begins_once() -> None:
    found = segments_of(TEXT, [Mark(0, 2, "actor", "a"), Mark(4, 6, "actor", "a"), Mark(1, 3, "place", "p")])
    assert [start for segment in found for start in segment.starts] == ["a", "p"]
