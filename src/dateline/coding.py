"""One article after another, or a batch together -> each with everything that was read out of it, or why not.

Whoever has articles calls this: the steps of a case (`workflow`), the processes of a pool, the command line. Nothing
here knows a store.
"""

from __future__ import annotations

import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from itertools import tee
from typing import Protocol, TypeVar

from spacy.tokens import Doc

from dateline import __version__
from dateline.annotate.parse import parsed
from dateline.annotate.pipeline import Pipeline
from dateline.extract import extract_article
from dateline.fuse.discrepancies import find_discrepancies
from dateline.fuse.sides import find_side_discrepancies
from dateline.fuse.weights import load_weights
from dateline.fuse.wording import load_rarity
from dateline.knowledge.sites import Sites
from dateline.model import Article, CodedArticle

__all__ = [
    "Coder",
    "Coding",
    "PipelineCoder",
    "Uncoded",
    "ahead_of",
    "code_articles",
    "code_doc",
    "code_each",
    "coder_version",
]


def code_articles(pipeline: Pipeline, articles: Iterable[Article]) -> Iterator[CodedArticle]:
    """Each article with everything that was read out of it, in order; a few dozen are held in memory at a time."""
    to_parse, to_extract = tee(articles)
    for article, doc in zip(to_extract, pipeline.annotate(to_parse), strict=True):
        yield code_doc(article, doc, pipeline.sites)


def code_doc(article: Article, doc: Doc, sites: Sites) -> CodedArticle:
    """The article with what was read out of its annotated Doc, and where it contradicts itself."""
    coded = extract_article(article, parsed(doc), sites)
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


BegunT = TypeVar("BegunT")


def ahead_of(begun: Iterator[BegunT], coder: Coder) -> Iterator[BegunT]:
    """What was begun, in order; as many batches are begun before the first is taken as the coder asks for."""
    waiting: deque[BegunT] = deque()
    for batch in begun:
        waiting.append(batch)
        if len(waiting) > coder.ahead:
            yield waiting.popleft()
    yield from waiting


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
        remedy = "raise DATELINE_MAX_CODING_SECONDS and code it again"
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
