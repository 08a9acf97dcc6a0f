"""The commands of `dateline`, put together."""

from __future__ import annotations

import os

import typer

from dateline.cli import (
    actors,
    bench,
    case,
    check_export,
    code,
    evaluate,
    export,
    fuse,
    fuse_archive,
    judge,
    keep,
    people,
    picture,
    places,
    read,
    report,
    serve,
    show,
)

__all__ = ["app", "main"]

_THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
"""Matrices are multiplied in one thread each: what runs at once are processes, which inherit this."""

app = typer.Typer(
    name="dateline",
    help="Read conflict and diplomacy news, and tell who says what happened.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
read.add_commands(app)
case.add_commands(app)
code.add_commands(app)
bench.add_commands(app)
judge.add_commands(app)
show.add_commands(app)
keep.add_commands(app)
serve.add_commands(app)
people.add_commands(app)
export.add_commands(app)
check_export.add_commands(app)
fuse.add_commands(app)
fuse_archive.add_commands(app)
report.add_commands(app)
picture.add_commands(app)
evaluate.add_commands(app)
actors.add_commands(app)
places.add_commands(app)


def main() -> None:
    """The console script."""
    for name in _THREADS:
        os.environ.setdefault(name, "1")
    app()
