"""Results for a revision of the case: made once, anew when the case changes, and not all the time where they cost."""

from __future__ import annotations

from dateline.web.memory import Memory


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_the_same_revision_is_made_once() -> None:
    made: list[int] = []
    memory = Memory()
    for _ in range(3):
        memory.recall("a", 1, lambda: made.append(1))
    assert made == [1]


def test_what_was_quick_is_made_anew_with_the_next_revision() -> None:
    clock = Clock()
    memory = Memory(clock=clock)
    assert memory.recall("a", 1, lambda: "old") == "old"
    clock.now += 0.001
    assert memory.recall("a", 2, lambda: "new") == "new"


def test_what_took_long_is_given_out_twenty_times_as_long() -> None:
    clock = Clock()
    memory = Memory(clock=clock)

    def slow() -> str:
        clock.now += 0.5
        return "old"

    memory.recall("a", 1, slow)
    clock.now += 9.9
    assert memory.recall("a", 2, lambda: "new") == "old"
    clock.now += 0.2
    assert memory.recall("a", 2, lambda: "new") == "new"


def test_there_is_room_for_so_many() -> None:
    memory = Memory(room=2)
    for key in "abc":
        memory.recall(key, 1, lambda: "first")
    assert memory.recall("c", 1, lambda: "second") == "first"
    assert memory.recall("a", 1, lambda: "second") == "second"
