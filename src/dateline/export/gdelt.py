"""Incidents and their mentions in the columns of GDELT 2.0's two tables. Labelled "-shaped".

One incident is one event, told by its mentions. Tone and Goldstein's scores are left blank: PLOVER's scores are another
scale.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from dateline.export.codes import actor_code, event_code, quad_code, type_codes
from dateline.export.columns import Form, Shape, read_columns
from dateline.export.reading import IncidentReading, MentionReading, name_of, number_of, point_of
from dateline.knowledge.country_codes import country_codes
from dateline.model import ActorValue, Article, Claim, PlacePrecision, PlaceValue

__all__ = ["GDELT_EVENTS", "GDELT_MENTIONS"]

_WEB, _CITATION = 1, 2
_MIDNIGHT = "000000"  # the format has no moment without an hour, and no article tells one
_COUNTRY, _US_STATE, _US_CITY, _CITY, _PROVINCE = 1, 2, 3, 4, 5


@dataclass(frozen=True)
class _Row:
    reading: IncidentReading

    @property
    def first(self) -> ActorValue | None:
        return self.reading.actors[0] if self.reading.actors else None

    @property
    def second(self) -> ActorValue | None:
        """The recipient; of a mutual event the other party."""
        others = self.reading.recipients or self.reading.actors[1:]
        return others[0] if others else None

    @cached_property
    def code(self) -> str | None:
        return event_code(self.reading.codebook, self.reading.lead, self.reading.event_type, self.reading.mode)

    @property
    def article(self) -> Article:
        return self.reading.articles[self.reading.mentions[0].article_id]


def _event_rows(reading: IncidentReading) -> Iterator[_Row]:
    if reading.mentions and reading.event_type in reading.codebook.types:
        yield _Row(reading)


def _mention_rows(reading: IncidentReading) -> Iterator[MentionReading]:
    if next(_event_rows(reading), None):
        yield from reading.mention_readings()


def _calendar(row: _Row, form: str) -> int | None:
    """The date as GDELT writes it, where it is known that finely."""
    when = row.reading.when
    if when is None or when.start is None or when.end is None:
        return None
    start, end = when.start.strftime(form), when.end.strftime(form)
    return int(start) if start == end else None


def _fraction(row: _Row) -> float | None:
    day = row.reading.when.start if row.reading.when and _calendar(row, "%Y%m%d") else None
    return round(day.year + ((day.month - 1) * 30 + day.day) / 365, 4) if day else None


def _moment(day: date | None) -> str | None:
    return day.strftime("%Y%m%d") + _MIDNIGHT if day else None


def _added(reading: IncidentReading) -> str | None:
    return _moment(min((day.published_on for day in reading.told.articles if day.published_on), default=None))


def _is_root(row: _Row) -> int:
    mentions = row.reading.mentions
    leads = {name: len(article.text.strip().partition("\n")[0]) for name, article in row.reading.articles.items()}
    return int(any(mention.trigger.start_char <= leads[mention.article_id] for mention in mentions))


def _geo_type(place: PlaceValue | None) -> int | None:
    if place is None or place.precision is None:
        return None
    if place.precision is PlacePrecision.COUNTRY:
        return _COUNTRY
    american = place.country == "USA"
    if place.precision is PlacePrecision.PROVINCE:
        return _US_STATE if american else _PROVINCE
    settled = (PlacePrecision.SITE, PlacePrecision.TOWN, PlacePrecision.NEAR)
    return (_US_CITY if american else _CITY) if place.precision in settled else None


def _geo_name(place: PlaceValue | None) -> str | None:
    if place is None:
        return None
    country = country_codes(place.country)
    parts = (place.name, place.admin1, country.name if country else None)
    return ", ".join(dict.fromkeys(part for part in parts if part))


def _fips(place: PlaceValue | None) -> str | None:
    codes = country_codes(place.country) if place else None
    return codes.fips if codes else None


def _sector(which: Callable[[_Row], ActorValue | None], position: int) -> Callable[[_Row], str | None]:
    def code(row: _Row) -> str | None:
        actor = which(row)
        codes = type_codes(actor) if actor else []
        return codes[position] if position < len(codes) else None

    return code


def _of_actor(number: int, which: Callable[[_Row], ActorValue | None]) -> dict[str, Callable[[_Row], object]]:
    def told(value: Callable[[ActorValue], object]) -> Callable[[_Row], object]:
        return lambda row: value(actor) if (actor := which(row)) else None

    return {
        f"Actor{number}Code": told(actor_code),
        f"Actor{number}Name": told(name_of),
        f"Actor{number}CountryCode": told(lambda actor: actor.country),
        **{f"Actor{number}Type{place + 1}Code": _sector(which, place) for place in range(3)},
    }


def _identifier(article: Article) -> str:
    """Its address or a citation: never blank, since readers count the columns of a line."""
    parts = (article.publisher, str(article.published_on or ""), article.title)
    return article.url or ", ".join(part for part in parts if part) or article.article_id


_EVENT_VALUES: dict[str, Callable[[_Row], object]] = {
    "GlobalEventID": lambda row: number_of(row.reading.told.incident.incident_id),
    "Day": lambda row: _calendar(row, "%Y%m%d"),
    "MonthYear": lambda row: _calendar(row, "%Y%m"),
    "Year": lambda row: _calendar(row, "%Y"),
    "FractionDate": _fraction,
    **_of_actor(1, lambda row: row.first),
    **_of_actor(2, lambda row: row.second),
    "IsRootEvent": _is_root,
    "EventCode": lambda row: row.code,
    "EventBaseCode": lambda row: row.code[:3] if row.code else None,
    "EventRootCode": lambda row: row.code[:2] if row.code else None,
    "QuadClass": lambda row: quad_code(row.reading.codebook, row.reading.event_type),
    "NumMentions": lambda row: len(row.reading.mentions),
    "NumSources": lambda row: len(row.reading.origins),
    "NumArticles": lambda row: len({mention.article_id for mention in row.reading.mentions}),
    "ActionGeo_Type": lambda row: _geo_type(row.reading.place),
    "ActionGeo_Fullname": lambda row: _geo_name(row.reading.place),
    "ActionGeo_CountryCode": lambda row: _fips(row.reading.place),
    "ActionGeo_Lat": lambda row: (point_of(row.reading.place) or (None,))[0],
    "ActionGeo_Long": lambda row: (point_of(row.reading.place) or (None, None))[1],
    "DATEADDED": lambda row: _added(row.reading),
    "SOURCEURL": lambda row: _identifier(row.article),
}


def _start(claims: Sequence[Claim[ActorValue]]) -> int | None:
    return next((claim.evidence[0].start_char for claim in claims if claim.evidence), None)


def _extras(row: MentionReading) -> str:
    mention = row.mention
    return (
        f"mention={mention.mention_id};status={mention.status};"
        f"certainty={mention.certainty.level};polarity={mention.polarity}"
    )


_MENTION_VALUES: dict[str, Callable[[MentionReading], object]] = {
    "GLOBALEVENTID": lambda row: number_of(row.incident.told.incident.incident_id),
    "EventTimeDate": lambda row: _added(row.incident),
    "MentionTimeDate": lambda row: _moment(row.article.published_on),
    "MentionType": lambda row: _WEB if row.article.url else _CITATION,
    "MentionSourceName": lambda row: row.article.publisher,
    "MentionIdentifier": lambda row: _identifier(row.article),
    "Actor1CharOffset": lambda row: _start(row.mention.actors),
    "Actor2CharOffset": lambda row: _start(row.mention.recipients),
    "ActionCharOffset": lambda row: row.mention.trigger.start_char,
    "MentionDocLen": lambda row: len(row.article.text),
    "Extras": _extras,
}

_LEFT_OUT = (
    "incidents that nobody asserts (planned, denied, hypothetical, probable or possible ones), and types that the "
    "codebook in use does not hold"
)
GDELT_EVENTS = Shape(
    name="gdelt-events",
    title="GDELT-2-shaped events",
    unit="one incident",
    form=Form.BARE_TSV,
    columns=read_columns("gdelt_events", _EVENT_VALUES),
    rows=_event_rows,
    left_out=_LEFT_OUT,
)
GDELT_MENTIONS = Shape(
    name="gdelt-mentions",
    title="GDELT-2-shaped mentions",
    unit="one mention of an incident in one article",
    form=Form.BARE_TSV,
    columns=read_columns("gdelt_mentions", _MENTION_VALUES),
    rows=_mention_rows,
    left_out=_LEFT_OUT + "; mentions that deny it or are unsure of it",
)
