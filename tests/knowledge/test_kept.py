from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dateline.knowledge.kept import kept


class Maker:
    """Counts how often the value is made."""

    def __init__(self, value: object) -> None:
        self.value = value
        self.times = 0

    def __call__(self) -> object:
        self.times += 1
        return self.value


def test_a_value_is_made_once_for_the_same_input(tmp_path: Path) -> None:
    make = Maker({"words": ["raid", "élan"], "weight": 1.5, "none": None, "yes": True})
    assert kept(tmp_path / "new", [b"table"], make) == make.value
    assert kept(tmp_path / "new", [b"table"], make) == make.value
    assert make.times == 1


@pytest.mark.parametrize("changed", [[b"table2"], [b"tab", b"le"], [b"table", b""]])
def test_changed_input_is_read_anew(tmp_path: Path, changed: list[bytes]) -> None:
    make = Maker([1])
    kept(tmp_path, [b"table"], make)
    kept(tmp_path, changed, make)
    assert make.times == 2


@pytest.mark.parametrize("damage", [b"", b"{}", b"0" * 64 + b"\n[2]"])
def test_a_damaged_copy_is_made_anew(tmp_path: Path, damage: bytes) -> None:
    make = Maker([1])
    kept(tmp_path, [b"table"], make)
    (path,) = tmp_path.iterdir()
    path.write_bytes(damage)
    assert kept(tmp_path, [b"table"], make) == [1]
    assert kept(tmp_path, [b"table"], make) == [1]
    assert make.times == 2


def test_one_changed_byte_is_damage(tmp_path: Path) -> None:
    make = Maker(["raid"])
    kept(tmp_path, [b"table"], make)
    (path,) = tmp_path.iterdir()
    path.write_bytes(path.read_bytes().replace(b"raid", b"paid"))
    assert kept(tmp_path, [b"table"], make) == ["raid"]


@pytest.mark.parametrize("value", [date(2025, 12, 13), {1: "one"}, {"pair": (1, 2)}])
def test_what_json_would_change_is_not_kept(tmp_path: Path, value: object) -> None:
    make = Maker(value)
    assert kept(tmp_path, [b"table"], make) == value
    assert kept(tmp_path, [b"table"], make) == value
    assert make.times == 2
    assert not list(tmp_path.iterdir())


def test_a_folder_that_cannot_be_written_costs_only_time(tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.write_text("a file where the folder should be")
    make = Maker([1])
    assert kept(taken, [b"table"], make) == kept(taken / "below", [b"table"], make) == [1]
    assert kept(None, [b"table"], make) == [1]
    assert make.times == 3
