"""The lexicon of reporting loads, and a faulty one says where it is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.knowledge.reporting import load_reporting_lexicon
from dateline.knowledge.rows import KnowledgeError


def test_the_shipped_lexicon() -> None:
    lexicon = load_reporting_lexicon()
    assert lexicon.verbs["say"] == "assert"
    assert lexicon.verbs["deny"] == "deny"
    assert lexicon.nouns["claim"] == "assert"
    assert lexicon.kinds["spokesman"] == "official"
    assert lexicon.headlines["deny"] == "deny"
    assert "attack" not in lexicon.headlines
    assert "walk" not in lexicon.verbs


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("{table: verbs, group: assert}", "a row has table, group and words"),
        ("{table: vebs, group: assert, words: [say]}", "no table 'vebs'"),
        ("{table: verbs, group: shout, words: [say]}", "no group 'shout' of verbs"),
        ("{table: verbs, group: assert, words: []}", "must hold a list of words"),
        ("{table: verbs, group: assert, words: [Say]}", "'Say' must be one word in lower case"),
        ("{table: verbs, group: assert, words: [on]}", "in quotes where YAML reads it otherwise"),
        ("{table: verbs, group: deny, words: [tell]}", "'tell' stands under 'assert' of verbs too"),
    ],
)
def test_a_fault_names_file_and_line(tmp_path: Path, row: str, fault: str) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(f"- {{table: verbs, group: assert, words: [tell]}}\n- {row}\n")
    with pytest.raises(KnowledgeError) as raised:
        load_reporting_lexicon(path)
    assert f"{path}:2: " in str(raised.value)
    assert fault in str(raised.value)
