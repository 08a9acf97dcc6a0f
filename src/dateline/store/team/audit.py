"""Who did what, when, from where: a log that is only ever added to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select

from dateline.store.team import tables
from dateline.store.team.accounts import Team

__all__ = ["Deed", "deeds", "note"]


@dataclass(frozen=True, slots=True)
class Deed:
    done_at: datetime
    name: str
    deed: str
    outcome: str
    address: str


def note(team: Team, deed: Deed) -> None:
    row = {
        "done_at": deed.done_at,
        "name": deed.name[:80],
        "deed": deed.deed[:200],
        "outcome": deed.outcome[:40],
        "address": deed.address[:64],
    }
    with team.change() as connection:
        connection.execute(insert(tables.deeds), [row])


def deeds(team: Team, most: int = 200, before: int | None = None) -> list[tuple[int, Deed]]:
    """The latest first, with their numbers; `before` goes on from a number."""
    table = tables.deeds
    wanted = select(table).order_by(table.c.number.desc()).limit(most)
    if before is not None:
        wanted = wanted.where(table.c.number < before)
    with team.engine.connect() as connection:
        rows = connection.execute(wanted).all()
    return [(row.number, Deed(row.done_at, row.name, row.deed, row.outcome, row.address)) for row in rows]
