"""Nouns for the things that attacks are aimed at or harm, from `targets.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from dateline.knowledge.agents import plural_of
from dateline.knowledge.rows import KnowledgeError, read_rows

__all__ = ["load_targets"]

SHIPPED = Path(__file__).with_name("targets.yaml")


@cache
def load_targets(path: Path = SHIPPED) -> Mapping[str, str]:
    """Every noun, in the singular and in the plural, with its kind; raises `KnowledgeError` for a wrong row."""
    found: dict[str, str] = {}
    for line, row in read_rows(path):
        nouns = row.get("nouns")
        if row.keys() != {"kind", "nouns"} or not isinstance(nouns, list):
            raise KnowledgeError(f"{path}:{line}: a row needs a kind and a list of nouns, and nothing else")
        for noun in nouns:
            if not isinstance(noun, str):
                raise KnowledgeError(f"{path}:{line}: {noun!r} is no word")
            found.setdefault(noun, row["kind"])
            found.setdefault(plural_of(noun), row["kind"])
    return found
