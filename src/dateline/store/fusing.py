"""What is new in a case, and what people decided, taken into its incidents: in one transaction, at the cost of what it
touches.

Where much of a case is new, everything is fused anew in memory, which is faster then; the incidents are the same.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager

from sqlalchemy import Connection, delete, select, update

from dateline import __version__, identity
from dateline.fuse.judged import JudgedPairs
from dateline.fuse.memory import MemoryShelf
from dateline.fuse.revise import Fusing
from dateline.fuse.weights import load_weights
from dateline.model import Article, CodedArticle, Judgement, JudgementKind
from dateline.store import tables
from dateline.store.case import Case
from dateline.store.corrections import Corrections, corrections_of
from dateline.store.derive import (
    clear_incidents,
    count_incidents,
    drop_incidents,
    mark_fused,
    put_incidents,
    put_reviews,
    take_stock,
    unfused_articles,
)
from dateline.store.judgements import all_judgements, standing
from dateline.store.query import articles_of_ids, coded_articles, coded_articles_of_ids, in_parts
from dateline.store.reviews import Reviews
from dateline.store.revision import next_revision
from dateline.store.shelf import CaseShelf, keep_all, named_before
from dateline.store.write import put_rows

__all__ = ["follow_up", "fuse_all", "fuse_case", "judging"]

_MUCH = 1.1  # times what is known: when more is new, it is faster to fuse everything
_LAYOUT = 1  # of what is kept: raise it when profiles, keys or links come out otherwise
_KEPT_BY = "fusing"  # in `case_info`: the version that made what is kept
_CORRECTING = frozenset(
    {JudgementKind.WRONG_TYPE, JudgementKind.RIGHT_PLACE, JudgementKind.NO_EVENT, JudgementKind.CORRECTION}
)
_ABOUT_REVIEW = frozenset({JudgementKind.REVIEWED, JudgementKind.SIGNED_OFF, JudgementKind.COMMENT})


class _CaseLibrary:
    """The articles of a case as people corrected them."""

    def __init__(self, connection: Connection, corrections: Corrections) -> None:
        self._connection, self._corrections = connection, corrections

    def coded(self, article_ids: Collection[str]) -> Mapping[str, CodedArticle]:
        found = coded_articles_of_ids(self._connection, article_ids)
        return {coded.article.article_id: self._corrections.applied(coded) for coded in found}

    def articles(self, article_ids: Collection[str]) -> Mapping[str, Article]:
        return articles_of_ids(self._connection, article_ids)

    def every(self) -> Iterable[CodedArticle]:
        return (self._corrections.applied(coded) for coded in coded_articles(self._connection))


def fuse_case(case: Case) -> int:
    """Take what is new in the case into its incidents; returns how many there are."""
    with case.writing() as connection:
        _fuse_new(connection)
        return count_incidents(connection)


def _fuse_new(connection: Connection, decided: Collection[Judgement] = ()) -> None:
    """Take in the articles that are new or coded anew, and the judgements that came into force or lost it."""
    _unfuse(connection, {name for item in decided if item.kind in _CORRECTING for name in item.subjects})
    new = unfused_articles(connection)
    if not new and not decided:
        return
    if _kept_by(connection) != _version() or not _holds_more(connection, int(len(new) / _MUCH)):
        fuse_all(connection)
        return
    judgements = standing(all_judgements(connection))
    shelf = CaseShelf(connection, JudgedPairs(judgements))
    library = _CaseLibrary(connection, corrections_of(judgements))
    fusing = Fusing(shelf, library)
    subjects = {name for item in decided for name in item.subjects}
    change = fusing.revise(
        fresh=(coded for some in in_parts(new) for coded in library.coded(some).values()),
        gone=[article_id for article_id in new if shelf.holds(article_id)],
        judged=subjects,
    )
    changed = change.changed.union(shelf.incidents_of(subjects).values())  # also where only their review has changed
    whole = list(fusing.incidents(changed))
    drop_incidents(connection, change.gone | changed)
    put_incidents(connection, whole, Reviews(judgements))
    mark_fused(connection)
    next_revision(connection)


def follow_up(connection: Connection, judgements: Collection[Judgement]) -> None:
    """Make true what follows from new or undone judgements, in the transaction that keeps them.

    A review changes how far its incidents have been reviewed; any other judgement may change which incidents there are.
    """
    if all(judgement.kind in _ABOUT_REVIEW for judgement in judgements):
        put_reviews(connection, {subject for judgement in judgements for subject in judgement.subjects})
        next_revision(connection)
    else:
        _fuse_new(connection, judgements)


@contextmanager
def judging(connection: Connection) -> Iterator[None]:
    """What follows from judgements that come into force in this block, or lose it, is made true at its end."""
    before = set(standing(all_judgements(connection)))
    yield
    follow_up(connection, before.symmetric_difference(standing(all_judgements(connection))))


def fuse_all(connection: Connection) -> None:
    """Make the incidents anew in the caller's transaction; those that hold the mention they were named after keep
    their names."""
    judgements = standing(all_judgements(connection))
    library = _CaseLibrary(connection, corrections_of(judgements))
    shelf = MemoryShelf()
    shelf.judge(JudgedPairs(judgements))
    shelf.put_named(_names(connection))
    fusing = Fusing(shelf, library)
    change = fusing.revise(library.every())
    clear_incidents(connection)
    put_incidents(connection, fusing.incidents(change.changed), Reviews(judgements))
    take_stock(connection)
    keep_all(connection, shelf)
    mark_fused(connection)
    next_revision(connection)
    connection.execute(delete(tables.case_info).where(tables.case_info.c.key == _KEPT_BY))
    put_rows(connection, tables.case_info, [{"key": _KEPT_BY, "value": _version()}])


def _version() -> str:
    return f"{__version__} {load_weights().version} {_LAYOUT}"


def _kept_by(connection: Connection) -> str | None:
    table = tables.case_info
    return connection.execute(select(table.c.value).where(table.c.key == _KEPT_BY)).scalar()


def _holds_more(connection: Connection, count: int) -> bool:
    """Whether more articles than so many have been fused; it takes no longer in a large case."""
    beyond = select(tables.fusing_texts.c.article_id).limit(1).offset(count)
    return connection.execute(beyond).first() is not None


def _names(connection: Connection) -> set[str]:
    """The mentions after which incidents have been named; cases of the first version kept only the names."""
    table = tables.incident_members
    members = connection.execute(select(table.c.mention_id, table.c.incident_id))
    return named_before(connection) | {row[0] for row in members if identity.incident_id(row[0]) == row[1]}


def _unfuse(connection: Connection, mentions: Collection[str]) -> None:
    """What was corrected is read anew with its article."""
    for some in in_parts(mentions):
        told = select(tables.mentions.c.article_id).where(tables.mentions.c.mention_id.in_(some))
        article = tables.articles.c
        connection.execute(update(tables.articles).where(article.article_id.in_(told)).values(fused=None))
