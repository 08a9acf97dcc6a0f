"""A PETRARCH-style dictionary becomes rows that an actor file may hold."""

from __future__ import annotations

from pathlib import Path

import yaml
from typer.testing import CliRunner

from dateline.cli.app import app
from dateline.knowledge.actors import load_actors
from dateline.knowledge.petrarch import import_dictionary

DICTIONARY = """
# a comment
RIVER_ALLIANCE_ ; RAL 12 Jan 2003
+ALLIANCE_OF_THE_RIVER_
    [FJIREB <041231]
    [FJIGOV 050101-101231]
    [FJIOPP >20110101]
ADA_EXAMPLE_ [FJIGOV 990500-031231]
HILL_PEOPLE_ [FJICVLETH]
WORLD_BODY_ [IGOUNO]
RIVER_ALLIANCE_ [TONREB]
NOBODY_KNOWN_ [qqq]
"""


def test_names_synonyms_codes_and_dates() -> None:
    imported = import_dictionary(DICTIONARY.splitlines())
    rows = {row["id"]: row for row in imported.rows}
    assert rows["imported.river-alliance"] == {
        "id": "imported.river-alliance",
        "name": "River Alliance",
        "aliases": ["Alliance Of The River"],
        "kind": "group",
        "roles": [
            {"country": "FJI", "sector": "REB", "to": "2004-12-31"},
            {"country": "FJI", "sector": "GOV", "from": "2005-01-01", "to": "2010-12-31"},
            {"country": "FJI", "sector": "OPP", "from": "2011-01-01"},
        ],
    }
    assert rows["imported.ada-example"]["kind"] == "person"
    assert rows["imported.ada-example"]["roles"][0]["from"] == "1999-05"
    assert rows["imported.hill-people"]["roles"] == [{"country": "FJI", "sector": "CVL"}]
    assert rows["imported.world-body"]["roles"] == [{"country": "UNO"}]
    assert "imported.river-alliance-2" in rows
    assert any("qqq" in note for note in imported.notes)


def test_the_command_writes_a_file_that_loads(tmp_path: Path) -> None:
    dictionary, out = tmp_path / "old.txt", tmp_path / "mine.yaml"
    dictionary.write_text(DICTIONARY, encoding="utf-8")
    done = CliRunner().invoke(app, ["actors", "import", str(dictionary), "--out", str(out)])
    assert done.exit_code == 0, done.output
    assert len(yaml.safe_load(out.read_text(encoding="utf-8"))) == 5
    assert "imported.hill-people" in load_actors([out])


def test_check_tells_the_line_of_a_mistake(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text("\n- {id: a.x, name: X, kind: clan}\n", encoding="utf-8")
    done = CliRunner().invoke(app, ["actors", "check", str(file)])
    assert done.exit_code == 2
    assert f"{file}:2" in done.output
