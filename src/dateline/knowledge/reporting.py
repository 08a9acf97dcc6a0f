"""The lexicon of reporting: cue words by their act, words for sources by their kind. Data: reporting.yaml.

Input: the file. Output: `ReportingLexicon`. A fault in the file raises `LexiconError`, which names the file and line.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

__all__ = ["ACTS", "LexiconError", "ReportingLexicon", "load_reporting", "read_reporting"]

ACTS = frozenset({"assert", "deny", "ask", "demand", "promise", "believe", "want", "judge", "show", "seem"})
_KINDS = frozenset(
    {"outlet", "official", "military", "armed_group", "organisation", "witness", "expert", "person", "unnamed"}
    | {"document"}
)
_PRONOUNS = frozenset({"person", "several", "thing", "speaker", "relative"})
_CUES = ("verbs", "nouns", "adverbs", "adjectives", "prepositions")
_FILE = Path(__file__).with_name("reporting.yaml")


class LexiconError(ValueError):
    """A lexicon that cannot be used; the message names the file, the line and the remedy."""


@dataclass(frozen=True)
class ReportingLexicon:
    """Each table maps a lemma, in lower case, to its act, kind, group or occasion."""

    verbs: dict[str, str]
    nouns: dict[str, str]
    adverbs: dict[str, str]
    adjectives: dict[str, str]
    prepositions: dict[str, str]
    kinds: dict[str, str]
    pronouns: dict[str, str]
    occasions: dict[str, str]


@cache
def load_reporting() -> ReportingLexicon:
    """The lexicon as shipped."""
    return read_reporting(_FILE)


def read_reporting(path: Path) -> ReportingLexicon:
    """A lexicon file, checked."""
    try:
        root = yaml.compose(path.read_text(encoding="utf-8"), yaml.SafeLoader)
    except yaml.YAMLError as error:
        raise LexiconError(f"{path}: not YAML ({error})") from error
    sections = _sections(path, root)
    cues = {name: _table(path, sections[name], ACTS) for name in _CUES}
    return ReportingLexicon(
        **cues,
        kinds=_table(path, sections["kinds"], _KINDS),
        pronouns=_table(path, sections["pronouns"], _PRONOUNS),
        occasions=_table(path, sections["occasions"], None),
    )


def _sections(path: Path, root: yaml.Node | None) -> dict[str, yaml.MappingNode]:
    if not isinstance(root, yaml.MappingNode):
        raise LexiconError(f"{path}:1: the file must hold sections, such as verbs and kinds")
    sections = {key.value: value for key, value in root.value}
    wanted = {*_CUES, "kinds", "pronouns", "occasions"}
    for key, value in root.value:
        if key.value not in wanted:
            raise LexiconError(f"{_at(path, key)}: no section {key.value!r}; there are {', '.join(sorted(wanted))}")
        if not isinstance(value, yaml.MappingNode):
            raise LexiconError(f"{_at(path, key)}: section {key.value!r} must hold groups of words")
    if missing := wanted - set(sections):
        raise LexiconError(f"{path}:1: section {sorted(missing)[0]!r} is missing")
    return sections


def _table(path: Path, section: yaml.MappingNode, groups: frozenset[str] | None) -> dict[str, str]:
    """Word -> group; a word under two groups of one section is a fault."""
    table: dict[str, str] = {}
    for group, word in _entries(path, section):
        if groups is not None and group not in groups:
            raise LexiconError(f"{_at(path, word)}: no group {group!r}; there are {', '.join(sorted(groups))}")
        if word.value in table:
            raise LexiconError(f"{_at(path, word)}: {word.value!r} stands under {table[word.value]!r} too; keep one")
        table[word.value] = group
    return table


def _entries(path: Path, section: yaml.MappingNode) -> Iterator[tuple[str, yaml.Node]]:
    """Each group's name with each of its words."""
    for key, value in section.value:
        if not isinstance(value, yaml.SequenceNode) or not value.value:
            raise LexiconError(f"{_at(path, key)}: group {key.value!r} must hold a list of words")
        for word in value.value:
            if not isinstance(word, yaml.ScalarNode) or word.value != word.value.strip().lower() or not word.value:
                raise LexiconError(f"{_at(path, word)}: a word of group {key.value!r} must be one word in lower case")
            yield key.value, word


def _at(path: Path, node: yaml.Node) -> str:
    return f"{path}:{node.start_mark.line + 1}"
