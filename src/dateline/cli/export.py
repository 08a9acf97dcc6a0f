"""`dateline export`: what is in a case, in the formats that other programs read."""

from __future__ import annotations

import gzip
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from enum import StrEnum
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated, Any, cast

import typer

from dateline.cli.case import ReviewState
from dateline.cli.include import IncludeOption, counting_of
from dateline.cli.opening import CaseOption, fail, given_date, opened, settings
from dateline.cli.progress import counting

if TYPE_CHECKING:
    from dateline.export.columns import Shape
    from dateline.model import Counting, ToldIncident
    from dateline.store.case import Case, Connection
    from dateline.store.incidents import IncidentFilter

__all__ = ["Format", "add_commands", "write_full_export"]

_STANDARD_OUTPUT = "-"


class Format(StrEnum):
    ACLED = "acled"
    UCDP_GED = "ucdp-ged"
    GDELT_EVENTS = "gdelt-events"
    GDELT_MENTIONS = "gdelt-mentions"
    POLECAT = "polecat"
    PLOVER = "plover"
    GEOJSON = "geojson"
    PARQUET_CLAIMS = "parquet-claims"
    PARQUET_INCIDENTS = "parquet-incidents"
    FULL = "full"


def add_commands(app: typer.Typer) -> None:
    app.command("export")(export)


def export(
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="Where to; .gz is compressed; - for standard output.")
    ] = "-",
    form: Annotated[Format | None, typer.Option("--format", help="What to write.")] = None,
    case_name: CaseOption = None,
    event_type: Annotated[str | None, typer.Option("--type", metavar="TYPE", help="As in ASSAULT.")] = None,
    country: Annotated[str | None, typer.Option(metavar="CODE", help="Where: three letters, as in SYR.")] = None,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="On this day or later.")] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="On this day or earlier.")] = None,
    actor: Annotated[str | None, typer.Option(metavar="NAME", help="Who did it or to whom.")] = None,
    review: Annotated[ReviewState | None, typer.Option(help="How far people have reviewed it.")] = None,
    with_names: Annotated[bool, typer.Option("--with-names", help="Do not mask private persons.")] = False,
    include: IncludeOption = None,
    codebook: Annotated[Format | None, typer.Option(help="Print what the columns of a format mean, and end.")] = None,
) -> None:
    """Write the incidents of a case for other programs; all conditions that are given hold.

    \b
    dateline export --format acled syria.csv --country SYR --since 2025-12-01
    dateline export --format geojson map.geojson
    dateline export --format full case.jsonl.gz
    dateline export --codebook ucdp-ged

    Beside a file stands FILE.codebook.md: what is in it, its columns, and the licence of its places. A full export is
    the whole case, with names and whole articles: dateline import makes the same case of it.
    """
    from dateline.store.incidents import IncidentFilter

    if codebook is not None:
        _print_codebook(codebook)
        return
    if form is None:
        fail(f"say which format: --format {'|'.join(Format)}")
    days = (given_date("--since", since), given_date("--until", until))
    if days[0] and days[1] and days[1] < days[0]:
        fail(f"--until {until} is before --since {since}")
    wanted = IncidentFilter(event_type, country, *days, actor=actor, review=review)
    with opened(case_name) as case:
        if form is Format.FULL:
            if any(value is not None for value in asdict(wanted).values()):
                fail("a full export is the whole case; leave out the conditions, or give another --format")
            write_full_export(case, Path(file))
        else:
            _Export(form, file, wanted, with_names, counting_of(include)).write(case)


def _print_codebook(form: Format) -> None:
    from dateline.export.codebook import codebook
    from dateline.export.formats import SHAPES

    if form is Format.FULL:
        fail("a full export holds the rows of the case as they are; see docs/store.md")
    typer.echo(codebook(SHAPES[form]), nl=False)


class _Export:
    """One export to one file."""

    def __init__(self, form: Format, file: str, wanted: IncidentFilter, with_names: bool, counts: Counting) -> None:
        from dateline.export.formats import SHAPES
        from dateline.model import AS_TOLD

        self.shape: Shape[Any] = SHAPES[form]
        self.file, self.wanted = file, wanted
        self.with_names, self.counts = with_names, counts
        if counts != AS_TOLD and not self.shape.marks_speculation:
            able = ", ".join(shape.name for shape in SHAPES.values() if shape.marks_speculation)
            fail(f"{form} cannot say that nobody asserts a row; --include goes with {able}")
        if form in (Format.PARQUET_CLAIMS, Format.PARQUET_INCIDENTS):
            if file == _STANDARD_OUTPUT and sys.stdout.isatty():
                fail("Parquet is no text; give a file, or send it to another program")
            if file.endswith(".gz"):
                fail("Parquet is compressed inside; give a file that ends with .parquet")

    def write(self, case: Case) -> None:
        from dateline.export.codebook import Exported, note
        from dateline.store.incidents import count_matching

        with case.reading() as connection:
            total = count_matching(connection, self.wanted)
            with counting("exporting", total) as advance, _target(self.file) as stream:
                rows = self._rows(connection, stream, advance)
            self._tell(connection, rows, total)
        if self.file != _STANDARD_OUTPUT:
            exported = Exported(rows, total, self._filters(), self.with_names, self.counts)
            with _target(f"{self.file}.codebook.md") as stream:
                stream.write(note(self.shape, exported).encode())

    def _rows(self, connection: Connection, stream: IO[bytes], advance: Callable[[], None]) -> int:
        from dateline.export.formats import rows_of
        from dateline.export.writing import write_rows
        from dateline.knowledge.codebook_file import load_codebook
        from dateline.store.told import told_incidents

        def told() -> Iterator[ToldIncident]:
            for incident in told_incidents(connection, self.wanted):
                yield incident
                advance()

        codebook = load_codebook(settings().codebook)
        rows = rows_of(self.shape, told(), codebook, with_names=self.with_names, counting=self.counts)
        return write_rows(self.shape, rows, stream)

    def _tell(self, connection: Connection, rows: int, total: int) -> None:
        """How much was written, and plainly why there is nothing where there is nothing."""
        from dateline.export.writing import ATTRIBUTION
        from dateline.store.incidents import IncidentFilter, count_matching

        typer.echo(f"{rows} rows from {total} incidents. {ATTRIBUTION}", err=True)
        if not count_matching(connection, IncidentFilter()):
            typer.echo("the case holds no incidents yet; put some in with: dateline add", err=True)
        elif self.wanted.actor and not count_matching(connection, IncidentFilter(actor=self.wanted.actor)):
            typer.echo(f"nobody in this case is named {self.wanted.actor!r}", err=True)
        elif not total:
            typer.echo("no incident meets all conditions; see: dateline incidents", err=True)
        elif not rows:
            typer.echo(f"none of them gets a row; left out: {self.shape.left_out}", err=True)
        if self.wanted.since or self.wanted.until:
            anytime = replace(self.wanted, since=None, until=None)
            undated = count_matching(connection, replace(anytime, undated=True))
            if undated:
                typer.echo(f"{undated} incidents without a date are in no period and were left out", err=True)

    def _filters(self) -> str:
        given = {name: value for name, value in asdict(self.wanted).items() if value is not None}
        return ", ".join(f"{name}: {value}" for name, value in given.items())


@contextmanager
def _target(file: str) -> Iterator[IO[bytes]]:
    """Where to write; a file appears whole or not at all."""
    if file == _STANDARD_OUTPUT:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    path = Path(file)
    unfinished = path.with_name(path.name + ".unfinished")
    try:
        with unfinished.open("wb") as plain:
            if path.suffix == ".gz":
                with gzip.GzipFile("", "wb", fileobj=plain, mtime=0) as packed:  # no name, no clock: the same bytes
                    yield cast("IO[bytes]", packed)
            else:
                yield plain
        unfinished.replace(path)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        fail(f"{file}: cannot be written ({error.strerror}); check the folder and its space")
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise


def write_full_export(case: Case, file: Path) -> None:
    """The whole case as JSON lines."""
    from dateline.export.full import write_full
    from dateline.store.dump import dump

    with case.reading() as connection, _target(str(file)) as stream:
        write_full(dump(connection), stream)
