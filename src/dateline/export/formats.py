"""Every export format by name, and the rows that an iterable of incidents gives in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from dateline.export.acled import ACLED
from dateline.export.claims import PARQUET_CLAIMS
from dateline.export.columns import Shape
from dateline.export.gdelt import GDELT_EVENTS, GDELT_MENTIONS
from dateline.export.incidents import GEOJSON, PARQUET_INCIDENTS
from dateline.export.plover import PLOVER
from dateline.export.polecat import POLECAT
from dateline.export.privacy import masked
from dateline.export.reading import IncidentReading
from dateline.export.ucdp import UCDP_GED
from dateline.knowledge.codebook import Codebook
from dateline.model import AS_TOLD, Counting, ToldIncident

__all__ = ["SHAPES", "rows_of"]

SHAPES: dict[str, Shape[Any]] = {
    shape.name: shape
    for shape in (
        ACLED,
        UCDP_GED,
        GDELT_EVENTS,
        GDELT_MENTIONS,
        POLECAT,
        PLOVER,
        GEOJSON,
        PARQUET_CLAIMS,
        PARQUET_INCIDENTS,
    )
}


def rows_of(
    shape: Shape[Any],
    incidents: Iterable[ToldIncident],
    codebook: Codebook,
    *,
    with_names: bool = False,
    counting: Counting = AS_TOLD,
) -> Iterator[Any]:
    """The rows of each incident, in its order; private persons are masked unless `with_names`."""
    for told in incidents:
        yield from shape.rows(IncidentReading(told if with_names else masked(told), codebook, counting))
