"""Common nouns for those who act, and the words that change what they mean, from `agents.yaml` and `modifiers.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from dateline.knowledge.countries import is_country_code
from dateline.knowledge.rows import KnowledgeError, read_fields, read_rows, words_of

__all__ = ["SECTORS", "Agent", "Modifiers", "agent_nouns", "modifiers"]

SECTORS = frozenset(
    {"COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "UNK", "AGR", "BUS"}
    | {"CRM", "CVL", "EDU", "ELI", "JRN", "LAB", "MED", "REF", "OPP", "PRE", "REL", "SOC"}
)
_FOLDER = Path(__file__).parent
_WORD_SETS = frozenset(
    {"former", "relations", "state_owned", "epithets", "quantities", "parts", "locatives", "directions"}
    | {"honorifics", "adjectives_of_rank"}
)
_MARKS = ("carrier", "title", "unknown", "local")
_KINDS = frozenset({"person", "group", "organisation", "office", "state"})
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
    parts: frozenset[str]
    locatives: frozenset[str]
    directions: frozenset[str]


@cache
def agent_nouns(path: Path | None = None) -> dict[str, Agent]:
    """Every form (lower case, words parted by one space) with what it says; a form listed twice keeps its first."""
    source = path or _FOLDER / "agents.yaml"
    forms: dict[str, Agent] = {}
    for line, row in read_rows(source):
        where = f"{source}:{line}"
        _check_agents(where, row)
        for noun in words_of(where, "nouns", row["nouns"]):
            forms.setdefault(noun, _agent(noun, row, plural=False))
            forms.setdefault(plural_of(noun), _agent(noun, row, plural=True))
        for form in words_of(where, "irregular", row.get("irregular", [])):
            forms[form] = _agent(form, row, plural=not form.endswith("."))
    return forms


def _check_agents(where: str, row: dict[str, Any]) -> None:
    known = {"sector", "kind", "nouns", "irregular", "country", "sectors", *_MARKS}
    if unknown := sorted(set(row) - known):
        raise KnowledgeError(f"{where}: no such field: {', '.join(unknown)}")
    if missing := [name for name in ("sector", "kind", "nouns") if name not in row]:
        raise KnowledgeError(f"{where}: a row needs {', '.join(missing)}")
    if row["kind"] not in _KINDS:
        raise KnowledgeError(f"{where}: no kind {row['kind']!r}; there are {', '.join(sorted(_KINDS))}")
    for sector in (row["sector"], *row.get("sectors", ())):
        if sector is not None and sector not in SECTORS:
            raise KnowledgeError(f"{where}: {sector!r} is no sector of PLOVER")
    if row.get("country") is not None and not is_country_code(row["country"]):
        raise KnowledgeError(f"{where}: {row['country']!r} is no code of a country")
    for name in _MARKS:
        if not isinstance(row.get(name, False), bool):
            raise KnowledgeError(f"{where}: {name} is true or false, not {row[name]!r}")


def _agent(noun: str, row: dict[str, Any], plural: bool) -> Agent:
    marks = {name: row.get(name, False) for name in _MARKS}
    others = tuple(row.get("sectors", ()))
    return Agent(noun, row["sector"], row["kind"], plural, country=row.get("country"), sectors=others, **marks)


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
def modifiers(path: Path | None = None) -> Modifiers:
    source = path or _FOLDER / "modifiers.yaml"
    sectors: dict[str, str] = {}
    sets: dict[str, frozenset[str]] = {}
    for line, names, value in read_fields(source):
        where = f"{source}:{line}"
        words = words_of(where, names[-1], value)
        if names[0] == "sectors" and names[1:] and names[1] in SECTORS:
            sectors.update(dict.fromkeys(words, names[1]))
        elif names[0] in _WORD_SETS and len(names) == 1:
            sets[names[0]] = frozenset(words)
        else:
            raise KnowledgeError(f"{where}: no such table or sector: {' '.join(names)}")
    if missing := sorted(set(_WORD_SETS) - sets.keys()):
        raise KnowledgeError(f"{source}:1: {', '.join(missing)} is missing")
    honorifics = frozenset(word.rstrip(".") for word in sets.pop("honorifics"))
    return Modifiers(sectors=sectors, honorifics=honorifics, rank=sets.pop("adjectives_of_rank"), **sets)
