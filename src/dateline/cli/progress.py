"""Progress on standard error, where a person is looking."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from dateline.store.case import Step

__all__ = ["counting", "share_of", "upgrading"]

_LINE_SECONDS = 5.0  # from one line about an upgrade to the next


@contextmanager
def counting(what: str, total: int | None = None, *, quiet: bool = False) -> Iterator[Callable[[], None]]:
    """Show how many are done while the block runs; silent where standard error is no terminal."""
    if quiet or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(what, total=total)
        yield lambda: progress.advance(task)


@contextmanager
def share_of(what: str) -> Iterator[Callable[[str, float], None]]:
    """Show what is being done and which share of the whole is; silent where standard error is no terminal."""
    if not sys.stderr.isatty():
        yield lambda _step, _share: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(what, total=1.0)
        yield lambda step, share: progress.update(task, description=step, completed=share)


@contextmanager
def upgrading(name: str) -> Iterator[Callable[[Step], None]]:
    """Tell that a case is being brought up to date, and how far that is; also where standard error is no terminal."""
    began: float | None = None
    told_step, told_at = 0, 0.0

    def tell(step: Step) -> None:
        nonlocal began, told_step, told_at
        now = time.monotonic()
        if began is None:
            began = now
            typer.echo(
                f"dateline: {name} was made by an earlier Dateline and is brought up to date now. Ctrl-C stops that; "
                "nothing is lost.",
                err=True,
            )
        if step.number != told_step or now - told_at >= _LINE_SECONDS:
            rows = f" {step.done:,} of {step.rows:,} rows" if step.rows else ""
            typer.echo(f"  step {step.number} of {step.steps}: {step.what}{rows}", err=True)
            told_step, told_at = step.number, now

    yield tell
    if began is not None:
        typer.echo(f"dateline: {name} is up to date, after {time.monotonic() - began:.0f} s.", err=True)
