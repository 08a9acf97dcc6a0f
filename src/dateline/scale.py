"""Coding an archive on Ray: the only file that imports it.

Each worker is an actor that loads the pipeline once and codes shard after shard. A shard whose worker died is given to
another, twice; after that it is reported and the rest goes on. The driver keeps nothing: what is done is what the
target holds, so that a killed driver is simply run again.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from dateline.annotate.pipeline import load_pipeline
from dateline.coding import PipelineCoder, coder_version
from dateline.settings import Settings
from dateline.shards import Archive, Shard, ShardError, ShardReport, code_shard

__all__ = ["Cluster", "code_on_ray"]

_LEAST = (2, 9)
_ATTEMPTS = 3
_ANEW = 64  # times a worker is started again


@dataclass(frozen=True, slots=True)
class Cluster:
    """`address`: of a running cluster; None starts one on this machine. `share`: processors that a worker asks for."""

    workers: int
    address: str | None = None
    share: float = 1.0


def code_on_ray(
    archive: Archive, shards: Sequence[Shard], coder: str, settings: Settings, cluster: Cluster
) -> Iterator[ShardReport]:
    """The report of each shard as it is done. Raises `ShardError` where Ray is missing, too old or out of reach."""
    ray = _ray()
    started = not ray.is_initialized()
    if started:
        _connect(ray, cluster.address)
    try:
        yield from _spread(ray, archive, deque((shard, 1) for shard in shards), coder, settings, cluster)
    finally:
        if started:
            ray.shutdown()


def _ray() -> ModuleType:
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


def _connect(ray: Any, address: str | None) -> None:
    try:
        ray.init(address=address, include_dashboard=False, log_to_driver=False, logging_level="error")
    except (ConnectionError, RuntimeError, ValueError) as error:
        raise ShardError(
            f"{address or 'a local cluster'}: Ray cannot be reached ({error}); check its address"
        ) from error


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

    def code(self, shard: Shard) -> ShardReport:
        return code_shard(
            self._archive,
            shard,
            self._coder,
            lambda articles: iter(self._pipeline.begin(list(articles))()),
            self._settings,
        )


def _spread(
    ray: Any, archive: Archive, waiting: deque[tuple[Shard, int]], coder: str, settings: Settings, cluster: Cluster
) -> Iterator[ShardReport]:
    actor = ray.remote(num_cpus=cluster.share, max_restarts=_ANEW, max_task_retries=0)(_Worker)
    workers = [actor.remote(archive, coder, settings) for _ in range(min(cluster.workers, len(waiting)))]
    coming = {worker.ready.remote(): worker for worker in workers}  # no shard waits for a worker that finds no node
    busy: dict[Any, tuple[Any, Shard, int]] = {}
    while waiting or busy:
        (done,), _ = ray.wait([*busy, *coming], num_returns=1)
        if done in coming:
            worker = coming.pop(done)
            _or_refuse(ray, done)
        else:
            worker, shard, attempt = busy.pop(done)
            try:
                yield ray.get(done)
            except ray.exceptions.RayError as error:
                ray.kill(worker)
                worker = actor.remote(archive, coder, settings)
                coming[worker.ready.remote()] = worker
                if attempt < _ATTEMPTS:
                    waiting.append((shard, attempt + 1))
                else:
                    yield ShardReport(shard, coder, problem=f"its worker was lost {_ATTEMPTS} times ({_first(error)})")
                continue
        if waiting:
            shard, attempt = waiting.popleft()
            busy[worker.code.remote(shard)] = (worker, shard, attempt)


def _or_refuse(ray: Any, ready: Any) -> None:
    """A worker that cannot start at all will not do so on the next try either."""
    try:
        ray.get(ready)
    except ray.exceptions.RayError as error:
        raise ShardError(
            f"no worker could be started ({_first(error)}); install the same Dateline on every node"
        ) from error


def _first(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    return lines[-1] if lines else type(error).__name__
