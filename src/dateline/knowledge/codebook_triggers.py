"""Rows of a codebook's `triggers` -> `Trigger`s, checked field by field, one for each word of a row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from dateline.knowledge.codebook import EventType, Needs, Operator, PartOfSpeech, Trigger
from dateline.knowledge.codebook_rows import POSITIONS, Row, Words, check_fields, number, split, tokens_of

__all__ = ["TriggerReader"]

_DEFAULT_ACTOR = {"verb": ("subject",), "adj": ("subject",), "noun": ("subject", "by", "poss", "modifier")}
_DEFAULT_RECIPIENT = {"verb": ("object", "indirect"), "adj": (), "noun": ("on", "against", "at", "of", "object")}
_WORD_FIELDS = ("has", "lacks", "sentence", "not_sentence", "article", "modal")
_TRIGGER_FIELDS = frozenset(
    {"type", "verb", "noun", "adj", "mode", "actor", "recipient", "needs", "symmetric", "operator", "span", "second"}
) | frozenset(
    {"clause_type", "clause_finite", "clause_infinitive", "future", "light", "plural_subject", "weight", *_WORD_FIELDS}
)
_LESS = 0.2  # that a second act counts, where the main event of a sentence is chosen


class TriggerReader:
    """Rows of `triggers` -> triggers, one for each word of a row."""

    def __init__(
        self,
        types: Mapping[str, EventType],
        operators: Mapping[str, Operator],
        words: Words,
        untelling: frozenset[str],
    ) -> None:
        self.types = types
        self.untelling = untelling
        self.operators = operators
        self.words = words

    def read(self, row: Row) -> Iterator[Trigger]:
        fields = row.mapping("a trigger")
        parts = [part for part in PartOfSpeech if part.value in fields]
        if len(parts) != 1:
            raise row.error("a trigger needs exactly one of verb, noun and adj")
        shared = self._shared(row, fields, parts[0])
        for phrase in split(row, fields[parts[0].value]):
            first, *particle = phrase.lower().split() if parts[0] is not PartOfSpeech.NOUN else [phrase.lower()]
            *before, last = tokens_of(first)
            telling = not shared["span"] and phrase.lower() not in self.untelling
            trigger = Trigger(
                lemma=last, modifiers=tuple(before), particle=" ".join(particle) or None, telling=telling, **shared
            )
            yield replace(trigger, second=self._second(row, fields.get("second"), trigger))

    def _second(self, row: Row, value: Any, first: Trigger) -> Trigger | None:
        """The other act that the same words tell at once, of the same actor to somebody else."""
        if value is None:
            return None
        fields = Row(row.path, row.line, value).mapping("second")
        check_fields(row, fields, {"type", "mode", "recipient"}, "second")
        recipient = self._sides(row, fields.get("recipient"), ())
        if not recipient:
            raise row.error("second: a second act needs a recipient of its own")
        event_type, mode = self._type(row, fields.get("type")), self._mode(row, fields)
        other = replace(first, trigger_id=f"{first.trigger_id}+", event_type=event_type, mode=mode, recipient=recipient)
        return replace(other, operator=None, weight=first.weight - _LESS)

    def _shared(self, row: Row, fields: dict[str, Any], part: PartOfSpeech) -> dict[str, Any]:
        barred = {f"not_{position}": position for position in POSITIONS if f"not_{position}" in fields}
        asked = {key for key in fields if POSITIONS.issuperset(str(key).split("."))}
        check_fields(row, fields, _TRIGGER_FIELDS | asked | barred.keys(), "a trigger")
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
            "weight": number(row, fields.get("weight", 1.0), "weight"),
        }

    def _type(self, row: Row, name: Any) -> str:
        if name not in self.types:
            raise row.error(f"no such event type: {name!r}")
        return str(name)

    def _mode(self, row: Row, fields: dict[str, Any]) -> str | None:
        mode = fields.get("mode")
        if mode is not None and mode not in self.types[fields["type"]].modes:
            raise row.error(f"{fields['type']} has no mode {mode!r}")
        return mode

    def _needs(self, row: Row, value: Any) -> Needs:
        try:
            return Needs(value)
        except ValueError:
            raise row.error(f"needs must be one of {', '.join(Needs)}, not {value!r}") from None

    def _operator(self, row: Row, name: Any) -> Operator | None:
        if name is None:
            return None
        if name not in self.operators:
            raise row.error(f"no such operator: {name!r}")
        return self.operators[name]

    def _sides(self, row: Row, value: Any, default: tuple[str, ...]) -> tuple[str, ...]:
        if value is None:
            return default
        positions = tuple(split(row, value))
        for path in positions:
            if unknown := set(path.replace("|", ".").split(".")) - POSITIONS:
                raise row.error(f"no such position: {', '.join(sorted(unknown))}")
        return positions
