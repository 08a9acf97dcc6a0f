"""Judgements of people: recorded, superseded and undone, never overwritten; exchanged between teams as JSON lines.

Judgements and undoings are only ever added, each under an id made of its content. So two teams that give each other
what they have end with the same, in whatever order they do so.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic import ValidationError
from sqlalchemy import Connection, Row, select

from dateline import identity
from dateline.model import Judgement, JudgementKind, storable
from dateline.store import tables
from dateline.store.rows import from_plain, to_plain
from dateline.store.write import put_rows

__all__ = [
    "JudgementError",
    "Undoing",
    "all_judgements",
    "exchanged",
    "judgement_of",
    "mentions_of",
    "receive",
    "record",
    "standing",
    "undo",
]

_RIVALS = (  # of these kinds, a person holds one opinion on the same subjects at a time
    {JudgementKind.SAME_INCIDENT, JudgementKind.DIFFERENT_INCIDENT},
    {JudgementKind.WRONG_TYPE},
    {JudgementKind.RIGHT_PLACE},
    {JudgementKind.CORRECTION},
)


class JudgementError(ValueError):
    """A judgement about something that the case does not hold; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Undoing:
    """Who took a judgement back, when and why."""

    judgement_id: str
    made_by: str
    made_at: datetime
    reason: str = ""


def judgement_of(
    kind: JudgementKind, subjects: Iterable[str], by: str, at: datetime, *, value: str | None = None, why: str = ""
) -> Judgement:
    """What a person decides; their words without what no database takes."""
    ordered, by, why = tuple(sorted(subjects)), storable(by), storable(why)
    value = None if value is None else storable(value)
    return Judgement(
        identity.judgement_id(f"{kind} {value}", ordered, by, at.isoformat()), kind, ordered, by, at, value, why
    )


def record(connection: Connection, judgement: Judgement) -> str:
    """Keep a judgement; it supersedes what the same person held about the same thing. Returns its id."""
    rivals = next((kinds for kinds in _RIVALS if judgement.kind in kinds), set())
    earlier = [
        known.judgement_id
        for known in (_held_about(connection, judgement) if rivals else ())
        if known.kind in rivals and known.subjects == judgement.subjects and known.made_at <= judgement.made_at
    ]
    _put(connection, judgement, judgement.supersedes or (earlier[-1] if earlier else None))
    return judgement.judgement_id


def _held_about(connection: Connection, judgement: Judgement) -> list[Judgement]:
    """What the same person holds about one of the same things."""
    table = tables.judgement_subjects
    about = select(table.c.judgement_id).where(table.c.subject_id.in_(judgement.subjects))
    ids = set(connection.execute(about).scalars())
    return standing(all_judgements(connection, judgement.made_by, ids)) if ids else []


def _put(connection: Connection, judgement: Judgement, supersedes: str | None) -> None:
    row = {
        "judgement_id": judgement.judgement_id,
        "kind": judgement.kind.value,
        "made_by": storable(judgement.made_by),
        "made_at": judgement.made_at,
        "value": None if judgement.value is None else storable(judgement.value),
        "reason": storable(judgement.reason),
        "score": judgement.score,
        "supersedes": supersedes,
    }
    put_rows(connection, tables.judgements, [row])
    subjects = [{"judgement_id": judgement.judgement_id, "subject_id": name} for name in judgement.subjects]
    put_rows(connection, tables.judgement_subjects, subjects)


def undo(connection: Connection, undoing: Undoing) -> None:
    """Take a judgement back; it stays in the case, marked as undone. What it superseded stands again."""
    table = tables.judgements
    known = select(table.c.judgement_id).where(table.c.judgement_id == undoing.judgement_id)
    if connection.execute(known).first() is None:
        raise JudgementError(f"there is no judgement {undoing.judgement_id}; see: dateline judge list")
    words = {"made_by": storable(undoing.made_by), "reason": storable(undoing.reason)}
    put_rows(connection, tables.undoings, [{**to_plain(undoing), **words, "made_at": undoing.made_at}])


def all_judgements(
    connection: Connection, made_by: str | None = None, ids: Collection[str] | None = None
) -> list[Judgement]:
    """Every judgement, of one person or of these ids, oldest first, also those that were undone or superseded."""
    table, undoings = tables.judgements, tables.undoings
    wanted = select(table).order_by(table.c.made_at, table.c.judgement_id)
    subjects_wanted = select(tables.judgement_subjects).order_by(tables.judgement_subjects.c.subject_id)
    if made_by is not None:
        wanted = wanted.where(table.c.made_by == made_by)
    if ids is not None:
        wanted = wanted.where(table.c.judgement_id.in_(ids))
        subjects_wanted = subjects_wanted.where(tables.judgement_subjects.c.judgement_id.in_(ids))
    subjects: dict[str, list[str]] = {}
    for judgement_id, subject_id in connection.execute(subjects_wanted):
        subjects.setdefault(judgement_id, []).append(subject_id)
    undone = set(connection.execute(select(undoings.c.judgement_id)).scalars())
    return [_judgement(row, subjects[row.judgement_id], undone) for row in connection.execute(wanted)]


def _judgement(row: Row[Any], subjects: list[str], undone: set[str]) -> Judgement:
    return Judgement(
        row.judgement_id,
        JudgementKind(row.kind),
        tuple(subjects),
        row.made_by,
        row.made_at,
        row.value,
        row.reason,
        row.score,
        row.supersedes,
        row.judgement_id in undone,
    )


def standing(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Those that are neither undone nor superseded by one that is not undone, in the same order."""
    known = list(judgements)
    superseded = {judgement.supersedes for judgement in known if judgement.supersedes and not judgement.undone}
    return [item for item in known if not item.undone and item.judgement_id not in superseded]


def mentions_of(connection: Connection, thing_id: str) -> list[str]:
    """The mention of this id, or the mentions of the incident of this id, the one that it is named after first."""
    members, mentions = tables.incident_members, tables.mentions
    if connection.execute(select(mentions.c.mention_id).where(mentions.c.mention_id == thing_id)).first():
        return [thing_id]
    inside = select(members.c.mention_id).where(members.c.incident_id == thing_id).order_by(members.c.mention_id)
    found = list(connection.execute(inside).scalars())
    if not found:
        raise JudgementError(f"{thing_id}: the case has no such incident or mention; see: dateline incidents")
    return sorted(found, key=lambda mention: identity.incident_id(mention) != thing_id)


# -- exchange -------------------------------------------------------------------------------------------------------


def exchanged(connection: Connection) -> Iterator[dict[str, Any]]:
    """Every judgement and undoing as plain values, oldest first: what another team's `receive` takes."""
    for judgement in all_judgements(connection):
        plain = to_plain(judgement)
        del plain["undone"]
        yield {"judgement": plain}
    table = tables.undoings
    for row in connection.execute(select(table).order_by(table.c.made_at, table.c.judgement_id, table.c.made_by)):
        yield {"undoing": to_plain(Undoing(row.judgement_id, row.made_by, row.made_at, row.reason))}


def receive(connection: Connection, given: Iterable[Mapping[str, Any]]) -> int:
    """Take in what `exchanged` gave; returns how many judgements were new. Raises `JudgementError` with the line."""
    known = {judgement.judgement_id for judgement in all_judgements(connection)}
    before = len(known)
    for number, item in enumerate(given, 1):
        try:
            if "judgement" in item:
                judgement = from_plain(Judgement, item["judgement"])
                _put(connection, judgement, judgement.supersedes)
                known.add(judgement.judgement_id)
            else:
                undo(connection, from_plain(Undoing, item["undoing"]))
        except (KeyError, TypeError, ValidationError, JudgementError) as error:
            reason = str(error).splitlines()[0]
            raise JudgementError(f"line {number} is no judgement ({reason}); export them again") from error
    return len(known) - before
