"""One incident of a case -> the context of its page."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

from dateline.knowledge.codebook_file import load_codebook
from dateline.knowledge.outlines import BORDER_NOTE
from dateline.model import (
    AttributeState,
    Attribution,
    CasualtyValue,
    Incident,
    IncidentAttribute,
    Judgement,
    JudgementKind,
    OriginClaims,
    Reported,
    SourceKind,
)
from dateline.report.article_page import clean
from dateline.store.articles import Heading, headings_of
from dateline.store.case import Connection
from dateline.store.history import Telling, articles_of_claims, judgements_about, tellings_of, version_with
from dateline.store.incidents import IncidentRow, incident_of_id, rows_of_ids, similar_incidents
from dateline.store.judgements import standing
from dateline.store.overview import Spot
from dateline.web.contexts.articles import ClaimLine
from dateline.web.contexts.incidents import AccountView, AttributeView, HistoryEntry, IncidentPage, MemberView
from dateline.web.maps import draw, has_place
from dateline.web.problems import ProblemError
from dateline.web.spoken import spoken
from dateline.web.toll import TollPoint, chart_of

__all__ = ["chain_of", "claim_line", "history_of", "incident_context"]

_BY_URGENCY = (
    AttributeState.DISPUTED,
    AttributeState.REVISED,
    AttributeState.CORROBORATED,
    AttributeState.SINGLE_ORIGIN,
)


def incident_context(
    connection: Connection, incident_id: str, queue: str | None = None, *, judged: bool = True
) -> IncidentPage:
    """Everything that the page shows, also to somebody who judges; a problem where the case has no such incident."""
    found = incident_of_id(connection, incident_id)
    if found is None:
        raise ProblemError(
            404,
            f"There is no incident {incident_id}",
            "It may have been merged with another, or its articles were read anew. Look for it in the list.",
        )
    incident, row = found
    articles = headings_of(connection, incident.article_ids)
    tellings = tellings_of(connection, incident.mention_ids)
    told_in = _told_in(connection, incident, tellings.values())
    toll = _toll(incident, told_in, articles)
    spot = _spot(row)
    others = rows_of_ids(connection, [link.incident_id for link in incident.links])
    history = judgements_about(connection, (*incident.mention_ids, *incident.article_ids))
    return IncidentPage(
        incident=incident,
        row=row,
        attributes=[_attribute(attribute, told_in) for attribute in _urgent_first(incident)],
        discrepancies=incident.discrepancies,
        toll=toll,
        chart=chart_of(toll),
        members=[
            MemberView(tellings[name], articles[tellings[name].article_id])
            for name in incident.mention_ids
            if name in tellings
        ],
        drawn=draw([spot]) if row.place and has_place(spot) else None,
        note=BORDER_NOTE,
        links=[(link, others[link.incident_id]) for link in incident.links if link.incident_id in others],
        similar=similar_incidents(connection, row) if judged else [],
        history=history_of(history),
        seen=version_with(incident_id, incident.event_type, incident.mention_ids, history),
        types=sorted(load_codebook().types),
        queue=queue,
    )


def history_of(judgements: Sequence[Judgement]) -> list[HistoryEntry]:
    """The latest first; what one person decided at one time about several pairs is one entry."""
    valid = {judgement.judgement_id for judgement in standing(judgements)}
    together: dict[tuple[object, ...], list[Judgement]] = {}
    for judgement in judgements:
        together.setdefault((judgement.made_at, judgement.made_by, judgement.kind, judgement.value), []).append(
            judgement
        )
    return [
        HistoryEntry(group, _value(group[0]), all(judgement.judgement_id in valid for judgement in group))
        for group in reversed(together.values())
    ]


def _value(judgement: Judgement) -> str | None:
    """What was decided, in words."""
    if judgement.value is None or judgement.kind not in (JudgementKind.CORRECTION, JudgementKind.RIGHT_PLACE):
        return judgement.value
    written = json.loads(judgement.value)
    plain = written.get("value", written)
    if plain is None:
        return f"{written['field']}: wrong, nothing in its place"
    named = (
        plain if isinstance(plain, str) else ", ".join(f"{part}" for part in plain.values() if part not in (None, []))
    )
    return f"{written.get('field', 'place')}: {named}"


def _spot(row: IncidentRow) -> Spot:
    return Spot(
        row.place, row.country, row.precision, row.lat, row.lon, 1, int(row.disputed), row.killed, row.incident_id
    )


def _urgent_first(incident: Incident) -> list[IncidentAttribute]:
    return sorted(incident.attributes, key=lambda attribute: _BY_URGENCY.index(attribute.state))


def _told_in(connection: Connection, incident: Incident, tellings: Iterable[Telling]) -> dict[str, str]:
    """The article of each claim; that of a person's claim is the article of the claim that it supersedes."""
    claims = [claim for attribute in incident.attributes for claim in _claims(attribute)]
    older = {claim.claim_id: claim.supersedes for claim in claims if claim.supersedes}
    found = {claim_id: telling.article_id for telling in tellings for claim_id in telling.claim_ids}
    others = {*(claim.claim_id for claim in claims), *older.values()} - found.keys()
    found |= articles_of_claims(connection, list(others)) if others else {}
    return found | {claim_id: found[known] for claim_id, known in older.items() if known in found}


def _claims(attribute: IncidentAttribute) -> Iterable[Reported]:
    return (claim for account in attribute.origins for claim in account.claims)


def _attribute(attribute: IncidentAttribute, told_in: Mapping[str, str]) -> AttributeView:
    figures = None
    if attribute.low is not None or attribute.high is not None:
        bounds = (attribute.low, attribute.best, attribute.high)
        figures = " / ".join("?" if bound is None else f"{bound:,}" for bound in bounds)
    return AttributeView(
        attribute.name,
        attribute.state.value,
        attribute.shown,
        attribute.reason,
        figures,
        [_account(account, told_in) for account in attribute.origins],
    )


def _account(account: OriginClaims, told_in: Mapping[str, str]) -> AccountView:
    by_value: dict[str, list[ClaimLine]] = {}
    for claim in account.claims:
        line = claim_line(claim, told_in.get(claim.claim_id))
        by_value.setdefault(line.value, []).append(line)
    return AccountView(account.origin, account.first_reported_on, account.values, by_value)


def claim_line(claim: Reported, article_id: str | None) -> ClaimLine:
    words = " … ".join(clean(span.quote) for span in claim.evidence)
    return ClaimLine(claim, spoken(claim), words, chain_of(claim.attribution), article_id)


def chain_of(attribution: Attribution) -> str:
    """this article ← Syria TV ← a security source"""
    return " ← ".join(
        "this article" if source.kind is SourceKind.ARTICLE else clean(source.name) for source in attribution.sources
    )


def _toll(incident: Incident, told_in: Mapping[str, str], articles: Mapping[str, Heading]) -> list[TollPoint]:
    """The figures of killed and wounded in the order in which they were reported; totals, not parts of them."""
    points = []
    for name in ("killed", "wounded"):
        attribute = incident.attribute(name)
        for account in attribute.origins if attribute else ():
            for claim in account.claims:
                article = articles.get(told_in.get(claim.claim_id, ""))
                point = _point(claim, account.origin, article)
                points += [point] if point else []
    return sorted(points, key=lambda point: (point.reported_on, point.kind, point.figure, point.origin))


def _point(claim: Reported, origin: str, article: Heading | None) -> TollPoint | None:
    value = claim.value
    if not isinstance(value, CasualtyValue) or value.part_of or article is None or article.published_on is None:
        return None
    known = [bound for bound in (value.low, value.best, value.high) if bound is not None]
    if not known:
        return None
    figure = value.best if value.best is not None else known[0]
    return TollPoint(article.published_on, value.kind.value, figure, known[0], known[-1], origin, claim.claim_id)
