"""How long does fusing take, how much memory, and how does it grow? On the synthetic archive of `synthetic.py`.

Fuses 10,000 and then 100,000 incidents (100,000 and 1,000,000 mentions), each in a process of its own so that the peak
of memory is its own, assembles every incident, and adds single articles to the full state. Making the articles is
timed apart and taken off.

    python benchmarks/fuse.py
    python benchmarks/fuse.py --incidents 2000
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from pathlib import Path

ADDED = 50


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--incidents", type=int, nargs="*", default=[10_000, 100_000])
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one:
        sys.stdout.write(json.dumps(measure(arguments.one)) + "\n")
        return
    results = [_in_own_process(incidents) for incidents in arguments.incidents]
    for result in results:
        sys.stdout.write(json.dumps(result) + "\n")
    if len(results) > 1:
        growth = round(results[-1]["seconds"] / results[0]["seconds"], 2)
        sys.stdout.write(json.dumps({"seconds_growth": growth}) + "\n")


def _in_own_process(incidents: int) -> dict[str, float]:
    command = [sys.executable, str(Path(__file__).resolve()), "--one", str(incidents)]
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    result: dict[str, float] = json.loads(output)
    return result


def measure(incidents: int) -> dict[str, float]:
    from dateline.fuse.fusing import fuse
    from synthetic import ARTICLES_AN_INCIDENT, make_archive, make_article_of

    start = time.perf_counter()
    making = sum(1 for _ in make_archive(incidents))
    made = time.perf_counter() - start
    start = time.perf_counter()
    fusion = fuse(make_archive(incidents))
    fused = time.perf_counter() - start - made
    start = time.perf_counter()
    found = sum(1 for _ in fusion.incidents())
    assembling = time.perf_counter() - start
    waits = []
    for number in range(ADDED):
        late = make_article_of(number * (incidents // ADDED), ARTICLES_AN_INCIDENT, incidents)
        start = time.perf_counter()
        changed = fusion.add([late])
        list(fusion.incidents(changed))
        waits.append(time.perf_counter() - start)
    return {
        "incidents_made": incidents,
        "incidents_found": found,
        "articles": making,
        "mentions": len(fusion.mentions),
        "seconds": round(fused + assembling, 1),
        "assembling_seconds": round(assembling, 1),
        "peak_gigabytes": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2, 2),
        "adding_ms_median": round(sorted(waits)[ADDED // 2] * 1000, 2),
        "adding_ms_worst": round(max(waits) * 1000, 2),
    }


if __name__ == "__main__":
    main()
