"""Articles that are added from a page: pasted, uploaded or fetched, one batch after another.

A thread of its own reads and keeps them; they are coded in other processes, so that pages stay quick meanwhile.

What is read goes through the same steps as `dateline add`, and its errors are the same. A batch is known by a number
that nobody can guess; what it did is told while it runs, and kept until the workbench ends.
"""

from __future__ import annotations

import json
import logging
import queue
import re
import secrets
import shutil
import tempfile
import threading
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any

from dateline.coding import Coder
from dateline.findings import LOOKED_BACK, keep_findings
from dateline.read import Given
from dateline.settings import Settings
from dateline.store.case import Case
from dateline.workflow import AddSummary, add_inputs

__all__ = ["Adding", "Batch", "BatchState", "TooManyError", "safe_name"]

_LOG = logging.getLogger(__name__)
_MOST_WAITING = 20
_REMEMBERED = 200
_UNSAFE = re.compile(r"[^\w.()\[\] -]")
_LONGEST_NAME = 120


class BatchState(StrEnum):
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class TooManyError(Exception):
    """More batches wait than there is room for."""


@dataclass
class Batch:
    """What somebody gave at one time. Its files lie in a folder that goes when they have been read."""

    given: Given
    by: str
    folder: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(prefix="dateline-add-")))
    names: list[str] = field(default_factory=list)
    batch_id: str = field(default_factory=lambda: secrets.token_urlsafe(12))
    state: BatchState = BatchState.WAITING
    read: int = 0
    summary: AddSummary = field(default_factory=AddSummary)
    problem: str | None = None  # why the whole batch failed

    def put_file(self, name: str, content: Any) -> None:
        """Take in a file under a name that cannot lead out of the folder."""
        folder = self.folder / str(len(self.names))
        folder.mkdir()
        path = folder / safe_name(name)
        with path.open("wb") as kept:
            shutil.copyfileobj(content, kept)
        self.names.append(str(path))

    def put_text(self, fields: dict[str, str]) -> None:
        """Take in a pasted article as the record of a JSONL file."""
        path = self.folder / "pasted.jsonl"
        path.write_text(json.dumps({name: value for name, value in fields.items() if value}) + "\n", encoding="utf-8")
        self.names.append(str(path))

    def put_address(self, address: str) -> None:
        self.names.append(address)

    def discard(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def failures(self) -> list[str]:
        """As the command line tells them, without the folder."""
        shown = re.compile(re.escape(str(self.folder)) + r"/(?:\d+/)?")
        return [shown.sub("", str(failure)) for failure in self.summary.failures]


def safe_name(name: str) -> str:
    """The last part of a file's name, without what means something to a file system."""
    last = PurePosixPath(PureWindowsPath(name).as_posix()).name
    return _UNSAFE.sub("_", last).lstrip(".")[-_LONGEST_NAME:] or "unnamed.txt"


class Adding:
    """The batches, and the thread that reads them; the pipeline is loaded once, with the first."""

    def __init__(self, case: Case, settings: Settings, coding: Callable[[], AbstractContextManager[Coder]]) -> None:
        self._case, self._settings, self._coding = case, settings, coding
        self._waiting: queue.Queue[Batch] = queue.Queue(_MOST_WAITING)
        self._batches: dict[str, Batch] = {}
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def add(self, batch: Batch) -> None:
        """Put it behind the others; raises `TooManyError` where there is no room, and the batch is discarded then."""
        try:
            self._waiting.put_nowait(batch)
        except queue.Full:
            batch.discard()
            raise TooManyError from None
        with self._lock:
            self._batches[batch.batch_id] = batch
            for old in list(self._batches)[:-_REMEMBERED]:
                del self._batches[old]
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._run, name="adding", daemon=True)
                self._thread.start()

    def batch(self, batch_id: str) -> Batch | None:
        return self._batches.get(batch_id)

    def _run(self) -> None:
        try:
            with self._coding() as coder:
                while True:
                    self._read(self._waiting.get(), coder)
        except Exception as error:
            _LOG.exception("articles cannot be coded")
            self._fail_all(f"articles cannot be coded ({error}); see the log of the workbench")

    def _read(self, batch: Batch, coder: Coder) -> None:
        batch.state = BatchState.RUNNING

        def advance() -> None:
            batch.read += 1

        try:
            batch.summary = add_inputs(self._case, coder, batch.names, batch.given, advance)
            keep_findings(self._case, self._settings, LOOKED_BACK + batch.summary.new)
            batch.state = BatchState.DONE
        except Exception as error:
            _LOG.exception("a batch failed")
            batch.problem = f"{error}; what was read until then is kept"
            batch.state = BatchState.FAILED
        finally:
            batch.discard()

    def _fail_all(self, problem: str) -> None:
        for batch in _emptied(self._waiting):
            batch.problem, batch.state = problem, BatchState.FAILED
            batch.discard()


def _emptied(waiting: queue.Queue[Batch]) -> Iterable[Batch]:
    while True:
        try:
            yield waiting.get_nowait()
        except queue.Empty:
            return
