"""A GeoNames dump joins the gazetteer; what is broken in it is counted, and a broken import changes nothing."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.knowledge import gazetteer_build, geonames_dump
from dateline.knowledge.gazetteer_build import gazetteer_file, open_gazetteer
from dateline.knowledge.gazetteer_sources import PlaceRecord
from dateline.knowledge.geonames_dump import DumpError, import_dump
from dateline.knowledge.places import PlaceKind

BASE = [
    PlaceRecord(1, "Syria", PlaceKind.COUNTRY, country="SYR"),
    PlaceRecord(2, "Homs Governorate", PlaceKind.ADMIN1, country="SYR", code="SY.11"),
    PlaceRecord(3, "Homs", PlaceKind.TOWN, 34.73, 36.71, "SYR", 2, None, 775_404),
]


def line(place_id: object = 77, name: str = "Qasr Madeup", lat: object = 34.5, lon: object = 38.2, **more: str) -> str:
    columns = [str(place_id), name, name, "Kasr Madeup,Qasr el Madeup", str(lat), str(lon), "P", "PPL", "SY", ""]
    columns += ["11", "", "", "", "120", "", "400", "Asia/Damascus", "2020-01-01"]
    for position, value in more.items():
        columns[int(position.removeprefix("c"))] = value
    return "\t".join(columns)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(gazetteer_build, "shipped_records", lambda: iter(BASE))
    return tmp_path / "cache"


def dump(tmp_path: Path, *lines: str) -> Path:
    path = tmp_path / "SY.txt"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_places_of_a_dump_are_found_with_their_province(tmp_path: Path, folder: Path) -> None:
    imported = import_dump(dump(tmp_path, line(), line(78, "Jabal Madeup", c6="T", c7="MT")), folder)
    assert (imported.places, imported.broken) == (2, 0)
    gazetteer = open_gazetteer(folder)
    (found,) = gazetteer.candidates("Qasr Madeup")
    assert (found.place_id, found.kind, found.country, found.admin1) == (77, PlaceKind.TOWN, "SYR", "Homs Governorate")
    assert {place.place_id for place in gazetteer.candidates("Kasr Madeup")} == {77, 78}
    assert gazetteer.candidates("Homs")  # what was there stays


def test_a_zip_is_read(tmp_path: Path, folder: Path) -> None:
    path = tmp_path / "SY.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "hello")
        archive.writestr("SY.txt", line() + "\n")
    assert import_dump(path, folder).places == 1


@pytest.mark.parametrize(
    ("broken", "problem"),
    [
        ("not a line", "1 columns instead of 19"),
        (line(lat=91), "latitude 91 lies outside the globe"),
        (line(lon=-180.5), "longitude -180.5 lies outside the globe"),
        (line(lat="nan"), "latitude nan lies outside the globe"),
        (line(lat="north"), "could not convert"),
        (line(place_id="x1"), "'x1' is no id"),
        (line(place_id=0), "'0' is no id"),
        (line(name=" "), "no name"),
        (line(c8="QQ"), "country 'QQ' is not known"),
    ],
)
def test_broken_lines_are_counted_with_their_number(tmp_path: Path, folder: Path, broken: str, problem: str) -> None:
    imported = import_dump(dump(tmp_path, line(), broken, line(79, "Tell Madeup")), folder)
    assert (imported.places, imported.broken) == (2, 1)
    assert imported.problems[0].startswith("line 2: ")
    assert problem in imported.problems[0]


def test_bytes_that_are_no_utf8_are_counted(tmp_path: Path, folder: Path) -> None:
    path = tmp_path / "SY.txt"
    path.write_bytes(line().encode() + b"\n\xff\xfe\n")
    assert import_dump(path, folder).broken == 1


def test_countries_are_passed_over(tmp_path: Path, folder: Path) -> None:
    imported = import_dump(dump(tmp_path, line(), line(1, "Elsewhere", c6="A", c7="PCLI")), folder)
    assert imported.passed_over == 1
    place = open_gazetteer(folder).place(1)
    assert place is not None
    assert place.name == "Syria"


@pytest.mark.parametrize("content", ["", "a line\nand another\n"])
def test_what_is_no_dump_is_refused(tmp_path: Path, folder: Path, content: str) -> None:
    path = tmp_path / "notes.txt"
    path.write_text(content)
    with pytest.raises(DumpError, match="no line of it is a place"):
        import_dump(path, folder)
    assert open_gazetteer(folder).candidates("Homs")


def test_a_missing_file_is_refused(tmp_path: Path, folder: Path) -> None:
    with pytest.raises(DumpError, match="cannot be read"):
        import_dump(tmp_path / "none.txt", folder)


def test_an_import_killed_half_way_leaves_the_old_gazetteer(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_gazetteer(folder).close()
    before = gazetteer_file(folder).read_bytes()

    def killed(lines: Iterator[tuple[int, bytes]], *_: object) -> Iterator[tuple[int, bytes]]:
        yield next(iter(lines))
        raise KeyboardInterrupt

    monkeypatch.setattr(geonames_dump, "_counted", lambda stream, size, tell: killed(enumerate(stream, 1), size, tell))
    with pytest.raises(KeyboardInterrupt):
        import_dump(dump(tmp_path, line(), line(79, "Tell Madeup")), folder)
    assert gazetteer_file(folder).read_bytes() == before
    monkeypatch.undo()
    monkeypatch.setattr(gazetteer_build, "shipped_records", lambda: iter(BASE))
    assert import_dump(dump(tmp_path, line()), folder).places == 1
