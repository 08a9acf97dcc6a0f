"""The picture as plain rows, for JSON: every row with the passages, mentions and statements that it rests on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from dateline.picture.agreements import Agreement
from dateline.picture.exposure import Exposure
from dateline.picture.marking import NamedPlace
from dateline.picture.movements import Movement
from dateline.picture.parties import Party
from dateline.picture.passages import Passage
from dateline.picture.presence import Presence
from dateline.picture.relations import PeriodScore, Relation

__all__ = ["agreement_row", "exposure_row", "movement_row", "presence_row", "relation_row"]

Row = dict[str, Any]


def relation_row(relation: Relation, weights: str) -> Row:
    return {
        "first": _party(relation.first),
        "second": _party(relation.second),
        "weights": weights,
        "weeks": [_period(score) for score in relation.by_week()],
        "months": [_period(score) for score in relation.by_month()],
        "undated": _passages(deed.passage for deed in relation.undated()),
        "beside": _passages(deed.passage for deed in relation.beside),
        "changes": [
            {"month": change.start.isoformat(), "before": change.before, "after": change.after}
            for change in relation.changes()
        ],
    }


def _period(score: PeriodScore) -> Row:
    return {
        "start": score.start.isoformat(),
        "actor": score.actor.key,
        "kind": score.kind.value,
        "incidents": score.count,
        "score": score.total,
        "mention_ids": sorted({deed.passage.mention_id for deed in score.deeds if deed.passage.mention_id}),
        "passages": _passages(deed.passage for deed in score.deeds),
    }


def presence_row(presence: Presence) -> Row:
    return {
        "holder": _party(presence.holder),
        "act": presence.act,
        "place": _place(presence.place),
        "state": presence.state.value,
        "since": presence.since,
        "until": presence.until,
        "first_reported": _day(presence.first_reported),
        "last_reported": _day(presence.last_reported),
        "inferred": presence.inferred,
        "said": _passages(presence.passages),
        "denied": _passages(presence.denials),
    }


def agreement_row(agreement: Agreement) -> Row:
    steps = [
        {"step": step.step, "day": _day(step.day), "dated": step.dated, "said": _passages(step.passages)}
        for step in agreement.steps
    ]
    parties = [_party(party) for party in agreement.parties]
    return {"parties": parties, "subject": agreement.subject, "disputed": agreement.disputed, "steps": steps}


def movement_row(movement: Movement) -> Row:
    return {
        "mover": _party(movement.mover) if movement.mover else None,
        "kind": movement.kind,
        "from": _place(movement.start) if movement.start else None,
        "to": _place(movement.end) if movement.end else None,
        "first_reported": _day(movement.first_reported),
        "said": _passages(movement.passages),
    }


def exposure_row(exposure: Exposure) -> Row:
    events = [
        {
            "event_type": near.event_type,
            "place": near.place,
            "distance_km": near.distance_km,
            "event_precision_km": near.event_precision_km,
            "site_precision_km": near.site_precision_km,
            "named": near.named,
            "settlement": near.settlement,
            "said": _passages([near.passage]),
        }
        for near in exposure.events
    ]
    site = exposure.site
    return {
        "site": {"site_id": site.site_id, "name": site.name, "kind": site.kind, "in_danger": site.in_danger},
        "events": events,
        "damage_claimed": _passages(exposure.damage),
    }


def _party(party: Party) -> Row:
    return {"key": party.key, "name": party.name, "kind": party.kind.value}


def _place(place: NamedPlace) -> Row:
    return {"key": place.key, "name": place.name, "lat": place.lat, "lon": place.lon, "country": place.country}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _passages(passages: Iterable[Passage]) -> list[Row]:
    return [
        {
            "article_id": passage.article_id,
            "mention_id": passage.mention_id,
            "statement_id": passage.statement_id,
            "start": passage.span.start_char,
            "end": passage.span.end_char,
            "quote": passage.span.quote,
            "said_by": list(passage.said_by),
            "outlet": passage.publisher,
            "reported_on": _day(passage.reported_on),
        }
        for passage in passages
    ]
