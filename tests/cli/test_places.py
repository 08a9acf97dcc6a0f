"""`dateline places` and `dateline sites` from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from dateline.cli.app import app
from dateline.knowledge import gazetteer_build
from dateline.knowledge.gazetteer_sources import PlaceRecord
from dateline.knowledge.places import PlaceKind

BASE = [
    PlaceRecord(1, "Ruritania", PlaceKind.COUNTRY, country="RUR"),
    PlaceRecord(3, "Strelsau", PlaceKind.TOWN, 50.0, 14.0, "RUR", None, None, 90_000),
    PlaceRecord(4, "Strelsau", PlaceKind.TOWN, 10.0, 14.0, "ZEN", None, None, 4_000),
]


@pytest.fixture(autouse=True)
def small_world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gazetteer_build, "shipped_records", lambda: iter(BASE))
    monkeypatch.setenv("DATELINE_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("DATELINE_DATA", str(tmp_path / "data"))


def test_find_shows_the_candidates_and_why_one_wins() -> None:
    result = CliRunner().invoke(app, ["places", "find", "Strelsau", "--beside", "Ruritania"])
    assert result.exit_code == 0
    first, second, reason = result.output.strip().splitlines()
    assert first.startswith("* Strelsau")
    assert "RUR" in first
    assert second.startswith("  Strelsau")
    assert "of 2 candidates" in reason


def test_find_without_a_candidate() -> None:
    result = CliRunner().invoke(app, ["places", "find", "Hentzau"])
    assert result.exit_code == 1
    assert "no candidate" in result.output


def test_import_of_what_is_no_dump(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("nothing\n")
    result = CliRunner().invoke(app, ["places", "import", str(path)])
    assert result.exit_code == 2
    assert "no line of it is a place" in result.output


def test_import_of_sites(tmp_path: Path) -> None:
    path = tmp_path / "whc.csv"
    path.write_text("name_en,longitude,latitude,danger,iso_code\nOld Madeup,38.2,34.5,1,sy\nBad,1,99,0,sy\n")
    result = CliRunner().invoke(app, ["sites", "import", str(path)])
    assert result.exit_code == 0
    assert "1 sites imported" in result.output
    assert "outside the globe" in result.output
