"""Words that tell of the killed and wounded, and of how a number is bounded, from `casualties.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from dateline.knowledge.rows import read_mapping

__all__ = ["CasualtyWords", "casualty_words"]

KINDS = ("killed", "wounded", "missing", "detained", "displaced")


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


@cache
def casualty_words() -> CasualtyWords:
    row = read_mapping(Path(__file__).with_name("casualties.yaml"))
    tables = {name: _by_word(row, name) for name in ("object", "subject", "states", "nouns", "acts")}
    tolls = {tuple(text.split()): kind for text, kind in _by_word(row, "tolls").items()}
    bounds = {tuple(text.split()): bound for bound in ("at_least", "at_most", "almost", "about") for text in row[bound]}
    return CasualtyWords(
        **tables,
        tolls=tolls,
        either=frozenset(row["either"]),
        bounds=bounds,
        vague=row["vague"],
        exact=row["exact"],
        none=frozenset(row["none"]),
        feared=frozenset(row["feared"]),
        rises=frozenset(row["rises"]),
        units=frozenset(row["units"]),
    )


def _by_word(row: dict[str, Any], name: str) -> dict[str, str]:
    return {word: kind for kind in KINDS for word in row[kind][name]}
