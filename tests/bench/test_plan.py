"""From rates to a plan: machines, hours, cost, and what breaks first, worked out by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dateline.bench.plan import Archive, Machine, make_plan
from dateline.bench.rates import Rates

# A million words take 1,000 s; a thousand mentions a second in each of two processors.
RATES = Rates(2, 100, 60_000, 800, 1_000.0, 1_000.0, 100.0, 100.0, 10.0)
MACHINE = Machine(memory_bytes=16_000_000_000, disk_bytes=600_000_000_000, days=10, price_an_hour=0.10)


def test_a_million_articles() -> None:
    plan = make_plan(Archive(1_000_000, 360, 7.2), RATES, MACHINE)
    coding, fusing = plan.steps
    assert (coding.name, coding.hours) == ("coding", pytest.approx(100.0))  # 360 million words
    assert (fusing.name, fusing.hours) == ("fusing", pytest.approx(1.0))  # 7.2 million mentions, 2,000 a second
    assert (plan.machines, plan.hours) == (1, pytest.approx(101.0))
    assert plan.cost == pytest.approx(101 * 2 * 0.10)
    assert coding.share == pytest.approx(100 / 101)
    assert plan.partition_bytes == pytest.approx(3.6e9)
    assert (plan.fusions, plan.broken) == (1, ())


def test_a_billion_articles_take_many_machines_and_break_what_one_holds() -> None:
    plan = make_plan(Archive(1_000_000_000, 360, 7.2), RATES, MACHINE)
    assert plan.machines == 421  # 101,000 hours in 240
    assert plan.hours == pytest.approx(101_000 / 421)
    assert plan.fusions == 900  # 7.2 billion mentions, a kilobyte each, in half of 16 GB
    assert [limit.what.split(":")[0] for limit in plan.broken] == ["memory", "time", "the disk"]
    assert [round(limit.articles) for limit in plan.broken] == [1_111_111, 2_400_000, 16_666_667]


def test_a_slower_machine_breaks_by_time_first() -> None:
    plan = make_plan(Archive(1_000_000, 360, 7.2), replace(RATES, words_a_second=100.0), MACHINE)
    assert plan.limits[0].what.startswith("time")
    assert [limit.what.split(":")[0] for limit in plan.broken] == ["time"]
    assert plan.machines == 5  # 1,001 hours in 240
