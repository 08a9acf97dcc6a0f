"""A Ray cluster of two nodes on this machine, for tests."""

from __future__ import annotations

import os
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

__all__ = ["TwoNodes", "two_nodes"]

_LOOPBACK = ("127.0.0.2", "127.0.0.3")  # not 127.0.0.1, which Ray takes for the machine's outer address
_ENVIRONMENT = {
    "RAY_USAGE_STATS_ENABLED": "0",
    "RAY_memory_monitor_refresh_ms": "0",  # other programs of a busy machine are no reason to kill a worker
    "RAY_raylet_start_wait_time_s": "30",
    "PYTHONWARNINGS": "ignore",
}
_TRIES = 8  # a node gives its agents 15 seconds to start, which a crowded machine may exceed: then it is gone
_PORTS = ("metrics_agent_port", "metrics_export_port", "dashboard_agent_listen_port", "runtime_env_agent_port")


@dataclass
class TwoNodes:
    cluster: Any
    second: Any

    @property
    def address(self) -> str:
        return str(self.cluster.address)

    def kill_the_second(self) -> None:
        """As if its plug were pulled: the workers go with it."""
        (raylet,) = self.second.all_processes["raylet"]
        workers = [child for task in _tasks(raylet.process.pid) for child in task.read_text().split()]
        self.cluster.remove_node(self.second, allow_graceful=False)
        for worker in workers:
            with suppress(ProcessLookupError):
                os.kill(int(worker), signal.SIGKILL)

    def wait_for_a_worker_on_the_second(self) -> None:
        from ray._private.state import actors

        _wait_until(
            lambda: any(
                actor["State"] == "ALIVE" and actor["Address"]["NodeID"] == self.second.node_id
                for actor in actors().values()
            ),
            "no worker has started on the second node",
        )

    def wait_for_the_loss_of_the_second(self) -> None:
        """Ray looks after its nodes every few seconds: what was fast may be done before it has missed one."""
        import ray

        _wait_until(
            lambda: [node["NodeID"] for node in ray.nodes() if not node["Alive"]] == [self.second.node_id],
            "Ray has not missed the second node",
        )


def _wait_until(so: Callable[[], bool], otherwise: str, seconds: float = 300) -> None:
    end = time.monotonic() + seconds
    while not so():
        assert time.monotonic() < end, otherwise
        time.sleep(0.2)


@contextmanager
def two_nodes() -> Iterator[TwoNodes]:
    """Two nodes of one processor each, every one at an address of its own on the loopback; workers see our modules."""
    path = os.pathsep.join(str(Path(entry).resolve()) for entry in sys.path if entry)
    kept = {name: os.environ.get(name) for name in (*_ENVIRONMENT, "PYTHONPATH")}
    os.environ.update(_ENVIRONMENT | {"PYTHONPATH": path})
    from ray.cluster_utils import Cluster

    cluster = Cluster()
    try:
        _add(cluster, _LOOPBACK[0])
        yield TwoNodes(cluster, _add(cluster, _LOOPBACK[1]))
    finally:
        with suppress(Exception):
            cluster.shutdown()
        for name, value in kept.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def _tasks(process: int) -> list[Path]:
    return list(Path(f"/proc/{process}/task").glob("*/children"))


def _add(cluster: Any, host: str) -> Any:
    """A node at this address. Ray has no class of its own for a node that did not come up."""
    for left in reversed(range(_TRIES)):
        try:
            return cluster.add_node(
                num_cpus=1,
                node_ip_address=host,
                object_store_memory=100 << 20,
                include_dashboard=False,
                include_log_monitor=False,
                **dict(zip(_PORTS, _free_ports(host), strict=True)),
            )
        except Exception:
            if not left:
                raise
    raise AssertionError


def _free_ports(host: str) -> list[int]:
    sockets = [socket.create_server((host, 0)) for _ in _PORTS]
    ports = [int(opened.getsockname()[1]) for opened in sockets]
    for opened in sockets:
        opened.close()
    return ports
