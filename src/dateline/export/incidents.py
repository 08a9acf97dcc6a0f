"""Incidents with our own columns, disputes beside the values shown: for GeoJSON and Parquet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from dateline.export.cells import short
from dateline.export.columns import Form, Shape, read_columns
from dateline.export.reading import IncidentReading, name_of, point_of
from dateline.export.tolls import Account, range_of
from dateline.model import AS_TOLD, ActorValue

__all__ = ["GEOJSON", "PARQUET_INCIDENTS"]

_MOST_QUOTES = 12  # of an incident that hundreds of articles tell; its claims are in the Parquet of claims
_LEFT_OUT = "without --include: incidents that nobody asserts (planned, denied, hypothetical, probable or possible)"
Value = Callable[[IncidentReading], object]


def _names(actors: Iterable[ActorValue]) -> str | None:
    return "; ".join(name_of(actor) for actor in actors) or None


def _toll(accounts: Callable[[IncidentReading], tuple[Account, ...]], name: str) -> dict[str, Value]:
    return {
        f"{name}_low": lambda row: range_of(accounts(row)).low,
        f"{name}_best": lambda row: range_of(accounts(row)).best,
        f"{name}_high": lambda row: range_of(accounts(row)).high,
    }


def _disputes(row: IncidentReading) -> str | None:
    """Each contradiction with both sides and who holds them."""
    told = []
    for discrepancy in row.told.incident.discrepancies:
        sides = (f"{side.value} ({side.attribution.innermost.name})" for side in discrepancy.values)
        told.append(f"{discrepancy.kind}: {' / '.join(sides)}; {discrepancy.reason}")
    return " | ".join(dict.fromkeys(told)) or None


def _asserted(row: IncidentReading) -> bool:
    return any(AS_TOLD.takes(mention) for mention in row.told.mentions)


def _urls(row: IncidentReading) -> str | None:
    return " ".join(article.url for article in row.told.articles if article.url) or None


_VALUES: dict[str, Value] = {
    "incident_id": lambda row: row.told.incident.incident_id,
    "label": lambda row: short(row.told.incident.label),
    "event_type": lambda row: row.event_type,
    "mode": lambda row: row.mode,
    "asserted": _asserted,
    "status": lambda row: row.lead.status,
    "certainty": lambda row: row.lead.certainty.level,
    "polarity": lambda row: row.lead.certainty.polarity,
    "date_start": lambda row: row.when.start if row.when else None,
    "date_end": lambda row: row.when.end if row.when else None,
    "date_precision": lambda row: row.when.precision if row.when else None,
    "actors": lambda row: _names(row.actors),
    "recipients": lambda row: _names(row.recipients),
    "place": lambda row: row.place.name if row.place else None,
    "place_precision": lambda row: row.place.precision if row.place else None,
    "admin1": lambda row: row.place.admin1 if row.place else None,
    "country": lambda row: row.place.country if row.place else None,
    "geoname_id": lambda row: row.place.geoname_id if row.place else None,
    "latitude": lambda row: (point_of(row.place) or (None,))[0],
    "longitude": lambda row: (point_of(row.place) or (None, None))[1],
    **_toll(lambda row: row.killed, "killed"),
    **_toll(lambda row: row.wounded, "wounded"),
    "accounts": lambda row: len(row.origins),
    "origins": lambda row: "; ".join(name for name in row.origins) or None,
    "articles": lambda row: len(row.told.articles),
    "disputed": lambda row: "; ".join(row.disputed) or None,
    "disputes": _disputes,
    "review": lambda row: row.told.review,
    "quotes": lambda row: " | ".join(row.quotes[:_MOST_QUOTES]),
    "urls": _urls,
}


def _rows(reading: IncidentReading) -> Iterator[IncidentReading]:
    if reading.mentions:
        yield reading


_COLUMNS = read_columns("incidents", _VALUES)

GEOJSON = Shape(
    name="geojson",
    title="GeoJSON",
    unit="one incident; one without a place has no geometry",
    form=Form.GEOJSON,
    columns=_COLUMNS,
    rows=_rows,
    left_out=_LEFT_OUT,
    marks_speculation=True,
)
PARQUET_INCIDENTS = Shape(
    name="parquet-incidents",
    title="Parquet of incidents",
    unit="one incident",
    form=Form.PARQUET,
    columns=_COLUMNS,
    rows=_rows,
    left_out=_LEFT_OUT,
    marks_speculation=True,
)
