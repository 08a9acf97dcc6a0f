"""`dateline read`: what it prints, where errors go, and the exit code."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
from typer.testing import CliRunner, Result

from dateline.cli.app import app
from dateline.export.contract import article_schema

STORY = (
    "DARUN - Rebels shelled the town of Darun on Monday, killing at least three soldiers, the army said.\n\n"
    "The shelling may have been a reply to last week's arrests. Residents said that no civilians were hurt."
)


def _run(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(app, ["read", *arguments], input=stdin)


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text(STORY)
    return path


def test_json_holds_to_its_schema(story: Path) -> None:
    result = _run(str(story), "--json", "--published", "2024-05-07")
    assert result.exit_code == 0
    (line,) = result.stdout.splitlines()
    coded = json.loads(line)
    jsonschema.validate(coded, article_schema(), format_checker=jsonschema.FormatChecker())
    assert coded["article"]["published_on"] == "2024-05-07"


def test_every_quote_is_the_text_it_points_at(story: Path) -> None:
    coded = json.loads(_run(str(story), "--json").stdout)
    spans = list(_spans(coded))

    assert all(STORY[span["start"] : span["end"]] == span["quote"] for span in spans)


def _spans(value: object) -> list[dict[str, object]]:
    if isinstance(value, dict):
        here = [value] if set(value) == {"start", "end", "quote"} else []
        return here + [span for part in value.values() for span in _spans(part)]
    if isinstance(value, list):
        return [span for part in value for span in _spans(part)]
    return []


def test_the_page_names_the_article_and_pipes_without_colour(story: Path) -> None:
    result = _run(str(story), "--publisher", "The Harbour Post")
    assert result.exit_code == 0
    assert "The Harbour Post, publication date unknown" in result.stdout
    assert "\x1b" not in result.stdout


def test_standard_input_is_an_article() -> None:
    result = _run("-", "--json", stdin=STORY)
    assert result.exit_code == 0
    assert json.loads(result.stdout)["article"]["characters"] == len(STORY)


@pytest.mark.parametrize("written", ["yesterday", "2025-13-01", "2025-02-30", "13/12/2025", ""])
def test_a_publication_date_that_is_no_date_is_refused(story: Path, written: str) -> None:
    result = _run(str(story), "--published", written)
    assert result.exit_code == 2
    assert "is no date; write it as 2025-12-13" in result.stderr
    assert not result.stdout


def test_a_single_bad_input_exits_2_with_one_line(tmp_path: Path) -> None:
    result = _run(str(tmp_path / "none.txt"))
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
    assert "Traceback" not in result.stderr


def test_in_a_batch_the_rest_is_done_and_the_failures_follow(story: Path, tmp_path: Path) -> None:
    result = _run(str(tmp_path / "none.txt"), str(story), "--json")
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 1
    assert "there is no such file" in result.stderr


def test_help_does_not_load_the_parser() -> None:
    code = "import sys; from dateline.cli.app import app; sys.exit('spacy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], check=False)
    assert done.returncode == 0
