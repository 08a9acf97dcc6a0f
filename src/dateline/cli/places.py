"""`dateline places` and `dateline sites`: the gazetteer and the sites behind the places of events."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.progress import share_of

if TYPE_CHECKING:
    from dateline.knowledge.atlas import Atlas
    from dateline.settings import Settings

__all__ = ["add_commands", "prepare_gazetteer"]

places_app = typer.Typer(help="The gazetteer: where names lie. Data: GeoNames, CC BY 4.0.", no_args_is_help=True)
sites_app = typer.Typer(help="Bases, crossings, dams, prisons, heritage: places of note.", no_args_is_help=True)


def add_commands(app: typer.Typer) -> None:
    app.add_typer(places_app, name="places")
    app.add_typer(sites_app, name="sites")


def prepare_gazetteer(settings: Settings) -> None:
    """Compile the gazetteer now, with a bar, where there is none yet."""
    from dateline.knowledge.gazetteer_build import open_gazetteer

    with _told("Compiling the gazetteer, once") as tell:
        open_gazetteer(
            settings.cache_folder, tell, lambda message: typer.echo(f"dateline: {message}", err=True)
        ).close()


@contextmanager
def _told(what: str) -> Iterator[Callable[[str, float], None]]:
    with share_of(what) as show:
        yield lambda step, share: show(f"{what}: {step}", share)


@places_app.command("import")
def import_places(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="allCountries.txt or a country's file, or its zip.")],
) -> None:
    """Add a dump of GeoNames (download.geonames.org/export/dump) to the gazetteer."""
    from dateline.knowledge.geonames_dump import DumpError, import_dump
    from dateline.settings import settings_from_environment

    try:
        with _told("Importing") as tell:
            imported = import_dump(file, settings_from_environment(os.environ).cache_folder, tell)
    except DumpError as error:
        typer.echo(f"dateline: {error}", err=True)
        raise typer.Exit(2) from error
    typer.echo(f"{imported.places:,} places imported, {imported.passed_over:,} lines passed over")
    if imported.broken:
        typer.echo(f"dateline: {imported.broken:,} broken lines left out", err=True)
        for problem in imported.problems:
            typer.echo(f"  {file}: {problem}", err=True)


@places_app.command("find")
def find_place(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name as an article writes it.")],
    beside: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="Another name of the article; may be given again.")
    ] = None,
) -> None:
    """Show what a name may mean, which candidate wins, and why."""
    from dateline.annotate.places.resolve import Context, Mention, resolve
    from dateline.settings import settings_from_environment

    settings = settings_from_environment(os.environ)
    prepare_gazetteer(settings)
    atlas = _open_atlas(settings)
    names = [name, *(beside or ())]
    mentions = [Mention(n, 3 * i, 3 * i + 1, candidates=atlas.candidates(n)) for i, n in enumerate(names)]
    choice = resolve(mentions, Context(), atlas)[0]
    if choice.place is None:
        typer.echo(f"{name}: no candidate; `dateline places import` adds places of fewer than 500 people")
        raise typer.Exit(1)
    for place in sorted(mentions[0].candidates, key=lambda place: (place != choice.place, -place.population)):
        mark = "*" if place == choice.place else " "
        within = ", ".join(part for part in (place.admin2, place.admin1, place.country) if part)
        point = "no point" if place.kind.value == "country" else f"{place.lat:.4f}, {place.lon:.4f}"
        typer.echo(f"{mark} {place.name:24} {place.kind.value:8} {within:40} {place.population:>11,}  {point}")
    typer.echo(f"* {choice.reason} ({choice.probability:.2f})")


def _open_atlas(settings: Settings) -> Atlas:
    from dateline.knowledge.atlas import Atlas
    from dateline.knowledge.gazetteer_build import open_gazetteer
    from dateline.knowledge.sites import load_sites

    return Atlas(open_gazetteer(settings.cache_folder), load_sites(settings.data_folder))


@sites_app.command("import")
def import_sites(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="UNESCO's World Heritage list, as CSV.")],
) -> None:
    """Add UNESCO's World Heritage list to the sites."""
    from dateline.knowledge.rows import KnowledgeError
    from dateline.knowledge.sites import import_heritage
    from dateline.settings import settings_from_environment

    try:
        count, problems = import_heritage(file, settings_from_environment(os.environ).data_folder)
    except KnowledgeError as error:
        typer.echo(f"dateline: {error}", err=True)
        raise typer.Exit(2) from error
    typer.echo(f"{count:,} sites imported")
    for problem in problems:
        typer.echo(f"dateline: left out: {problem}", err=True)
