"""Event types -> the finer classes of CASE-2021 and ACLED.

Input: what a passage tells (types, modes, sectors of the parties, words). Output: the first row of `fine_classes.yaml`
whose every condition fits. Method: an ordered list of rules, as in a decision list; the table explains the conditions.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from dateline.knowledge.rows import KnowledgeError, read_rows

__all__ = ["FineClass", "Signs", "find_fine_class", "load_fine_classes"]

SHIPPED = Path(__file__).with_name("fine_classes.yaml")
_FIELDS = frozenset({"label", "acled", "types", "modes", "actors", "recipients", "words", "also", "without"})
_NAMED = {
    "@harm": "kill, attack, use, wound, injure, suffocate, die, drop, contain, suffer, target, shell, bomb, exposure",
    "@violence_word": "attack, bombing, killing, blast, explosion, shooting, strike, ambush, assault, raid, massacre",
    "@protest_word": "protest, protester, demonstrator, demonstration, rally, riot, rioter, marcher, demonstrate",
}
Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Signs:
    """What one passage tells. `words` are its lemmas and forms in lower case, in order."""

    words: tuple[str, ...]
    types: frozenset[str] = frozenset()
    modes: frozenset[str] = frozenset()
    actors: frozenset[str] = frozenset()  # sectors
    recipients: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class FineClass:
    """One row: a class of CASE-2021 with ACLED's event and sub-event type, and when it holds."""

    label: str
    acled: tuple[str, str] | None
    types: frozenset[str]
    modes: frozenset[str]
    actors: frozenset[str]
    recipients: frozenset[str]
    words: frozenset[Phrase]
    also: frozenset[Phrase]
    without: frozenset[Phrase]

    def fits(self, signs: Signs, phrases: frozenset[Phrase]) -> bool:
        pairs = (
            (self.types, signs.types),
            (self.modes, signs.modes),
            (self.actors, signs.actors),
            (self.recipients, signs.recipients),
        )
        if any(asked and asked.isdisjoint(told) for asked, told in pairs):
            return False
        if not self.without.isdisjoint(phrases):
            return False
        return all(not asked or not asked.isdisjoint(phrases) for asked in (self.words, self.also))


def find_fine_class(signs: Signs, classes: Iterable[FineClass]) -> FineClass | None:
    """The first class that fits; None where none does."""
    pairs = zip(signs.words, signs.words[1:], strict=False)
    phrases = frozenset([*((word,) for word in signs.words), *pairs])
    return next((fine for fine in classes if fine.fits(signs, phrases)), None)


@cache
def load_fine_classes(path: Path = SHIPPED) -> tuple[FineClass, ...]:
    """The table's rows in order; raises `KnowledgeError` for one that cannot be used."""
    return tuple(_fine_class(path, line, row) for line, row in read_rows(path))


def _fine_class(path: Path, line: int, row: dict[str, Any]) -> FineClass:
    if unknown := row.keys() - _FIELDS:
        raise KnowledgeError(f"{path}:{line}: no such field: {', '.join(sorted(unknown))}")
    acled = row.get("acled")
    if "label" not in row or not (acled is None or (isinstance(acled, list) and len(acled) == 2)):
        raise KnowledgeError(f"{path}:{line}: a row needs a label, and ACLED's event and sub-event type or null")
    return FineClass(
        label=row["label"],
        acled=(acled[0], acled[1]) if acled else None,
        types=frozenset(row.get("types", ())),
        modes=frozenset(row.get("modes", ())),
        actors=frozenset(row.get("actors", ())),
        recipients=frozenset(row.get("recipients", ())),
        words=_phrases(row.get("words", "")),
        also=_phrases(row.get("also", "")),
        without=_phrases(row.get("without", "")),
    )


def _phrases(listed: str) -> frozenset[Phrase]:
    parts = [part.strip() for part in listed.split(",") if part.strip()]
    spelled = [word for part in parts for word in _NAMED.get(part, part).split(",")]
    return frozenset(tuple(word.split()) for word in spelled)
