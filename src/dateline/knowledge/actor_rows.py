"""Actor files -> checked rows. Everything that a row may get wrong is refused here, with its file and line.

A row: `{id, name, aliases, kind, roles: [{country, sector, sectors, title, from, to}], member_of, founded, ended,
source}`. Dates are ISO; a year or a month alone stands for its first day in `from` and its last in `to`.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from dateline.knowledge.agents import SECTORS
from dateline.knowledge.countries import is_country_code

__all__ = ["KINDS", "ActorFileError", "compile_rows"]

KINDS = frozenset({"person", "group", "organisation", "office", "party", "agency", "broadcaster", "igo", "state"})
_FIELDS = frozenset({"id", "name", "aliases", "kind", "roles", "member_of", "founded", "ended", "source", "note"})
_ROLE_FIELDS = frozenset({"country", "sector", "sectors", "title", "from", "to", "source", "note"})
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


class ActorFileError(ValueError):
    """An actor file that cannot be used; the message names the file, the line and what is wrong."""


class _LinedLoader(yaml.CSafeLoader):
    """Dates stay text, and every mapping knows its line."""


def _mapping_with_line(loader: _LinedLoader, node: yaml.MappingNode) -> dict[str, Any]:
    mapping: dict[str, Any] = {str(key): value for key, value in loader.construct_mapping(node, deep=True).items()}
    mapping["line"] = node.start_mark.line + 1
    return mapping


_LinedLoader.add_constructor("tag:yaml.org,2002:map", _mapping_with_line)


def _as_text(loader: _LinedLoader, node: yaml.ScalarNode) -> str:
    return str(loader.construct_scalar(node))


for _tag in ("timestamp", "int", "float", "bool"):
    _LinedLoader.add_constructor(f"tag:yaml.org,2002:{_tag}", _as_text)


def compile_rows(contents: Sequence[tuple[Path, bytes]]) -> dict[str, dict[str, Any]]:
    """The rows of all files by id, checked; raises `ActorFileError`."""
    rows: dict[str, dict[str, Any]] = {}
    places: dict[str, str] = {}
    for path, content in contents:
        for raw in _rows_of(path, content):
            place = f"{path}:{raw['line']}"
            row = _Checker(place).row(raw)
            actor_id = row.pop("id")
            if actor_id in rows:
                raise ActorFileError(f"{place}: the id {actor_id!r} is taken by {places[actor_id]}; ids are unique")
            rows[actor_id], places[actor_id] = row, place
    _refuse_circles(rows, places)
    return rows


def _rows_of(path: Path, content: bytes) -> list[dict[str, Any]]:
    try:
        loaded = _LinedLoader(content).get_single_data()
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise ActorFileError(f"{path}:{line}: not YAML ({error.problem})") from error
    except yaml.YAMLError as error:
        raise ActorFileError(f"{path}:1: not YAML ({error})") from error
    if loaded is None:
        return []
    if not isinstance(loaded, list) or not all(isinstance(row, dict) for row in loaded):
        raise ActorFileError(f"{path}:1: an actor file is a list of rows, each beginning with '- {{id: ...'")
    return loaded


class _Checker:
    """Checks one row, found at `place`."""

    def __init__(self, place: str):
        self.place = place

    def fail(self, message: str) -> ActorFileError:
        return ActorFileError(f"{self.place}: {message}")

    def row(self, raw: dict[str, Any]) -> dict[str, Any]:
        unknown = sorted(set(raw) - _FIELDS - {"line"})
        if unknown:
            raise self.fail(f"no such field: {', '.join(unknown)}; there are {', '.join(sorted(_FIELDS))}")
        actor_id, name, kind = raw.get("id"), raw.get("name"), raw.get("kind")
        if not isinstance(actor_id, str) or not isinstance(name, str) or not name.strip():
            raise self.fail("an actor needs an id and a name")
        if kind not in KINDS:
            raise self.fail(f"kind {kind!r} of {actor_id} is none of {', '.join(sorted(KINDS))}")
        self._span(raw.get("founded"), raw.get("ended"), actor_id)
        return {
            "id": actor_id,
            "name": name.strip(),
            "aliases": self._texts(raw, "aliases"),
            "kind": kind,
            "roles": [self._role(role, actor_id) for role in raw.get("roles") or ()],
            "member_of": self._texts(raw, "member_of"),
        }

    def _texts(self, raw: dict[str, Any], field: str) -> list[str]:
        values = raw.get(field) or []
        if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
            raise self.fail(f"{field} of {raw['id']} is a list of texts; quote {values!r}")
        return values

    def _role(self, raw: Any, actor_id: str) -> dict[str, Any]:
        if not isinstance(raw, dict) or set(raw) - _ROLE_FIELDS - {"line"}:
            raise self.fail(f"a role of {actor_id} has only the fields {', '.join(sorted(_ROLE_FIELDS))}: {raw!r}")
        country = raw.get("country")
        if country is not None and not (isinstance(country, str) and is_country_code(country)):
            raise self.fail(f"country {country!r} of {actor_id} is neither ISO 3166-1 alpha-3 nor IGO, NGO, ...")
        for sector in (raw.get("sector"), *(raw.get("sectors") or ())):
            if sector is not None and sector not in SECTORS:
                raise self.fail(f"sector {sector!r} of {actor_id} is none of {', '.join(sorted(SECTORS))}")
        start, end = self._span(raw.get("from"), raw.get("to"), actor_id)
        kept = {field: raw[field] for field in ("country", "sector", "sectors", "title") if raw.get(field)}
        return kept | ({"from": start} if start else {}) | ({"to": end} if end else {})

    def _span(self, first: Any, last: Any, actor_id: str) -> tuple[str | None, str | None]:
        start, end = self._day(first, actor_id, last=False), self._day(last, actor_id, last=True)
        if start and end and end < start:
            raise self.fail(f"{actor_id} ends on {last}, before it begins on {first}")
        return start, end

    def _day(self, value: Any, actor_id: str, last: bool) -> str | None:
        if value is None:
            return None
        matched = _DATE.fullmatch(str(value))
        if not matched:
            raise self.fail(f"{value!r} of {actor_id} is no date; write YYYY, YYYY-MM or YYYY-MM-DD")
        year, month, day = (int(part) if part else None for part in matched.groups())
        month = month or (12 if last else 1)
        try:
            day = day or (calendar.monthrange(year or 0, month)[1] if last else 1)
            return date(year or 0, month, day).isoformat()
        except (ValueError, calendar.IllegalMonthError) as error:
            raise self.fail(f"{value!r} of {actor_id} is no date ({error})") from error


def _refuse_circles(rows: dict[str, dict[str, Any]], places: dict[str, str]) -> None:
    """A membership that leads back to its member, or to nobody, is refused."""
    done: set[str] = set()
    for first in rows:
        path: dict[str, list[str]] = {}  # those being followed, with the memberships still to follow
        at: str | None = None if first in done else first
        while at is not None:
            if at not in path:
                path[at] = _parents(at, rows, places)
            parent = path[at].pop() if path[at] else None
            if parent is None:
                done.add(at)
                del path[at]
                at = next(reversed(path), None)
            elif parent in path:
                walked = list(path)
                circle = " -> ".join([*walked[walked.index(parent) :], parent])
                raise ActorFileError(f"{places[parent]}: a circle of memberships: {circle}")
            elif parent not in done:
                at = parent


def _parents(actor_id: str, rows: dict[str, dict[str, Any]], places: dict[str, str]) -> list[str]:
    parents: list[str] = rows[actor_id]["member_of"]
    for parent in parents:
        if parent not in rows:
            raise ActorFileError(f"{places[actor_id]}: {actor_id} is a member of {parent!r}, which no file defines")
    return list(parents)
