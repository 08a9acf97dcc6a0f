"""The scorer of the picture: strict about rows, articles and what is left out."""

from __future__ import annotations

import pytest

from dateline.evaluate.picture import PARTS, JudgedRow, KeyRow, compare_part, judge_part, read_judged, read_key


def _row(*identity: str, articles: str = "a", optional: bool = False) -> KeyRow:
    return KeyRow(identity, frozenset(articles), optional)


@pytest.mark.parametrize(
    ("key", "found", "counts"),
    [
        ([_row("x")], [_row("x")], (1, 1, 1, 1)),
        ([_row("x")], [_row("x", articles="b")], (0, 1, 0, 1)),  # the same row from words that do not tell it
        ([_row("x"), _row("y")], [_row("z")], (0, 2, 0, 1)),
        ([_row("x", optional=True)], [_row("x")], (0, 0, 0, 0)),
        ([_row("x", optional=True)], [], (0, 0, 0, 0)),
        ([_row("USA", "evacuation", "to", "p")], [_row("?", "evacuation", "to", "p")], (0, 1, 1, 1)),
        ([_row("USA", "evacuation", "to", "p")], [_row("?", "evacuation", "to", "q")], (0, 1, 0, 1)),
    ],
)
def test_what_counts(key: list[KeyRow], found: list[KeyRow], counts: tuple[int, ...]) -> None:
    assert compare_part(key, found) == counts


def test_the_key_holds_both_groups_and_every_part() -> None:
    key = read_key()
    assert set(key) == {"palmyra-2025-12", "putin-sharaa-2025-10"}
    for parts in key.values():
        assert set(parts) == set(PARTS)
        assert all(row.articles for rows in parts.values() for row in rows)


@pytest.mark.parametrize(
    ("judged", "counts"),
    [
        ([JudgedRow(_row("x"), True)], (1, 1, 0)),
        ([JudgedRow(_row("x"), False)], (0, 1, 0)),
        ([JudgedRow(_row("x", articles="b"), True)], (0, 1, 0)),  # right, but not by these words
        ([JudgedRow(_row("y"), True)], (0, 1, 1)),
        ([], (0, 1, 1)),
    ],
)
def test_a_row_is_right_where_somebody_judged_it_so(judged: list[JudgedRow], counts: tuple[int, ...]) -> None:
    assert judge_part(judged, [_row("x")]) == counts


def test_the_judgements_hold_both_groups() -> None:
    judged = read_judged()
    assert set(judged) == {"dis-", "fas-"}
    rows = [item for parts in judged.values() for items in parts.values() for item in items]
    assert {item.right for item in rows} == {True, False}
    assert all(item.row.articles for item in rows)
