"""The lexicon of reporting: cue words by their act, words for sources by their kind. Data: reporting.yaml.

Input: that file, or one of the same form. Output: `ReportingLexicon`. Raises `KnowledgeError`, which names file and
line, for an unknown table or group, and for a word that stands in two groups of one table.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from dateline.knowledge.rows import KnowledgeError, read_rows
from dateline.model import SourceKind

__all__ = ["ACTS", "ReportingLexicon", "load_reporting_lexicon"]

ACTS = frozenset({"assert", "deny", "ask", "demand", "promise", "believe", "want", "judge", "show", "seem"})
_KINDS = frozenset(SourceKind) - {SourceKind.ARTICLE}
_PRONOUNS = frozenset({"person", "several", "thing", "speaker", "relative"})
_OCCASIONS = frozenset(
    {"interview", "press conference", "speech", "post", "statement", "letter", "meeting", "television", "report"}
)
_GROUPS: dict[str, frozenset[str]] = {
    "verbs": ACTS,
    "nouns": ACTS,
    "adverbs": ACTS,
    "adjectives": ACTS,
    "prepositions": ACTS,
    "headlines": ACTS,
    "kinds": frozenset(str(kind) for kind in _KINDS),
    "people": frozenset({"person"}),
    "offices": frozenset({"body"}),
    "pronouns": _PRONOUNS,
    "occasions": _OCCASIONS,
}


@dataclass(frozen=True)
class ReportingLexicon:
    """Each table maps a word to its group: an act, a kind of source, a kind of pronoun, an occasion."""

    verbs: dict[str, str]
    nouns: dict[str, str]
    adverbs: dict[str, str]
    adjectives: dict[str, str]
    prepositions: dict[str, str]
    headlines: dict[str, str]
    kinds: dict[str, str]
    people: dict[str, str]
    offices: dict[str, str]
    pronouns: dict[str, str]
    occasions: dict[str, str]


@cache
def load_reporting_lexicon(path: Path | None = None) -> ReportingLexicon:
    """The lexicon at `path`, or the one that is shipped."""
    source = path or Path(__file__).with_name("reporting.yaml")
    tables: dict[str, dict[str, str]] = {table: {} for table in _GROUPS}
    for line, row in read_rows(source):
        table, group, words = _checked(f"{source}:{line}", row)
        for word in words:
            if word in tables[table]:
                raise KnowledgeError(f"{source}:{line}: {word!r} stands under {tables[table][word]!r} of {table} too")
            tables[table][word] = group
    return ReportingLexicon(**tables)


def _checked(where: str, row: dict[str, Any]) -> tuple[str, str, list[str]]:
    if set(row) != {"table", "group", "words"}:
        raise KnowledgeError(f"{where}: a row has table, group and words, not {', '.join(map(str, row))}")
    table, group, words = row["table"], row["group"], row["words"]
    if table not in _GROUPS:
        raise KnowledgeError(f"{where}: no table {table!r}; there are {', '.join(_GROUPS)}")
    if group not in _GROUPS[table]:
        raise KnowledgeError(f"{where}: no group {group!r} of {table}; there are {', '.join(sorted(_GROUPS[table]))}")
    if not isinstance(words, list) or not words:
        raise KnowledgeError(f"{where}: {table}, {group} must hold a list of words")
    if bad := [word for word in words if not isinstance(word, str) or word != word.strip().lower() or not word]:
        raise KnowledgeError(
            f"{where}: {bad[0]!r} must be one word in lower case, in quotes where YAML reads it otherwise"
        )
    return table, group, words
