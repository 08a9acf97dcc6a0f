"""Incidents with at least one death in the columns of UCDP's georeferenced event data. Labelled "-shaped".

Deaths are told apart by side only where the account says whose they were; the rest are `deaths_unknown`. The four add
up to `best`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from dateline.export.columns import Form, Shape, read_columns
from dateline.export.precision import ucdp_date, ucdp_where
from dateline.export.reading import IncidentReading, name_of, number_of, point_of
from dateline.export.tolls import Range, best_account, range_of
from dateline.knowledge.country_codes import CountryCodes, country_codes
from dateline.model import ActorValue, Article, CasualtyValue, PlacePrecision

__all__ = ["UCDP_GED", "priogrid_cell"]

_STATE = frozenset({"MIL", "GOV", "COP", "SPY"})
_ARMED = frozenset({"REB", "PRM", "CRM", "UAF"})
_UNARMED = frozenset({"CVL", "JRN", "MED", "EDU", "AGR", "BUS", "LAB", "REF", "REL", "SOC"})
_CIVILIAN_WORDS = ("civilian", "villager", "resident", "child", "children", "women", "worshipper", "bystander")
_SURE_DATE, _SURE_PLACE = 1, 4


@dataclass(frozen=True)
class _Row:
    reading: IncidentReading
    toll: Range

    @cached_property
    def sides(self) -> tuple[tuple[ActorValue, ...], tuple[ActorValue, ...]]:
        first, second = self.reading.actors, self.reading.recipients
        return (first[:1], first[1:]) if not second and len(first) > 1 else (first, second)

    @cached_property
    def violence(self) -> int | None:
        return _violence(*self.sides)

    @cached_property
    def deaths(self) -> dict[str, int]:
        account = best_account(self.reading.killed)
        found: dict[str, int] = {}
        for claim in account.parts if account else ():
            side = _side_of(claim.value, self.sides)
            found[side] = found.get(side, 0) + (claim.value.best or 0)
        return found

    @property
    def articles(self) -> tuple[Article, ...]:
        return tuple(self.reading.articles[name] for name in _first_articles(self.reading))


def _first_articles(reading: IncidentReading) -> list[str]:
    return list(dict.fromkeys(mention.article_id for mention in reading.mentions))


def _rows(reading: IncidentReading) -> Iterator[_Row]:
    if not reading.mentions or reading.event_type != "ASSAULT":
        return
    toll = range_of(reading.killed)
    if max(toll.low or 0, toll.best or 0, toll.high or 0) > 0:
        yield _Row(reading, toll)


def _violence(first: Sequence[ActorValue], second: Sequence[ActorValue]) -> int | None:
    """1 a state's forces against an armed side, 2 armed sides without a state, 3 an armed side against the unarmed."""
    here, there = ({actor.sector for actor in side} for side in (first, second))
    if there & _UNARMED and not there & (_STATE | _ARMED):
        return 3 if here & (_STATE | _ARMED) else None
    if not (here & (_STATE | _ARMED) and there & (_STATE | _ARMED)):
        return None
    return 1 if (here | there) & _STATE else 2


def _side_of(dead: CasualtyValue, sides: tuple[Sequence[ActorValue], Sequence[ActorValue]]) -> str:
    words = (dead.group or "").lower()
    if dead.sector in _UNARMED or any(word in words for word in _CIVILIAN_WORDS):
        return "civilians"
    if dead.sector is None and dead.country is None:
        return "unknown"
    matching = [name for name, side in zip("ab", sides, strict=True) if any(_is_of(dead, actor) for actor in side)]
    return matching[0] if len(matching) == 1 else "unknown"


def _is_of(dead: CasualtyValue, actor: ActorValue) -> bool:
    if dead.country and actor.country and dead.country != actor.country:
        return False
    if dead.sector and actor.sector and dead.sector != actor.sector:
        return False
    return bool((dead.country and actor.country) or (dead.sector and actor.sector))


def _names(side: Sequence[ActorValue]) -> str | None:
    return ", ".join(name_of(actor) for actor in side) or None


def _second_name(row: _Row) -> str | None:
    return "Civilians" if row.violence == 3 else _names(row.sides[1])


def _dyad(row: _Row) -> str | None:
    names = (_names(row.sides[0]), _second_name(row))
    return " - ".join(name for name in names if name) if all(names) else None


def _year(row: _Row) -> int | None:
    when = row.reading.when
    if when is None or when.start is None or when.end is None:
        return None
    return when.start.year if when.start.year == when.end.year else None


def _citation(article: Article) -> str:
    parts = (article.publisher, str(article.published_on or ""), article.title)
    return ", ".join(part for part in parts if part) or article.article_id


def _speakers(row: _Row) -> str | None:
    innermost = (mention.attribution.innermost for mention in row.reading.mentions)
    return "; ".join(dict.fromkeys(source.name for source in innermost if source.kind != "article")) or None


def _joined(parts: Iterator[str | None]) -> str | None:
    return "; ".join(dict.fromkeys(part for part in parts if part)) or None


def _clarity(row: _Row) -> int:
    sure_place = (ucdp_where(row.reading.place) or 9) <= _SURE_PLACE
    return 1 if ucdp_date(row.reading.when) == _SURE_DATE and sure_place else 2


def _described(row: _Row) -> str | None:
    words = [claim.as_written for mention in row.reading.mentions for claim in mention.places]
    return "; ".join(dict.fromkeys(words)) or None


def _point_wkt(row: _Row) -> str | None:
    point = point_of(row.reading.place)
    return f"POINT ({point[1]} {point[0]})" if point else None


def priogrid_cell(lat: float, lon: float) -> int:
    """The number of the half-degree cell: counted from 1, eastward from 180 W, row by row from the south pole."""
    row, column = min(int((lat + 90) * 2), 359), min(int((lon + 180) * 2), 719)
    return row * 720 + column + 1


def _cell(row: _Row) -> int | None:
    point = point_of(row.reading.place)
    return priogrid_cell(*point) if point else None


def _place_name(row: _Row) -> str | None:
    place = row.reading.place
    return place.name if place and place.precision is not PlacePrecision.COUNTRY else None


def _country(row: _Row) -> CountryCodes | None:
    return country_codes(row.reading.place.country) if row.reading.place else None


def _country_name(row: _Row) -> str | None:
    codes = _country(row)
    return codes.name if codes else None


def _country_number(row: _Row) -> int | None:
    codes = _country(row)
    return codes.gw if codes else None


def _region(row: _Row) -> str | None:
    codes = _country(row)
    return codes.ucdp_region if codes else None


def _state_number(side: Sequence[ActorValue]) -> int | None:
    """The number of the state whose forces or government the whole side is."""
    codes = country_codes(side[0].country) if side else None
    ours = all(actor.sector in _STATE and actor.country == side[0].country for actor in side)
    return codes.gw if codes and ours else None


_VALUES: dict[str, Callable[[_Row], object]] = {
    "id": lambda row: number_of(row.reading.told.incident.incident_id),
    "relid": lambda row: row.reading.told.incident.incident_id,
    "year": _year,
    "type_of_violence": lambda row: row.violence,
    "dyad_name": _dyad,
    "side_a": lambda row: _names(row.sides[0]),
    "side_b": _second_name,
    "number_of_sources": lambda row: len(row.reading.origins),
    "source_article": lambda row: "; ".join(_citation(article) for article in row.articles),
    "source_office": lambda row: _joined(article.publisher for article in row.articles),
    "source_date": lambda row: _joined(str(article.published_on or "") for article in row.articles),
    "source_headline": lambda row: _joined(article.title for article in row.articles),
    "source_original": _speakers,
    "where_prec": lambda row: ucdp_where(row.reading.place),
    "where_coordinates": _place_name,
    "where_description": _described,
    "adm_1": lambda row: row.reading.place.admin1 if row.reading.place else None,
    "latitude": lambda row: (point_of(row.reading.place) or (None,))[0],
    "longitude": lambda row: (point_of(row.reading.place) or (None, None))[1],
    "geom_wkt": _point_wkt,
    "priogrid_gid": _cell,
    "country": _country_name,
    "country_id": _country_number,
    "region": _region,
    "event_clarity": _clarity,
    "date_prec": lambda row: ucdp_date(row.reading.when),
    "date_start": lambda row: row.reading.when.start if row.reading.when else None,
    "date_end": lambda row: row.reading.when.end if row.reading.when else None,
    "deaths_a": lambda row: row.deaths.get("a"),
    "deaths_b": lambda row: row.deaths.get("b"),
    "deaths_civilians": lambda row: row.deaths.get("civilians"),
    "deaths_unknown": lambda row: row.deaths.get("unknown"),
    "best": lambda row: row.toll.best,
    "high": lambda row: row.toll.high,
    "low": lambda row: row.toll.low,
    "gwnoa": lambda row: _state_number(row.sides[0]),
    "gwnob": lambda row: _state_number(row.sides[1]),
}

UCDP_GED = Shape(
    name="ucdp-ged",
    title="UCDP-GED-shaped",
    unit="one incident with at least one death",
    form=Form.CSV,
    columns=read_columns("ucdp", _VALUES),
    rows=_rows,
    left_out=(
        "incidents that nobody asserts (planned, denied, hypothetical, probable or possible ones), those that are no "
        "attack, and attacks that no account gives a death for"
    ),
)
