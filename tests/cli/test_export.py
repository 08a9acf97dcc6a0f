"""`dateline export`: what it writes, what it tells, and what it refuses."""

from __future__ import annotations

import gzip
import json
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cases import PatternCoder, write_stories
from dateline.cli.app import app
from dateline.export.formats import SHAPES
from dateline.read import Given
from dateline.store.case import open_case
from dateline.workflow import add_inputs
from manuals import COLUMNS, problems, read_table


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["export", *arguments])


@pytest.fixture(scope="module")
def case_file(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Eight stories of four incidents, coded without a model."""
    folder = tmp_path_factory.mktemp("case")
    case = open_case(str(folder / "case.db"), create=True)
    add_inputs(case, PatternCoder(), [str(write_stories(folder / "in", 8))], Given(date(2024, 5, 12)), lambda: None)
    case.close()
    return str(folder / "case.db")


@pytest.mark.parametrize("name", sorted(SHAPES))
def test_each_format_goes_to_a_file_with_its_codebook(case_file: str, name: str, tmp_path: Path) -> None:
    file = tmp_path / "out"
    result = _run("--case", case_file, "--format", name, str(file))
    assert result.exit_code == 0, result.output
    assert file.stat().st_size > 100
    note = (tmp_path / "out.codebook.md").read_text()
    assert "from 4 incidents (the whole case)" in note
    assert "GeoNames (geonames.org), CC BY 4.0" in note
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "out.codebook.md"]
    if name in COLUMNS:
        table = read_table(name, file.read_bytes())
        assert len(table) >= 4
        assert problems(name, table) == []


def test_the_same_case_gives_the_same_bytes(case_file: str, tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("a.csv.gz", "b.csv.gz")]
    for file in files:
        assert _run("--case", case_file, "--format", "acled", str(file)).exit_code == 0
    assert files[0].read_bytes() == files[1].read_bytes()
    plain = _run("--case", case_file, "--format", "acled")
    assert gzip.decompress(files[0].read_bytes()) == plain.stdout_bytes
    assert "GeoNames" in plain.stderr


@pytest.mark.parametrize(
    ("conditions", "rows"),
    [
        ((), 4),
        (("--since", "2010-03-01"), 2),
        (("--until", "2010-02-28"), 2),
        (("--since", "2010-02-01", "--until", "2010-02-28"), 1),
        (("--actor", "troops"), 1),
        (("--type", "assault"), 4),
        (("--review", "unreviewed"), 4),
        (("--review", "signed_off"), 0),
    ],
)
def test_conditions(case_file: str, conditions: tuple[str, ...], rows: int) -> None:
    result = _run("--case", case_file, "--format", "gdelt-events", *conditions)
    assert result.exit_code == 0, result.output
    assert len(result.stdout.splitlines()) == rows


@pytest.mark.parametrize(
    ("conditions", "told"),
    [
        (("--actor", "Nobody Known"), "nobody in this case is named 'Nobody Known'"),
        (("--since", "2031-01-01"), "no incident meets all conditions"),
        (("--country", "XXX"), "no incident meets all conditions"),
        (("--type", "AID"), "no incident meets all conditions"),
    ],
)
def test_nothing_found_is_told(case_file: str, conditions: tuple[str, ...], told: str) -> None:
    result = _run("--case", case_file, "--format", "acled", *conditions)
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [",".join(COLUMNS["acled"])]
    assert told in result.stderr
    assert "0 rows from 0 incidents" in result.stderr


def test_an_empty_case_is_told(tmp_path: Path) -> None:
    open_case(str(tmp_path / "empty.db"), create=True).close()
    result = _run("--case", str(tmp_path / "empty.db"), "--format", "geojson")
    assert json.loads(result.stdout)["features"] == []
    assert "the case holds no incidents yet" in result.stderr


def test_undated_incidents_are_counted_where_a_period_leaves_them_out(tmp_path: Path) -> None:
    case = open_case(str(tmp_path / "case.db"), create=True)
    add_inputs(case, PatternCoder(), [str(write_stories(tmp_path / "in", 2))], Given(None), lambda: None)
    with case.writing() as connection:
        connection.exec_driver_sql("UPDATE incidents SET first_day = NULL, last_day = NULL")
    case.close()
    result = _run("--case", str(tmp_path / "case.db"), "--format", "acled", "--since", "2010-01-01")
    assert "1 incidents without a date are in no period and were left out" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "say which format: --format acled|"),
        (("--format", "acled", "--since", "soon"), "is no date"),
        (("--format", "acled", "--since", "2024-02-02", "--until", "2024-02-01"), "is before"),
        (("--format", "acled", "--include", "planned"), "--include goes with plover"),
        (("--format", "full", "--country", "SYR"), "a full export is the whole case"),
        (("--format", "parquet-claims", "claims.parquet.gz"), "compressed inside"),
        (("--format", "acled", "/nowhere/at/all.csv"), "cannot be written"),
        (("--codebook", "full"), "docs/store.md"),
    ],
)
def test_what_cannot_be_done_is_told_with_the_remedy(case_file: str, arguments: tuple[str, ...], message: str) -> None:
    result = _run("--case", case_file, *arguments)
    assert result.exit_code == 2
    assert message in result.stderr
    assert "Traceback" not in result.output


def test_a_file_is_whole_or_as_it_was(case_file: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "out.csv"
    file.write_text("before")

    def broken(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("dateline.export.writing.write_rows", broken)
    assert _run("--case", case_file, "--format", "acled", str(file)).exit_code != 0
    assert file.read_text() == "before"
    assert [path.name for path in tmp_path.iterdir()] == ["out.csv"]


def test_the_codebook_of_a_format() -> None:
    told = _run("--codebook", "ucdp-ged").stdout
    assert told.startswith("# UCDP-GED-shaped: codebook")
    assert "| `deaths_civilians` | integer |" in told


def test_a_full_export_can_be_compressed_and_imported(case_file: str, tmp_path: Path) -> None:
    full, again = tmp_path / "full.jsonl.gz", str(tmp_path / "again.db")
    assert _run("--case", case_file, "--format", "full", str(full)).exit_code == 0
    imported = CliRunner().invoke(app, ["import", str(full), "--case", again])
    assert imported.stdout == "8 articles\n", imported.output
    both = [_run("--case", name, "--format", "full").stdout_bytes for name in (case_file, again)]
    assert both[0] == both[1] == gzip.decompress(full.read_bytes())
    full.write_bytes(full.read_bytes()[:-200])
    cut = CliRunner().invoke(app, ["import", str(full), "--case", str(tmp_path / "cut.db")])
    assert cut.exit_code == 2
    assert "cannot be read" in cut.stderr
