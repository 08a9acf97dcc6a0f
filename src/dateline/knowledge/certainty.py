"""The table of cues that say how sure, whether and when in reality an event is told.

Input: `certainty.yaml`, or a user's table of the same form. Output: `CertaintyRule`s, looked up by cue. A rule follows
ConText (Chapman et al. 2007): a cue, the scope in which it looks for events, its direction, and where its reach ends.
The reach is over the parse, not over a window of words; what a cue does to its event under negation is its signature
(Karttunen 1971; Nairn, Condoravdi & Karttunen 2006).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from dateline.knowledge.rows import KnowledgeError, read_rows
from dateline.model import CertaintyLevel, Polarity, Status

__all__ = ["ANY_CUE", "CertaintyRule", "CertaintyTable", "Direction", "Effect", "Ending", "load_certainty_table"]

ANY_CUE = "*"
"""The cue of a rule for every governor that no other rule names."""

FORMS = frozenset(
    {"base", "perfect", "progressive", "reported", "question", "imperative", "infinitive", "finite", "present"}
    | {"unfulfilled"}
)
RELATIONS = frozenset({"complement", "object", "subject", "purpose", "clause", "participle"})


class Direction(StrEnum):
    GOVERNS = "governs"  # the event hangs on the cue: "plan to attack"
    MODIFIES = "modifies"  # the cue hangs on the event: "may attack"
    NAMES = "names"  # the cue is the event's own word: "siege"


class Ending(StrEnum):
    """Where what is said of the cue itself stops."""

    OPEN = "open"  # it holds of the event as well: "if they plan to attack"
    CLOSED = "closed"  # the event is taken for granted: "if they regret the attack"


@dataclass(frozen=True, slots=True)
class Effect:
    """What a cue does to its event; None leaves it as it is."""

    level: CertaintyLevel | None = None
    polarity: Polarity | None = None
    status: Status | None = None
    guess: bool = False  # whoever tells it does not know
    hearsay: bool = False  # its level says only that somebody whom nobody names told it


@dataclass(frozen=True, slots=True)
class CertaintyRule:
    """One row of the table."""

    cues: tuple[str, ...]  # lemmas; a verb's particle follows it: "rule out"
    direction: Direction
    effect: Effect
    negated: Effect  # instead of `effect` where the cue itself is denied
    scope: frozenset[str] = frozenset()  # RELATIONS, or prepositions between a governing cue and its event
    ending: Ending = Ending.OPEN
    parts_of_speech: frozenset[str] = frozenset()  # of the cue, as Universal Dependencies names them; empty: any
    event_parts_of_speech: frozenset[str] = frozenset()  # of the event; empty: any
    events: frozenset[str] = frozenset()  # lemmas of the event; empty: any
    subjects: frozenset[str] = frozenset()  # lemmas of the cue's own subject; empty: any
    forms: frozenset[str] = frozenset()  # of the event, one of FORMS; empty: any
    line: int = 0


@dataclass(frozen=True)
class CertaintyTable:
    """Rules in the order of the table, found by direction and a word of their cue: a verb before its particle, else
    the last."""

    rules: tuple[CertaintyRule, ...]
    _by_word: Mapping[tuple[Direction, str], tuple[tuple[str, CertaintyRule], ...]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        found: dict[tuple[Direction, str], list[tuple[str, CertaintyRule]]] = {}
        for rule in self.rules:
            for cue in rule.cues:
                words = cue.split()
                word = words[0] if rule.direction is Direction.GOVERNS else words[-1]
                found.setdefault((rule.direction, word), []).append((cue, rule))
        object.__setattr__(self, "_by_word", {key: tuple(value) for key, value in found.items()})

    @cached_property
    def guess_words(self) -> frozenset[str]:
        """The words of the cues that mark a guess: a sentence without any of them guesses nothing."""
        rules = [rule for rule in self.rules if rule.effect.guess or rule.negated.guess]
        return frozenset(word for rule in rules for cue in rule.cues for word in cue.split())

    def candidates(self, direction: Direction, word: str) -> tuple[tuple[str, CertaintyRule], ...]:
        """(cue, rule) for every cue with that word, in the order of the table."""
        return self._by_word.get((direction, word), ())


@cache
def load_certainty_table(path: Path | None = None) -> CertaintyTable:
    """The table at `path`, or the one that is shipped; raises `KnowledgeError` naming file and line."""
    source = path or Path(__file__).with_name("certainty.yaml")
    return CertaintyTable(tuple(_rule(source, line, row) for line, row in read_rows(source)))


_EFFECT_FIELDS = frozenset(item.name for item in fields(Effect))
_FIELDS = _EFFECT_FIELDS | {
    "cues",
    "direction",
    "scope",
    "ending",
    "pos",
    "event",
    "event_pos",
    "subject",
    "form",
    "negated",
}


def _rule(path: Path, line: int, row: dict[str, Any]) -> CertaintyRule:
    where = f"{path}:{line}"
    if unknown := set(row) - _FIELDS:
        raise KnowledgeError(f"{where}: unknown field {', '.join(sorted(map(str, unknown)))}")
    try:
        effect = _effect({name: value for name, value in row.items() if name in _EFFECT_FIELDS})
        rule = CertaintyRule(
            cues=_words(row.get("cues")),
            direction=Direction(row.get("direction", "")),
            effect=effect,
            negated=_effect(row["negated"]) if "negated" in row else effect,
            scope=frozenset(_words(row.get("scope", ()))),
            ending=Ending(row.get("ending", "open")),
            parts_of_speech=frozenset(_words(row.get("pos", ()))),
            event_parts_of_speech=frozenset(_words(row.get("event_pos", ()))),
            events=frozenset(_words(row.get("event", ()))),
            subjects=frozenset(_words(row.get("subject", ()))),
            forms=frozenset(_words(row.get("form", ()))),
            line=line,
        )
    except (TypeError, ValueError) as error:
        raise KnowledgeError(f"{where}: {error}") from error
    _check(where, rule)
    return rule


def _check(where: str, rule: CertaintyRule) -> None:
    if not rule.cues or not all(cue.strip() for cue in rule.cues):
        raise KnowledgeError(f"{where}: a rule needs at least one cue")
    if unknown := rule.forms - FORMS:
        raise KnowledgeError(
            f"{where}: unknown form {', '.join(sorted(unknown))}; there are {', '.join(sorted(FORMS))}"
        )
    if rule.direction is Direction.GOVERNS and not rule.scope:
        raise KnowledgeError(f"{where}: a governing cue needs a scope: a preposition or {', '.join(sorted(RELATIONS))}")
    if rule.direction is not Direction.GOVERNS and rule.scope:
        raise KnowledgeError(f"{where}: only a governing cue has a scope")
    if any(effect.hearsay and effect.level is None for effect in (rule.effect, rule.negated)):
        raise KnowledgeError(f"{where}: hearsay is a level: name it")


def _effect(values: object) -> Effect:
    if not isinstance(values, Mapping) or set(values) - _EFFECT_FIELDS:
        raise ValueError(f"an effect names {', '.join(sorted(_EFFECT_FIELDS))}, not {values!r}")
    return Effect(
        level=CertaintyLevel(values["level"]) if "level" in values else None,
        polarity=Polarity(values["polarity"]) if "polarity" in values else None,
        status=Status(values["status"]) if "status" in values else None,
        guess=_flag(values.get("guess", False)),
        hearsay=_flag(values.get("hearsay", False)),
    )


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError(f"expected true or false, not {value!r}")
    return value


def _words(values: object) -> tuple[str, ...]:
    if isinstance(values, str):
        return (values,)
    if not isinstance(values, Iterable) or not all(isinstance(value, str) for value in values):
        raise TypeError(f"expected a word or a list of words, not {values!r} (put quotes round no, on, yes and off)")
    return tuple(str(value) for value in values)
