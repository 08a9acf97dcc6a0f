"""Coding in several processes of this machine: each loads the pipeline once and codes whole batches."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache

from dateline.annotate.pipeline import Pipeline, load_pipeline
from dateline.coding import Coder, PipelineCoder, Uncoded, code_each, coder_version
from dateline.model import Article, CodedArticle
from dateline.settings import Settings

__all__ = ["PoolCoder", "coding_with"]


@dataclass(frozen=True)
class PoolCoder:
    """One batch a process is coded and one more waits; more are not held in memory."""

    executor: ProcessPoolExecutor
    settings: Settings
    version: str

    @property
    def ahead(self) -> int:
        return self.settings.processes + 1

    def begin(self, articles: Sequence[Article]) -> Callable[[], list[CodedArticle | Uncoded]]:
        return self.executor.submit(_code, self.settings, list(articles)).result


@contextmanager
def coding_with(settings: Settings) -> Iterator[Coder]:
    """The coder that the settings ask for: in this process, or in so many others, which end with the block."""
    if settings.processes == 1:
        yield PipelineCoder(load_pipeline(settings), settings.max_coding_seconds)
        return
    spawning = multiprocessing.get_context("spawn")
    executor = ProcessPoolExecutor(settings.processes, spawning, initializer=_leave_interrupts_to_the_parent)
    try:
        yield PoolCoder(executor, settings, executor.submit(_version, settings).result())
    finally:
        executor.shutdown(cancel_futures=True)


def _leave_interrupts_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@lru_cache(maxsize=1)
def _pipeline(settings: Settings) -> Pipeline:
    return load_pipeline(settings)


def _version(settings: Settings) -> str:
    return coder_version(_pipeline(settings))


def _code(settings: Settings, articles: Sequence[Article]) -> list[CodedArticle | Uncoded]:
    return code_each(_pipeline(settings), articles, settings.max_coding_seconds)
