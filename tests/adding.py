"""`add` in processes that can be killed, with a stand-in for the coder: `python adding.py` is the nursery of them.

Loading what `add` needs takes seconds, the `add` of a test a fraction of one. So one process loads it and forks a
child for each `add`; the tests talk to it in lines of JSON.
"""

from __future__ import annotations

import io
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from cases import PatternCoder
from dateline.export.full import write_full
from dateline.read import Given
from dateline.store.case import CaseError, open_case
from dateline.store.check import problems
from dateline.store.dump import dump
from dateline.workflow import add_inputs

__all__ = ["Add", "full_export", "kill_at_random", "run_add", "set_up", "start_add", "whole"]

_ARTICLE_SECONDS = 0.002


@cache
def _nursery() -> subprocess.Popen[str]:
    """Ends with this process: it reads the end of its standard input."""
    paths = os.pathsep.join([str(Path(__file__).parent), *filter(None, sys.path)])
    return subprocess.Popen(
        [sys.executable, __file__],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": paths},
    )


def _ask(question: dict[str, object]) -> int | None:
    nursery = _nursery()
    assert nursery.stdin is not None
    assert nursery.stdout is not None
    nursery.stdin.write(json.dumps(question) + "\n")
    nursery.stdin.flush()
    answer: int | None = json.loads(nursery.stdout.readline())
    return answer


@dataclass
class Add:
    """One `add`, as it runs and when it has ended; `returncode` is minus the signal that ended it."""

    process_id: int
    folder: tempfile.TemporaryDirectory[str]
    returncode: int | None = None
    stdout: str = field(init=False, default="")
    stderr: str = field(init=False, default="")

    def poll(self) -> int | None:
        if self.returncode is None:
            self.returncode = _ask({"poll": self.process_id})
        return self.returncode

    def send_signal(self, number: int) -> None:
        if self.poll() is None:
            os.kill(self.process_id, number)

    def wait(self) -> None:
        """Until it has ended; what it printed can be read then."""
        if self.returncode is None:
            self.returncode = _ask({"wait": self.process_id})
        self.stdout, self.stderr = ((Path(self.folder.name) / name).read_text() for name in ("out", "err"))
        self.folder.cleanup()


def start_add(case: str, given: Path, patience: float = 60.0) -> Add:
    folder = tempfile.TemporaryDirectory()
    started = _ask({"add": [case, str(given), patience], "folder": folder.name})
    assert started is not None
    return Add(started, folder)


def run_add(case: str, given: Path, patience: float = 60.0) -> Add:
    process = start_add(case, given, patience)
    process.wait()
    return process


def kill_at_random(case: str, given: Path, chosen: random.Random, longest: float) -> bool:
    """Start, kill after a random time; returns whether it was still running."""
    process = start_add(case, given)
    time.sleep(chosen.uniform(0, longest))
    alive = process.poll() is None
    process.send_signal(signal.SIGKILL)
    process.wait()
    return alive


def set_up(case: str) -> None:
    open_case(case, create=True).close()


def full_export(name: str) -> bytes:
    stream = io.BytesIO()
    case = open_case(name)
    with case.reading() as connection:
        write_full(dump(connection), stream)
    case.close()
    return stream.getvalue()


def whole(name: str) -> list[str]:
    """What `dateline check` has to say."""
    case = open_case(name)
    with case.reading() as connection:
        found = list(problems(connection))
    case.close()
    return found


# -- in the nursery ---------------------------------------------------------------------------------------------------


def _add(name: str, given: str, patience: float) -> int:
    try:
        case = open_case(name, create=True, patience=patience)
        summary = add_inputs(case, PatternCoder(seconds=_ARTICLE_SECONDS), [given], Given(), lambda: None)
    except CaseError as error:
        print(f"dateline: {error}", file=sys.stderr)
        return 2
    print(summary.new)
    return 0


def _born(arguments: tuple[str, str, float], folder: str) -> int:
    """The process id of a child that adds; in the child this never returns."""
    child = os.fork()
    if child:
        return child
    for number, name in ((0, os.devnull), (1, f"{folder}/out"), (2, f"{folder}/err")):
        os.dup2(os.open(name, os.O_RDWR | os.O_CREAT), number)
    code = 1
    try:
        code = _add(*arguments)
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _answer(question: dict[str, Any]) -> int | None:
    if "add" in question:
        return _born(question["add"], question["folder"])
    child = question.get("poll") or question["wait"]
    ended, status = os.waitpid(child, os.WNOHANG if "poll" in question else 0)
    return os.waitstatus_to_exitcode(status) if ended else None


if __name__ == "__main__":
    for line in sys.stdin:
        print(json.dumps(_answer(json.loads(line))), flush=True)
