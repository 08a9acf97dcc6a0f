"""Rates of one machine, and the size of an archive -> machines, hours, what drives the cost and what breaks first.

Plain arithmetic on what was measured; what was not is a field of `Archive` or `Machine`, with its default beside it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from dateline.bench.rates import Rates

__all__ = ["Archive", "Limit", "Machine", "Plan", "Step", "make_plan"]

_PLANNED_BYTES = 1000  # that planning a fusion holds for a mention, in one process (dateline.slices)
_HOURS_A_DAY = 24


@dataclass(frozen=True)
class Archive:
    """What is to be read. Defaults: 40 articles of American dailies held 225 mentions in 38,093 words."""

    articles: int
    words_an_article: int = 600
    mentions_an_article: float = 4.0


@dataclass(frozen=True)
class Machine:
    """What is to read it: machines like the measured one, and when it is to be done."""

    memory_bytes: int
    disk_bytes: int  # free
    days: float = 7.0  # until the archive is to be done
    price_an_hour: float = 0.05  # of one processor, in dollars


@dataclass(frozen=True)
class Step:
    name: str
    hours: float  # on one machine
    cost: float
    share: float  # of the cost of all


@dataclass(frozen=True)
class Limit:
    """What is used up first: the number of articles at which it is, and what to do then."""

    what: str
    articles: float
    remedy: str


@dataclass(frozen=True)
class Plan:
    archive: Archive
    machines: int  # that code it in time
    hours: float  # on these, from the first article to the last incident
    steps: tuple[Step, ...]
    cost: float
    partition_bytes: float
    fusions: int  # parts that are fused each by itself, since planning one has to fit the memory
    limits: tuple[Limit, ...]  # the nearest first
    broken: tuple[Limit, ...]  # those that this archive exceeds


def make_plan(archive: Archive, rates: Rates, machine: Machine) -> Plan:
    coding = archive.articles * archive.words_an_article / rates.words_a_second / 3600
    mentions = archive.articles * archive.mentions_an_article
    fusing = mentions / (rates.mentions_fused_a_second * rates.processors) / 3600
    spent = {"coding": coding, "fusing": fusing}
    price = machine.price_an_hour * rates.processors
    steps = tuple(Step(name, hours, hours * price, hours / (coding + fusing)) for name, hours in spent.items())
    machines = max(1, math.ceil((coding + fusing) / (machine.days * _HOURS_A_DAY)))
    limits = _limits(archive, rates, machine)
    return Plan(
        archive,
        machines,
        (coding + fusing) / machines,
        steps,
        sum(step.cost for step in steps),
        archive.articles * archive.words_an_article * rates.partition_bytes,
        max(1, math.ceil(mentions * _PLANNED_BYTES / (machine.memory_bytes / 2))),
        limits,
        tuple(limit for limit in limits if archive.articles > limit.articles),
    )


def _limits(archive: Archive, rates: Rates, machine: Machine) -> tuple[Limit, ...]:
    of_time = machine.days * _HOURS_A_DAY * 3600 * rates.words_a_second / archive.words_an_article
    of_memory = machine.memory_bytes / 2 / _PLANNED_BYTES / archive.mentions_an_article
    of_disk = machine.disk_bytes / (rates.store_bytes * archive.words_an_article)
    limits = (
        Limit(f"time: one machine codes no more in {machine.days:g} days", of_time, "code on Ray, on more machines"),
        Limit("memory: half of it holds the plan of one fusion", of_memory, "fuse years or regions each by itself"),
        Limit("the disk: a case fills what is free", of_disk, "keep the archive in partitions, a case for each region"),
    )
    return tuple(sorted(limits, key=lambda limit: limit.articles))
