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
    Needs,
    Operator,
    PartOfSpeech,
    Trigger,
    WordTest,
)
from dateline.knowledge.rows import KnowledgeError, read_table

__all__ = ["PREPOSITIONS", "load_codebook"]

SHIPPED = Path(__file__).with_name("codebook")
PREPOSITIONS = (
    frozenset({"about", "across", "after", "against", "along", "among", "around", "as", "at", "before", "behind"})
    | frozenset({"between", "by", "during", "for", "from", "in", "into", "near", "of", "on", "outside", "over"})
    | frozenset({"through", "to", "toward", "towards", "under", "upon", "using", "with", "within"})
)
_POSITIONS = PREPOSITIONS | {"subject", "object", "indirect", "attribute", "clause", "poss", "modifier"}
_DEFAULT_ACTOR = {"verb": ("subject",), "adj": ("subject",), "noun": ("subject", "by", "poss", "modifier")}
_DEFAULT_RECIPIENT = {"verb": ("object", "indirect"), "adj": (), "noun": ("on", "against", "at", "of", "object")}
_CARRYING: dict[str, str | None] = {"light_verbs": "subject", "undergone": "object", "told_of": None}
"""Verbs that carry an event noun: their subject does what it tells, has it done to it, or only tells of it."""
_NAMED = frozenset({"types", "operators", "contexts", "classes", "instruments", "stand_ins", "doers"})
_LISTED = frozenset({"triggers", "untelling", *_CARRYING})
_SECTIONS = _NAMED | _LISTED | {"name", "extends"}
_WORD_FIELDS = ("has", "lacks", "sentence", "not_sentence", "article", "modal")
_TRIGGER_FIELDS = frozenset(
    {"type", "verb", "noun", "adj", "mode", "actor", "recipient", "needs", "symmetric", "operator", "span"}
) | frozenset(
    {"clause_type", "clause_finite", "clause_infinitive", "future", "light", "plural_subject", "weight", *_WORD_FIELDS}
)


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


@dataclass(frozen=True, slots=True)
class _Row:
    """A value of a table and where it stands."""

    path: Path
    line: int
    value: Any

    def error(self, message: str) -> KnowledgeError:
        return KnowledgeError(f"{self.path}:{self.line}: {message}")

    def mapping(self, what: str) -> dict[str, Any]:
        if not isinstance(self.value, dict):
            raise self.error(f"{what} must be a mapping with named fields, not {self.value!r}")
        return self.value

    @property
    def place(self) -> str:
        return f"{self.path.stem}:{self.line}"


@dataclass
class _Tables:
    """The sections of all files read so far; a later row of the same name replaces an earlier one."""

    name: str = ""
    types: dict[str, _Row] = field(default_factory=dict)
    operators: dict[str, _Row] = field(default_factory=dict)
    contexts: dict[str, _Row] = field(default_factory=dict)
    classes: dict[str, _Row] = field(default_factory=dict)
    instruments: dict[str, _Row] = field(default_factory=dict)
    stand_ins: dict[str, _Row] = field(default_factory=dict)
    doers: dict[str, _Row] = field(default_factory=dict)
    light_verbs: list[_Row] = field(default_factory=list)
    undergone: list[_Row] = field(default_factory=list)
    told_of: list[_Row] = field(default_factory=list)
    untelling: list[_Row] = field(default_factory=list)
    triggers: list[_Row] = field(default_factory=list)

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
        words = _Words(self.classes)
        types = {name: _event_type(name, row) for name, row in self.types.items()}
        for name, row in self.types.items():
            if types[name].future not in types:
                raise row.error(f"type {name}: future type {types[name].future!r} is not in the codebook")
        operators = {name: _operator(name, row, types) for name, row in self.operators.items()}
        light_verbs = {
            word: position
            for section, position in _CARRYING.items()
            for row in getattr(self, section)
            for word in _split(row, row.value)
        }
        untelling = frozenset(word for row in self.untelling for word in _split(row, row.value))
        reader = _TriggerReader(types, operators, words, untelling | light_verbs.keys())
        return Codebook(
            name=self.name or "unnamed",
            types=types,
            contexts=tuple(Context(name, words.test(row, row.value)) for name, row in self.contexts.items()),
            triggers=tuple(trigger for row in self.triggers for trigger in reader.read(row)),
            instruments={name: _instruments(name, row, types, words) for name, row in self.instruments.items()},
            light_verbs=light_verbs,
            doers={place: _doers(place, row) for place, row in self.doers.items()},
            stand_ins={name: frozenset(_split(row, row.value)) for name, row in self.stand_ins.items()},
        )


def _sections(path: Path) -> Iterator[tuple[str, _Row, dict[str, _Row]]]:
    """Each section of a file with its rows by name, or by number where it is a list."""
    for section, line, value, entries in read_table(path, _parsed):
        row = _Row(path, line, value)
        if section not in _SECTIONS:
            raise row.error(f"no such section {section!r}; there are {', '.join(sorted(_SECTIONS))}")
        yield section, row, {name: _Row(path, *entry) for name, entry in entries.items()}


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


def _split(row: _Row, value: Any) -> list[str]:
    """The words of a list, or of a text with commas."""
    if isinstance(value, str):
        return [word for part in value.split(",") if (word := " ".join(part.split()))]
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return [item.strip() for item in value]
    raise row.error(f"expected words with commas between, not {value!r}")


def _parts(phrase: str) -> list[str]:
    """The tokens of a phrase: a hyphen parts words, as it does in the parse."""
    return phrase.replace("-", " ").split()


class _Words:
    """Lists of words -> tests, with the classes put in."""

    def __init__(self, classes: Mapping[str, _Row]) -> None:
        self.classes = classes

    def test(self, row: _Row, value: Any) -> WordTest:
        words: set[str] = set()
        phrases: dict[str, list[frozenset[str]]] = {}
        for listed in self._spelled_out(row, value, ()):
            *before, last = _parts(listed)
            if before:
                phrases.setdefault(last, []).append(frozenset(before))
            else:
                words.add(last)
        by_last = {last: tuple(dict.fromkeys(found)) for last, found in phrases.items()}
        return WordTest(frozenset(words - {"any", "none"}), by_last, "any" in words, "none" in words)

    def _spelled_out(self, row: _Row, value: Any, inside: tuple[str, ...]) -> list[str]:
        found = []
        for word in _split(row, value):
            if not word.startswith("@"):
                found.append(word.lower())
            elif word[1:] not in self.classes or word in inside:
                raise row.error(f"no such class of words: {word}")
            else:
                named = self.classes[word[1:]]
                found += self._spelled_out(named, named.value, (*inside, word))
        return found


def _event_type(name: str, row: _Row) -> EventType:
    fields = row.mapping(f"type {name}")
    known = {"score", "quad", "cameo", "future", "modes", "toward", "needs_recipient", "location_expected"}
    _check_fields(row, fields, known, f"type {name}")
    score = _number(row, fields.get("score"), f"type {name}: score")
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


def _prepositions(row: _Row, value: Any) -> tuple[str, ...]:
    listed = tuple(_split(row, value))
    if unknown := set(listed) - PREPOSITIONS:
        raise row.error(f"toward: no such preposition: {', '.join(sorted(unknown))}")
    return listed


def _mode(row: _Row, name: str, fields: Any, score: float, cameo: str) -> Mode:
    if not isinstance(fields, dict):
        raise row.error(f"mode {name} must be a mapping, not {fields!r}")
    _check_fields(row, fields, {"score", "cameo"}, f"mode {name}")
    return Mode(name, _number(row, fields.get("score", score), f"mode {name}: score"), str(fields.get("cameo", cameo)))


def _operator(name: str, row: _Row, types: Mapping[str, EventType]) -> Operator:
    fields = row.mapping(f"operator {name}")
    _check_fields(row, fields, {"absorbs", "tells", "becomes", "modes"}, f"operator {name}")
    becomes, modes = fields.get("becomes", {}), fields.get("modes", {})
    for event_type in (*becomes, *becomes.values(), *modes):
        if event_type not in types:
            raise row.error(f"operator {name}: no such type {event_type!r}")
    return Operator(name, bool(fields.get("absorbs", True)), becomes, modes, bool(fields.get("tells", False)))


def _instruments(name: str, row: _Row, types: Mapping[str, EventType], words: _Words) -> dict[str, WordTest]:
    if name not in types:
        raise row.error(f"instruments: no such type {name!r}")
    fields = row.mapping(f"instruments of {name}")
    for mode in fields:
        if mode not in types[name].modes:
            raise row.error(f"instruments: {name} has no mode {mode!r}")
    return {mode: words.test(row, value) for mode, value in fields.items()}


def _doers(place: str, row: _Row) -> dict[str, str]:
    """Verb -> where the doer of an event noun at this place of it stands."""
    fields = row.mapping(f"doers: {place}")
    _check_fields(row, {place: None, **fields}, _POSITIONS, "doers")
    return {verb: position for position, verbs in fields.items() for verb in _split(row, verbs)}


class _TriggerReader:
    """Rows of `triggers` -> triggers, one for each word of a row."""

    def __init__(
        self,
        types: Mapping[str, EventType],
        operators: Mapping[str, Operator],
        words: _Words,
        untelling: frozenset[str],
    ) -> None:
        self.types = types
        self.untelling = untelling
        self.operators = operators
        self.words = words

    def read(self, row: _Row) -> Iterator[Trigger]:
        fields = row.mapping("a trigger")
        parts = [part for part in PartOfSpeech if part.value in fields]
        if len(parts) != 1:
            raise row.error("a trigger needs exactly one of verb, noun and adj")
        shared = self._shared(row, fields, parts[0])
        for phrase in _split(row, fields[parts[0].value]):
            first, *particle = phrase.lower().split() if parts[0] is not PartOfSpeech.NOUN else [phrase.lower()]
            *before, last = _parts(first)
            telling = not shared["span"] and phrase.lower() not in self.untelling
            yield Trigger(
                lemma=last, modifiers=tuple(before), particle=" ".join(particle) or None, telling=telling, **shared
            )

    def _shared(self, row: _Row, fields: dict[str, Any], part: PartOfSpeech) -> dict[str, Any]:
        barred = {f"not_{position}": position for position in _POSITIONS if f"not_{position}" in fields}
        asked = {key for key in fields if _POSITIONS.issuperset(str(key).split("."))}
        _check_fields(row, fields, _TRIGGER_FIELDS | asked | barred.keys(), "a trigger")
        symmetric = fields.get("symmetric", False)
        return {
            "trigger_id": row.place,
            "event_type": self._type(row, fields.get("type")),
            "part_of_speech": part,
            "mode": self._mode(row, fields),
            "arguments": {key: self.words.test(row, fields[key]) for key in fields if key in asked},
            "barred": {position: self.words.test(row, fields[key]) for key, position in barred.items()},
            **{key: self.words.test(row, fields[key]) for key in _WORD_FIELDS if key in fields},
            "actor": self._sides(row, fields.get("actor"), _DEFAULT_ACTOR[part]),
            "recipient": self._sides(row, fields.get("recipient"), _DEFAULT_RECIPIENT[part]),
            "needs": self._needs(row, fields.get("needs", "either")),
            "symmetric": symmetric is True,
            "pair": symmetric == "pair",
            "operator": self._operator(row, fields.get("operator")),
            "clause_types": frozenset(self._type(row, name) for name in fields.get("clause_type", ())),
            "future": bool(fields.get("future", False)),
            "light": bool(fields.get("light", False)),
            "plural_subject": bool(fields.get("plural_subject", False)),
            "finite_clause": bool(fields.get("clause_finite", False)),
            "infinitive_clause": bool(fields.get("clause_infinitive", False)),
            "span": fields.get("span"),
            "weight": _number(row, fields.get("weight", 1.0), "weight"),
        }

    def _type(self, row: _Row, name: Any) -> str:
        if name not in self.types:
            raise row.error(f"no such event type: {name!r}")
        return str(name)

    def _mode(self, row: _Row, fields: dict[str, Any]) -> str | None:
        mode = fields.get("mode")
        if mode is not None and mode not in self.types[fields["type"]].modes:
            raise row.error(f"{fields['type']} has no mode {mode!r}")
        return mode

    def _needs(self, row: _Row, value: Any) -> Needs:
        try:
            return Needs(value)
        except ValueError:
            raise row.error(f"needs must be one of {', '.join(Needs)}, not {value!r}") from None

    def _operator(self, row: _Row, name: Any) -> Operator | None:
        if name is None:
            return None
        if name not in self.operators:
            raise row.error(f"no such operator: {name!r}")
        return self.operators[name]

    def _sides(self, row: _Row, value: Any, default: tuple[str, ...]) -> tuple[str, ...]:
        if value is None:
            return default
        positions = tuple(_split(row, value))
        for path in positions:
            if unknown := set(path.replace("|", ".").split(".")) - _POSITIONS:
                raise row.error(f"no such position: {', '.join(sorted(unknown))}")
        return positions


def _check_fields(row: _Row, fields: Mapping[str, Any], known: frozenset[str] | set[str], what: str) -> None:
    if unknown := fields.keys() - known:
        raise row.error(f"{what}: no such field: {', '.join(sorted(map(str, unknown)))}")


def _number(row: _Row, value: Any, what: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise row.error(f"{what} must be a number, not {value!r}")
    return float(value)
