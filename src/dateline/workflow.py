"""The steps of the flow, chained for one batch; plain functions that the command line, the workbench and Ray call."""

from __future__ import annotations

import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice, tee
from typing import Protocol

from spacy.tokens import Doc

from dateline import __version__
from dateline.annotate.pipeline import Pipeline
from dateline.extract import extract_article
from dateline.fuse.discrepancies import find_discrepancies
from dateline.fuse.sides import find_side_discrepancies
from dateline.fuse.weights import load_weights
from dateline.fuse.wording import load_rarity
from dateline.knowledge.sites import Sites
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

__all__ = [
    "AddSummary",
    "Coder",
    "PipelineCoder",
    "Uncoded",
    "add_inputs",
    "code_articles",
    "code_doc",
    "code_each",
    "coder_version",
    "recode_case",
]

_BATCH = 32  # articles in one transaction: what a killed run has to do again


# -- coding ---------------------------------------------------------------------------------------------------------


def code_articles(pipeline: Pipeline, articles: Iterable[Article]) -> Iterator[CodedArticle]:
    """Each article with everything that was read out of it, in order; a few dozen are held in memory at a time."""
    to_parse, to_extract = tee(articles)
    for article, doc in zip(to_extract, pipeline.annotate(to_parse), strict=True):
        yield code_doc(article, doc, pipeline.sites)


def code_doc(article: Article, doc: Doc, sites: Sites) -> CodedArticle:
    """The article with what was read out of its annotated Doc, and where it contradicts itself."""
    coded = extract_article(article, doc, sites)
    found = (*find_side_discrepancies(coded), *find_discrepancies(coded, load_rarity(), load_weights()))
    return replace(coded, discrepancies=found) if found else coded


def coder_version(pipeline: Pipeline) -> str:
    """Names what a coding depends on: this program and the parser."""
    return f"dateline-{__version__} {pipeline.parser_version}"


@dataclass(frozen=True, slots=True)
class Uncoded:
    """An article that could not be coded, and why."""

    article: Article
    problem: str
    remedy: str


Coding = CodedArticle | Uncoded


class Coder(Protocol):
    """What codes articles: here, in a pool of processes, or a stand-in. Batches may be begun ahead of their use."""

    @property
    def version(self) -> str: ...

    @property
    def ahead(self) -> int:
        """How many batches are worth beginning before the first is taken: what is held in memory."""
        ...

    def begin(self, articles: Sequence[Article]) -> Callable[[], list[Coding]]: ...


@dataclass(frozen=True)
class PipelineCoder:
    """Codes in this process, when the result is asked for."""

    pipeline: Pipeline
    max_seconds: float  # for one article
    ahead: int = 0

    @property
    def version(self) -> str:
        return coder_version(self.pipeline)

    def begin(self, articles: Sequence[Article]) -> Callable[[], list[Coding]]:
        return partial(code_each, self.pipeline, articles, self.max_seconds)


def code_each(pipeline: Pipeline, articles: Sequence[Article], max_seconds: float) -> list[Coding]:
    """Code articles together; where that fails or takes too long, one by one, so that the rest goes on."""
    together = _coded_or_why(pipeline, articles, max_seconds)
    if isinstance(together, list):
        return list(together)
    return [_one(pipeline, article, max_seconds) for article in articles]


def _one(pipeline: Pipeline, article: Article, max_seconds: float) -> Coding:
    outcome = _coded_or_why(pipeline, [article], max_seconds)
    if isinstance(outcome, list):
        return outcome[0]
    if isinstance(outcome, TimeoutError):
        remedy = "raise DATELINE_MAX_CODING_SECONDS, then: dateline recode"
        return Uncoded(article, f"coding took longer than {max_seconds:g} seconds", remedy)
    return Uncoded(article, f"coding failed ({type(outcome).__name__}: {outcome})", "report it with this article")


def _coded_or_why(
    pipeline: Pipeline, articles: Sequence[Article], max_seconds: float
) -> list[CodedArticle] | Exception:
    try:
        with _at_most(max_seconds):
            return list(code_articles(pipeline, articles))
    except Exception as error:
        return error.with_traceback(None)


@contextmanager
def _at_most(seconds: float) -> Iterator[None]:
    """Raise `TimeoutError` in the block after so many seconds; no limit where alarms are none (Windows, threads)."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


# -- a case ---------------------------------------------------------------------------------------------------------


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
    for batch in _ahead(_begun(case, coder, split_inputs(names, given), given, summary), coder.ahead):
        _keep(case, coder.version, batch, summary)
        for _ in range(batch.size):
            advance()
    summary.incidents = fuse_case(case)
    return summary


def _ahead(batches: Iterator[_Batch], count: int) -> Iterator[_Batch]:
    """The batches in order, each begun when the one `count` places before it is taken."""
    begun: deque[_Batch] = deque()
    for batch in batches:
        begun.append(batch)
        if len(begun) > count:
            yield begun.popleft()
    yield from begun


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
