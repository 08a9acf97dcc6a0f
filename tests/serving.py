"""A workbench on a port of its own, in a thread of the tests."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import uvicorn
from fastapi import FastAPI

from dateline.settings import Settings
from dateline.store.case import Case
from dateline.web.app import create_app
from dateline.web.desk import Desk
from dateline.web.people import OneUser

__all__ = ["Served", "serve", "serve_case", "served"]

HOST = "127.0.0.1"


@dataclass
class Served:
    """One person's workbench at an address."""

    url: str
    server: uvicorn.Server
    thread: threading.Thread

    def stop(self) -> None:
        self.server.should_exit = True
        self.thread.join(timeout=10)


def serve_case(case: Case, name: str) -> Served:
    return serve(create_app(Desk(case, Settings(), OneUser(name))))


def serve(app: FastAPI) -> Served:
    listening = socket.create_server((HOST, 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="error"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    until = time.monotonic() + 20
    while not server.started:
        assert time.monotonic() < until, "the workbench did not start"
        time.sleep(0.02)
    return Served(f"http://{HOST}:{listening.getsockname()[1]}", server, thread)


@contextmanager
def served(app: FastAPI) -> Iterator[str]:
    """The address of an application that is served as long as the block lasts."""
    served_at = serve(app)
    yield served_at.url
    served_at.stop()
