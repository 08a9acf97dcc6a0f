"""The steps of the flow for one case: read, code, keep, fuse; what the command line, the workbench and Ray call."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from dateline.coding import Coder, Coding, Uncoded, ahead_of
from dateline.model import Article, CodedArticle
from dateline.read import Given, Original, Unreadable, read_original, split_inputs
from dateline.store.case import Case
from dateline.store.fusing import fuse_case
from dateline.store.query import known_originals, uncoded_articles
from dateline.store.write import (
    ArticleState,
    Filed,
    forget_failure,
    put_article,
    put_coding,
    put_failure,
    put_original,
    put_uncoded,
)

__all__ = ["AddSummary", "add_inputs", "recode_case"]

_BATCH = 32  # articles in one transaction: what a killed run has to do again


@dataclass
class AddSummary:
    """What `add` did: how many articles were new, known, changed or not English, and what could not be read."""

    new: int = 0
    known: int = 0
    changed: int = 0
    not_english: int = 0
    failures: list[Unreadable] = field(default_factory=list)
    incidents: int = 0


@dataclass(frozen=True)
class _Batch:
    """What was read and has been given to the coder."""

    size: int
    read: list[tuple[Original, Article]]
    failures: list[Unreadable]
    codings: Callable[[], list[Coding]]


def add_inputs(case: Case, coder: Coder, names: Sequence[str], given: Given, advance: Callable[[], None]) -> AddSummary:
    """Read, code and keep every article of these inputs, batch by batch, then fuse.

    A batch is one transaction, and an original that has been kept is passed over: stopped at any point and run again,
    nothing is lost and nothing is there twice.
    """
    summary = AddSummary()
    for batch in ahead_of(_begun(case, coder, split_inputs(names, given), given, summary), coder):
        _keep(case, coder.version, batch, summary)
        for _ in range(batch.size):
            advance()
    summary.incidents = fuse_case(case)
    return summary


def _begun(
    case: Case, coder: Coder, found: Iterator[Original | Unreadable], given: Given, summary: AddSummary
) -> Iterator[_Batch]:
    while batch := list(islice(found, _BATCH)):
        originals = _unknown(case, [item for item in batch if isinstance(item, Original)], summary)
        pairs = [(original, read_original(original, given)) for original in originals]
        read = [(original, item) for original, item in pairs if isinstance(item, Article)]
        failures = [item for item in (*batch, *(item for _, item in pairs)) if isinstance(item, Unreadable)]
        codings = coder.begin([article for _, article in read if _is_english(article)])
        yield _Batch(len(batch), read, failures, codings)


def _is_english(article: Article) -> bool:
    return article.language in (None, "en")


def _unknown(case: Case, originals: list[Original], summary: AddSummary) -> list[Original]:
    with case.reading() as connection:
        known = known_originals(connection, [original.sha256 for original in originals])
    fresh = {original.sha256: original for original in originals if original.sha256 not in known}
    summary.known += len(originals) - len(fresh)
    return list(fresh.values())


def _keep(case: Case, version: str, batch: _Batch, summary: AddSummary) -> None:
    codings = batch.codings()
    coded = [item for item in codings if isinstance(item, CodedArticle)]
    uncoded = {item.article.article_id: item for item in codings if isinstance(item, Uncoded)}
    failures = list(batch.failures)
    with case.writing() as connection:
        for original, article in batch.read:
            put_original(connection, original.sha256, original.raw, original.media_type, original.fetched_at)
            state = ArticleState.UNCODED if _is_english(article) else ArticleState.NOT_ENGLISH
            filed = put_article(connection, article, Filed(original.name, original.line, original.sha256), state)
            forget_failure(connection, original.name, original.line)
            summary.not_english += filed.is_new and not _is_english(article)
            summary.changed += filed.is_new and filed.replaces is not None
            summary.new += filed.is_new
            summary.known += not filed.is_new
            if article.article_id in uncoded:
                failed = uncoded[article.article_id]
                failures.append(Unreadable(original.name, failed.problem, failed.remedy, original.line))
                put_uncoded(connection, article.article_id)
        put_coding(connection, coded, version)
        for failure in failures:
            put_failure(connection, failure.name, failure.line, failure.problem, failure.remedy)
    summary.failures += failures


def recode_case(case: Case, coder: Coder, advance: Callable[[], None]) -> AddSummary:
    """Code every article that this version has not coded, then fuse; earlier codings stay beside the new ones."""
    summary = AddSummary()
    after = ""
    while True:
        with case.reading() as connection:
            articles = uncoded_articles(connection, coder.version, after, _BATCH)
        if not articles:
            break
        after = articles[-1].article_id
        codings = coder.begin(articles)()
        with case.writing() as connection:
            put_coding(connection, [item for item in codings if isinstance(item, CodedArticle)], coder.version)
        for item in codings:
            summary.changed += isinstance(item, CodedArticle)
            if isinstance(item, Uncoded):
                summary.failures.append(Unreadable(item.article.article_id, item.problem, item.remedy))
            advance()
    summary.incidents = fuse_case(case)
    return summary
