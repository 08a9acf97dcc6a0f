"""What a list is asked for, checked: an empty field of a form is a condition that was not given."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Self

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from dateline.knowledge.codebook_file import load_codebook
from dateline.knowledge.countries import country_code
from dateline.model import AttributeState
from dateline.store.incidents import IncidentFilter
from dateline.store.listing import Order
from dateline.store.reviews import ReviewState

__all__ = ["Conditions", "IncidentsAsked", "Listed", "Shown", "View"]

Name = Annotated[str, Field(max_length=200)]


class View(StrEnum):
    LIST = "list"
    MAP = "map"
    TIMELINE = "timeline"
    NETWORK = "network"


class Conditions(BaseModel):
    """All that are given must hold. Names match in part, whatever their case."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    type: Name | None = Field(None, description="As in ASSAULT.")
    country: Name | None = Field(None, description="Its three letters or its name, as in SYR or Syria.")
    since: date | None = Field(None, description="On this day or later.")
    until: date | None = Field(None, description="On this day or earlier.")
    place: Name | None = None
    actor: Name | None = Field(None, description="Who did it or to whom.")
    source: Name | None = Field(None, description="Who says so.")
    state: AttributeState | None = Field(None, description="How far its sources agree.")
    review: ReviewState | None = Field(None, description="How far people have reviewed it.")

    @model_validator(mode="before")
    @classmethod
    def _given_only(cls, values: Any) -> Any:
        if not isinstance(values, dict):
            return values
        return {name: value for name, value in values.items() if value not in ("", None)}

    @field_validator("type")
    @classmethod
    def _known_type(cls, value: str | None) -> str | None:
        known = load_codebook().types
        if value is not None and value.upper() not in known:
            raise ValueError(f"{value!r} is no event type; give one of {', '.join(sorted(known))}")
        return value and value.upper()

    @field_validator("country")
    @classmethod
    def _known_country(cls, value: str | None) -> str | None:
        if value is None:
            return None
        code = country_code(value)
        if code is None:
            raise ValueError(f"{value!r} is no country; give its name or three letters, as in Syria or SYR")
        return code

    @field_validator("place", "actor", "source")
    @classmethod
    def _storable(cls, value: str | None) -> str | None:
        if value is not None and "\x00" in value:
            raise ValueError("a name holds no NUL character")
        return value

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.since and self.until and self.until < self.since:
            raise ValueError(f"until {self.until} is before since {self.since}: exchange the two")
        return self

    def filter(self) -> IncidentFilter:
        return IncidentFilter(
            self.type,
            self.country,
            self.since,
            self.until,
            self.place,
            self.actor,
            self.source,
            self.state and self.state.value,
            self.review and self.review.value,
        )

    def parameters(self) -> dict[str, str]:
        """As the query of an address that asks the same."""
        return self.model_dump(mode="json", exclude_defaults=True)


class Listed(Conditions):
    """Conditions, an order, and where to go on."""

    order: Order = Order.LATEST
    after: Annotated[str, Field(max_length=500)] | None = Field(None, description="The cursor of the page before.")
    most: Annotated[int, Field(ge=1, le=200)] = 50

    @model_validator(mode="before")
    @classmethod
    def _no_pages(cls, values: Any) -> Any:
        if isinstance(values, dict) and "page" in values:
            raise ValueError("lists have no page numbers; go on with the cursor `after` that each page gives")
        return values


class Shown(Listed):
    view: View = View.LIST


IncidentsAsked = Annotated[Shown, Query()]
