"""The gazetteer: compiled whole or not at all, and what it says of well-known names."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.knowledge import gazetteer_build
from dateline.knowledge.gazetteer_build import build_gazetteer, gazetteer_file, open_gazetteer, refuse_file
from dateline.knowledge.gazetteer_sources import PlaceRecord
from dateline.knowledge.places import Gazetteer, PlaceKind, distance_km
from dateline.settings import Settings

TOWNS = [
    PlaceRecord(1, "Ruritania", PlaceKind.COUNTRY, country="RUR", names=("Kingdom of Ruritania",)),
    PlaceRecord(2, "Strelsau Province", PlaceKind.ADMIN1, country="RUR", names=("Strelsau",)),
    PlaceRecord(3, "Strelsau", PlaceKind.TOWN, 50.0, 14.0, "RUR", 2, None, 90_000, names=("Strelzau",)),
    PlaceRecord(4, "Zenda", PlaceKind.TOWN, 50.4, 14.6, "RUR", 2, None, 4_000),
]


@pytest.fixture(scope="module")
def world() -> Iterator[Gazetteer]:
    gazetteer = open_gazetteer(Settings().cache_folder)
    yield gazetteer
    gazetteer.close()


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Builds take the towns above; the list grows with each build."""
    builds: list[int] = []

    def records() -> Iterator[PlaceRecord]:
        builds.append(1)
        yield from TOWNS

    monkeypatch.setattr(gazetteer_build, "shipped_records", records)
    return builds


def test_derived_points_are_the_middle_of_the_places(tmp_path: Path) -> None:
    build_gazetteer(tmp_path / "g.sqlite", TOWNS)
    gazetteer = Gazetteer(tmp_path / "g.sqlite")
    province, country = gazetteer.place(2), gazetteer.place(1)
    assert province is not None
    assert (province.lat, province.lon) == pytest.approx((50.2, 14.3))  # the middle of the box
    assert country is not None
    assert country.derived
    assert (country.lat, country.lon) == pytest.approx((50.017, 14.0255), abs=0.001)  # the mean of its people
    assert country.population == 94_000


def test_alternate_names_are_told_from_own_names(tmp_path: Path) -> None:
    build_gazetteer(tmp_path / "g.sqlite", TOWNS)
    gazetteer = Gazetteer(tmp_path / "g.sqlite")
    assert [(p.place_id, p.own_name) for p in gazetteer.candidates("Strelzau")] == [(3, False)]
    assert {p.place_id for p in gazetteer.candidates("Strelsau")} == {2, 3}
    assert [p.place_id for p in gazetteer.candidates("Strelsau province")] == [2]
    assert gazetteer.candidates("Hentzau") == ()
    assert gazetteer.candidates("") == ()
    assert gazetteer.candidates("'; DROP TABLE place; --") == ()


def test_first_opening_builds_and_the_second_does_not(tmp_path: Path, small: list[int]) -> None:
    open_gazetteer(tmp_path).close()
    assert open_gazetteer(tmp_path).candidates("Zenda")
    assert len(small) == 1


@pytest.mark.parametrize("content", [b"", b"not a database at all, but long enough to be taken for one" * 40])
def test_a_damaged_file_is_built_anew_with_a_message(tmp_path: Path, small: list[int], content: bytes) -> None:
    gazetteer_file(tmp_path).write_bytes(content)
    said: list[str] = []
    assert open_gazetteer(tmp_path, tell=said.append).candidates("Zenda")
    assert "building it anew" in said[0]
    assert len(small) == 1


def test_a_foreign_file_is_built_anew_with_a_message(tmp_path: Path, small: list[int]) -> None:
    open_gazetteer(tmp_path).close()
    connection = sqlite3.connect(gazetteer_file(tmp_path))
    connection.execute("UPDATE about SET value = 'layout 0, moonbase 3' WHERE name = 'data'")
    connection.commit()
    connection.close()
    said: list[str] = []
    assert open_gazetteer(tmp_path, tell=said.append).candidates("Zenda")
    assert "moonbase" in said[0]
    assert len(small) == 2


def test_a_truncated_file_is_refused(tmp_path: Path, small: list[int]) -> None:
    open_gazetteer(tmp_path).close()
    content = gazetteer_file(tmp_path).read_bytes()
    gazetteer_file(tmp_path).write_bytes(content[: len(content) // 8192 * 4096])
    reason = refuse_file(gazetteer_file(tmp_path))
    assert reason is not None
    assert "complete" in reason or "cannot be read" in reason
    assert len(small) == 1


def test_a_build_that_breaks_leaves_the_old_file(tmp_path: Path) -> None:
    def breaking() -> Iterator[PlaceRecord]:
        yield TOWNS[0]
        raise OSError("no space left")

    path = tmp_path / "g.sqlite"
    build_gazetteer(path, TOWNS)
    with pytest.raises(OSError, match="no space"):
        build_gazetteer(path, breaking())
    assert refuse_file(path) is None
    assert Gazetteer(path).candidates("Zenda")


def test_two_that_open_at_once_build_once(tmp_path: Path, small: list[int]) -> None:
    found: list[int] = []
    threads = [
        threading.Thread(target=lambda: found.append(len(open_gazetteer(tmp_path).candidates("Zenda"))))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [1, 1, 1, 1]
    assert len(small) == 1
    assert refuse_file(gazetteer_file(tmp_path)) is None


_BUILDER = """
import sys, time
from pathlib import Path
from dateline.knowledge import gazetteer_build
from dateline.knowledge.gazetteer_sources import PlaceRecord
from dateline.knowledge.places import PlaceKind

folder = Path(sys.argv[1])

def records():
    with (folder / "builds").open("a") as builds:
        builds.write("built\\n")
    for number in range(1, 2001):
        yield PlaceRecord(number, f"Zenda {number}", PlaceKind.TOWN, 50.4, 14.6, "RUR", None, None, 4_000)
    time.sleep(0.5)

gazetteer_build.shipped_records = records
(folder / f"ready-{sys.argv[2]}").touch()
while len(list(folder.glob("ready-*"))) < 3:
    time.sleep(0.01)
print(len(gazetteer_build.open_gazetteer(folder).candidates("Zenda 2000")))
"""


def test_processes_that_build_at_once_end_with_one_good_file(tmp_path: Path) -> None:
    builders = [
        subprocess.Popen([sys.executable, "-c", _BUILDER, str(tmp_path), str(number)], stdout=subprocess.PIPE)
        for number in range(3)
    ]
    assert [int(builder.communicate(timeout=60)[0]) for builder in builders] == [1, 1, 1]
    assert (tmp_path / "builds").read_text().split() == ["built"]
    assert refuse_file(gazetteer_file(tmp_path)) is None
    assert not list(tmp_path.glob("*.unfinished*"))


@pytest.mark.parametrize(
    ("name", "kind", "country", "near"),
    [
        ("Palmyra", PlaceKind.TOWN, "SYR", (34.56, 38.28)),
        ("Goma", PlaceKind.TOWN, "COD", (-1.67, 29.23)),
        ("Tripoli", PlaceKind.TOWN, "LBY", (32.89, 13.19)),
        ("Tripoli", PlaceKind.TOWN, "LBN", (34.43, 35.84)),
        ("Tex.", PlaceKind.ADMIN1, "USA", (31.2, -99.5)),
        ("Homs province", PlaceKind.ADMIN1, "SYR", (34.5, 37.8)),
        ("Pristina", PlaceKind.TOWN, "KOS", (42.67, 21.17)),
        ("Red Sea", PlaceKind.WATER, None, (20.5, 38.4)),
    ],
)
def test_well_known_names(
    world: Gazetteer, name: str, kind: PlaceKind, country: str | None, near: tuple[float, float]
) -> None:
    matches = [place for place in world.candidates(name) if (place.kind, place.country) == (kind, country)]
    assert any(distance_km(place.lat, place.lon, *near) < 100 for place in matches)


def test_neighbours_and_demonyms(world: Gazetteer) -> None:
    assert {"TUR", "IRQ", "LBN", "JOR", "ISR"} <= world.neighbours("SYR")
    assert world.neighbours("XXX") == frozenset()
    assert world.demonym("Syrians") == "SYR"
    assert world.demonym("Syria") is None
