"""Reviewing: the queue, what the forms of an incident's page send, corrections, and taking back."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query, Request
from starlette.datastructures import FormData
from starlette.responses import RedirectResponse, Response

from dateline.model import PlacePrecision
from dateline.store.case import Connection
from dateline.store.claims import find_claim
from dateline.store.history import incidents_of_mentions, judgements_about, mentions_in_force, version_of
from dateline.store.incidents import IncidentFilter, incident_of_id
from dateline.store.listing import Order, cursor_at, page_of_incidents
from dateline.store.reviews import ReviewState
from dateline.store.revision import revision_of
from dateline.web.access import Asking, Sent
from dateline.web.contexts.reviewing import ConflictPage, CorrectPage, QueuePage
from dateline.web.decisions import Action, Decision, SeenTooLongAgoError, decide, take_back
from dateline.web.desk import AtDesk, Desk
from dateline.web.incident import claim_line, history_of
from dateline.web.problems import ProblemError
from dateline.web.rendering import page
from dateline.web.values import corrected_value

__all__ = ["correct", "judge", "next_in_queue", "queue", "undo"]

_QUEUES = {
    "accept": (ReviewState.UNREVIEWED.value, ReviewState.IN_REVIEW.value),
    "sign-off": (ReviewState.REVIEWED.value,),
}
_LONGEST = 4000  # characters of a comment or reason
_HIDDEN = ("token", "seen", "next")

Cursor = Annotated[str | None, Query(max_length=500)]
Which = Annotated[str, Query(alias="queue", pattern="^(accept|sign-off)$")]


def queue(request: Request, desk: AtDesk, which: Which = "accept", after: Cursor = None) -> Response:
    """What waits for people, the most doubtful and the weightiest first."""
    with desk.case.reading() as connection:
        found = page_of_incidents(connection, IncidentFilter(), Order.MOST_DOUBTFUL, after, reviews=_QUEUES[which])
        counts = dict(desk.counts(connection, IncidentFilter(), revision_of(connection))["review"])
    waiting = {name: sum(counts.get(state, 0) for state in states) for name, states in _QUEUES.items()}
    done = counts.get(ReviewState.SIGNED_OFF.value, 0)
    return page(request, "queue.html", QueuePage(which, found.rows, found.after, waiting, done, sum(counts.values())))


def next_in_queue(desk: AtDesk, which: Which = "accept", after: str | None = None) -> Response:
    """The first that waits behind an incident, else the first of all, else the queue, which is then empty."""
    with desk.case.reading() as connection:
        cursor = cursor_at(connection, Order.MOST_DOUBTFUL, after) if after else None
        for begin in dict.fromkeys((cursor, None)):
            found = page_of_incidents(
                connection, IncidentFilter(), Order.MOST_DOUBTFUL, begin, most=1, reviews=_QUEUES[which]
            )
            if found.rows and found.rows[0].incident_id != after:
                return RedirectResponse(f"/incidents/{found.rows[0].incident_id}?queue={which}", 303)
    return RedirectResponse(f"/review?queue={which}", 303)


# -- deciding ---------------------------------------------------------------------------------------------------


def judge(request: Request, desk: AtDesk, person: Asking, incident_id: str, form: Sent) -> Response:
    """Keep what a form decides about an incident, and go on."""
    with desk.case.reading() as connection:
        decision = _decision(connection, incident_id, form)
    try:
        decide(desk.case, person.name, decision)
    except SeenTooLongAgoError as conflict:
        return _conflict(request, desk, conflict, form)
    if form.get("next") in _QUEUES and decision.action in (Action.ACCEPT, Action.SIGN_OFF):
        return RedirectResponse(f"/review/next?queue={form['next']}&after={incident_id}", 303)
    with desk.case.reading() as connection:
        there = version_of(connection, incident_id) is not None
    return RedirectResponse(f"/incidents/{incident_id}" if there else "/incidents", 303)


def _decision(connection: Connection, incident_id: str, form: FormData) -> Decision:
    action = form.get("action")
    if action not in list(Action):
        raise ProblemError(422, "Nothing was decided", "Use the buttons of the incident's page.")
    chosen = Action(str(action))
    subjects = tuple(str(subject) for subject in form.getlist("subject"))
    why = _written(form, "why")
    if chosen is Action.COMMENT and not why:
        raise ProblemError(422, "The comment is empty", "Write something.", {"why": "it is empty"})
    if chosen is Action.COPIES:
        mentions = mentions_in_force(connection, subjects)
        subjects = tuple(dict.fromkeys(mention.article_id for mention in mentions.values()))
    value, claim_field = None, None
    if chosen is Action.CLAIM:
        found = find_claim(connection, subjects[0]) if subjects else None
        if found is None:
            raise ProblemError(404, "There is no such claim", "See the claims of the incident.")
        claim_field = found.claim.field
        fields = {name: str(written) for name, written in form.items()}
        value = None if form.get("wrong") else corrected_value(found.claim.value, fields)
    event_type = _written(form, "event_type") or None
    return Decision(chosen, incident_id, _written(form, "seen"), subjects, event_type, claim_field, value, why)


def _written(form: FormData, name: str) -> str:
    written = form.get(name, "")
    if not isinstance(written, str) or len(written) > _LONGEST or "\x00" in written:
        raise ProblemError(422, "That makes no sense", "Shorten it.", {name: f"more than {_LONGEST:,} characters"})
    return written.strip()


def _conflict(request: Request, desk: Desk, conflict: SeenTooLongAgoError, form: FormData) -> Response:
    """What the others did, and what was entered, ready to be sent again."""
    with desk.case.reading() as connection:
        found = incident_of_id(connection, conflict.incident_id)
        about = (*found[0].mention_ids, *found[0].article_ids) if found else map(str, form.getlist("subject"))
        history = history_of(judgements_about(connection, about))
    entered = [(name, str(value)) for name, value in form.multi_items() if name not in _HIDDEN]
    context = ConflictPage(
        incident_id=conflict.incident_id,
        label=found[0].label if found else None,
        version=conflict.version,
        entered=entered,
        history=history[:5],
    )
    return page(request, "conflict.html", context, status=409)


def undo(desk: AtDesk, person: Asking, form: Sent) -> Response:
    """Take judgements back; what they superseded stands again."""
    ids = [str(name) for name in form.getlist("judgement")]
    if not ids:
        raise ProblemError(422, "Nothing was chosen", "Use the buttons of the history.")
    incident_id = take_back(desk.case, person.name, ids, _written(form, "why"))
    return RedirectResponse(f"/incidents/{incident_id}#history" if incident_id else "/incidents", 303)


# -- correcting a claim -----------------------------------------------------------------------------------------


def correct(request: Request, desk: AtDesk, claim_id: str) -> Response:
    """The form: the claim in its words, and a field for each part of its value."""
    with desk.case.reading() as connection:
        found = find_claim(connection, claim_id)
        if found is None:
            raise ProblemError(404, f"There is no claim {claim_id}", "See the claims of its incident.")
        incident_id = incidents_of_mentions(connection, [found.mention.mention_id]).get(found.mention.mention_id)
        seen = version_of(connection, incident_id) if incident_id else None
    if incident_id is None or seen is None:
        raise ProblemError(409, "This claim stands in no incident", "Nothing that rests on it can be corrected.")
    context = CorrectPage(
        line=claim_line(found.claim, found.article.article_id),
        mention=found.mention,
        article=found.article,
        incident_id=incident_id,
        seen=seen,
        precisions=[precision.value for precision in PlacePrecision],
    )
    return page(request, "correct.html", context)
