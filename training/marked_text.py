"""Marked sentences -> training sentences.

A file of `training/gate/` holds one sentence a line. `[word|TYPE]` marks a word that triggers an event of that PLOVER
type, `[word|-]` one that could be taken for a trigger and is none, `[word|?]` one on which coders may differ (left out
of training). Every event in a sentence is marked; a word without a mark triggers nothing. Lines with `#` name a topic.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

__all__ = ["MARKED_FOLDER", "Mark", "MarkedSentence", "read_marked"]

MARKED_FOLDER = Path(__file__).resolve().parent / "gate"

TYPES = frozenset(
    {
        *("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST"),
        *("ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
    }
)
NO_EVENT, DOUBTFUL = "-", "?"
_MARK = re.compile(r"\[([^\]|]+)\|([A-Z]+|-|\?)\]")


@dataclass(frozen=True, slots=True)
class Mark:
    """`label` is a PLOVER type, `-` or `?`; offsets into the sentence's text."""

    start: int
    end: int
    label: str

    @property
    def is_event(self) -> bool:
        return self.label in TYPES


@dataclass(frozen=True, slots=True)
class MarkedSentence:
    text: str
    marks: tuple[Mark, ...]


def read_marked(folder: Path = MARKED_FOLDER) -> Iterator[MarkedSentence]:
    """The sentences of all files, in order; raises `ValueError` that names file and line of a faulty mark."""
    for path in sorted(folder.glob("*.txt")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if line.strip() and not line.startswith("#"):
                yield _read_line(line.strip(), f"{path.name}:{number}")


def _read_line(line: str, where: str) -> MarkedSentence:
    text, read_to = "", 0
    marks: list[Mark] = []
    for found in _MARK.finditer(line):
        word, label = found.groups()
        if label not in TYPES | {NO_EVENT, DOUBTFUL}:
            raise ValueError(f"{where}: {label} is no PLOVER type")
        text += line[read_to : found.start()]
        marks.append(Mark(len(text), len(text) + len(word), label))
        text += word
        read_to = found.end()
    text += line[read_to:]
    if set(text) & set("[]|"):
        raise ValueError(f"{where}: a mark is written [word|TYPE], [word|-] or [word|?]")
    return MarkedSentence(text, tuple(marks))
