"""`dateline add`, `incidents`, `show`, `search`: a case and what is in it."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.progress import counting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dateline.settings import Settings
    from dateline.store.case import Case
    from dateline.workflow import AddSummary

__all__ = ["add_commands"]

CaseOption = Annotated[
    str | None,
    typer.Option("--case", metavar="CASE", help="A SQLite file or PostgreSQL URL; by default one in your data folder."),
]


def add_commands(app: typer.Typer) -> None:
    app.command("add")(add_to_case)
    app.command("incidents")(list_incidents)
    app.command("search")(search_case)


def add_to_case(
    inputs: Annotated[list[str], typer.Argument(metavar="FILE|FOLDER|URL...", help="What dateline read takes.")],
    case_name: CaseOption = None,
    published: Annotated[str | None, typer.Option(metavar="DATE", help="Where an article tells none.")] = None,
    publisher: Annotated[str | None, typer.Option(metavar="NAME", help="Where an article tells none.")] = None,
) -> None:
    """Read articles into a case: code them, keep them, fuse them into incidents. Stop and run it again at any time.

    \b
    dateline add --case syria.db reports/
    dateline add --case postgresql://team@host/syria https://...
    """
    from dateline.annotate.pipeline import load_pipeline
    from dateline.cli.read import publication_date
    from dateline.read import Given
    from dateline.workflow import add_inputs

    settings = _settings()
    given = Given(publication_date(published), publisher, settings)
    with _open(case_name, settings, create=True) as case, counting("adding") as advance:
        summary = add_inputs(case, load_pipeline(settings), inputs, given, advance)
    _tell(summary)


def _tell(summary: AddSummary) -> None:
    typer.echo(
        f"{summary.new} new, {summary.known} known, {summary.changed} changed, {summary.not_english} not English, "
        f"{len(summary.failures)} failed; {summary.incidents} incidents in the case"
    )
    for failure in summary.failures:
        typer.echo(f"dateline: {failure}", err=True)
    if summary.failures:
        raise typer.Exit(2 if len(summary.failures) == 1 and not summary.new + summary.known else 1)


def list_incidents(
    case_name: CaseOption = None,
    most: Annotated[int, typer.Option("--most", min=1, help="How many to list.")] = 50,
) -> None:
    """List the incidents of a case, the latest first."""
    from dateline.store.query import latest_incidents

    with _open(case_name, _settings()) as case, case.reading() as connection:
        for row in latest_incidents(connection, most):
            when = row.first_day or "no date"
            typer.echo(f"{row.incident_id}  {when!s:10}  {row.event_type:10}  {row.article_count:3}  {row.label}")


def search_case(
    words: Annotated[list[str], typer.Argument(metavar="WORD...", help='Words that all occur; "two words" together.')],
    case_name: CaseOption = None,
    most: Annotated[int, typer.Option("--most", min=1, help="How many to list.")] = 20,
) -> None:
    """Find the articles of a case that hold all these words, the best first."""
    from dateline.store.search import find_articles

    with _open(case_name, _settings()) as case, case.reading() as connection:
        for row in find_articles(connection, " ".join(words), most):
            passage = " ".join(str(row.passage).split())
            typer.echo(f"{row.article_id}  {row.published_on or 'no date'!s:10}  {row.publisher or '–'}: {passage}")


def _settings() -> Settings:
    from dateline.settings import settings_from_environment

    return settings_from_environment(os.environ)


@contextmanager
def _open(name: str | None, settings: Settings, *, create: bool = False) -> Iterator[Case]:
    from dateline.store.case import CaseError, open_case

    try:
        case = open_case(name or str(settings.data_folder / "case.db"), create=create)
    except CaseError as error:
        typer.echo(f"dateline: {error}", err=True)
        raise typer.Exit(2) from error
    try:
        yield case
    finally:
        case.close()
