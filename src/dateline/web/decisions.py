"""What a person decides on a page or through the API -> judgements, kept if nothing has happened since.

Each decision names the version of the incident that its maker saw. Where somebody else has judged the incident since,
or its articles were read anew, nothing is kept and the maker is told, with what was entered.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from itertools import product
from typing import Any

from dateline.knowledge.codebook_file import load_codebook
from dateline.model import JudgementKind
from dateline.store.case import Case, Connection
from dateline.store.claims import find_claim
from dateline.store.corrections import correction_written
from dateline.store.fusing import follow_up
from dateline.store.history import incidents_of_mentions, version_of
from dateline.store.judgements import Undoing, all_judgements, judgement_of, mentions_of, record, undo
from dateline.web.problems import ProblemError

__all__ = ["Action", "Decision", "SeenTooLongAgoError", "decide", "take_back"]

Subjects = Iterable[tuple[str, ...]]


class Action(StrEnum):
    ACCEPT = "accept"
    SIGN_OFF = "sign-off"
    COMMENT = "comment"
    TYPE = "type"
    CLAIM = "claim"
    MERGE = "merge"
    SPLIT = "split"
    COPIES = "copies"
    NO_EVENT = "no-event"


_KINDS = {
    Action.ACCEPT: JudgementKind.REVIEWED,
    Action.SIGN_OFF: JudgementKind.SIGNED_OFF,
    Action.COMMENT: JudgementKind.COMMENT,
    Action.TYPE: JudgementKind.WRONG_TYPE,
    Action.CLAIM: JudgementKind.CORRECTION,
    Action.MERGE: JudgementKind.SAME_INCIDENT,
    Action.SPLIT: JudgementKind.DIFFERENT_INCIDENT,
    Action.COPIES: JudgementKind.COPY,
    Action.NO_EVENT: JudgementKind.NO_EVENT,
}


class SeenTooLongAgoError(Exception):
    """Somebody judged the incident after the page was made; `version` is the incident's present one, if it is there."""

    def __init__(self, incident_id: str, version: str | None) -> None:
        super().__init__(f"{incident_id} has changed since you saw it")
        self.incident_id = incident_id
        self.version = version


@dataclass(frozen=True, slots=True)
class Decision:
    """`subjects` are what the action is about: mentions to split off, the incident to merge with, articles, a claim."""

    action: Action
    incident_id: str
    seen: str
    subjects: tuple[str, ...] = ()
    event_type: str | None = None
    claim_field: str | None = None
    value: Any = None  # of the correcting claim; None: the claim is wrong and nothing stands in its place
    why: str = ""


def decide(case: Case, by: str, decision: Decision) -> list[str]:
    """Keep the decision, with what follows from it, or nothing at all; returns the ids of its judgements."""
    now = datetime.now(UTC)
    with case.writing() as connection:
        version = version_of(connection, decision.incident_id)
        if version is None or (version != decision.seen and decision.action is not Action.COMMENT):
            raise SeenTooLongAgoError(decision.incident_id, version)
        value = _value(decision)
        judgements = [
            judgement_of(_KINDS[decision.action], subjects, by, now, value=value, why=decision.why)
            for subjects in _SUBJECTS[decision.action](connection, decision)
        ]
        ids = [record(connection, judgement) for judgement in judgements]
        follow_up(connection, judgements)
    return ids


def take_back(case: Case, by: str, judgement_ids: Collection[str], why: str) -> str | None:
    """Undo judgements; returns an incident that they were about, None where there is none any more."""
    now = datetime.now(UTC)
    with case.writing() as connection:
        known = all_judgements(connection, ids=judgement_ids)
        if any(judgement.undone for judgement in known):
            raise ProblemError(409, "Somebody has taken it back already", "Reload the page of the incident.")
        for judgement_id in judgement_ids:
            undo(connection, Undoing(judgement_id, by, now, why))
        follow_up(connection, known)
        about = [subject for judgement in known for subject in judgement.subjects]
        return next(iter(incidents_of_mentions(connection, about).values()), None)


def _value(decision: Decision) -> str | None:
    if decision.action is Action.CLAIM:
        return correction_written(decision.claim_field or "", decision.value)
    if decision.action is not Action.TYPE:
        return None
    known = load_codebook().types
    chosen = (decision.event_type or "").upper()
    if chosen not in known:
        raise ProblemError(422, "That is no event type", f"Give one of {', '.join(sorted(known))}.")
    return chosen


# -- what each action is about ----------------------------------------------------------------------------------


def _whole(connection: Connection, decision: Decision) -> Subjects:
    return [tuple(mentions_of(connection, decision.incident_id))]


def _each(connection: Connection, decision: Decision) -> Subjects:
    chosen = decision.subjects or tuple(mentions_of(connection, decision.incident_id))
    return [(mention,) for mention in _members(connection, decision, chosen)]


def _merged(connection: Connection, decision: Decision) -> Subjects:
    others = [name for name in decision.subjects if name not in ("", decision.incident_id)]
    if not others:
        raise ProblemError(422, "Merge it with what?", "Give the id of another incident, as its page shows it.")
    first, *rest = mentions_of(connection, decision.incident_id)
    return [
        (first, mention) for mention in [*rest, *(item for name in others for item in mentions_of(connection, name))]
    ]


def _split(connection: Connection, decision: Decision) -> Subjects:
    inside = mentions_of(connection, decision.incident_id)
    chosen = _members(connection, decision, decision.subjects)
    rest = [mention for mention in inside if mention not in chosen]
    if not chosen or not rest:
        raise ProblemError(422, "Which mentions happened apart?", "Choose some of them, but not all.")
    return list(product(chosen, rest))


def _copies(connection: Connection, decision: Decision) -> Subjects:
    del connection
    first, *others = dict.fromkeys(decision.subjects) or [""]
    if not others:
        raise ProblemError(422, "Which articles are copies of one text?", "Choose two or more.")
    return [(first, other) for other in others]


def _claim(connection: Connection, decision: Decision) -> Subjects:
    """The claim and its mention."""
    found = find_claim(connection, decision.subjects[0]) if decision.subjects else None
    if found is None or found.claim.field != decision.claim_field:
        raise ProblemError(404, "There is no such claim", "See the claims of the incident.")
    _members(connection, decision, (found.mention.mention_id,))
    corrected = found.claim.supersedes or found.claim.claim_id  # a correction is corrected in its place
    return [(corrected, found.mention.mention_id)]


def _members(connection: Connection, decision: Decision, chosen: tuple[str, ...]) -> tuple[str, ...]:
    foreign = set(chosen) - set(mentions_of(connection, decision.incident_id))
    if foreign:
        raise ProblemError(422, f"{min(foreign)} is no mention of this incident", "Reload its page and choose again.")
    return chosen


_SUBJECTS: dict[Action, Callable[[Connection, Decision], Subjects]] = {
    Action.ACCEPT: _whole,
    Action.SIGN_OFF: _whole,
    Action.COMMENT: _whole,
    Action.TYPE: _each,
    Action.NO_EVENT: _each,
    Action.MERGE: _merged,
    Action.SPLIT: _split,
    Action.COPIES: _copies,
    Action.CLAIM: _claim,
}
