"""picture.yaml: mistakes are refused with file and line; the shipped file loads."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.knowledge.picture_rules import load_picture_rules
from dateline.knowledge.rows import KnowledgeError


def test_the_shipped_rules_load() -> None:
    rules = load_picture_rules()
    assert set(rules.rules) == {"presence", "talks", "movements", "beside", "damage"}
    assert set(rules.triggers) == {*rules.rules, "agreements"}


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("- {rule: presence, act: hold, pattern: '{party} {nothing}'}", r":1: {nothing} is neither a mark nor a list"),
        ("- {rule: presence, act: own, pattern: '{party}'}", ":1: no act 'own'"),
        ("- {rule: weather, act: hold, pattern: '{party}'}", ":1: no rule 'weather'"),
        ("- {rule: presence, pattern: '{party}'}", ":1: a rule needs an act"),
        ("- {rule: presence, act: hold}", ":1: a rule needs a pattern"),
        ("- {rule: presence, act: hold, pattern: '('}", ":1: the pattern does not compile"),
        ("- {subject: trade, words: [a]}", ":1: a subject has no 'words'"),
        ("- {list: things, words: []}", ":1: words must be a list of words"),
        ("- {word: thing}", ":1: a row begins with"),
    ],
)
def test_mistakes_are_refused_with_their_line(tmp_path: Path, row: str, message: str) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text(row + "\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=message):
        load_picture_rules(file)
