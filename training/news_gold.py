"""Annotated news -> passages whose every sentence is labelled; read in place, never copied.

`wild` measures. To learn from, we have marked the first sentences of other articles ourselves, by the same guidelines:
`gate/news.jsonl` names each article of a gold set's development half and the characters of every event in it, and holds
no text. `tagger/news.jsonl` is a later round, of further articles and of what follows in some of the first. All were
read sentence by sentence, so that what is not marked is a negative.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

__all__ = ["FURTHER_MARKS", "OUR_MARKS", "GoldEvent", "GoldSentence", "Passage", "read_our_marks", "read_wild"]

OUR_MARKS = Path(__file__).resolve().parent / "gate" / "news.jsonl"
FURTHER_MARKS = Path(__file__).resolve().parent / "tagger" / "news.jsonl"


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


def read_our_marks(gold: Path, marks: Path = OUR_MARKS) -> Iterator[Passage]:
    """The passages that we marked, each as one piece; raises `ValueError` where a text is not the one that was read."""
    texts: dict[str, dict[str, str]] = {}
    for line in marks.read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        name = item["set"]
        if name not in texts:
            with (gold / name / "dev.jsonl").open(encoding="utf-8") as records:
                texts[name] = {record["id"]: record["text"] for record in map(json.loads, records)}
        text = texts[name][item["id"]][: item["end"]]
        if hashlib.sha256(text.encode()).hexdigest()[:12] != item["sha"]:
            raise ValueError(f"{marks.name}: the text of {item['id']} has changed")
        events = tuple(
            GoldEvent(((start, end),), tuple(types.rstrip("?").split("/")), types.endswith("?"))
            for start, end, types in item["events"]
        )
        yield Passage("random", text, (GoldSentence(item.get("start", 0), len(text), events),))


def _sentence(item: dict[str, Any]) -> GoldSentence:
    return GoldSentence(item["start"], item["end"], tuple(_event(event) for event in item["events"]))


def _event(item: dict[str, Any]) -> GoldEvent:
    triggers = tuple((span["start"], span["end"]) for span in (item["trigger"], *item["alt_triggers"]))
    return GoldEvent(triggers, (item["type"], *item["alt_types"]), item["doubt"])
