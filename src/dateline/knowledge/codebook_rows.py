"""What the sections of a codebook file are read with: rows that know their line, lists of words, named positions.

Input: a value of a YAML table. Output: words, tests for words, numbers, or a `KnowledgeError` that names file and line.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.knowledge.codebook import WordTest
from dateline.knowledge.rows import KnowledgeError

__all__ = ["POSITIONS", "PREPOSITIONS", "Row", "Words", "check_fields", "number", "split", "tokens_of"]

PREPOSITIONS = (
    frozenset({"about", "across", "after", "against", "along", "among", "around", "as", "at", "before", "behind"})
    | frozenset({"between", "by", "during", "for", "from", "in", "into", "near", "of", "on", "outside", "over"})
    | frozenset({"through", "to", "toward", "towards", "under", "upon", "using", "with", "within"})
)
POSITIONS = PREPOSITIONS | {"subject", "object", "indirect", "attribute", "clause", "poss", "modifier"}


@dataclass(frozen=True, slots=True)
class Row:
    """A value of a table and where it stands."""

    path: Path
    line: int
    value: Any

    def error(self, message: str) -> KnowledgeError:
        return KnowledgeError(f"{self.path}:{self.line}: {message}")

    def mapping(self, what: str) -> dict[str, Any]:
        if not isinstance(self.value, dict):
            raise self.error(f"{what} must be a mapping with named fields, not {self.value!r}")
        return self.value

    @property
    def place(self) -> str:
        return f"{self.path.stem}:{self.line}"


def split(row: Row, value: Any) -> list[str]:
    """The words of a list, or of a text with commas."""
    if isinstance(value, str):
        return [word for part in value.split(",") if (word := " ".join(part.split()))]
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return [item.strip() for item in value]
    raise row.error(f"expected words with commas between, not {value!r}")


def tokens_of(phrase: str) -> list[str]:
    """The tokens of a phrase: a hyphen parts words, as it does in the parse."""
    return phrase.replace("-", " ").split()


class Words:
    """Lists of words -> tests, with the classes put in."""

    def __init__(self, classes: Mapping[str, Row]) -> None:
        self.classes = classes

    def test(self, row: Row, value: Any) -> WordTest:
        words: set[str] = set()
        phrases: dict[str, list[frozenset[str]]] = {}
        for listed in self._spelled_out(row, value, ()):
            *before, last = tokens_of(listed)
            if before:
                phrases.setdefault(last, []).append(frozenset(before))
            else:
                words.add(last)
        by_last = {last: tuple(dict.fromkeys(found)) for last, found in phrases.items()}
        return WordTest(frozenset(words - {"any", "none"}), by_last, "any" in words, "none" in words)

    def _spelled_out(self, row: Row, value: Any, inside: tuple[str, ...]) -> list[str]:
        found = []
        for word in split(row, value):
            if not word.startswith("@"):
                found.append(word.lower())
            elif word[1:] not in self.classes or word in inside:
                raise row.error(f"no such class of words: {word}")
            else:
                named = self.classes[word[1:]]
                found += self._spelled_out(named, named.value, (*inside, word))
        return found


def check_fields(row: Row, fields: Mapping[str, Any], known: frozenset[str] | set[str], what: str) -> None:
    if unknown := fields.keys() - known:
        raise row.error(f"{what}: no such field: {', '.join(sorted(map(str, unknown)))}")


def number(row: Row, value: Any, what: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise row.error(f"{what} must be a number, not {value!r}")
    return float(value)
