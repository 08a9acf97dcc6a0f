"""`--codebook`: the codebook shown in the documentation codes and is scored, and a mistake in one is told."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from conftest import PROJECT
from dateline.cli.app import app

SHOWN = re.search(r"```yaml\n(.*?)```", (PROJECT / "docs" / "codebook.md").read_text(), re.DOTALL)


def test_the_documented_codebook_codes(tmp_path: Path) -> None:
    assert SHOWN is not None
    codebook, story = tmp_path / "harbour.yaml", tmp_path / "story.txt"
    codebook.write_text(SHOWN[1])
    story.write_text(
        "Rebels blockaded the port of Darun on Monday. A destroyer docked in Lisbon. Soldiers shot two men."
    )
    result = CliRunner().invoke(app, ["read", str(story), "--json", "--codebook", str(codebook)])
    assert result.exit_code == 0, result.stderr
    mentions = json.loads(result.stdout)["mentions"]
    assert [(mention["event_type"], mention["mode"]) for mention in mentions] == [
        ("BLOCKADE", None),
        ("PORT_CALL", "naval"),
    ]


def test_a_codebook_is_scored(tmp_path: Path) -> None:
    assert SHOWN is not None
    codebook, gold = tmp_path / "harbour.yaml", tmp_path / "gold.jsonl"
    codebook.write_text(SHOWN[1])
    party = {"code": "PRT", "sector": None}
    record = {
        "text": "A destroyer docked in Lisbon.",
        "event": "PORT_CALL",
        "source": [],
        "target": [party],
        "spans": [],
    }
    gold.write_text(json.dumps(record) + "\n")
    command = ["evaluate", "plover_gsr", str(gold), "--json"]
    plover, harbour = (CliRunner().invoke(app, [*command, *more]) for more in ([], ["--codebook", str(codebook)]))
    assert json.loads(plover.stdout)["type_accuracy"] == 0
    assert json.loads(harbour.stdout)["type_accuracy"] == 1


@pytest.mark.parametrize("command", [["read", "-"], ["evaluate", "wild", "gold.jsonl"]])
def test_a_mistake_in_a_codebook_is_told(tmp_path: Path, command: list[str]) -> None:
    codebook = tmp_path / "wrong.yaml"
    codebook.write_text("triggers:\n  - {type: BLOCKADE, verb: blockade}\n")
    result = CliRunner().invoke(app, [*command, "--codebook", str(codebook)], input="Nothing.")
    assert result.exit_code == 2
    assert f"{codebook}:2: no such event type" in result.stderr
