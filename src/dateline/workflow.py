"""The steps of the flow, chained for one batch; plain functions that the command line, the workbench and Ray call."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice, tee

from spacy.tokens import Doc

from dateline import __version__
from dateline.annotate.pipeline import Pipeline
from dateline.extract import extract_article
from dateline.fuse.fusing import Fusion, fuse
from dateline.model import Article, CodedArticle
from dateline.read import Given, Original, Unreadable, read_original, split_inputs
from dateline.store.case import Case
from dateline.store.derive import put_incidents
from dateline.store.query import coded_articles, known_originals
from dateline.store.write import (
    ArticleState,
    Filed,
    forget_failure,
    put_article,
    put_coding,
    put_failure,
    put_original,
)

__all__ = ["AddSummary", "add_inputs", "code_articles", "code_doc", "coder_version", "fuse_case"]

_BATCH = 32  # articles in one transaction: what a killed run has to do again


def code_articles(pipeline: Pipeline, articles: Iterable[Article]) -> Iterator[CodedArticle]:
    """Each article with everything that was read out of it, in order; a few dozen are held in memory at a time."""
    to_parse, to_extract = tee(articles)
    for article, doc in zip(to_extract, pipeline.annotate(to_parse), strict=True):
        yield code_doc(article, doc)


def code_doc(article: Article, doc: Doc) -> CodedArticle:
    """The article with what was read out of its annotated Doc."""
    return extract_article(article, doc)


def coder_version(pipeline: Pipeline) -> str:
    """Names what a coding depends on: this program and the parser."""
    return f"dateline-{__version__} {pipeline.parser_version}"


@dataclass
class AddSummary:
    """What `add` did: how many articles were new, known, changed or not English, and what could not be read."""

    new: int = 0
    known: int = 0
    changed: int = 0
    not_english: int = 0
    failures: list[Unreadable] = field(default_factory=list)
    incidents: int = 0


def add_inputs(
    case: Case, pipeline: Pipeline, names: Sequence[str], given: Given, advance: Callable[[], None]
) -> AddSummary:
    """Read, code and keep every article of these inputs, batch by batch, then fuse.

    A batch is one transaction, and an original that has been kept is passed over: stopped at any point and run again,
    nothing is lost and nothing is there twice.
    """
    summary = AddSummary()
    for batch in _batches(split_inputs(names, given)):
        originals = _unknown(case, [item for item in batch if isinstance(item, Original)], summary)
        failures = [item for item in batch if isinstance(item, Unreadable)]
        _add_batch(case, pipeline, [(item, read_original(item, given)) for item in originals], summary, failures)
        for _ in batch:
            advance()
    summary.incidents = fuse_case(case)
    return summary


def _batches(found: Iterator[Original | Unreadable]) -> Iterator[list[Original | Unreadable]]:
    while batch := list(islice(found, _BATCH)):
        yield batch


def _unknown(case: Case, originals: list[Original], summary: AddSummary) -> list[Original]:
    with case.reading() as connection:
        known = known_originals(connection, [original.sha256 for original in originals])
    fresh = {original.sha256: original for original in originals if original.sha256 not in known}
    summary.known += len(originals) - len(fresh)
    return list(fresh.values())


def _add_batch(
    case: Case,
    pipeline: Pipeline,
    found: list[tuple[Original, Article | Unreadable]],
    summary: AddSummary,
    failures: list[Unreadable],
) -> None:
    articles = [item for _, item in found if isinstance(item, Article) and item.language in (None, "en")]
    coded = list(code_articles(pipeline, articles))
    failures = failures + [item for _, item in found if isinstance(item, Unreadable)]
    with case.writing() as connection:
        for original, item in found:
            if isinstance(item, Unreadable):
                continue
            put_original(connection, original.sha256, original.raw, original.media_type, original.fetched_at)
            english = item.language in (None, "en")
            state = ArticleState.UNCODED if english else ArticleState.NOT_ENGLISH
            filed = put_article(connection, item, Filed(original.name, original.line, original.sha256), state)
            forget_failure(connection, original.name, original.line)
            summary.not_english += filed.is_new and not english
            summary.changed += filed.is_new and filed.replaces is not None
            summary.new += filed.is_new
            summary.known += not filed.is_new
        put_coding(connection, coded, coder_version(pipeline))
        for failure in failures:
            put_failure(connection, failure.name, failure.line, failure.problem, failure.remedy)
    summary.failures += failures


def fuse_case(case: Case) -> int:
    """Make the incidents of a case anew from its mentions; returns how many there are."""
    with case.reading() as connection:
        fusion: Fusion = fuse(coded_articles(connection))
    with case.writing() as connection:
        return put_incidents(connection, fusion.incidents(), fusion.mentions)
