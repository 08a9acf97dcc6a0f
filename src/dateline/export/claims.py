"""Claims, one a row: every value that any mention of an incident gives, with its words and who says so."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from dateline.export.cells import short
from dateline.export.columns import Form, Shape, read_columns
from dateline.export.reading import IncidentReading, name_of, point_of
from dateline.model import AS_TOLD, ActorValue, Article, CasualtyValue, Claim, DateValue, EventMention, PlaceValue

__all__ = ["PARQUET_CLAIMS"]


@dataclass(frozen=True)
class _Row:
    reading: IncidentReading
    mention: EventMention
    claim: Claim[Any]

    @property
    def article(self) -> Article:
        return self.reading.articles[self.mention.article_id]

    def of(self, kind: type, name: str) -> Any:
        """A field of the value, where the claim is of this kind."""
        return getattr(self.claim.value, name) if isinstance(self.claim.value, kind) else None


def _rows(reading: IncidentReading) -> Iterator[_Row]:
    """Of an incident that somebody asserts, every claim, also those that deny or doubt it: each says what it is."""
    if not reading.mentions:
        return
    for mention in reading.told.mentions:
        for claim in mention.claims():
            yield _Row(reading, mention, claim)


def _name(row: _Row) -> str | None:
    value = row.claim.value
    if isinstance(value, ActorValue):
        return name_of(value)
    if isinstance(value, PlaceValue):
        return value.name
    return value if isinstance(value, str) else None


def _country(row: _Row) -> str | None:
    return getattr(row.claim.value, "country", None)


def _sector(row: _Row) -> str | None:
    return getattr(row.claim.value, "sector", None)


def _point(row: _Row, axis: int) -> float | None:
    point = point_of(row.claim.value) if isinstance(row.claim.value, PlaceValue) else None
    return point[axis] if point else None


def _group(row: _Row) -> str | None:
    group = row.of(CasualtyValue, "group")
    return group if group else None


_VALUES: dict[str, Callable[[_Row], object]] = {
    "claim_id": lambda row: row.claim.claim_id,
    "mention_id": lambda row: row.mention.mention_id,
    "incident_id": lambda row: row.reading.told.incident.incident_id,
    "article_id": lambda row: row.mention.article_id,
    "event_type": lambda row: row.mention.event_type,
    "mode": lambda row: row.mention.mode,
    "status": lambda row: row.mention.status,
    "asserted": lambda row: AS_TOLD.takes(row.mention),
    "field": lambda row: row.claim.field,
    "name": _name,
    "country": _country,
    "sector": _sector,
    "actor_id": lambda row: row.of(ActorValue, "actor_id"),
    "count": lambda row: row.of(ActorValue, "count"),
    "place_role": lambda row: row.of(PlaceValue, "role"),
    "place_precision": lambda row: row.of(PlaceValue, "precision"),
    "admin1": lambda row: row.of(PlaceValue, "admin1"),
    "geoname_id": lambda row: row.of(PlaceValue, "geoname_id"),
    "latitude": lambda row: _point(row, 0),
    "longitude": lambda row: _point(row, 1),
    "date_start": lambda row: row.of(DateValue, "start"),
    "date_end": lambda row: row.of(DateValue, "end"),
    "date_precision": lambda row: row.of(DateValue, "precision"),
    "casualty_kind": lambda row: row.of(CasualtyValue, "kind"),
    "casualty_group": _group,
    "low": lambda row: row.of(CasualtyValue, "low"),
    "best": lambda row: row.of(CasualtyValue, "best"),
    "high": lambda row: row.of(CasualtyValue, "high"),
    "as_written": lambda row: short(row.claim.as_written),
    "start_char": lambda row: row.claim.evidence[0].start_char if row.claim.evidence else None,
    "end_char": lambda row: row.claim.evidence[0].end_char if row.claim.evidence else None,
    "source": lambda row: row.claim.attribution.innermost.name,
    "source_kind": lambda row: row.claim.attribution.innermost.kind,
    "said_by": lambda row: " ← ".join(source.name for source in row.claim.attribution.sources),
    "certainty": lambda row: row.claim.certainty.level,
    "polarity": lambda row: row.claim.certainty.polarity,
    "basis": lambda row: row.claim.basis,
    "reason": lambda row: row.claim.reason if row.claim.reason else None,
    "made_by": lambda row: f"{row.claim.made_by.component} {row.claim.made_by.version}".strip(),
    "supersedes": lambda row: row.claim.supersedes,
    "quote": lambda row: short(row.mention.evidence[0].quote),
    "publisher": lambda row: row.article.publisher,
    "title": lambda row: short(row.article.title) if row.article.title else None,
    "published_on": lambda row: row.article.published_on,
    "url": lambda row: row.article.url,
    "review": lambda row: row.reading.told.review,
}

PARQUET_CLAIMS = Shape(
    name="parquet-claims",
    title="Parquet of claims",
    unit="one claim: one field of one mention, as one source says it",
    form=Form.PARQUET,
    columns=read_columns("claims", _VALUES),
    rows=_rows,
    left_out="without --include: what nobody asserts (planned, denied, hypothetical, probable or possible)",
    marks_speculation=True,
)
