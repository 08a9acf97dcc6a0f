"""The mentions and standing judgements of a case -> its incidents, in one transaction."""

from __future__ import annotations

from sqlalchemy import Connection

from dateline.fuse.fusing import Fusion, fuse
from dateline.store.case import Case
from dateline.store.corrections import corrections_of
from dateline.store.derive import clear_incidents, count_incidents, mark_fused, put_incidents, unfused_articles
from dateline.store.judgements import all_judgements, standing
from dateline.store.query import coded_articles
from dateline.store.reviews import Reviews
from dateline.store.revision import next_revision

__all__ = ["fuse_all", "fuse_case"]


def fuse_case(case: Case) -> int:
    """Take what is new in the case into its incidents; returns how many there are."""
    with case.writing() as connection:
        if unfused_articles(connection):
            fuse_all(connection)
        return count_incidents(connection)


def fuse_all(connection: Connection) -> None:
    """Make the incidents anew in the caller's transaction: a judgement and what follows from it are kept together."""
    judgements = standing(all_judgements(connection))
    corrections = corrections_of(judgements)
    fusion: Fusion = fuse((corrections.applied(coded) for coded in coded_articles(connection)), judgements)
    clear_incidents(connection)
    put_incidents(connection, fusion.incidents(), fusion.mentions, Reviews(judgements))
    mark_fused(connection)
    next_revision(connection)
