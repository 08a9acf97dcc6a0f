"""The fields of a correction form -> the value of the correcting claim; what the form does not show stays as it was."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from dateline.knowledge.countries import is_country_code
from dateline.model import (
    ActorValue,
    CasualtyValue,
    DatePrecision,
    DateValue,
    ImpossibleValueError,
    PlacePrecision,
    PlaceValue,
)
from dateline.web.problems import ProblemError

__all__ = ["corrected_value"]

Fields = Mapping[str, str]


def corrected_value(old: Any, fields: Fields) -> Any:
    """Raises a problem that names the field which no value can hold."""
    try:
        return _READERS[type(old)](old, fields)
    except ImpossibleValueError as error:
        raise ProblemError(422, "No article can say that", f"{error}.") from error


def _actor(old: ActorValue, fields: Fields) -> ActorValue:
    name, country = _text(fields, "name"), _country(fields)
    same = (name, country) == (old.name, old.country)
    return replace(
        old, name=name, country=country, sector=_code(fields, "sector"), actor_id=old.actor_id if same else None
    )


def _place(old: PlaceValue, fields: Fields) -> PlaceValue:
    """Coordinates are only ever what the gazetteer had for this name, or what the person gives."""
    name, lat, lon = _text(fields, "name"), _decimal(fields, "lat"), _decimal(fields, "lon")
    same = (name, lat, lon) == (old.name, old.lat, old.lon)
    chosen = fields.get("precision", "")
    if chosen and chosen not in list(PlacePrecision):
        raise _wrong("precision", "choose one of the list")
    precision = PlacePrecision(chosen) if chosen else None
    country = _country(fields)
    if same:
        return replace(old, country=country, precision=precision)
    return PlaceValue(name, old.role, lat, lon, country=country, precision=precision)


def _date(old: DateValue, fields: Fields) -> DateValue:
    start, end = _day(fields, "start"), _day(fields, "end")
    if (start, end) == (old.start, old.end):
        return old
    end = end or start
    return DateValue(start, end, DatePrecision.DAY if start == end else DatePrecision.SPAN)


def _casualty(old: CasualtyValue, fields: Fields) -> CasualtyValue:
    low, best, high = (_whole(fields, name) for name in ("low", "best", "high"))
    return replace(old, low=low, best=best, high=high, group=fields.get("group", "").strip() or None)


def _thing(old: str, fields: Fields) -> str:
    del old
    return _text(fields, "name")


_READERS: dict[type[Any], Callable[[Any, Fields], Any]] = {
    ActorValue: _actor,
    PlaceValue: _place,
    DateValue: _date,
    CasualtyValue: _casualty,
    str: _thing,
}


def _wrong(name: str, said: str) -> ProblemError:
    return ProblemError(422, "That makes no sense", "Go back and correct the field.", {name: said})


def _text(fields: Fields, name: str) -> str:
    written = " ".join(fields.get(name, "").split())
    if not written:
        raise _wrong(name, "it needs a name; to take the claim out, choose that it is wrong")
    return written


def _code(fields: Fields, name: str) -> str | None:
    written = fields.get(name, "").strip().upper()
    if written and not (len(written) == 3 and written.isalpha()):
        raise _wrong(name, f"{written!r} is no code of three letters")
    return written or None


def _country(fields: Fields) -> str | None:
    code = _code(fields, "country")
    if code and not is_country_code(code):
        raise _wrong("country", f"{code!r} is no country; give three letters, as in SYR")
    return code


def _decimal(fields: Fields, name: str) -> float | None:
    written = fields.get(name, "").strip()
    try:
        return float(written) if written else None
    except ValueError:
        raise _wrong(name, f"{written!r} is no number of degrees") from None


def _day(fields: Fields, name: str) -> date | None:
    written = fields.get(name, "").strip()
    try:
        return date.fromisoformat(written) if written else None
    except ValueError:
        raise _wrong(name, f"{written!r} is no date; write it as 2025-12-13") from None


def _whole(fields: Fields, name: str) -> int | None:
    written = fields.get(name, "").strip()
    if written and not (written.isascii() and written.isdigit() and len(written) < 10):
        raise _wrong(name, f"{written!r} is no count; leave it empty where nobody knows")
    return int(written) if written else None
