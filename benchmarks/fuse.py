"""How long does fusing take, how much memory, and how does it grow? On the synthetic archive of `synthetic.py`.

Fuses 10,000 and then 100,000 incidents (100,000 and 1,000,000 mentions) in slices, as `dateline fuse` does,
and assembles every incident, each size in processes of its own so that the peak of memory is its own. The time on the
clock holds the making of the articles; it is timed apart before, and taken off the time of the processors. With
`--adding`, the last figures are those of single articles added to an archive of each size that is held in memory.

    python benchmarks/fuse.py
    python benchmarks/fuse.py --incidents 2000 --processes 1
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from dateline.model import Article, Incident

ADDED = 50


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--incidents", type=int, nargs="*", default=[10_000, 100_000])
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--adding", action="store_true", help="also add single articles to what is held in memory")
    parser.add_argument("--one", choices=("fusing", "adding"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one:
        work = {"fusing": lambda size: fusing(size, arguments.processes), "adding": adding}[arguments.one]
        sys.stdout.write(json.dumps(work(*arguments.incidents)) + "\n")
        return
    results = []
    for incidents in arguments.incidents:
        results.append(_in_own_process("fusing", incidents, arguments.processes))
        if arguments.adding:
            results[-1].update(_in_own_process("adding", incidents, arguments.processes))
        sys.stdout.write(json.dumps(results[-1]) + "\n")
        sys.stdout.flush()
    if len(results) > 1:
        growth = round(results[-1]["processor_seconds"] / results[0]["processor_seconds"], 2)
        sys.stdout.write(json.dumps({"seconds_growth": growth}) + "\n")


def _in_own_process(what: str, incidents: int, processes: int) -> dict[str, float]:
    command = [sys.executable, str(Path(__file__).resolve()), "--one", what, "--incidents", str(incidents)]
    output = subprocess.run(
        [*command, "--processes", str(processes)], check=True, capture_output=True, text=True
    ).stdout
    result: dict[str, float] = json.loads(output)
    return result


def fusing(incidents: int, processes: int) -> dict[str, float]:
    from dateline.slices import fusing_in_slices
    from synthetic import MENTIONS_AN_ARTICLE, make_archive

    articles = sum(1 for _ in make_archive(incidents))
    making = time.process_time()
    start = time.perf_counter()
    with fusing_in_slices(make_archive(incidents), processes) as fused:
        grouped = time.perf_counter() - start
        mentions = sum(fused.read(sorted(fused.article_counts), size_of))
    clock = time.perf_counter() - start
    here, there = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    processor = here.ru_utime + here.ru_stime + there.ru_utime + there.ru_stime
    assert articles * MENTIONS_AN_ARTICLE == mentions
    return {
        "incidents_made": incidents,
        "incidents_found": len(fused.article_counts),
        "articles": articles,
        "mentions": mentions,
        "clock_seconds": round(clock, 1),
        "assembling_clock_seconds": round(clock - grouped, 1),
        "processor_seconds": round(processor - 2 * making, 1),
        "making_processor_seconds": round(making, 1),
        "peak_gigabytes": round((here.ru_maxrss + processes * there.ru_maxrss) / 1024**2, 2),  # at most
    }


def size_of(incident: Incident, _articles: Mapping[str, Article]) -> int:
    return len(incident.mention_ids)


def adding(incidents: int) -> dict[str, float]:
    from dateline.fuse.fusing import fuse
    from synthetic import ARTICLES_AN_INCIDENT, make_archive, make_article_of

    fusion = fuse(make_archive(incidents))
    waits = []
    for number in range(ADDED):
        late = make_article_of(number * (incidents // ADDED), ARTICLES_AN_INCIDENT, incidents)
        start = time.process_time()
        changed = fusion.add([late])
        list(fusion.incidents(changed))
        waits.append(time.process_time() - start)
    return {
        "adding_ms_median": round(sorted(waits)[ADDED // 2] * 1000, 2),
        "adding_ms_worst": round(max(waits) * 1000, 2),
    }


if __name__ == "__main__":
    main()
