"""Annotated news -> passages whose every sentence is labelled; read in place, never copied.

Only `wild` is used: its annotators read every sentence, so that what they left out is a negative. In sets annotated for
something else, an unmarked sentence is merely unread.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

__all__ = ["GoldEvent", "GoldSentence", "Passage", "read_wild"]


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """`triggers` are character ranges; `types` the type and those also accepted."""

    triggers: tuple[tuple[int, int], ...]
    types: tuple[str, ...]
    doubtful: bool


@dataclass(frozen=True, slots=True)
class GoldSentence:
    start: int
    end: int
    events: tuple[GoldEvent, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    sampling: str
    text: str
    sentences: tuple[GoldSentence, ...]


def read_wild(path: Path) -> Iterator[Passage]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            sentences = tuple(_sentence(item) for item in record["sentences"])
            yield Passage(record["sampling"], record["text"], sentences)


def _sentence(item: dict[str, Any]) -> GoldSentence:
    return GoldSentence(item["start"], item["end"], tuple(_event(event) for event in item["events"]))


def _event(item: dict[str, Any]) -> GoldEvent:
    triggers = tuple((span["start"], span["end"]) for span in (item["trigger"], *item["alt_triggers"]))
    return GoldEvent(triggers, (item["type"], *item["alt_types"]), item["doubt"])
