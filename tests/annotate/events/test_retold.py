"""Which events of an article tell an earlier one again."""

from __future__ import annotations

import pytest

from dateline.annotate.events.retold import Retelling, find_first_tellings
from dateline.model import Status


def told(
    event_type: str = "ASSAULT",
    actors: tuple[str, ...] = (),
    recipients: tuple[str, ...] = (),
    mode: str | None = None,
    *,
    back: bool = False,
    status: Status = Status.HAPPENED,
    again: bool = False,
) -> Retelling:
    return Retelling(event_type, mode, frozenset(actors), frozenset(recipients), back, status, again)


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ([told(actors=("rebels",)), told(back=True)], [None, 0]),  # "Rebels attacked ... The attack"
        ([told(actors=("rebels",)), told()], [None, None]),  # "an attack" is another one
        ([told(actors=("rebels",)), told("CONSULT", back=True)], [None, None]),
        ([told(actors=("A",), recipients=("B",)), told(actors=("A",), recipients=("B",))], [None, 0]),
        ([told(actors=("A",)), told(actors=("A",), recipients=("B",))], [None, None]),
        ([told(actors=("A",), mode="aerial"), told(actors=("A",), mode="firearms")], [None, None]),
        ([told(actors=("A",), mode="aerial"), told(actors=("A",)), told(back=True)], [None, 0, 0]),
        ([told(actors=("A",)), told(actors=("A",), status=Status.PLANNED)], [None, None]),
        ([told(actors=("A",)), told(recipients=("men",), again=True)], [None, 0]),  # "The attack killed five men"
        ([told(actors=("A",)), told(actors=("B",), again=True)], [None, None]),  # somebody else's
        ([told(actors=("A",)), told(recipients=("men",))], [None, None]),
        ([told(actors=("A",), status=Status.CALLED_FOR), told(back=True)], [None, None]),
        ([told(back=True)], [None]),
        ([], []),
    ],
)
def test_first_tellings(events: list[Retelling], expected: list[int | None]) -> None:
    assert find_first_tellings(events) == expected
