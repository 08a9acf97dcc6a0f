"""`dateline bench`: what this machine does, and what 1 million and 1 billion articles take on machines like it."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.opening import fail, settings
from dateline.cli.places import prepare_gazetteer
from dateline.cli.progress import share_of

if TYPE_CHECKING:
    from dateline.bench.plan import Plan
    from dateline.bench.rates import Rates

__all__ = ["add_commands"]

_SIZES = (1_000_000, 1_000_000_000)


def add_commands(app: typer.Typer) -> None:
    app.command("bench")(bench)


def bench(
    seconds: Annotated[float, typer.Option(min=1, help="Of coding; loading and the rest add about as much.")] = 30,
    days: Annotated[float, typer.Option(min=0.1, help="Until the archive is to be done.")] = 7,
    words: Annotated[int, typer.Option(min=1, help="Words of an article.")] = 600,
    mentions: Annotated[float, typer.Option(min=0.1, help="Event mentions of an article.")] = 4,
    price: Annotated[float, typer.Option(min=0, help="Dollars an hour for one processor.")] = 0.05,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object: rates and plans.")] = False,
) -> None:
    """Measure this machine on articles made for it, and print a plan for an archive of 1 million and of 1 billion.

    \b
    dateline bench
    dateline bench --seconds 120 --days 30 --price 0.02
    """
    from dateline.bench.plan import Archive, Machine, make_plan
    from dateline.bench.rates import measure

    chosen = settings()
    prepare_gazetteer(chosen)
    machine = Machine(_memory_bytes(), shutil.disk_usage(tempfile.gettempdir()).free, days, price)
    try:
        with share_of("measuring") as advance:
            rates = measure(chosen, seconds, advance)
    except OSError as error:
        fail(f"the measured articles could not be kept ({error}); make room in the folder for temporary files")
    plans = [make_plan(Archive(size, words, mentions), rates, machine) for size in _SIZES]
    if as_json:
        typer.echo(json.dumps({"rates": asdict(rates), "plans": [asdict(plan) for plan in plans]}))
        return
    _print_rates(rates)
    for plan in plans:
        _print_plan(plan, rates, days)


def _memory_bytes() -> int:
    """Of this machine; 8 GB where it cannot be told (Windows)."""
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, ValueError, OSError):
        return 8 << 30


def _print_rates(rates: Rates) -> None:
    typer.echo(f"This machine, {rates.processors} processors, on {rates.articles:,} articles of {rates.words:,} words:")
    typer.echo(f"  coding   {rates.words_a_second:>10,.0f} words a second")
    typer.echo(f"  fusing   {rates.mentions_fused_a_second:>10,.0f} mentions a second in one process")
    size = rates.store_bytes * rates.words / rates.articles / 1000
    typer.echo(f"  keeping  {rates.articles_kept_a_second:>10,.0f} articles a second, {size:.0f} KB each")


def _print_plan(plan: Plan, rates: Rates, days: float) -> None:
    archive = plan.archive
    typer.echo(
        f"\n{archive.articles:,} articles of {archive.words_an_article:,} words "
        f"and {archive.mentions_an_article:g} mentions, in {days:g} days:"
    )
    machines = "1 machine" if plan.machines == 1 else f"{plan.machines:,} machines"
    typer.echo(f"  {machines} like this one, {_time(plan.hours)}, {plan.cost:,.0f} dollars")
    for step in plan.steps:
        hours = f"{step.hours * rates.processors:,.0f} processor hours"
        typer.echo(f"  {step.name:<9}{hours:>26}, {step.share:.0%} of the cost")
    typer.echo(f"  {plan.partition_bytes / 1e9:,.0f} GB of partitions" + _parts(plan.fusions))
    for limit in plan.broken or plan.limits[:1]:
        verb = "breaks at" if plan.broken else "would break first, at"
        typer.echo(f"  {verb} {limit.articles:,.0f} articles: {limit.what}; {limit.remedy}")


def _parts(fusions: int) -> str:
    return "" if fusions == 1 else f", fused in {fusions:,} parts each by itself"


def _time(hours: float) -> str:
    return f"{hours:,.1f} hours" if hours < 48 else f"{hours / 24:,.1f} days"
