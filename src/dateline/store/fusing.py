"""The mentions and standing judgements of a case -> its incidents, in one transaction."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from dateline.fuse.fusing import Fusion, fuse
from dateline.model import Judgement, JudgementKind
from dateline.store.case import Case
from dateline.store.corrections import corrections_of
from dateline.store.derive import (
    clear_incidents,
    count_incidents,
    mark_fused,
    put_incidents,
    put_reviews,
    unfused_articles,
)
from dateline.store.judgements import all_judgements, standing
from dateline.store.query import coded_articles
from dateline.store.reviews import Reviews
from dateline.store.revision import next_revision

__all__ = ["follow_up", "fuse_all", "fuse_case"]


def fuse_case(case: Case) -> int:
    """Take what is new in the case into its incidents; returns how many there are."""
    with case.writing() as connection:
        if unfused_articles(connection):
            fuse_all(connection)
        return count_incidents(connection)


_ABOUT_REVIEW = frozenset({JudgementKind.REVIEWED, JudgementKind.SIGNED_OFF, JudgementKind.COMMENT})


def follow_up(connection: Connection, judgements: Sequence[Judgement]) -> None:
    """Make true what follows from new or undone judgements, in the transaction that keeps them.

    A review changes how far its incidents have been reviewed; any other judgement may change which incidents there are.
    """
    if all(judgement.kind in _ABOUT_REVIEW for judgement in judgements):
        put_reviews(connection, {subject for judgement in judgements for subject in judgement.subjects})
        next_revision(connection)
    else:
        fuse_all(connection)


def fuse_all(connection: Connection) -> None:
    """Make the incidents anew in the caller's transaction: a judgement and what follows from it are kept together."""
    judgements = standing(all_judgements(connection))
    corrections = corrections_of(judgements)
    fusion: Fusion = fuse((corrections.applied(coded) for coded in coded_articles(connection)), judgements)
    clear_incidents(connection)
    put_incidents(connection, fusion.incidents(), fusion.mentions, Reviews(judgements))
    mark_fused(connection)
    next_revision(connection)
