"""The patterns by which a sentence tells presence, agreements, talks and movements. Data: picture.yaml.

Input: that file, or one of the same form. Output: `PictureRules`, whose patterns are compiled over a sentence in which
names have been replaced by marks (`mark_of`): a mark is a letter for what the name is and its number in the sentence,
between two private-use characters that `picture` keeps out of the text. Raises `KnowledgeError`, which names file and
line, for an unknown field, list, kind or mark, and for a pattern that does not compile.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from dateline.knowledge.rows import KnowledgeError, read_rows

__all__ = ["MARK", "PictureRule", "PictureRules", "StepRule", "load_picture_rules", "mark_of"]

_OPEN, _CLOSE = "\ue000", "\ue001"
MARK = re.compile(f"{_OPEN}([A-Z])([0-9]+){_CLOSE}")
_ACTING, _STANDING, _TOWNS, _PERSONS = "CDSA", "PCS", "PS", "A"  # country, demonym, seat, actor; place
_DETERMINERS = r"(?:(?:the|a|an|its|their|his|her|this|that|both|all) )?"
_ADVERBS = (
    r"(?:(?:now|still|currently|already|also|today|then|is|are|was|were|be|been|being|has|have|had|remain|remains|"
    r"remained|officially|reportedly|jointly|partly|largely|fully|long) )?"
)
_GAP = r"[^.;!?]{0,60}?"
_FEW_WORDS = r"(?:[\w’'.,\"“”-]+ ){0,3}?"
_MARKS = {
    "party": _ACTING,
    "other": _ACTING,
    "person": _PERSONS,
    "place": _STANDING,
    "place2": _STANDING,
    "town": _TOWNS,
    "country": "C",
    "from": _STANDING,
    "to": _STANDING,
}
_FIELDS = {
    "rule": frozenset({"rule", "act", "kind", "step", "pattern", "party", "place", "denied", "needs"}),
    "subject": frozenset({"subject", "pattern"}),
    "step": frozenset({"step", "subjects", "pattern"}),
    "list": frozenset({"list", "words"}),
    "trigger": frozenset({"trigger", "words"}),
}
_VALUES = {
    "rule": frozenset({"presence", "talks", "movements", "beside", "damage"}),
    "act": frozenset({"hold", "build", "leave", "want", "in_question"}),
    "kind": frozenset({"evacuation", "withdrawal", "deployment", "material cooperation", "damage"}),
    "party": frozenset({"before", "holder"}),
    "place": frozenset({"host", "wanter"}),
}


def mark_of(letter: str, number: int) -> str:
    """What stands in a marked sentence for the `number`-th name, which is of the kind `letter`."""
    return f"{_OPEN}{letter}{number}{_CLOSE}"


@dataclass(frozen=True, slots=True)
class PictureRule:
    """One pattern; `value` is its act, kind or step. `party` and `place` say where to look for what it leaves out."""

    value: str
    pattern: re.Pattern[str]
    party: str | None = None
    place: str | None = None
    denied: bool = False
    needs: re.Pattern[str] | None = None  # words of which the matched stretch must hold one
    line: int = 0


@dataclass(frozen=True, slots=True)
class StepRule:
    """How far an agreement has come, for the subjects of which that can be said."""

    step: str
    subjects: frozenset[str]
    pattern: re.Pattern[str]


@dataclass(frozen=True)
class PictureRules:
    """Rules by family; `triggers` are the words without which a sentence need not be looked at."""

    rules: Mapping[str, tuple[PictureRule, ...]]
    subjects: tuple[tuple[str, re.Pattern[str]], ...]
    steps: tuple[StepRule, ...]
    triggers: Mapping[str, frozenset[str]]  # first words, in lower case


@cache
def load_picture_rules(path: Path | None = None) -> PictureRules:
    """The rules at `path`, or those that are shipped."""
    source = path or Path(__file__).with_name("picture.yaml")
    rows = [(f"{source}:{line}", line, row) for line, row in read_rows(source)]
    for where, _, row in rows:
        _check(where, row)
    lists = {row["list"]: _any_of(row["words"]) for _, _, row in rows if "list" in row}
    families: dict[str, list[PictureRule]] = {}
    subjects: list[tuple[str, re.Pattern[str]]] = []
    steps: list[StepRule] = []
    for where, line, row in rows:
        if "rule" in row:
            families.setdefault(row["rule"], []).append(_rule(where, line, row, lists))
        elif "subject" in row:
            subjects.append((row["subject"], _compiled(where, row["pattern"], lists)))
        elif "step" in row:
            steps.append(StepRule(row["step"], frozenset(row["subjects"]), _compiled(where, row["pattern"], lists)))
    triggers = {
        row["trigger"]: frozenset(re.split(r"\W", word.lower())[0] for word in row["words"])
        for _, _, row in rows
        if "trigger" in row
    }
    return PictureRules(
        {name: tuple(rules) for name, rules in families.items()}, tuple(subjects), tuple(steps), triggers
    )


def _check(where: str, row: dict[str, Any]) -> None:
    kind = next((kind for kind in ("rule", "list", "trigger", "subject", "step") if kind in row), None)
    if kind is None:
        raise KnowledgeError(f"{where}: a row begins with {', '.join(_FIELDS)}")
    if unknown := sorted(set(row) - _FIELDS[kind]):
        raise KnowledgeError(f"{where}: a {kind} has no {unknown[0]!r}; it has {', '.join(sorted(_FIELDS[kind]))}")
    for field, allowed in _VALUES.items():
        if field in row and row[field] not in allowed:
            raise KnowledgeError(f"{where}: no {field} {row[field]!r}; there are {', '.join(sorted(allowed))}")
    for field in ("words", "needs", "subjects"):
        if field in row and not (row[field] and all(isinstance(word, str) for word in row[field])):
            raise KnowledgeError(f"{where}: {field} must be a list of words")
    if kind in {"rule", "subject", "step"} and not isinstance(row.get("pattern"), str):
        raise KnowledgeError(f"{where}: a {kind} needs a pattern")


def _rule(where: str, line: int, row: dict[str, Any], lists: Mapping[str, str]) -> PictureRule:
    value = row.get("act") or row.get("kind") or row.get("step")
    if not value:
        raise KnowledgeError(f"{where}: a rule needs an act, a kind or a step")
    return PictureRule(
        value=value,
        pattern=_compiled(where, row["pattern"], lists),
        party=row.get("party"),
        place=row.get("place"),
        denied=bool(row.get("denied")),
        needs=_words(row["needs"]) if "needs" in row else None,
        line=line,
    )


def _compiled(where: str, pattern: str, lists: Mapping[str, str]) -> re.Pattern[str]:
    seen: set[str] = set()

    def spelled(match: re.Match[str]) -> str:
        name = match[1]
        fixed = {
            "gap": _GAP, "mod": _FEW_WORDS, "det": _DETERMINERS, "adv": _ADVERBS, "possessive": "(?:['’]s?)",
        }  # fmt: skip
        if name in fixed:
            return fixed[name]
        if name in lists:
            return lists[name]
        if name not in _MARKS:
            raise KnowledgeError(f"{where}: {{{name}}} is neither a mark nor a list")
        group = f"?P<{name}>" if name not in seen else "?:"
        seen.add(name)
        return f"(?:{_OPEN}[{_MARKS[name]}]({group}[0-9]+){_CLOSE}(?:['’]s)?)"

    try:
        written = re.sub(r"\{([a-z][a-z_0-9]*)\}", spelled, pattern)
        return re.compile(rf"(?<!\w)(?:{written})", re.IGNORECASE)
    except re.error as error:
        raise KnowledgeError(f"{where}: the pattern does not compile ({error})") from error


def _any_of(words: list[str]) -> str:
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) + r")\b"


def _words(words: list[str]) -> re.Pattern[str]:
    return re.compile(r"\b" + _any_of(words), re.IGNORECASE)
