"""Coded articles -> incidents, however many articles: a few in memory, more in slices and in several processes.

Slices are those of `fuse.sharded`, with the result of one piece. Articles wait in files while others are compared, so
that memory holds what planning knows of all of them (a kilobyte a mention), and a slice in each process.
"""

from __future__ import annotations

import gc
import multiprocessing
import tempfile
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import chain, islice
from pathlib import Path
from typing import Any, Protocol, TypeVar

from msgspec import msgpack

from dateline.fuse.cards import card_of
from dateline.fuse.fusing import Fusion, fuse
from dateline.fuse.judged import JudgedPairs
from dateline.fuse.sharded.grouping import FusedSlice, Kept, fuse_slice
from dateline.fuse.sharded.merge import Merged, Region, Settled, merge_slices, regions_of, settle
from dateline.fuse.sharded.plan import compare, plan_slices
from dateline.fuse.sharded.plan_files import load_plan, save_plan
from dateline.fuse.sharded.survey import Survey, survey_of
from dateline.fuse.weights import Weights, load_weights
from dateline.fuse.whole import Portion, assemble
from dateline.fuse.wording import load_rarity
from dateline.knowledge.sources import load_sources
from dateline.model import Article, CodedArticle, Incident
from dateline.spool import Address, Spool, pickled, unpickled

__all__ = ["Fused", "LostProcessError", "Run", "fusing", "fusing_in_slices"]

_FEW = 2_000  # articles that are fused sooner than other processes have started
_SIZE = 20_000  # mentions of a slice: some 200 MB in the process that fuses it
_BATCH = 400  # articles that are surveyed together
_REGION = 4_000  # mentions at seams that are grouped again together
_TOGETHER = 400  # incidents that are assembled together
_ARTICLES, _CARDS, _KEPT = "articles", "cards", "kept"
_article_of = msgpack.Decoder(CodedArticle).decode  # twice as fast as pickle, which calls every constructor
_packed_article = msgpack.Encoder().encode

ResultT = TypeVar("ResultT")
Render = Callable[[Incident, Mapping[str, Article]], ResultT]
"""What is wanted of an incident and its articles; it is called in another process, so it is a function of a module."""


class LostProcessError(RuntimeError):
    """A process was killed, as the system does where memory runs out; the message names the remedy."""


class Fused(Protocol):
    """What came of fusing."""

    @property
    def articles(self) -> int: ...

    @property
    def article_counts(self) -> Mapping[str, int]:
        """By incident, how many articles tell it."""
        ...

    def copies(self) -> list[tuple[str, ...]]: ...

    def read(self, names: Iterable[str], render: Render[ResultT]) -> Iterator[ResultT]:
        """What `render` makes of each of these incidents, in the order of the names."""
        ...


class Run(Protocol):
    """Calls a function for each of some arguments, and yields what it returns, in order."""

    def __call__(self, work: Callable[..., ResultT], arguments: Iterable[tuple[Any, ...]]) -> Iterator[ResultT]: ...


@contextmanager
def fusing(articles: Iterable[CodedArticle], processes: int) -> Iterator[Fused]:
    """Fuse these articles; what comes of it can be read as long as the block lasts."""
    source = iter(articles)
    first = list(islice(source, _FEW))
    if len(first) < _FEW:
        yield _FusedHere(fuse(first))
    else:
        with fusing_in_slices(chain(first, source), processes) as fused:
            yield fused


@contextmanager
def fusing_in_slices(
    articles: Iterable[CodedArticle],
    workers: int | Run,
    weights: Weights | None = None,
    size: int = _SIZE,
    folder: Path | None = None,
) -> Iterator[Fused]:
    """`workers`: how many processes of this machine, or what else runs the work; then all must see `folder`."""
    weighs = weights or load_weights()
    running = _running(workers) if isinstance(workers, int) else nullcontext(workers)
    with tempfile.TemporaryDirectory(prefix="dateline-fuse-", dir=folder) as kept_in, running as run:
        spool = Spool(Path(kept_in))
        surveys = run(partial(_survey, spool, weighs), _spooled(articles, spool))
        survey = Survey.joined([survey_of((), weighs), *surveys])
        count = _plan(survey, size, spool)
        slices = list(run(partial(_fuse, spool, weighs), ((number,) for number in range(count))))
        regions = ((region,) for region in regions_of(slices, JudgedPairs(), _REGION))
        settled = run(partial(_settle, spool, weighs), regions)
        yield _FusedSlices(merge_slices(survey, slices, settled, JudgedPairs()), spool, run)


@dataclass(frozen=True)
class _FusedHere:
    fusion: Fusion

    @property
    def articles(self) -> int:
        return len(self.fusion.articles)

    @property
    def article_counts(self) -> Mapping[str, int]:
        return self.fusion.article_counts()

    def copies(self) -> list[tuple[str, ...]]:
        return self.fusion.copies()

    def read(self, names: Iterable[str], render: Render[ResultT]) -> Iterator[ResultT]:
        waiting = iter(names)
        while some := list(islice(waiting, _TOGETHER)):
            whole = {incident.incident_id: incident for incident in self.fusion.incidents(some)}
            yield from (render(whole[name], self.fusion.articles) for name in some)


@dataclass(frozen=True)
class _FusedSlices:
    merged: Merged
    spool: Spool
    run: Run

    @property
    def articles(self) -> int:
        return len(self.merged.survey.articles)

    @cached_property
    def article_counts(self) -> Mapping[str, int]:
        return {name: len(self.merged.articles_of(group)) for name, group in self.merged.groups.items()}

    def copies(self) -> list[tuple[str, ...]]:
        return self.merged.copies()

    def read(self, names: Iterable[str], render: Render[ResultT]) -> Iterator[ResultT]:
        at = {article_id: number for number, article_id in enumerate(self.merged.survey.articles)}
        for found in self.run(partial(_assemble, self.spool, render), self._portions(names, at)):
            yield from found

    def _portions(
        self, names: Iterable[str], at: Mapping[str, int]
    ) -> Iterator[tuple[list[str], Portion, dict[str, Address]]]:
        waiting = iter(names)
        while some := list(islice(waiting, _TOGETHER)):
            portion = self.merged.portion(some)
            wanted = {*portion.originals, *portion.originals.values()}
            yield some, portion, {article_id: divmod(at[article_id], _BATCH) for article_id in wanted}


def _plan(survey: Survey, size: int, spool: Spool) -> int:
    """How many slices there are to fuse."""
    plan = plan_slices(survey, size)
    save_plan(plan, spool.folder)
    return len(plan.slices)


def _spooled(articles: Iterable[CodedArticle], spool: Spool) -> Iterator[tuple[int]]:
    """The number of each batch that is on file."""
    fresh = _once(articles)
    for number, batch in enumerate(iter(lambda: list(islice(fresh, _BATCH)), [])):
        spool.put(_ARTICLES, number, map(_packed_article, batch))
        yield (number,)


def _once(articles: Iterable[CodedArticle]) -> Iterator[CodedArticle]:
    seen: set[str] = set()
    for coded in articles:
        if coded.article.article_id not in seen:
            seen.add(coded.article.article_id)
            yield coded


# -- in any process -------------------------------------------------------------------------------------------------


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the search for circular references: no value here refers to itself, so all are freed without it, and it
    takes 30 % of the time (22 November 2026)."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@_uncollected()
def _survey(spool: Spool, weights: Weights, number: int) -> Survey:
    cards = [card_of(coded, load_rarity(), weights) for coded in map(_article_of, spool.all(_ARTICLES, number))]
    spool.put(_CARDS, number, map(pickled, cards))
    return survey_of(cards, weights)


@_uncollected()
def _fuse(spool: Spool, weights: Weights, number: int) -> FusedSlice:
    plan = load_plan(spool.folder)
    compared = compare(plan, plan.slices[number], weights)
    cards = spool.get(_CARDS, (divmod(at, _BATCH) for at in compared.positions.tolist()))
    fused, kept = fuse_slice(compared, map(unpickled, cards), JudgedPairs(), weights)
    spool.put(_KEPT, number, map(pickled, kept.values()))
    return fused


@_uncollected()
def _settle(spool: Spool, weights: Weights, region: Region) -> Settled:
    return settle(region, partial(_kept, spool), JudgedPairs(), weights)


def _kept(spool: Spool, address: Address) -> Kept:
    found: Kept = unpickled(next(spool.get(_KEPT, [address])))
    return found


@_uncollected()
def _assemble(
    spool: Spool, render: Render[ResultT], names: Sequence[str], portion: Portion, addresses: Mapping[str, Address]
) -> list[ResultT]:
    told = map(_article_of, spool.get(_ARTICLES, addresses.values()))
    library = _Library({coded.article.article_id: coded for coded in told})
    articles = library.articles(addresses)
    whole = {found.incident.incident_id: found.incident for found in assemble(portion, library, load_sources())}
    return [render(whole[name], articles) for name in names]


@dataclass(frozen=True)
class _Library:
    kept: Mapping[str, CodedArticle]

    def coded(self, article_ids: Collection[str]) -> Mapping[str, CodedArticle]:
        return {article_id: self.kept[article_id] for article_id in article_ids}

    def articles(self, article_ids: Collection[str]) -> Mapping[str, Article]:
        return {article_id: self.kept[article_id].article for article_id in article_ids}


# -- processes ------------------------------------------------------------------------------------------------------


@contextmanager
def _running(processes: int) -> Iterator[Run]:
    if processes == 1:
        yield lambda work, arguments: (work(*each) for each in arguments)
        return
    spawning = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, spawning) as pool:
        yield partial(_run_ahead, pool, processes + 1)


def _run_ahead(
    pool: ProcessPoolExecutor, ahead: int, work: Callable[..., ResultT], arguments: Iterable[tuple[Any, ...]]
) -> Iterator[ResultT]:
    """No more is begun than the processes need to stay busy: it is held in memory."""
    waiting: deque[Future[ResultT]] = deque()
    try:
        for each in arguments:
            waiting.append(pool.submit(work, *each))
            if len(waiting) > ahead:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    except BrokenProcessPool as error:
        raise LostProcessError(
            "a process was killed, it may lack memory; fuse in fewer processes (DATELINE_PROCESSES)"
        ) from error
