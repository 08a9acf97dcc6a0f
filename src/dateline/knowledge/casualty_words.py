"""Words that tell of the killed and wounded, and of how a number is bounded, from `casualties.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from dateline.knowledge.rows import KnowledgeError, read_fields, words_of
from dateline.model import CasualtyKind

__all__ = ["CasualtyWords", "casualty_words"]

KINDS = frozenset(CasualtyKind)


@dataclass(frozen=True, slots=True)
class CasualtyWords:
    """Each table leads from a lemma or word to a kind; see the head of `casualties.yaml`."""

    object: dict[str, str]
    subject: dict[str, str]
    states: dict[str, str]
    nouns: dict[str, str]
    acts: dict[str, str]
    tolls: dict[tuple[str, ...], str]
    either: frozenset[str]
    bounds: dict[tuple[str, ...], str]  # phrase before a number -> at_least, at_most, almost, about
    vague: dict[str, int | None]
    exact: dict[str, int]
    none: frozenset[str]
    feared: frozenset[str]
    rises: frozenset[str]
    units: frozenset[str]
    background: frozenset[str]


_BY_KIND = ("object", "subject", "states", "nouns", "acts", "tolls")
_BOUNDS = ("at_least", "at_most", "almost", "about")
_SETS = ("either", "none", "feared", "rises", "units", "background")
_NUMBERS = ("vague", "exact")


@cache
def casualty_words(path: Path | None = None) -> CasualtyWords:
    """The words at `path`, or those that are shipped; raises `KnowledgeError` with file and line."""
    source = path or Path(__file__).with_name("casualties.yaml")
    tables: dict[str, dict[str, Any]] = {name: {} for name in (*_BY_KIND, *_NUMBERS, "bounds")}
    sets: dict[str, frozenset[str]] = {}
    for line, names, value in read_fields(source):
        where = f"{source}:{line}"
        match names:
            case (kind, name) if kind in KINDS and name in _BY_KIND:
                tables[name].update(dict.fromkeys(words_of(where, name, value), kind))
            case (name, word) if name in _NUMBERS:
                tables[name][word] = _number(where, name, word, value)
            case (name,) if name in _BOUNDS:
                tables["bounds"].update(dict.fromkeys(words_of(where, name, value), name))
            case (name,) if name in _SETS:
                sets[name] = frozenset(words_of(where, name, value))
            case _:
                raise KnowledgeError(f"{where}: no such table: {' '.join(names)}")
    if missing := sorted(set(_SETS) - sets.keys()):
        raise KnowledgeError(f"{source}:1: {', '.join(missing)} is missing")
    phrases = {name: {tuple(text.split()): of for text, of in tables.pop(name).items()} for name in ("tolls", "bounds")}
    everything: dict[str, Any] = {**tables, **phrases, **sets}
    return CasualtyWords(**everything)


def _number(where: str, name: str, word: str, value: Any) -> int | None:
    if value is None and name == "vague":
        return None
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise KnowledgeError(f"{where}: {word!r} of {name} stands for {value!r}, which is no number of people")
    return value
