"""`knowledge/fusing.yaml` -> the weights, limits and type families of fusing, with their version."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import as_file, files
from pathlib import Path

from dateline.knowledge.rows import KnowledgeError, read_rows

__all__ = ["PARTS", "VERBAL", "Scale", "Weights", "load_weights", "read_weights"]

PARTS = (
    "wording",
    "type",
    "date",
    "published",
    "place",
    "nations",
    "actors",
    "recipients",
    "turned_round",
    "counts",
    "same_article",
)
VERBAL = "verbal"  # the family of what is said: an article may tell any incident by what was said of it
_THRESHOLD = "threshold"
_LIMITS = ("neighbours",)


@dataclass(frozen=True)
class Scale:
    """What each part of a score weighs, in the order of `PARTS`, and the score from which two tellings are one."""

    parts: Mapping[str, float]
    threshold: float

    @cached_property
    def in_order(self) -> tuple[float, ...]:
        return tuple(self.parts.values())


@dataclass(frozen=True)
class Weights:
    version: int
    main: Scale  # between what two articles tell in main
    background: Scale  # where one of the two is told beside an article's main incident
    neighbours: int  # how many of its nearest a mention is compared with, under each shared key
    families: Mapping[str, str]  # event type -> family


def read_weights(path: Path) -> Weights:
    """Raises `KnowledgeError` with file and line for a row that cannot be used, and for a part without a weight."""
    main: dict[str, float] = {}
    background: dict[str, float] = {}
    limits: dict[str, float] = {}
    families: dict[str, str] = {}
    version = 0
    for line, row in read_rows(path):
        try:
            if "part" in row:
                main[row["part"]] = float(row["main"])
                background[row["part"]] = float(row["background"])
            elif "limit" in row:
                limits[row["limit"]] = float(row["value"])
            elif "family" in row:
                families.update(dict.fromkeys(row["types"], row["family"]))
            else:
                version = int(row["version"])
        except (KeyError, TypeError, ValueError) as error:
            raise KnowledgeError(f"{path}:{line}: cannot be used as a row of weights ({error!r}): {row}") from error
    for name, wanted, given in (("part", (*PARTS, _THRESHOLD), main), ("limit", _LIMITS, limits)):
        if set(wanted) != set(given):
            raise KnowledgeError(f"{path}: needs one {name} row each for {', '.join(wanted)}, not {', '.join(given)}")
    return Weights(version, _scale(main), _scale(background), int(limits["neighbours"]), families)


def _scale(column: Mapping[str, float]) -> Scale:
    return Scale({part: column[part] for part in PARTS}, column[_THRESHOLD])


@lru_cache(maxsize=1)
def load_weights() -> Weights:
    with as_file(files("dateline.knowledge") / "fusing.yaml") as path:
        return read_weights(path)
