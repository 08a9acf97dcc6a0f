"""The API, /api/v1: what the pages show, as JSON. Lists go on by cursor, or stream as JSON lines.

Incidents, articles and claims have the shapes that `dateline fuse --json` and `dateline read --json` print.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from typing import Annotated, Any

from fastapi import Query, Request
from fastapi.encoders import jsonable_encoder
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.responses import JSONResponse, Response, StreamingResponse

from dateline.export.contract import to_contract
from dateline.export.incident_contract import incident_to_contract
from dateline.store.articles import page_of_articles
from dateline.store.case import Case, Connection
from dateline.store.claims import find_claim
from dateline.store.corrections import CLAIM_FIELDS
from dateline.store.history import judgements_about, version_of
from dateline.store.incidents import IncidentRow, incident_of_id
from dateline.store.listing import Order, page_of_incidents
from dateline.store.overview import days_of, spots_of, ties_of
from dateline.store.query import coded_article, coded_articles
from dateline.store.revision import revision_of
from dateline.store.rows import from_plain, to_plain
from dateline.store.search import find_articles
from dateline.web.access import Asking
from dateline.web.asked import Conditions, Listed
from dateline.web.decisions import Action, Decision, SeenTooLongAgoError, decide, take_back
from dateline.web.desk import AtDesk
from dateline.web.maps import spots_geojson
from dateline.web.problems import ProblemError
from dateline.web.rendering import fresh

__all__ = [
    "article",
    "article_lines",
    "articles",
    "claim",
    "days",
    "incident",
    "incident_lines",
    "incidents",
    "judge",
    "revision",
    "search",
    "spots",
    "ties",
    "undo",
    "version",
]

_JSONL = "application/jsonl"
_LINES_AT_ONCE = 200

Cursor = Annotated[str | None, Query(max_length=500)]


def _json(request: Request, body: Any) -> Response:
    return fresh(request, JSONResponse(jsonable_encoder(body)))


def incidents(request: Request, desk: AtDesk, asked: Annotated[Listed, Query()]) -> Response:
    """One page of the incidents that answer to all conditions; `after` of the answer asks for the next."""
    with desk.case.reading() as connection:
        found = page_of_incidents(connection, asked.filter(), asked.order, asked.after, asked.most)
    return _json(request, {"incidents": [dict(row._mapping) for row in found.rows], "after": found.after})


def incident_lines(desk: AtDesk, asked: Annotated[Conditions, Query()]) -> Response:
    """Every incident that answers to all conditions, one JSON object a line, while they are read."""
    return StreamingResponse(_lines(desk.case, lambda connection: _each_incident(connection, asked)), media_type=_JSONL)


def _each_incident(connection: Connection, asked: Conditions) -> Iterator[Any]:
    after = None
    while True:
        found = page_of_incidents(connection, asked.filter(), Order.LATEST, after, _LINES_AT_ONCE)
        yield from (_whole(connection, row) for row in found.rows)
        after = found.after
        if after is None:
            return


def _whole(connection: Connection, row: IncidentRow) -> Any:
    found = incident_of_id(connection, row.incident_id)
    return {**dict(row._mapping), **(incident_to_contract(found[0]) if found else {})}


def incident(request: Request, desk: AtDesk, incident_id: str) -> Response:
    """One incident whole: claims side by side by origin, and `version`, which a judgement on it has to name."""
    with desk.case.reading() as connection:
        found = incident_of_id(connection, incident_id)
        if found is None:
            raise ProblemError(404, f"There is no incident {incident_id}", "Look for it in the list.")
        history = judgements_about(connection, (*found[0].mention_ids, *found[0].article_ids))
        seen = version_of(connection, incident_id)
    row = {name: value for name, value in found[1]._mapping.items() if name != "body"}
    return _json(
        request,
        {
            **row,
            **incident_to_contract(found[0]),
            "judgements": [to_plain(item) for item in history],
            "version": seen,
        },
    )


def spots(request: Request, desk: AtDesk, asked: Annotated[Conditions, Query()]) -> Response:
    """Where the incidents lie, as GeoJSON: one feature a place, with how many; without geometry where none is known."""
    with desk.case.reading() as connection:
        found = spots_of(connection, asked.filter())
    return fresh(request, JSONResponse(spots_geojson(found), media_type="application/geo+json"))


def days(request: Request, desk: AtDesk, asked: Annotated[Conditions, Query()]) -> Response:
    """How many incidents of each type began on each day."""
    with desk.case.reading() as connection:
        return _json(request, {"days": [asdict(day) for day in days_of(connection, asked.filter())]})


def ties(request: Request, desk: AtDesk, asked: Annotated[Conditions, Query()]) -> Response:
    """Who did what to whom, and how many mentions tell so: the strongest ties among the latest incidents."""
    with desk.case.reading() as connection:
        return _json(request, {"ties": [asdict(tie) for tie in ties_of(connection, asked.filter())]})


def version(desk: AtDesk, incident_id: str) -> Response:
    """The version of one incident: another one when somebody has judged it or articles have joined it."""
    with desk.case.reading() as connection:
        known = version_of(connection, incident_id)
    if known is None:
        raise ProblemError(404, f"There is no incident {incident_id}", "It may have been merged with another.")
    return JSONResponse({"version": known})


def revision(desk: AtDesk) -> Response:
    """A number that grows whenever an incident of the case changes."""
    with desk.case.reading() as connection:
        return JSONResponse({"revision": revision_of(connection)})


class Judged(BaseModel):
    """A decision about an incident."""

    model_config = ConfigDict(extra="forbid")

    action: Action
    version: str = Field(max_length=64, description="The version of the incident that you have seen.")
    subjects: list[Annotated[str, Field(max_length=40)]] = Field(
        [], max_length=1000, description="Mentions, articles, the other incident, or the claim, as the action asks."
    )
    event_type: Annotated[str, Field(max_length=40)] | None = None
    value: dict[str, Any] | str | None = Field(None, description="Of the correcting claim; null: it is wrong.")
    why: Annotated[str, Field(max_length=4000)] = ""


class TakenBack(BaseModel):
    """Judgements to undo."""

    model_config = ConfigDict(extra="forbid")

    judgements: list[Annotated[str, Field(max_length=40)]] = Field(min_length=1, max_length=1000)
    why: Annotated[str, Field(max_length=4000)] = ""


def judge(desk: AtDesk, person: Asking, incident_id: str, sent: Judged) -> Response:
    """Decide about an incident; 409 where it has changed since you saw that version, and nothing is kept then."""
    claim_field, value = _claimed(desk.case, sent)
    decision = Decision(
        sent.action,
        incident_id,
        sent.version,
        tuple(sent.subjects),
        sent.event_type,
        claim_field,
        value,
        sent.why.replace("\x00", " "),
    )
    try:
        kept = decide(desk.case, person.name, decision)
    except SeenTooLongAgoError as conflict:
        raise ProblemError(
            409, str(conflict), "Ask for the incident again, look at what changed, and decide."
        ) from None
    return JSONResponse({"judgements": kept}, 201)


def _claimed(case: Case, sent: Judged) -> tuple[str | None, Any]:
    """The field of the claim that is corrected, and the value as its kind."""
    if sent.action is not Action.CLAIM:
        return None, None
    with case.reading() as connection:
        found = find_claim(connection, sent.subjects[0]) if sent.subjects else None
    if found is None:
        raise ProblemError(404, "There is no such claim", "See the claims of the incident.")
    if sent.value is None:
        return found.claim.field, None
    try:
        return found.claim.field, from_plain(CLAIM_FIELDS[found.claim.field][1], sent.value)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "value"
        raise ProblemError(422, "No article can say that", "Correct the value.", {where: first["msg"]}) from error


def undo(desk: AtDesk, person: Asking, sent: TakenBack) -> Response:
    """Take judgements back; they stay in the case, marked as undone."""
    return JSONResponse({"incident_id": take_back(desk.case, person.name, sent.judgements, sent.why)})


def articles(request: Request, desk: AtDesk, after: Cursor = None, publisher: str | None = None) -> Response:
    """One page of the articles, those added last first, without their text."""
    with desk.case.reading() as connection:
        found = page_of_articles(connection, publisher or None, after)
    return _json(request, {"articles": [dict(row._mapping) for row in found.rows], "after": found.after})


def article_lines(desk: AtDesk) -> Response:
    """Every coded article with its claims, one JSON object a line: what `dateline read --json` prints."""
    return StreamingResponse(
        _lines(desk.case, lambda connection: map(to_contract, coded_articles(connection))), media_type=_JSONL
    )


def article(request: Request, desk: AtDesk, article_id: str) -> Response:
    """One article with its text and everything that was read out of it."""
    with desk.case.reading() as connection:
        coded = coded_article(connection, article_id)
    if coded is None:
        raise ProblemError(404, f"There is no coded article {article_id}", "Search for a word of it.")
    return _json(request, {**to_contract(coded), "text": coded.article.text})


def claim(request: Request, desk: AtDesk, claim_id: str) -> Response:
    """One claim, the mention and article that it stands in, and the claim of a person that supersedes it."""
    with desk.case.reading() as connection:
        found = find_claim(connection, claim_id)
    if found is None:
        raise ProblemError(404, f"There is no claim {claim_id}", "See the claims of its incident.")
    body = {
        "claim": to_plain(found.claim),
        "mention_id": found.mention.mention_id,
        "article_id": found.article.article_id,
        "coders": found.coders,
        "superseded_by": found.superseded_by,
    }
    return _json(request, body)


def search(
    request: Request,
    desk: AtDesk,
    q: Annotated[str, Query(min_length=1, max_length=500)],
    most: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Response:
    """The articles that hold all the words; words in double quotes stand together.

    The best come first; where `ranked` is false, too many hold the words, and those added last come first.
    """
    with desk.case.reading() as connection:
        found = find_articles(connection, q.replace("\x00", " "), most)
    return _json(request, {"articles": [dict(row._mapping) for row in found.rows], "ranked": found.ranked})


def _lines(case: Case, ask: Callable[[Connection], Iterable[Any]]) -> Iterator[str]:
    """The case is read while the lines are sent, in one view of it."""
    with case.reading() as connection:
        for item in ask(connection):
            yield json.dumps(jsonable_encoder(item), ensure_ascii=False) + "\n"
