"""Work on Ray: the only file that imports it.

Each worker is an actor that loads what it needs once and then takes piece after piece. A piece whose worker died is
given to another, twice; after that it is reported and the rest goes on. The driver keeps nothing: what is done is what
the target holds, so that a killed driver is simply run again.
"""

from __future__ import annotations

import logging
import os
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

from dateline.annotate.pipeline import load_pipeline
from dateline.coding import PipelineCoder, coder_version
from dateline.settings import Settings
from dateline.shards import Archive, Shard, ShardError, ShardReport, code_shard

__all__ = ["Cluster", "code_on_ray", "running_on_ray"]

_log = logging.getLogger(__name__)

_LEAST = (2, 9)
_ATTEMPTS = 3
_OBJECTS = 200 << 20  # bytes for Ray's store of objects: nothing goes through it but reports
_LOOPBACK = "127.0.0.2"  # Ray takes 127.0.0.1 for the machine's outer address and would listen there, open to all


@dataclass(frozen=True, slots=True)
class Cluster:
    """`address`: of a running cluster; None starts one on this machine. `share`: processors that a worker asks for.
    `patience`: seconds without any worker after which no node is taken to have room for one.
    """

    workers: int
    address: str | None = None
    share: float = 1.0
    patience: float = 600.0


def code_on_ray(
    archive: Archive, shards: Sequence[Shard], coder: str, settings: Settings, cluster: Cluster
) -> Iterator[ShardReport]:
    """The report of each shard as it is done. Raises `ShardError` where Ray is missing, too old or out of reach."""
    with _connected(cluster) as ray:
        actor = ray.remote(num_cpus=cluster.share, max_restarts=0, max_task_retries=0)(_Worker)
        crew = _Crew(ray, lambda: actor.remote(archive, coder, settings), cluster.patience)
        for shard, outcome in crew.work(shards, cluster.workers):
            yield outcome if isinstance(outcome, ShardReport) else ShardReport(shard, coder, problem=outcome)


@contextmanager
def running_on_ray(cluster: Cluster) -> Iterator[Callable[..., Iterator[Any]]]:
    """What calls a function on the cluster for each of some arguments, and yields what it returns, in order.

    A call whose worker is lost is made again by Ray, twice. No more is begun than keeps the workers busy.
    """
    with _connected(cluster) as ray:

        def run(work: Callable[..., Any], arguments: Iterable[tuple[Any, ...]]) -> Iterator[Any]:
            task = ray.remote(num_cpus=cluster.share, max_retries=_ATTEMPTS - 1)(_call)
            waiting: deque[Any] = deque()
            for each in arguments:
                waiting.append(task.remote(work, each))
                if len(waiting) > cluster.workers:
                    yield _result(ray, waiting.popleft())
            while waiting:
                yield _result(ray, waiting.popleft())

        yield run


def _call(work: Callable[..., Any], arguments: tuple[Any, ...]) -> Any:
    return work(*arguments)


def _result(ray: Any, reference: Any) -> Any:
    try:
        return ray.get(reference)
    except ray.exceptions.RayError as error:
        raise ShardError(
            f"a piece of work could not be done ({_last_line(error)}); see that the nodes have memory, and that all of "
            "them see the folder of --spool"
        ) from error


@contextmanager
def _connected(cluster: Cluster) -> Iterator[Any]:
    """Ray, connected as long as the block lasts, or as long as it was before."""
    ray = _ray()
    started = not ray.is_initialized()
    if started:
        _connect(ray, cluster)
    try:
        yield ray
    finally:
        if started:
            ray.shutdown()


def _ray() -> ModuleType:
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # Ray reports its use to its makers unless told not to
    try:
        import ray
    except ImportError as error:
        raise ShardError("Ray is not installed; run: pip install 'dateline[ray]'") from error
    version = tuple(int(part) for part in ray.__version__.split(".")[:2] if part.isdigit())
    if version < _LEAST:
        wanted = ".".join(map(str, _LEAST))
        raise ShardError(f"Ray {ray.__version__} does not fit; install {wanted} or newer: pip install 'dateline[ray]'")
    module: ModuleType = ray
    return module


def _connect(ray: Any, cluster: Cluster) -> None:
    own: dict[str, object] = {}
    if cluster.address is None:
        processors = max(1, round(cluster.workers * cluster.share + 0.5))
        own = {"num_cpus": processors, "include_dashboard": False, "object_store_memory": _OBJECTS}
        if sys.platform == "linux":  # elsewhere Ray keeps to the loopback by itself
            own["_node_ip_address"] = _LOOPBACK
    for left in reversed(range(_ATTEMPTS if own else 1)):  # a node ends where its agents take over 15 seconds to start
        try:
            ray.init(address=cluster.address, log_to_driver=False, logging_level="error", **own)
        except Exception as error:  # Ray has no class of its own for a node that does not come up
            ray.shutdown()
            if not left:
                where = cluster.address or "a cluster on this machine"
                remedy = f"check its address, and that its version is {ray.__version__}"
                raise ShardError(f"{where}: Ray cannot be reached ({_last_line(error)}); {remedy}") from error
        else:
            return


class _Worker:
    """The actor's class: one pipeline, one shard at a time."""

    def __init__(self, archive: Archive, coder: str, settings: Settings) -> None:
        self._archive, self._coder, self._settings = archive, coder, settings
        self._pipeline = PipelineCoder(load_pipeline(settings), settings.max_coding_seconds)
        found = coder_version(self._pipeline.pipeline)
        if found != coder:
            raise ShardError(f"a worker has {found}, the driver {coder}; install the same versions on every node")

    def ready(self) -> bool:
        return True

    def work(self, shard: Shard) -> ShardReport:
        return code_shard(
            self._archive,
            shard,
            self._coder,
            lambda articles: iter(self._pipeline.begin(list(articles))()),
            self._settings,
        )


@dataclass
class _Crew:
    """Actors that do pieces of work, each anew where its worker is lost. `hire` starts one; `coming` are those that
    load: no piece waits for a worker that finds no node.
    """

    ray: Any
    hire: Callable[[], Any]
    patience: float
    coming: dict[Any, _Hired] = field(default_factory=dict)
    busy: dict[Any, _Given] = field(default_factory=dict)

    def work(self, pieces: Sequence[Any], workers: int) -> Iterator[tuple[Any, Any]]:
        """Each piece with what came of it, as it is done; with a text that says why where nothing did."""
        waiting = deque((piece, 1) for piece in pieces)
        for _ in range(min(workers, len(waiting))):
            self._start(attempt=1)
        while waiting or self.busy:
            done = self._next()
            if done in self.coming:
                worker = self._arrived(done)
            else:
                given = self.busy.pop(done)
                worker, outcome = self._outcome(done, given)
                if outcome is not None:
                    yield given.piece, outcome
                else:
                    waiting.append((given.piece, given.attempt + 1))
                if worker is None and len(self.coming) < len(waiting):
                    self._start(attempt=1)
            if worker is not None and waiting:
                piece, attempt = waiting.popleft()
                self.busy[worker.work.remote(piece)] = _Given(worker, piece, attempt)

    def _outcome(self, done: Any, given: _Given) -> tuple[Any | None, Any | None]:
        """The worker, unless it was lost, and what came of its piece, unless that is to be tried again."""
        errors = self.ray.exceptions
        try:
            return given.worker, self.ray.get(done)
        except errors.RayTaskError as error:
            return given.worker, f"it failed ({_last_line(error)})"
        except errors.RayError as error:
            self.ray.kill(given.worker)
            if given.attempt < _ATTEMPTS:
                _log.warning("a worker was lost (%s); what it had is given to another", _last_line(error))
                return None, None
            return None, f"its worker was lost {_ATTEMPTS} times ({_last_line(error)})"

    def _start(self, attempt: int) -> None:
        worker = self.hire()
        self.coming[worker.ready.remote()] = _Hired(worker, attempt)

    def _next(self) -> Any:
        limit = None if self.busy else self.patience
        done, _ = self.ray.wait([*self.busy, *self.coming], num_returns=1, timeout=limit)
        if not done:
            raise ShardError(
                f"no worker has started for {self.patience:g} seconds; no node has that many processors or so much "
                "memory free: ask for less (--share), or add nodes"
            )
        return done[0]

    def _arrived(self, ready: Any) -> Any | None:
        """The worker, when it is ready. One that is lost while it loads is started again; one that refuses is not."""
        hired = self.coming.pop(ready)
        try:
            self.ray.get(ready)
        except self.ray.exceptions.RayError as error:
            refuses = getattr(error, "actor_init_failed", False)
            if refuses or hired.attempt == _ATTEMPTS:
                raise ShardError(
                    f"no worker could be started ({_last_line(error)}); install the same Dateline on every node"
                ) from error
            self._start(hired.attempt + 1)
            return None
        return hired.worker


@dataclass(frozen=True)
class _Hired:
    worker: Any
    attempt: int


@dataclass(frozen=True)
class _Given:
    worker: Any
    piece: Any
    attempt: int


def _last_line(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    return lines[-1] if lines else type(error).__name__
