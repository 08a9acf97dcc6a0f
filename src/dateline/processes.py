"""Coding in several processes of this machine: each loads the pipeline once and codes whole batches.

Articles -> codings in the order of the articles. So many batches are begun as there are processes, and one more, and no
more are held in memory. A process takes seconds to start, so a few articles are coded here. One that is killed, as the
system does where memory runs out, costs nothing but time: its articles are coded again one by one, and only that which
kills its process again is left out, and told.
"""

from __future__ import annotations

import gc
import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import chain, islice

from dateline.annotate.pipeline import Pipeline, load_pipeline
from dateline.coding import Coder, Coding, PipelineCoder, Uncoded, ahead_of, code_each, coder_version
from dateline.model import Article, CodedArticle
from dateline.read import Original, Unreadable
from dateline.settings import Settings

__all__ = ["FEW", "PoolCoder", "code_inputs", "code_many", "coding_apart", "coding_batches", "coding_with"]

Input = tuple[Original | None, Article | Unreadable]

FEW = 24  # articles that are coded sooner than a second process has started
_BATCH = 8


def code_inputs(found: Iterable[Input], settings: Settings) -> Iterator[CodedArticle | Unreadable]:
    """What was read of each article, in order, and each input that could not be read or coded, with its name."""
    originals: deque[Original | None] = deque()
    failures: deque[Unreadable] = deque()

    def articles() -> Iterator[Article]:
        for original, item in found:
            if isinstance(item, Unreadable):
                failures.append(item)
            else:
                originals.append(original)
                yield item

    for coding in code_many(articles(), settings):
        original = originals.popleft()
        if isinstance(coding, Uncoded):
            name, line = (original.name, original.line) if original else ("the text", None)
            failures.append(Unreadable(name, coding.problem, coding.remedy, line))
        else:
            yield coding
        while failures:
            yield failures.popleft()
    yield from failures


def code_many(articles: Iterable[Article], settings: Settings) -> Iterator[Coding]:
    """Each article with what was read out of it, or why not, in order: a few one by one as they come."""
    source = iter(articles)
    first = list(islice(source, FEW))
    if not first:
        return
    many = len(first) == FEW
    source = chain(first, source)
    batches = iter(lambda: list(islice(source, _BATCH if many else 1)), [])
    with _coding(settings, many=many) as coder:
        for codings in ahead_of((coder.begin(batch) for batch in batches), coder):
            yield from codings()


@contextmanager
def coding_batches(settings: Settings) -> Iterator[Callable[[Iterable[Article]], Iterator[Coding]]]:
    """What codes one batch after another in all processors; its processes live as long as the block."""
    with _coding(settings, many=True) as coder:

        def code(articles: Iterable[Article]) -> Iterator[Coding]:
            source = iter(articles)
            begun = [coder.begin(part) for part in iter(lambda: list(islice(source, _BATCH)), [])]
            for codings in begun:
                yield from codings()

        yield code


@contextmanager
def coding_with(settings: Settings) -> Iterator[Coder]:
    """A coder whose first batch tells where it codes: a few articles here, more in a pool that ends with the block."""
    with ExitStack() as stack:
        yield _ChoosingCoder(settings, stack)


@contextmanager
def coding_apart(settings: Settings) -> Iterator[Coder]:
    """A coder in processes of its own, for a program that answers others meanwhile."""
    pool = PoolCoder(settings)
    try:
        yield pool
    finally:
        pool.close()


@contextmanager
def _coding(settings: Settings, *, many: bool) -> Iterator[PipelineCoder | PoolCoder]:
    if not many or settings.processes == 1:
        yield PipelineCoder(_loaded(settings), settings.max_coding_seconds)
        return
    pool = PoolCoder(settings)
    try:
        yield pool
    finally:
        pool.close()


@dataclass
class _ChoosingCoder:
    settings: Settings
    stack: ExitStack
    chosen: PipelineCoder | PoolCoder | None = None

    @property
    def version(self) -> str:
        return self._coder(many=False).version

    @property
    def ahead(self) -> int:
        return self.chosen.ahead if self.chosen else 0

    def begin(self, articles: Sequence[Article]) -> Callable[[], list[Coding]]:
        return self._coder(many=len(articles) >= FEW).begin(articles)

    def _coder(self, *, many: bool) -> PipelineCoder | PoolCoder:
        if self.chosen is None:
            self.chosen = self.stack.enter_context(_coding(self.settings, many=many))
        return self.chosen


@dataclass
class PoolCoder:
    """Codes in as many processes as `settings` asks for."""

    settings: Settings
    executor: ProcessPoolExecutor = field(init=False)

    def __post_init__(self) -> None:
        self.executor = self._start()

    @cached_property
    def version(self) -> str:
        return self.executor.submit(_version, self.settings).result()

    @property
    def ahead(self) -> int:
        return self.settings.processes + 1

    def begin(self, articles: Sequence[Article]) -> Callable[[], list[Coding]]:
        batch = list(articles)
        executor, codings = self._submit(batch)

        def taken() -> list[Coding]:
            try:
                return codings.result()
            except BrokenProcessPool:
                self._renew(executor)
                return [self._again(article) for article in batch]

        return taken

    def close(self) -> None:
        self.executor.shutdown(cancel_futures=True)

    def _again(self, article: Article) -> Coding:
        """Code one article by itself, with no other in the pool that could be taken for it."""
        executor, codings = self._submit([article])
        try:
            return codings.result()[0]
        except BrokenProcessPool:
            self._renew(executor)
            remedy = "free memory, or code in fewer processes (DATELINE_PROCESSES)"
            return Uncoded(article, "the process that coded it was killed, twice; it may lack memory", remedy)

    def _submit(self, batch: list[Article]) -> tuple[ProcessPoolExecutor, Future[list[Coding]]]:
        """The batch begun, and where: another batch may have broken the pool since."""
        try:
            return self.executor, self.executor.submit(_code, self.settings, batch)
        except BrokenProcessPool:
            self._renew(self.executor)
            return self.executor, self.executor.submit(_code, self.settings, batch)

    def _renew(self, broken: ProcessPoolExecutor) -> None:
        if self.executor is broken:
            broken.shutdown(wait=False)
            self.executor = self._start()

    def _start(self) -> ProcessPoolExecutor:
        spawning = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(self.settings.processes, spawning, initializer=_leave_interrupts_to_the_parent)


def _leave_interrupts_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@lru_cache(maxsize=1)
def _pipeline(settings: Settings) -> Pipeline:
    return _loaded(settings)


def _loaded(settings: Settings) -> Pipeline:
    """The pipeline, which lives as long as its process: the collector of garbage need not go through it ever again."""
    pipeline = load_pipeline(settings)
    gc.freeze()
    return pipeline


def _version(settings: Settings) -> str:
    return coder_version(_pipeline(settings))


def _code(settings: Settings, articles: Sequence[Article]) -> list[Coding]:
    return code_each(_pipeline(settings), articles, settings.max_coding_seconds)
