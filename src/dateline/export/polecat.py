"""Mentions in the columns of POLECAT's weekly files: one row an event of one article. Labelled "-shaped".

POLECAT has no column for who says so, nor for plans and denials; only mentions that assert something get a row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from dateline import __version__
from dateline.export.codes import quad_code, score_of
from dateline.export.columns import Form, Shape, read_columns
from dateline.export.reading import IncidentReading, MentionReading, name_of, point_of
from dateline.knowledge.country_codes import country_codes
from dateline.model import ActorValue, Claim, PlacePrecision, PlaceValue

__all__ = ["POLECAT"]

_TOWNS = frozenset({PlacePrecision.TOWN, PlacePrecision.NEAR, PlacePrecision.SITE})
Value = Callable[[MentionReading], object]


def _joined(parts: Iterator[str | None]) -> str | None:
    return ";".join(dict.fromkeys(part for part in parts if part)) or None


def _party(role: str, claims_of: Callable[[MentionReading], tuple[Claim[ActorValue], ...]]) -> dict[str, Value]:
    def joined(value: Callable[[Claim[ActorValue]], str | None]) -> Value:
        return lambda row: _joined(value(claim) for claim in claims_of(row))

    return {
        f"{role} Name": joined(lambda claim: name_of(claim.value)),
        f"{role} Country": joined(lambda claim: claim.value.country),
        f"{role} COW": joined(lambda claim: _cow(claim.value.country)),
        f"Primary {role} Sector": joined(lambda claim: claim.value.sector),
        f"{role} Sectors": joined(lambda claim: _joined(iter((claim.value.sector, *claim.value.sectors)))),
        f"{role} Title": joined(lambda claim: claim.value.title),
        f"{role} Name Raw": joined(lambda claim: claim.as_written),
    }


def _cow(country: str | None) -> str | None:
    codes = country_codes(country)
    return str(codes.cow) if codes and codes.cow else None


def _day(row: MentionReading) -> object:
    when = row.when
    return when.start if when and when.start and when.start == when.end else None


def _named(*precisions: PlacePrecision) -> Value:
    return lambda row: row.place.name if row.place and row.place.precision in precisions else None


def _country(place: PlaceValue | None) -> str | None:
    codes = country_codes(place.country) if place else None
    return codes.name if codes else None


def _as_written(row: MentionReading) -> str | None:
    return next((claim.as_written for claim in row.mention.places if claim.value == row.place), None)


_VALUES: dict[str, Value] = {
    "Event ID": lambda row: row.mention.mention_id,
    "Event Date": _day,
    "Event Type": lambda row: row.mention.event_type,
    "Event Mode": lambda row: row.mention.mode,
    "Intensity": lambda row: score_of(row.incident.codebook, row.mention.event_type, row.mention.mode),
    "Quad Code": lambda row: quad_code(row.incident.codebook, row.mention.event_type),
    "Contexts": lambda row: _joined(iter(row.mention.contexts)),
    **_party("Actor", lambda row: row.mention.actors),
    **_party("Recipient", lambda row: row.mention.recipients),
    "Placename": lambda row: row.place.name if row.place else None,
    "City": _named(*_TOWNS),
    "District": _named(PlacePrecision.DISTRICT),
    "Province": lambda row: row.place.admin1 if row.place else None,
    "Country": lambda row: _country(row.place),
    "Latitude": lambda row: (point_of(row.place) or (None,))[0],
    "Longitude": lambda row: (point_of(row.place) or (None, None))[1],
    "GeoNames ID": lambda row: row.place.geoname_id if row.place else None,
    "Raw Placename": _as_written,
    "Feature Type": lambda row: row.place.precision if row.place else None,
    "Source": lambda row: row.article.publisher,
    "Publication Date": lambda row: row.article.published_on,
    "Language": lambda row: row.article.language,
    "Version": lambda _: f"Dateline {__version__}",
}


def _rows(reading: IncidentReading) -> Iterator[MentionReading]:
    if reading.mentions:
        yield from reading.mention_readings()


POLECAT = Shape(
    name="polecat",
    title="POLECAT-shaped",
    unit="one mention: an event as one article tells it",
    form=Form.TSV,
    columns=read_columns("polecat", _VALUES),
    rows=_rows,
    left_out="mentions that do not assert something (planned, denied, hypothetical, probable or possible ones)",
)
