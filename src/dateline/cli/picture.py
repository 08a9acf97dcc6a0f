"""`dateline relations`, `presence`, `agreements`, `movements`, `exposure` and `plot`: the picture of a case."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dateline.cli.include import Included, IncludeOption, counting_of
from dateline.cli.opening import CaseOption, fail, opened, settings
from dateline.cli.report import ActorOption, CountryOption, FromOption, PlaceOption, UntilOption, scope_of

if TYPE_CHECKING:
    from dateline.picture.parties import Party
    from dateline.picture.relations import Relation
    from dateline.report.figures import Drawn
    from dateline.report.situation import Situation

__all__ = ["add_commands"]

JsonOption = Annotated[bool, typer.Option("--json", help="One JSON object a line, with every passage.")]


class Figure(StrEnum):
    MAP = "map"
    TIMELINE = "timeline"
    NETWORK = "network"
    PAIR = "pair"


FirstArgument = Annotated[str | None, typer.Argument(metavar="[A]", help="A party: a country, a group, a body.")]
SecondArgument = Annotated[str | None, typer.Argument(metavar="[B]", help="Another one.")]


def add_commands(app: typer.Typer) -> None:
    app.command("relations")(relations)
    app.command("presence")(presence)
    app.command("agreements")(agreements)
    app.command("movements")(movements)
    app.command("exposure")(exposure)
    app.command("plot")(plot)


def relations(
    first: FirstArgument = None,
    second: SecondArgument = None,
    case_name: CaseOption = None,
    country: CountryOption = None,
    since: FromOption = None,
    until: UntilOption = None,
    include: IncludeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Tell what parties did to and with each other; every number opens into its mentions (--json).

    \b
    dateline relations --case syria.db
    dateline relations Russia Syria --case syria.db --json
    """
    from dateline.report.picture_rows import relation_row

    found = _situation(case_name, (country, None, None), (since, until), include)
    chosen = _chosen(found, first, second)
    picture = replace(found.picture, relations=chosen)
    rows = (relation_row(relation, picture.weights) for relation in chosen)
    _show(replace(found, picture=picture), "Relations", rows, as_json=as_json)


def presence(
    case_name: CaseOption = None,
    country: CountryOption = None,
    place: PlaceOption = None,
    actor: ActorOption = None,
    include: IncludeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Tell who is said to hold, build, leave or want which base or territory, and who denies it."""
    from dateline.report.picture_rows import presence_row

    found = _situation(case_name, (country, place, actor), include=include)
    _show(found, "Presence", map(presence_row, found.picture.presence), as_json=as_json)


def agreements(
    case_name: CaseOption = None, actor: ActorOption = None, include: IncludeOption = None, as_json: JsonOption = False
) -> None:
    """Tell agreements and talks: parties, subject, and each step with its date and source."""
    from dateline.report.picture_rows import agreement_row

    found = _situation(case_name, (None, None, actor), include=include)
    _show(found, "Agreements and talks", map(agreement_row, found.picture.agreements), as_json=as_json)


def movements(
    case_name: CaseOption = None, actor: ActorOption = None, include: IncludeOption = None, as_json: JsonOption = False
) -> None:
    """Tell evacuations, withdrawals and deployments, with from and to."""
    from dateline.report.picture_rows import movement_row

    found = _situation(case_name, (None, None, actor), include=include)
    _show(found, "Movements", map(movement_row, found.picture.movements), as_json=as_json)


def exposure(
    case_name: CaseOption = None,
    country: CountryOption = None,
    place: PlaceOption = None,
    include: IncludeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Tell violent events at or near heritage and dangerous sites, apart from claims of damage."""
    from dateline.report.picture_rows import exposure_row

    found = _situation(case_name, (country, place, None), include=include)
    title = "Exposure of protected and dangerous sites"
    _show(found, title, map(exposure_row, found.picture.exposure), as_json=as_json)


def plot(
    figure: Annotated[Figure, typer.Argument(help="What to draw; pair needs two parties.")],
    first: FirstArgument = None,
    second: SecondArgument = None,
    case_name: CaseOption = None,
    country: CountryOption = None,
    actor: ActorOption = None,
    since: FromOption = None,
    until: UntilOption = None,
    include: IncludeOption = None,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="FILE.svg or FILE.png; without an ending, both.")
    ] = None,
) -> None:
    """Draw a map, a timeline, the network of parties, or one pair over time, as SVG and PNG.

    \b
    dateline plot map --case syria.db --out map.svg
    dateline plot pair Russia Syria --case syria.db
    """
    target = out or Path(figure.value)
    if target.suffix not in {"", ".svg", ".png"}:
        fail(f"--out {target}: figures are written as .svg or .png")
    if figure is Figure.PAIR and not (first and second):
        fail("plot pair needs two parties, such as: dateline plot pair Russia Syria")
    drawn = _drawn(_situation(case_name, (country, None, actor), (since, until), include), figure, (first, second))
    written = []
    try:
        for ending in [target.suffix] if target.suffix else [".svg", ".png"]:
            path = target.with_suffix(ending)
            path.write_bytes(drawn.svg().encode() if ending == ".svg" else drawn.png())
            written.append(str(path))
    except OSError as error:
        fail(f"{target}: the figure cannot be written here ({error.strerror}); give another --out")
    typer.echo(f"{', '.join(written)}: {drawn.says}")


def _drawn(found: Situation, figure: Figure, parties: tuple[str | None, str | None]) -> Drawn:
    from dateline.knowledge.codebook_file import load_codebook
    from dateline.report.figures import draw_network, draw_pair
    from dateline.reporting import map_of, timeline_of

    ways: dict[Figure, Callable[[], Drawn]] = {
        Figure.MAP: lambda: map_of(found.incidents),
        Figure.TIMELINE: lambda: timeline_of(found.incidents, load_codebook(settings().codebook)),
        Figure.NETWORK: lambda: draw_network(found.picture.relations),
        Figure.PAIR: lambda: draw_pair(_chosen(found, *parties)[0]),
    }
    if not found.incidents and figure in (Figure.MAP, Figure.TIMELINE):
        typer.echo("dateline: there is no incident to draw", err=True)
    return ways[figure]()


def _situation(
    case_name: str | None,
    names: tuple[str | None, str | None, str | None],
    period: tuple[str | None, str | None] = (None, None),
    include: list[Included] | None = None,
) -> Situation:
    from dateline.reporting import gather

    with opened(case_name) as case:
        return gather(case, scope_of(case.name, *names, period), settings(), counting=counting_of(include))


def _chosen(found: Situation, first: str | None, second: str | None) -> tuple[Relation, ...]:
    """The relations of the one or two named parties; ends with a message for a party that nobody tells of."""
    parties = [_party(found, name) for name in (first, second) if name]
    pairs = tuple(item for item in found.picture.relations if {*parties} <= {item.first, item.second})
    if parties and not pairs:
        fail(f"nothing is told between {' and '.join(party.name for party in parties)}")
    return pairs


def _party(found: Situation, name: str) -> Party:
    from dateline.reporting import find_party, parties_of

    party = find_party(found.picture, name, settings())
    if party is None:
        known = ", ".join(party.name for party in parties_of(found.picture)[:12]) or "none"
        fail(f"nobody called {name!r} takes part in what this case tells; parties are: {known}")
    return party


def _show(found: Situation, title: str, rows: Iterable[dict[str, Any]], *, as_json: bool) -> None:
    if as_json:
        for row in rows:
            typer.echo(json.dumps(row, ensure_ascii=False))
        return
    from rich.console import Console

    from dateline.report.compose_picture import picture_sections
    from dateline.report.section_page import section_page
    from dateline.report.wording import NotesOf

    section = next(section for section in picture_sections(found, NotesOf(found)) if section.title == title)
    Console(highlight=False).print(section_page(section))
