"""`dateline report`: the situation report of a case, a region, an actor or a period."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.include import IncludeOption, counting_of
from dateline.cli.opening import CaseOption, fail, given_date, opened, settings

if TYPE_CHECKING:
    from dateline.report.situation import Earlier, Scope

__all__ = [
    "ActorOption",
    "CountryOption",
    "FromOption",
    "PlaceOption",
    "UntilOption",
    "add_commands",
    "scope_of",
]

CountryOption = Annotated[str | None, typer.Option("--country", metavar="NAME", help="A country, or its ISO code.")]
PlaceOption = Annotated[str | None, typer.Option("--place", metavar="NAME", help="Part of a place's name.")]
ActorOption = Annotated[str | None, typer.Option("--actor", metavar="NAME", help="Part of an actor's name.")]
FromOption = Annotated[str | None, typer.Option("--from", metavar="DATE", help="The first day of the period.")]
UntilOption = Annotated[str | None, typer.Option("--until", metavar="DATE", help="Its last day.")]


def add_commands(app: typer.Typer) -> None:
    app.command("report")(report)


def report(
    case_name: CaseOption = None,
    country: CountryOption = None,
    place: PlaceOption = None,
    actor: ActorOption = None,
    first: FromOption = None,
    until: UntilOption = None,
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="REPORT.json|DATE", help="Tell what is new since that report or day."),
    ] = None,
    include: IncludeOption = None,
    out: Annotated[
        Path, typer.Option("--out", metavar="NAME", help="Writes NAME.md, NAME.html and NAME.json; - prints Markdown.")
    ] = Path("report"),
) -> None:
    """Write the situation report: what is told, by whom, where accounts differ, and what is missing.

    \b
    dateline report --case syria.db --country Syria --from 2025-12-01 --out december
    dateline report --case syria.db --since december.json --out january
    """
    from dateline.knowledge.codebook_file import load_codebook
    from dateline.report.html_page import to_html
    from dateline.report.markdown import to_markdown
    from dateline.report.situation import to_earlier
    from dateline.reporting import gather, report_of

    chosen = settings()
    earlier = _earlier(since)
    with opened(case_name) as case:
        scope = scope_of(case.name, country, place, actor, (first, until))
        situation = gather(case, scope, chosen, earlier, counting_of(include))
    document = report_of(situation, load_codebook(chosen.codebook))
    if str(out) == "-":
        typer.echo(to_markdown(document), nl=False)
        return
    written = {".md": to_markdown(document), ".html": to_html(document), ".json": to_earlier(situation)}
    try:
        for suffix, text in written.items():
            out.with_name(out.name + suffix).write_text(text, encoding="utf-8")
    except OSError as error:
        fail(f"{out}: the report cannot be written here ({error.strerror}); give another --out")
    if not situation.incidents:
        typer.echo(f"dateline: {document.sections[0].about}", err=True)
    typer.echo(f"{out}.html, {out}.md; for the next report: --since {out}.json")


def scope_of(
    case: str, country: str | None, place: str | None, actor: str | None, period: tuple[str | None, str | None]
) -> Scope:
    """The scope that the options ask for; ends with a message for an unknown country or an impossible period."""
    from dateline.knowledge.countries import country_names, is_country_code
    from dateline.report.situation import Scope

    if country is not None:
        named = {name.text.casefold(): name.code for name in country_names()}
        code = named.get(country.casefold(), country.upper())
        if not is_country_code(code):
            fail(f"--country {country!r} is not known; give a country's English name or its three-letter code")
        country = code
    first, last = given_date("--from", period[0]), given_date("--until", period[1])
    if first and last and last < first:
        fail(f"the period ends on {last}, before it begins on {first}")
    shown = case if "://" not in case else "the case"
    return Scope(Path(shown).stem, country, place, actor, first, last)


def _earlier(since: str | None) -> Earlier | None:
    from dateline.report.situation import Earlier, EarlierError, read_earlier

    if since is None:
        return None
    if since.endswith(".json"):
        try:
            return read_earlier(Path(since))
        except EarlierError as error:
            fail(str(error))
    day = given_date("--since", since)
    return Earlier(day) if day else None
