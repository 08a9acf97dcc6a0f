"""Mentions as PLOVER records, one JSON object a line.

PLOVER's auxiliary modes carry plans, hypotheses and denials, when they are asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from dateline import __version__
from dateline.export.cells import short
from dateline.export.codes import quad_code, score_of
from dateline.export.columns import Form, Shape, read_columns
from dateline.export.reading import IncidentReading, MentionReading, name_of, point_of
from dateline.export.tolls import conservative_of
from dateline.knowledge.country_codes import country_codes
from dateline.model import ActorValue, CasualtyKind, PlacePrecision, Polarity, Status

__all__ = ["PLOVER"]

_AUXILIARY = {
    Status.HISTORICAL: "historical",
    Status.PLANNED: "future",
    Status.CALLED_FOR: "future",
    Status.HYPOTHETICAL: "hypothetical",
}
_RESOLUTION = {
    PlacePrecision.SITE: 5,
    PlacePrecision.TOWN: 4,
    PlacePrecision.NEAR: 4,
    PlacePrecision.DISTRICT: 3,
    PlacePrecision.PROVINCE: 2,
    PlacePrecision.AREA: 2,
    PlacePrecision.COUNTRY: 1,
}
_TOWNS = (PlacePrecision.SITE, PlacePrecision.TOWN, PlacePrecision.NEAR)
_SIZES = {
    "dead": CasualtyKind.KILLED,
    "injured": CasualtyKind.WOUNDED,
    "arrested": CasualtyKind.DETAINED,
}
Json = dict[str, Any]


def _entities(actors: Iterable[ActorValue]) -> list[Json]:
    return [
        _known(
            code=actor.country,
            sector=[sector for sector in (actor.sector, *actor.sectors) if sector],
            entity_text=name_of(actor),
            identifier_id=actor.actor_id,
            identifier_text=actor.title,
            count=actor.count,
        )
        for actor in actors
    ]


def _known(**values: Any) -> Json:
    return {name: value for name, value in values.items() if value not in (None, [], "")}


def _location(row: MentionReading) -> Json | None:
    place = row.place
    if place is None:
        return None
    point, country = point_of(place), country_codes(place.country)
    written = next(claim.as_written for claim in row.mention.places if claim.value == place)
    return _known(
        extracted_place=written,
        resolved_place=place.name,
        geonameid=place.geoname_id,
        lat=point[0] if point else None,
        lon=point[1] if point else None,
        city=place.name if place.precision in _TOWNS else None,
        district=place.name if place.precision is PlacePrecision.DISTRICT else None,
        province=place.admin1,
        country=country.name if country else None,
        country_code=place.country,
        resolution=_RESOLUTION.get(place.precision) if place.precision else None,
    )


def _modes(row: MentionReading) -> list[str]:
    mention = row.mention
    denied = "negation" if mention.certainty.polarity is Polarity.DENIED else None
    return [mode for mode in (mention.mode, _AUXILIARY.get(mention.status), denied) if mode]


def _size(row: MentionReading) -> Json:
    return _known(**{name: conservative_of(row.mention, kind) for name, kind in _SIZES.items()})


def _quoted(row: MentionReading) -> Json:
    passage = row.mention.evidence[0]
    return {
        "quote": short(passage.quote),
        "start_char": passage.start_char,
        "end_char": passage.end_char,
        "article_characters": len(row.article.text),
    }


def _cited(row: MentionReading) -> Json:
    article = row.article
    return _known(
        article_id=article.article_id,
        publisher=article.publisher,
        title=article.title and short(article.title),
        published_on=article.published_on.isoformat() if article.published_on else None,
        incident_id=row.incident.told.incident.incident_id,
        said_by=[source.name for source in row.mention.attribution.sources[1:]],
    )


def _end(row: MentionReading) -> object:
    when = row.when
    return when.end if when and when.end != when.start else None


_VALUES: dict[str, Callable[[MentionReading], object]] = {
    "id": lambda row: row.mention.mention_id,
    "date": lambda row: row.when.start if row.when else None,
    "actor": lambda row: _entities(row.actors) or [{"sector": ["UNK"]}],
    "event": lambda row: row.mention.event_type,
    "recipient": lambda row: _entities(row.recipients) or None,
    "event_loc": _location,
    "event_text": lambda row: short(row.mention.trigger.quote),
    "quad_code": lambda row: quad_code(row.incident.codebook, row.mention.event_type),
    "event_scale": lambda row: score_of(row.incident.codebook, row.mention.event_type, row.mention.mode),
    "mode": lambda row: _modes(row) or None,
    "context": lambda row: list(row.mention.contexts) or None,
    "size": lambda row: _size(row) or None,
    "enddate": _end,
    "link": lambda row: row.article.url,
    "text_info": _quoted,
    "cite_info": _cited,
    "coder": lambda _: f"Dateline {__version__}",
    "comment": lambda row: f"certainty: {row.mention.certainty.level}; review: {row.incident.told.review}",
}


def _rows(reading: IncidentReading) -> Iterator[MentionReading]:
    yield from reading.mention_readings()


PLOVER = Shape(
    name="plover",
    title="PLOVER",
    unit="one mention: an event as one article tells it",
    form=Form.JSONL,
    columns=read_columns("plover", _VALUES),
    rows=_rows,
    left_out="without --include: planned, denied, hypothetical, probable and possible events",
    marks_speculation=True,
    required=("id", "date", "actor", "event"),
)
