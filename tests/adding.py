"""`add` as a process of its own that can be killed, with a stand-in for the coder: `python adding.py CASE INPUT`.

Used by the tests of faults and by `benchmarks/faults.py`.
"""

from __future__ import annotations

import io
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from cases import PatternCoder
from dateline.export.full import write_full
from dateline.read import Given
from dateline.store.case import CaseError, open_case
from dateline.store.check import problems
from dateline.store.dump import dump
from dateline.workflow import add_inputs

__all__ = ["command", "full_export", "kill_at_random", "run_add", "set_up", "start_add", "whole"]

_STARTED = "started"
_ARTICLE_SECONDS = 0.002


def command(case: str, given: Path, patience: float = 60.0) -> list[str]:
    return [sys.executable, __file__, case, str(given), str(patience)]


def start_add(case: str, given: Path, patience: float = 60.0) -> subprocess.Popen[str]:
    """The process, once it has loaded what it needs and begins to add."""
    paths = os.pathsep.join([str(Path(__file__).parent), *filter(None, sys.path)])
    process = subprocess.Popen(
        command(case, given, patience),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": paths},
    )
    assert process.stdout is not None
    assert process.stdout.readline().strip() == _STARTED
    return process


def run_add(case: str, given: Path, patience: float = 60.0) -> subprocess.CompletedProcess[str]:
    process = start_add(case, given, patience)
    output, errors = process.communicate(timeout=300)
    return subprocess.CompletedProcess(process.args, process.returncode, output, errors)


def kill_at_random(case: str, given: Path, chosen: random.Random, longest: float) -> bool:
    """Start, kill after a random time; returns whether it was still running."""
    process = start_add(case, given)
    time.sleep(chosen.uniform(0, longest))
    alive = process.poll() is None
    process.send_signal(signal.SIGKILL)
    process.communicate()
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


def _main(name: str, given: str, patience: str) -> int:
    print(_STARTED, flush=True)
    try:
        case = open_case(name, create=True, patience=float(patience))
        summary = add_inputs(case, PatternCoder(seconds=_ARTICLE_SECONDS), [given], Given(), lambda: None)
    except CaseError as error:
        print(f"dateline: {error}", file=sys.stderr)
        return 2
    print(summary.new)
    return 0


if __name__ == "__main__":
    sys.exit(_main(*sys.argv[1:]))
