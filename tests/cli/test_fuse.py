"""`dateline fuse`: incidents as a page and as JSON, and what cannot be read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dateline.cli.app import app

STORIES = {
    "a.txt": "Rebels shelled the town of Darun on 6 May 2024, killing three soldiers, the army said.",
    "b.txt": "The shelling of Darun by rebels on 6 May 2024 killed seven soldiers, the Red Crescent said.",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in STORIES.items():
        (tmp_path / name).write_text(text)
    return tmp_path


def test_json_is_one_incident_a_line(folder: Path) -> None:
    result = CliRunner().invoke(app, ["fuse", str(folder), "--json"])
    assert result.exit_code == 0
    incidents = [json.loads(line) for line in result.stdout.splitlines()]
    assert incidents
    assert {article for incident in incidents for article in incident["article_ids"]}
    assert all(incident["attributes"][0]["name"] == "type" for incident in incidents)


def test_the_page_counts_what_was_read(folder: Path) -> None:
    result = CliRunner().invoke(app, ["fuse", str(folder)])
    assert result.exit_code == 0
    assert "2 articles" in result.stdout


def test_the_page_lays_the_accounts_side_by_side(folder: Path) -> None:
    result = CliRunner().invoke(app, ["fuse", str(folder)], env={"COLUMNS": "80"})
    lines = result.stdout.splitlines()
    assert max(map(len, lines)) <= 80
    page = " ".join(result.stdout.split())
    assert "killed: 7 (seven soldiers) disputed" in page
    assert "low 3, best 7, high 7" in page
    assert "the most usual and the greatest of each origin's latest figure" in page  # the rule, by name
    assert "army" in page
    assert "Red Cross" in page or "Red Crescent" in page
    assert "CANNOT ALL BE TRUE" in page


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["fuse", str(tmp_path / "none.txt")])
    assert result.exit_code == 2
    assert "none.txt" in result.stderr
