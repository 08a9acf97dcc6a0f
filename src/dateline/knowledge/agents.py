"""Common nouns for those who act, and the words that change what they mean, from `agents.yaml` and `modifiers.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from dateline.knowledge.rows import read_mapping, read_rows

__all__ = ["SECTORS", "Agent", "Modifiers", "agent_nouns", "modifiers"]

SECTORS = frozenset(
    {"COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "UNK", "AGR", "BUS"}
    | {"CRM", "CVL", "EDU", "ELI", "JRN", "LAB", "MED", "REF", "OPP", "PRE", "REL", "SOC"}
)
_FOLDER = Path(__file__).parent
_WORD_SETS = ("former", "relations", "state_owned", "epithets", "quantities", "locatives", "directions")
_VOWELS = "aeiou"


@dataclass(frozen=True, slots=True)
class Agent:
    """What a noun says of its bearer. See the head of `agents.yaml` for each field."""

    noun: str  # in the singular
    sector: str | None
    kind: str
    plural: bool = False
    carrier: bool = False
    title: bool = False
    unknown: bool = False
    local: bool = False
    country: str | None = None
    sectors: tuple[str, ...] = ()  # the others


@dataclass(frozen=True, slots=True)
class Modifiers:
    former: frozenset[str]
    sectors: dict[str, str]  # word -> sector
    relations: frozenset[str]
    state_owned: frozenset[str]
    epithets: frozenset[str]
    honorifics: frozenset[str]
    rank: frozenset[str]
    quantities: frozenset[str]
    locatives: frozenset[str]
    directions: frozenset[str]


@cache
def agent_nouns() -> dict[str, Agent]:
    """Every form (lower case, words parted by one space) with what it says; a form listed twice keeps its first."""
    forms: dict[str, Agent] = {}
    for _, row in read_rows(_FOLDER / "agents.yaml"):
        for noun in row["nouns"]:
            forms.setdefault(noun, _agent(noun, row, plural=False))
            forms.setdefault(plural_of(noun), _agent(noun, row, plural=True))
        for form in row.get("irregular", ()):
            forms[form] = _agent(form, row, plural=not form.endswith("."))
    return forms


def _agent(noun: str, row: dict[str, Any], plural: bool) -> Agent:
    marks = {name: bool(row.get(name, False)) for name in ("carrier", "title", "unknown", "local")}
    return Agent(
        noun,
        row["sector"],
        row["kind"],
        plural,
        country=row.get("country"),
        sectors=tuple(row.get("sectors", ())),
        **marks,
    )


def plural_of(noun: str) -> str:
    """The regular plural; of "member of parliament" it is the first word that takes it."""
    for link in (" of ", " for ", " in ", " to "):
        if link in noun:
            first, rest = noun.split(link, 1)
            return plural_of(first) + link + rest
    if noun.endswith("man"):
        return noun[:-3] + "men"
    if noun.endswith("ife"):
        return noun[:-2] + "ves"
    if noun.endswith("y") and noun[-2] not in _VOWELS:
        return noun[:-1] + "ies"
    if noun.endswith(("s", "x", "ch", "sh")):
        return noun + "es"
    return noun + "s"


@cache
def modifiers() -> Modifiers:
    row = read_mapping(_FOLDER / "modifiers.yaml")
    sectors = {word: sector for sector, words in row["sectors"].items() for word in words}
    sets = {name: frozenset(row[name]) for name in _WORD_SETS}
    honorifics = frozenset(word.rstrip(".") for word in row["honorifics"])
    return Modifiers(sectors=sectors, honorifics=honorifics, rank=frozenset(row["adjectives_of_rank"]), **sets)
