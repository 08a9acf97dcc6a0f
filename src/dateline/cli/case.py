"""`dateline add`, `recode`, `incidents`, `search`: a case and what is in it."""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dateline.cli.opening import ActorsOption, CaseOption, fail, given_date, opened, ready_to_code, settings
from dateline.cli.progress import counting

if TYPE_CHECKING:
    from dateline.store.incidents import IncidentRow
    from dateline.workflow import AddSummary

__all__ = ["ReviewState", "add_commands"]

_STOPPED = "dateline: stopped; what was read so far is kept: run the same command again to go on"


class _State(StrEnum):
    SINGLE_ORIGIN = "single-origin"
    CORROBORATED = "corroborated"
    REVISED = "revised"
    DISPUTED = "disputed"


class ReviewState(StrEnum):
    UNREVIEWED = "unreviewed"
    IN_REVIEW = "in_review"
    REVIEWED = "reviewed"
    SIGNED_OFF = "signed_off"


def add_commands(app: typer.Typer) -> None:
    app.command("add")(add_to_case)
    app.command("recode")(recode)
    app.command("incidents")(list_incidents)
    app.command("search")(search_case)


def add_to_case(
    inputs: Annotated[list[str], typer.Argument(metavar="FILE|FOLDER|URL...", help="What dateline read takes.")],
    case_name: CaseOption = None,
    published: Annotated[str | None, typer.Option(metavar="DATE", help="Where an article tells none.")] = None,
    publisher: Annotated[str | None, typer.Option(metavar="NAME", help="Where an article tells none.")] = None,
    actors: ActorsOption = None,
    processes: Annotated[int, typer.Option(min=0, help="That code at once (0: DATELINE_PROCESSES, or all cores).")] = 0,
) -> None:
    """Read articles into a case: code them, keep them, fuse them into incidents. Stop and run it again at any time.

    \b
    dateline add --case syria.db reports/
    dateline add --case postgresql://team@host/syria https://...
    """
    from dataclasses import replace

    from dateline.findings import LOOKED_BACK, keep_findings
    from dateline.processes import coding_with
    from dateline.read import Given
    from dateline.workflow import add_inputs

    chosen = settings()
    chosen = replace(chosen, actors=tuple(actors or ()), processes=processes or chosen.processes)
    ready_to_code(chosen)
    given = Given(given_date("--published", published), publisher, chosen)
    with opened(case_name, create=True) as case, counting("adding") as advance:
        try:
            with coding_with(chosen) as coder:
                summary = add_inputs(case, coder, inputs, given, advance)
            keep_findings(case, settings(), LOOKED_BACK + summary.new)
        except KeyboardInterrupt:
            typer.echo(_STOPPED, err=True)
            raise typer.Exit(130) from None
    typer.echo(
        f"{summary.new} new, {summary.known} known, {summary.changed} changed, {summary.not_english} not English, "
        f"{len(summary.failures)} failed; {summary.incidents} incidents in the case"
    )
    _tell_failures(summary, only=len(summary.failures) == 1 and not summary.new + summary.known)


def recode(case_name: CaseOption = None, actors: ActorsOption = None) -> None:
    """Code every article anew that this version has not coded. Earlier claims are kept: see dateline diff."""
    from dataclasses import replace

    from dateline.findings import keep_findings
    from dateline.processes import coding_with
    from dateline.workflow import recode_case

    chosen = replace(settings(), actors=tuple(actors or ()))
    with opened(case_name) as case, counting("coding") as advance:
        ready_to_code(chosen)
        try:
            with coding_with(chosen) as coder:
                summary = recode_case(case, coder, advance)
            keep_findings(case, settings(), sys.maxsize)
        except KeyboardInterrupt:
            typer.echo(_STOPPED, err=True)
            raise typer.Exit(130) from None
    typer.echo(f"{summary.changed} coded anew, {len(summary.failures)} failed; {summary.incidents} incidents")
    _tell_failures(summary, only=False)


def _tell_failures(summary: AddSummary, *, only: bool) -> None:
    for failure in summary.failures:
        typer.echo(f"dateline: {failure}", err=True)
    if summary.failures:
        raise typer.Exit(2 if only else 1)


def list_incidents(
    case_name: CaseOption = None,
    event_type: Annotated[str | None, typer.Option("--type", metavar="TYPE", help="As in ASSAULT.")] = None,
    country: Annotated[str | None, typer.Option(metavar="CODE", help="Where: three letters, as in SYR.")] = None,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="On this day or later.")] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="On this day or earlier.")] = None,
    place: Annotated[str | None, typer.Option(metavar="NAME", help="A place, or a part of its name.")] = None,
    actor: Annotated[str | None, typer.Option(metavar="NAME", help="Who did it or to whom.")] = None,
    source: Annotated[str | None, typer.Option(metavar="NAME", help="Who says so.")] = None,
    state: Annotated[_State | None, typer.Option(help="How far its sources agree.")] = None,
    review: Annotated[ReviewState | None, typer.Option(help="How far people have reviewed it.")] = None,
    most: Annotated[int, typer.Option("--most", min=1, help="How many to list.")] = 50,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line for each incident.")] = False,
) -> None:
    """List the incidents of a case, the latest first; all conditions that are given hold.

    \b
    dateline incidents --type ASSAULT --country SYR --since 2025-12-01
    """
    from dateline.store.incidents import IncidentFilter, find_incidents

    days = (given_date("--since", since), given_date("--until", until))
    if days[0] and days[1] and days[1] < days[0]:
        fail(f"--until {until} is before --since {since}")
    wanted = IncidentFilter(event_type, country, *days, place, actor, source, state, review)
    with opened(case_name) as case, case.reading() as connection:
        for row in find_incidents(connection, wanted, most, whole=as_json):
            typer.echo(json.dumps(_plain(row), ensure_ascii=False) if as_json else _line(row))


def _plain(row: IncidentRow) -> dict[str, Any]:
    """The incident whole, with the columns that it is listed by."""
    columns = {name: value for name, value in row._mapping.items() if name != "body"}
    days = {name: columns[name] and columns[name].isoformat() for name in ("first_day", "last_day")}
    return {**row.body, **columns, **days}


def _line(row: IncidentRow) -> str:
    when = str(row.first_day or "no date")
    marks = ", ".join(mark for mark in (row.state, row.review) if mark not in ("single-origin", "unreviewed"))
    label = " ".join(row.label.split())[:100]
    return f"{row.incident_id}  {when:10}  {row.event_type:10}  {row.article_count:3}  {label}" + (
        f"  ({marks})" if marks else ""
    )


def search_case(
    words: Annotated[list[str], typer.Argument(metavar="WORD...", help='Words that all occur; "two words" together.')],
    case_name: CaseOption = None,
    most: Annotated[int, typer.Option("--most", min=1, help="How many to list.")] = 20,
) -> None:
    """Find the articles of a case that hold all these words, the best first."""
    from dateline.store.search import MOST_RANKED, find_articles

    with opened(case_name) as case, case.reading() as connection:
        found = find_articles(connection, " ".join(words), most)
    for row in found.rows:
        passage = " ".join(str(row.passage).split())
        typer.echo(f"{row.article_id}  {row.published_on or 'no date'!s:10}  {row.publisher or '–'}: {passage}")
    if not found.ranked:
        told = f"more than {MOST_RANKED} articles hold these words: those added last come first"
        typer.echo(f"dateline: {told}; a further word narrows it down", err=True)
