"""Files from anywhere against the manuals: what is told, on which line, and that nothing breaks the checking."""

from __future__ import annotations

import csv
import gzip
import io
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dateline.cli.app import app
from dateline.export.manuals.checking import FORMATS, UnknownFormatError, check
from dateline.export.manuals.columns import COLUMNS
from exporting import written
from scenes import ambush, everything


def _found(file: Path, form: str | None = None) -> tuple[str, int, list[tuple[int, str]]]:
    with check(file, form) as checked:
        found = [(problem.line, problem.text) for problem in checked.problems]
    return checked.form, checked.rows, found


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("packed", [False, True])
def test_our_own_exports_are_told_by_their_columns_and_pass(form: str, packed: bool, tmp_path: Path) -> None:
    data = written(form, everything())
    file = tmp_path / ("out.gz" if packed else "out")
    file.write_bytes(gzip.compress(data) if packed else data)
    told, rows, found = _found(file)
    assert (told, found) == (form, [])
    assert rows > 3


_BROKEN = {
    "acled": [
        ("latitude", "north"),
        ("event_date", "2024-13-01"),
        ("inter1", "9"),
        ("region", "Levant"),
        ("iso", "-1"),
    ],
    "ucdp-ged": [("best", "many"), ("region", "Levant"), ("gwnoa", "SYR"), ("where_prec", "0"), ("date_prec", "6")],
    "gdelt-events": [("EventRootCode", "x"), ("FractionDate", "soon"), ("Day", "240510"), ("Actor1EthnicCode", "abc")],
    "gdelt-mentions": [("MentionType", "0"), ("ActionCharOffset", ""), ("MentionTimeDate", "2024")],
    "polecat": [("Event Type", "FIGHT"), ("Actor COW", "SYR"), ("Actor Sectors", "MIL;ARMY"), ("Latitude", "")],
}


@pytest.mark.parametrize(("form", "name", "cell"), [(f, n, c) for f, cells in _BROKEN.items() for n, c in cells])
def test_a_broken_cell_is_told_with_its_line(form: str, name: str, cell: str, tmp_path: Path) -> None:
    sign = "," if form in ("acled", "ucdp-ged") else "\t"
    rows = list(csv.reader(io.StringIO(written(form, [ambush()]).decode()), delimiter=sign))
    rows[-1][COLUMNS[form].index(name)] = cell
    with (file := tmp_path / "out").open("w", newline="") as stream:
        csv.writer(stream, delimiter=sign).writerows(rows)
    _, _, found = _found(file)
    assert found
    assert {line for line, _ in found} == {len(rows)}


@pytest.mark.parametrize(
    "change",
    [
        {"event": "FIGHT"},
        {"quad_code": 1},
        {"actor": "the army"},
        {"actor": [{"code": "Syria"}]},
        {"recipient": [{"sector": ["ARMY"]}]},
        {"event_loc": {"lat": 95, "lon": 38}},
        {"event_loc": {"lat": 35}},
        {"event_loc": {"resolution": 1, "lat": 35, "lon": 38}},
        {"event_loc": {"resolution": 6}},
        {"event_loc": "Darun"},
    ],
)
def test_a_plover_record_is_held_against_plover(change: dict[str, object], tmp_path: Path) -> None:
    record = json.loads(written("plover", [ambush()]).splitlines()[0])
    file = tmp_path / "out.jsonl"
    file.write_text(json.dumps(record) + "\n" + json.dumps(record | change) + "\n")
    _, rows, found = _found(file)
    assert rows == 2
    assert {line for line, _ in found} == {2}


@pytest.mark.parametrize("missing", ["id", "date", "actor", "event"])
def test_what_plover_requires(missing: str, tmp_path: Path) -> None:
    record = json.loads(written("plover", [ambush()]).splitlines()[0])
    del record[missing]
    (file := tmp_path / "out.jsonl").write_text(json.dumps(record))
    assert (1, f"{missing} is missing") in _found(file)[2]


@pytest.mark.parametrize(
    ("geometry", "precision", "passes"),
    [
        (None, "country", True),
        ({"type": "Point", "coordinates": [38.2, 35.5]}, "town", True),
        ({"type": "Point", "coordinates": [38.2, 35.5]}, "country", False),
        ({"type": "Point", "coordinates": [35.5, 138.2]}, "town", False),
        ({"type": "Point", "coordinates": ["38", "35"]}, "town", False),
        ({"type": "Point", "coordinates": []}, "town", False),
        ({"type": "Polygon", "coordinates": []}, "town", False),
    ],
)
def test_a_map_is_held_against_its_standard(geometry: object, precision: str, passes: bool, tmp_path: Path) -> None:
    feature = {"type": "Feature", "geometry": geometry, "properties": {"place_precision": precision}}
    file = tmp_path / "map.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    assert (_found(file)[2] == []) is passes


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("data", [b"", b"\n", b"a,b\n", b"{}\n", b"[1]\n", b"null\n", b'"', b"{\n", b"\x00\t" * 60])
def test_what_is_no_export_is_told_and_breaks_nothing(form: str, data: bytes, tmp_path: Path) -> None:
    (file := tmp_path / "out").write_bytes(data)
    _, rows, found = _found(file, form)
    assert found or rows == 0


def test_a_file_of_no_known_format(tmp_path: Path) -> None:
    (file := tmp_path / "out").write_text("name,age\nAda,36\n")
    with pytest.raises(UnknownFormatError, match="say which it is"):
        _found(file)


def _run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["check-export", *arguments])
    return result.exit_code, result.output


def test_the_command(tmp_path: Path) -> None:
    (file := tmp_path / "out.csv").write_bytes(written("acled", [ambush()]))
    assert _run(str(file)) == (0, "1 row of acled: nothing to mend\n")
    file.write_text(file.read_text().replace("Armed clash", "Riot"))
    code, output = _run(str(file))
    assert code == 1
    assert f"{file}:2: 'Battles' has no sub-type 'Riot'" in output
    assert "1 row of acled: 1 to mend" in output


@pytest.mark.parametrize(
    ("data", "told"),
    [(b"name,age\n", "say which it is"), (b"PAR1\xff\xfe\x00", "no UTF-8 text"), (None, "cannot be read")],
)
def test_the_command_says_what_it_cannot_read(data: bytes | None, told: str, tmp_path: Path) -> None:
    file = tmp_path / "out"
    if data is not None:
        file.write_bytes(data)
    code, output = _run(str(file))
    assert code == 2
    assert told in output
    assert "Traceback" not in output
