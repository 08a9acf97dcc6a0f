"""A wrong row of the table of sides is refused with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.knowledge.conflict_sides import load_conflict_sides
from dateline.knowledge.rows import KnowledgeError


def test_the_shipped_table() -> None:
    sides = load_conflict_sides()
    assert sides["MIL"].name == sides["GOV"].name == "government"
    assert sides["REB"].armed
    assert not sides["CVL"].armed


@pytest.mark.parametrize(
    "row",
    [
        "{side: raiders}",
        "{side: raiders, sectors: []}",
        "{side: 7, sectors: [REB]}",
        "{side: raiders, sectors: [REB], colour: red}",
        "{side: raiders, sectors: [REB, REB]}",
    ],
)
def test_a_wrong_row(row: str, tmp_path: Path) -> None:
    path = tmp_path / "sides.yaml"
    path.write_text(f"- {{side: guards, sectors: [COP]}}\n- {row}\n")
    with pytest.raises(KnowledgeError, match="yaml:2: "):
        load_conflict_sides(path)
