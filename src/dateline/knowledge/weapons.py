"""Nouns for what violence is done with, from `weapons.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from dateline.knowledge.agents import plural_of
from dateline.knowledge.rows import KnowledgeError, read_rows

__all__ = ["LONGEST_WEAPON", "Weapon", "load_weapons", "pieces"]

SHIPPED = Path(__file__).with_name("weapons.yaml")
LONGEST_WEAPON = 4  # words, with hyphens taken for blanks
_FIELDS = frozenset({"family", "nouns", "forms", "loose"})


@dataclass(frozen=True, slots=True)
class Weapon:
    """`name` is the noun in the singular; a `loose` one counts only where it is said to have been used."""

    name: str
    family: str
    loose: bool = False


def pieces(phrase: str) -> tuple[str, ...]:
    """The words of a phrase as they are looked up: lower case, parted at hyphens."""
    return tuple(phrase.lower().replace("-", " ").split())


@cache
def load_weapons(path: Path = SHIPPED) -> Mapping[tuple[str, ...], Weapon]:
    """Every form of every noun; raises `KnowledgeError` for a row that cannot be used."""
    found: dict[tuple[str, ...], Weapon] = {}
    for line, row in read_rows(path):
        for form, weapon in _forms(path, line, row):
            words = pieces(form)
            if not 1 <= len(words) <= LONGEST_WEAPON:
                raise KnowledgeError(f"{path}:{line}: {form!r} must have one to {LONGEST_WEAPON} words")
            found.setdefault(words, weapon)
    return found


def _forms(path: Path, line: int, row: dict[str, Any]) -> list[tuple[str, Weapon]]:
    if unknown := row.keys() - _FIELDS:
        raise KnowledgeError(f"{path}:{line}: no such field: {', '.join(sorted(unknown))}")
    family, nouns, forms = row.get("family"), row.get("nouns", []), row.get("forms", [])
    if not isinstance(family, str) or not nouns + forms:
        raise KnowledgeError(f"{path}:{line}: a row needs a family, and nouns or forms")
    if not all(isinstance(word, str) for word in (*nouns, *forms)):
        raise KnowledgeError(f"{path}:{line}: nouns and forms are words")
    loose = bool(row.get("loose", False))
    told = [(form, Weapon(noun, family, loose)) for noun in nouns for form in (noun, plural_of(noun))]
    return told + [(form, Weapon(form, family, loose)) for form in forms]
