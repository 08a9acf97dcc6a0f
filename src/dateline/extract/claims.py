"""Slot rows -> claims: one field of one mention or statement, with its words and who says so."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from dateline import __version__, identity
from dateline.annotate import slots
from dateline.annotate.parse import Span
from dateline.annotate.slots import ActorRow, CasualtyRow, CertaintyRow, DateRow, SaidRow
from dateline.extract.reading import DocReading
from dateline.model import (
    ActorValue,
    Attribution,
    Basis,
    CasualtyKind,
    CasualtyValue,
    Certainty,
    CertaintyLevel,
    Claim,
    DatePrecision,
    DateValue,
    Maker,
    PlacePrecision,
    PlaceRole,
    PlaceValue,
    Polarity,
    TextSpan,
)

__all__ = ["ClaimMaker", "certainty_of"]

ValueT = TypeVar("ValueT")


def certainty_of(reading: DocReading, row: CertaintyRow | SaidRow | None) -> Certainty:
    if row is None:
        return Certainty()
    return Certainty(CertaintyLevel(row.level), Polarity(row.polarity), reading.optional_span(row.cue), row.hearsay)


@dataclass(frozen=True)
class ClaimMaker:
    """Makes the claims of one mention or statement."""

    reading: DocReading
    owner: str
    certainty: Certainty
    told_by: Attribution | None = None  # whose account the mention itself is

    def actor(self, field: str, span: Span, link: slots.RoleRow) -> Claim[ActorValue]:
        if link.actor is None:
            return self._claim(field, ActorValue(span.text), span, "dateline.roles", link.basis, link.reason)
        row = self.reading.actors[link.actor][1]
        value = actor_value(row)
        basis = "inferred" if "inferred" in (link.basis, row.basis) else "stated"
        reason = link.reason or row.reason
        if link.sector and link.sector != value.sector:
            others = tuple(code for code in (value.sector, *value.sectors) if code)
            value, basis = replace(value, sector=link.sector, sectors=others), "inferred"
            reason = f"{value.name} fights by its armed forces"
        claim = self._claim(field, value, span, "dateline.roles", basis, reason)
        return replace(claim, sure=CertaintyLevel(row.sure)) if row.sure else claim

    def thing(self, span: Span, link: slots.RoleRow) -> Claim[str]:
        """An instrument or target."""
        return self._claim(link.role, link.name or span.text, span, "dateline.roles")

    def place(self, link: slots.EventPlaceRow) -> Claim[PlaceValue]:
        span, row = self.reading.places[link.place]
        drawn = row.precision is not None and row.precision != PlacePrecision.COUNTRY and row.lat is not None
        value = PlaceValue(
            name=row.name,
            role=PlaceRole(link.role),
            lat=row.lat if drawn else None,
            lon=row.lon if drawn else None,
            geoname_id=row.geoname_id,
            country=row.country,
            admin1=row.admin1,
            precision=PlacePrecision(row.precision) if row.precision else None,
            site_id=row.site_id,
        )
        reason = "; ".join(part for part in (link.reason, row.reason) if part)
        return self._claim("place", value, span, "dateline.where", link.basis, reason or None)

    def date(self, link: slots.EventDateRow) -> Claim[DateValue]:
        span, row = self.reading.dates[link.date]
        return self._claim("date", date_value(row), span, "dateline.when", row.basis, row.reason or link.reason)

    def casualty(self, pair: tuple[Span, CasualtyRow]) -> Claim[CasualtyValue]:
        span, row = pair
        value = CasualtyValue(
            kind=CasualtyKind(row.kind),
            group=self.reading.span(*row.group).quote if row.group else None,
            low=row.low,
            best=row.best,
            high=row.high,
            country=row.country,
            sector=row.sector,
            part_of=self._total(row),
        )
        return self._claim("casualty", value, span, "dateline.casualties")

    def _total(self, row: CasualtyRow) -> str | None:
        if row.part_of is None:
            return None
        return self.reading.casualties[row.part_of][0].text

    def _claim(
        self,
        field: str,
        value: ValueT,
        span: Span,
        component: str,
        basis: str = "stated",
        reason: str | None = None,
    ) -> Claim[ValueT]:
        words = self.reading.span(span.start, span.end)
        maker = Maker(component, __version__)
        inferred = Basis(basis) is Basis.INFERRED
        return Claim(
            claim_id=identity.claim_id(
                self.owner, field, value, [(words.start_char, words.end_char)], f"{component} {__version__}"
            ),
            field=field,
            value=value,
            as_written=words.quote,
            evidence=(words,),
            attribution=self._attribution(words, span),
            certainty=self.certainty,
            basis=Basis(basis),
            made_by=maker,
            reason=reason or (f"inferred by {component}" if inferred else None),
        )

    def _attribution(self, words: TextSpan, span: Span) -> Attribution:
        """Who says so; speakers outside what they say tell of themselves, too: "they denied killing"."""
        speaker = self.told_by.innermost.span if self.told_by else None
        if self.told_by and speaker and speaker.overlaps(words):
            return self.told_by
        return self.reading.attribution_at(span.root.i)


def actor_value(row: ActorRow) -> ActorValue:
    """The actor of a row; a row without a name keeps the words it stands for."""
    return ActorValue(
        name=row.name,
        country=row.country,
        sector=row.sector,
        sectors=row.sectors,
        actor_id=row.actor_id,
        title=row.title,
        count=row.count,
        private_person=row.private_person,
    )


def date_value(row: DateRow) -> DateValue:
    """The interval of a row, open where the article does not close it."""
    start = date.fromisoformat(row.start) if row.start else None
    end = date.fromisoformat(row.end) if row.end else None
    return DateValue(start, end, DatePrecision(row.precision), row.value)
