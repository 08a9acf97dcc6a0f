"""Standing judgements -> how far people have reviewed each incident.

A review holds for the mentions that the incident had when it was made: when another joins, the incident is in review
again. Nothing that the program filled in counts as reviewed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from enum import StrEnum

from dateline.model import Judgement, JudgementKind

__all__ = ["ReviewState", "Reviews"]

_SIGNATURES = 2  # of different people


class ReviewState(StrEnum):
    UNREVIEWED = "unreviewed"
    IN_REVIEW = "in_review"
    REVIEWED = "reviewed"  # by one
    SIGNED_OFF = "signed_off"  # by two


class Reviews:
    """What people decided about mentions."""

    def __init__(self, standing: Iterable[Judgement]) -> None:
        self._touched: set[str] = set()
        self._by_person: dict[tuple[JudgementKind, str], set[str]] = defaultdict(set)
        for judgement in standing:
            if judgement.made_by == "dateline":
                continue
            self._touched.update(judgement.subjects)
            if judgement.kind in (JudgementKind.REVIEWED, JudgementKind.SIGNED_OFF):
                self._by_person[judgement.kind, judgement.made_by].update(judgement.subjects)

    def state(self, mention_ids: Iterable[str]) -> ReviewState:
        members = set(mention_ids)
        whole = {key for key, seen in self._by_person.items() if members <= seen}
        signatures = {person for kind, person in whole if kind is JudgementKind.SIGNED_OFF}
        if len(signatures) >= _SIGNATURES:
            return ReviewState.SIGNED_OFF
        if whole:
            return ReviewState.REVIEWED
        return ReviewState.UNREVIEWED if members.isdisjoint(self._touched) else ReviewState.IN_REVIEW
