"""YAML tables -> a `Codebook`, checked field by field.

Input: the shipped folder `codebook/`, or a user's file, which stands alone or begins with `extends: plover`. Every file
may hold any of the sections `name`, `types`, `operators`, `contexts`, `classes`, `instruments`, `light_verbs`,
`undergone`, `told_of`, `doers`, `untelling`, `stand_ins` and `triggers`. Output: a `Codebook`; a `KnowledgeError` names
the file and line of what is wrong. Words are written as lists or with commas; "@name" stands for a class of words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from dateline.knowledge.codebook import (
    Codebook,
    Context,
    EventType,
    Mode,
    Operator,
    WordTest,
)
from dateline.knowledge.codebook_rows import POSITIONS, PREPOSITIONS, Row, Words, check_fields, number, split
from dateline.knowledge.codebook_triggers import TriggerReader
from dateline.knowledge.rows import KnowledgeError, read_table

__all__ = ["load_codebook"]

SHIPPED = Path(__file__).with_name("codebook")
_CARRYING: dict[str, str | None] = {"light_verbs": "subject", "undergone": "object", "told_of": None}
"""Verbs that carry an event noun: their subject does what it tells, has it done to it, or only tells of it."""
_NAMED = frozenset({"types", "operators", "contexts", "classes", "instruments", "stand_ins", "doers"})
_LISTED = frozenset({"triggers", "untelling", *_CARRYING})
_SECTIONS = _NAMED | _LISTED | {"name", "extends"}


class _Loader(yaml.CSafeLoader):
    """YAML in which "on" and "no" are words; only "true" and "false" are truth values."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool" or first in "tTfF"]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


@cache
def load_codebook(path: Path | None = None) -> Codebook:
    """The shipped PLOVER codebook, or the user's own; raises `KnowledgeError` for one that cannot be used."""
    tables = _Tables()
    if path is None:
        tables.read_shipped()
    else:
        tables.read(path)
    return tables.codebook()


@dataclass
class _Tables:
    """The sections of all files read so far; a later row of the same name replaces an earlier one."""

    name: str = ""
    types: dict[str, Row] = field(default_factory=dict)
    operators: dict[str, Row] = field(default_factory=dict)
    contexts: dict[str, Row] = field(default_factory=dict)
    classes: dict[str, Row] = field(default_factory=dict)
    instruments: dict[str, Row] = field(default_factory=dict)
    stand_ins: dict[str, Row] = field(default_factory=dict)
    doers: dict[str, Row] = field(default_factory=dict)
    light_verbs: list[Row] = field(default_factory=list)
    undergone: list[Row] = field(default_factory=list)
    told_of: list[Row] = field(default_factory=list)
    untelling: list[Row] = field(default_factory=list)
    triggers: list[Row] = field(default_factory=list)

    def read_shipped(self) -> None:
        for file in sorted(SHIPPED.rglob("*.yaml")):
            self.read(file)

    def read(self, path: Path) -> None:
        for section, row, entries in _sections(path):
            if section == "name":
                self.name = str(row.value)
            elif section == "extends":
                if row.value != "plover":
                    raise row.error(f"extends must be plover, the shipped codebook, not {row.value!r}")
                self.read_shipped()
            elif section in _LISTED:
                getattr(self, section).extend(entries.values())
            else:
                getattr(self, section).update(entries)

    def codebook(self) -> Codebook:
        words = Words(self.classes)
        types = {name: _event_type(name, row) for name, row in self.types.items()}
        for name, row in self.types.items():
            if types[name].future not in types:
                raise row.error(f"type {name}: future type {types[name].future!r} is not in the codebook")
        operators = {name: _operator(name, row, types) for name, row in self.operators.items()}
        light_verbs = {
            word: position
            for section, position in _CARRYING.items()
            for row in getattr(self, section)
            for word in split(row, row.value)
        }
        untelling = frozenset(word for row in self.untelling for word in split(row, row.value))
        reader = TriggerReader(types, operators, words, untelling | light_verbs.keys())
        return Codebook(
            name=self.name or "unnamed",
            types=types,
            contexts=tuple(Context(name, words.test(row, row.value)) for name, row in self.contexts.items()),
            triggers=tuple(trigger for row in self.triggers for trigger in reader.read(row)),
            instruments={name: _instruments(name, row, types, words) for name, row in self.instruments.items()},
            light_verbs=light_verbs,
            doers={place: _doers(place, row) for place, row in self.doers.items()},
            stand_ins={name: frozenset(split(row, row.value)) for name, row in self.stand_ins.items()},
        )


def _sections(path: Path) -> Iterator[tuple[str, Row, dict[str, Row]]]:
    """Each section of a file with its rows by name, or by number where it is a list."""
    for section, line, value, entries in read_table(path, _parsed):
        row = Row(path, line, value)
        if section not in _SECTIONS:
            raise row.error(f"no such section {section!r}; there are {', '.join(sorted(_SECTIONS))}")
        yield section, row, {name: Row(path, *entry) for name, entry in entries.items()}


def _parsed(path: Path, text: str) -> list[list[Any]]:
    """Name, line, value and entries of each section; an entry is its line and value."""
    root = yaml.compose(text, _Loader)
    if not isinstance(root, yaml.MappingNode):
        raise KnowledgeError(f"{path}:1: a codebook is a mapping of sections: {', '.join(sorted(_SECTIONS))}")
    return [[key.value, *_entry(node), _entries(node)] for key, node in root.value]


def _entries(node: yaml.Node) -> dict[str, list[Any]]:
    if isinstance(node, yaml.SequenceNode):
        return {str(number): _entry(item) for number, item in enumerate(node.value)}
    if isinstance(node, yaml.MappingNode):
        return {str(key.value): _entry(item) for key, item in node.value}
    return {"": _entry(node)}


def _entry(node: yaml.Node) -> list[Any]:
    return [node.start_mark.line + 1, _Loader("").construct_document(node)]


def _event_type(name: str, row: Row) -> EventType:
    fields = row.mapping(f"type {name}")
    known = {"score", "quad", "cameo", "future", "modes", "toward", "needs_recipient", "location_expected"}
    check_fields(row, fields, known, f"type {name}")
    score = number(row, fields.get("score"), f"type {name}: score")
    quad = fields.get("quad")
    if quad not in (1, 2, 3, 4):
        raise row.error(f"type {name}: quad must be 1, 2, 3 or 4, not {quad!r}")
    modes = fields.get("modes", {})
    if not isinstance(modes, dict):
        raise row.error(f"type {name}: modes must be a mapping")
    cameo = str(fields.get("cameo", ""))
    return EventType(
        name,
        score,
        quad,
        cameo,
        future=str(fields.get("future", name)),
        modes={mode: _mode(row, mode, value or {}, score, cameo) for mode, value in modes.items()},
        toward=_prepositions(row, fields.get("toward", "")),
        needs_recipient=bool(fields.get("needs_recipient", False)),
        location_expected=bool(fields.get("location_expected", False)),
    )


def _prepositions(row: Row, value: Any) -> tuple[str, ...]:
    listed = tuple(split(row, value))
    if unknown := set(listed) - PREPOSITIONS:
        raise row.error(f"toward: no such preposition: {', '.join(sorted(unknown))}")
    return listed


def _mode(row: Row, name: str, fields: Any, score: float, cameo: str) -> Mode:
    if not isinstance(fields, dict):
        raise row.error(f"mode {name} must be a mapping, not {fields!r}")
    check_fields(row, fields, {"score", "cameo"}, f"mode {name}")
    return Mode(name, number(row, fields.get("score", score), f"mode {name}: score"), str(fields.get("cameo", cameo)))


def _operator(name: str, row: Row, types: Mapping[str, EventType]) -> Operator:
    fields = row.mapping(f"operator {name}")
    check_fields(row, fields, {"absorbs", "tells", "becomes", "modes"}, f"operator {name}")
    becomes, modes = fields.get("becomes", {}), fields.get("modes", {})
    for event_type in (*becomes, *becomes.values(), *modes):
        if event_type not in types:
            raise row.error(f"operator {name}: no such type {event_type!r}")
    return Operator(name, bool(fields.get("absorbs", True)), becomes, modes, bool(fields.get("tells", False)))


def _instruments(name: str, row: Row, types: Mapping[str, EventType], words: Words) -> dict[str, WordTest]:
    if name not in types:
        raise row.error(f"instruments: no such type {name!r}")
    fields = row.mapping(f"instruments of {name}")
    for mode in fields:
        if mode not in types[name].modes:
            raise row.error(f"instruments: {name} has no mode {mode!r}")
    return {mode: words.test(row, value) for mode, value in fields.items()}


def _doers(place: str, row: Row) -> dict[str, str]:
    """Verb -> where the doer of an event noun at this place of it stands."""
    fields = row.mapping(f"doers: {place}")
    check_fields(row, {place: None, **fields}, POSITIONS, "doers")
    return {verb: position for position, verbs in fields.items() for verb in split(row, verbs)}
