"""The table of cues is read, and a mistake in it is named with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.knowledge.certainty import Direction, load_certainty_table
from dateline.knowledge.rows import KnowledgeError


def test_the_shipped_table_is_sound() -> None:
    table = load_certainty_table()
    assert any("may" in rule.cues for rule in table.rules)
    assert [cue for cue, _ in table.candidates(Direction.GOVERNS, "rule")] == ["rule out"]


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("- {cues: [may], direction: modifies, level: likely}", "likely"),
        ("- {cues: [may], direction: sideways}", "sideways"),
        ("- {cues: [], direction: modifies}", "at least one cue"),
        ("- {cues: [no], direction: modifies}", "quotes"),
        ("- {cues: [deny], direction: governs, polarity: denied}", "needs a scope"),
        ("- {cues: [may], direction: modifies, scope: [object]}", "only a governing cue"),
        ("- {cues: [may], direction: modifies, form: [gerund]}", "gerund"),
        ("- {cues: [may], direction: modifies, colour: red}", "colour"),
        ("- {cues: [may], direction: modifies, negated: denied}", "effect"),
        ("- {cues: [may], direction: modifies, guess: maybe}", "true or false"),
        ("- {cues: [may], direction: modifies, level: probable, hearsay: perhaps}", "true or false"),
        ("- {cues: [may], direction: modifies, hearsay: true}", "hearsay is a level"),
        ("- may", "named fields"),
        ("- {cues: [may", "YAML"),
    ],
)
def test_a_mistake_is_named_with_its_line(tmp_path: Path, row: str, complaint: str) -> None:
    path = tmp_path / "cues.yaml"
    path.write_text(
        f"# a comment\n- {{cues: [might], direction: modifies, level: possible}}\n{row}\n", encoding="utf-8"
    )
    with pytest.raises(KnowledgeError, match=complaint) as raised:
        load_certainty_table(path)
    assert f"{path}:3" in str(raised.value) or "YAML" in complaint


def test_a_table_that_is_no_list_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "cues.yaml"
    path.write_text("cues: [may]\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match="list of rows"):
        load_certainty_table(path)
