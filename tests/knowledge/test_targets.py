"""The table of targets, and what a wrong row is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.knowledge.rows import KnowledgeError
from dateline.knowledge.targets import load_targets


@pytest.mark.parametrize(
    ("noun", "kind"), [("mosque", "heritage"), ("mosques", "heritage"), ("power line", "infrastructure")]
)
def test_kinds(noun: str, kind: str) -> None:
    assert load_targets()[noun] == kind


@pytest.mark.parametrize(
    "row", ["- {kind: building}", "- {kind: building, nouns: [hut], colour: red}", "- {kind: x, nouns: [7]}"]
)
def test_wrong_rows(tmp_path: Path, row: str) -> None:
    path = tmp_path / "targets.yaml"
    path.write_text("# first line\n" + row + "\n")
    with pytest.raises(KnowledgeError, match=":2:"):
        load_targets(path)
