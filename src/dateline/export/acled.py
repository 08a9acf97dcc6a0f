"""Incidents in the columns of ACLED's data export. Labelled "-shaped": our own ids and names, nothing of ACLED's."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from dateline.export.acled_classes import (
    acled_class,
    disorder_type,
    inter_code,
    interaction_code,
    targets_civilians,
)
from dateline.export.columns import Form, Shape, read_columns
from dateline.export.precision import acled_geo, acled_time
from dateline.export.reading import IncidentReading, name_of, point_of
from dateline.export.tolls import conservative
from dateline.knowledge.country_codes import CountryCodes, country_codes
from dateline.model import ActorValue, PlacePrecision

__all__ = ["ACLED"]


@dataclass(frozen=True)
class _Row:
    reading: IncidentReading
    event_type: str
    sub_event_type: str
    first: tuple[ActorValue, ...]  # the main actor, then who acts beside it
    second: tuple[ActorValue, ...]

    def code(self, side: tuple[ActorValue, ...]) -> int | None:
        return inter_code(side[0], self.reading, self.event_type) if side else None

    @property
    def country(self) -> CountryCodes | None:
        return country_codes(self.reading.place.country) if self.reading.place else None

    @property
    def point(self) -> tuple[float, float] | None:
        return point_of(self.reading.place)


def _rows(reading: IncidentReading) -> Iterator[_Row]:
    found = acled_class(reading) if reading.mentions else None
    if found is None:
        return
    first, second = reading.actors, reading.recipients
    if not second and len(first) > 1:  # the manual writes both parties of a clash or pact
        first, second = first[:1], first[1:]
    yield _Row(reading, *found, first, second)


def _main(side: tuple[ActorValue, ...]) -> str | None:
    if not side:
        return None
    return "Unidentified Armed Group" if side[0].sector == "UAF" else name_of(side[0])


def _others(side: tuple[ActorValue, ...]) -> str | None:
    return "; ".join(name_of(actor) for actor in side[1:]) or None


def _event_date(row: _Row) -> object:
    when = row.reading.when
    return when.start if when and acled_time(when) else None


def _year(row: _Row) -> int | None:
    when = row.reading.when
    if when is None or when.start is None or when.end is None:
        return None
    return when.start.year if when.start.year == when.end.year or acled_time(when) else None


def _location(row: _Row) -> str | None:
    place = row.reading.place
    return place.name if place and place.precision is not PlacePrecision.COUNTRY else None


def _tags(row: _Row) -> str:
    told = row.reading.told
    marks = [f"accounts: {len(row.reading.origins)}", f"review: {told.review}"]
    if row.reading.disputed:
        marks.append(f"disputed: {', '.join(row.reading.disputed)}")
    return "; ".join(marks)


_VALUES: dict[str, Callable[[_Row], object]] = {
    "event_id_cnty": lambda row: row.reading.told.incident.incident_id,
    "event_date": _event_date,
    "year": _year,
    "time_precision": lambda row: acled_time(row.reading.when),
    "disorder_type": lambda row: disorder_type(row.event_type, row.sub_event_type),
    "event_type": lambda row: row.event_type,
    "sub_event_type": lambda row: row.sub_event_type,
    "actor1": lambda row: _main(row.first),
    "assoc_actor_1": lambda row: _others(row.first),
    "inter1": lambda row: row.code(row.first),
    "actor2": lambda row: _main(row.second),
    "assoc_actor_2": lambda row: _others(row.second),
    "inter2": lambda row: row.code(row.second),
    "interaction": lambda row: interaction_code(row.code(row.first), row.code(row.second), not row.second),
    "civilian_targeting": lambda row: (
        "Civilian targeting" if targets_civilians(row.event_type, row.sub_event_type, row.reading) else None
    ),
    "iso": lambda row: row.country.iso_numeric if row.country else None,
    "region": lambda row: row.country.acled_region if row.country else None,
    "country": lambda row: row.country.name if row.country else None,
    "admin1": lambda row: row.reading.place.admin1 if row.reading.place else None,
    "location": _location,
    "latitude": lambda row: row.point[0] if row.point else None,
    "longitude": lambda row: row.point[1] if row.point else None,
    "geo_precision": lambda row: acled_geo(row.reading.place),
    "source": lambda row: "; ".join(row.reading.origins) or None,
    "notes": lambda row: " | ".join(row.reading.quotes),
    "fatalities": lambda row: conservative(row.reading.killed),
    "tags": _tags,
}

ACLED = Shape(
    name="acled",
    title="ACLED-shaped",
    unit="one incident; rows are never bundled",
    form=Form.CSV,
    columns=read_columns("acled", _VALUES),
    rows=_rows,
    left_out=(
        "incidents that nobody asserts (planned, denied, hypothetical, probable or possible ones) and those that ACLED "
        "records no event for: most talks, statements, aid and sanctions"
    ),
)
