"""Look-ups a second in the gazetteer, how long it takes to open and to build, and how much memory it keeps.

Usage: python benchmarks/places.py [--build]. Names are drawn from the gazetteer itself, one in ten made up, so that
hits and misses mix as in an article; the cache of recent names is passed by.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import sqlite3
import tempfile
import time
from contextlib import closing
from pathlib import Path

from dateline.knowledge.gazetteer_build import open_gazetteer
from dateline.settings import settings_from_environment

LOOKUPS = 200_000


def memory_mb() -> float:
    """Resident memory of this process."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e6


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", action="store_true", help="also time a build in an empty folder")
    if parser.parse_args().build:
        with tempfile.TemporaryDirectory() as folder:
            start = time.perf_counter()
            open_gazetteer(Path(folder)).close()
            print(f"build             {time.perf_counter() - start:8.1f} s")
    cache_folder = settings_from_environment(os.environ).cache_folder
    open_gazetteer(cache_folder).close()
    before, start = memory_mb(), time.perf_counter()
    gazetteer = open_gazetteer(cache_folder)
    print(f"open              {1000 * (time.perf_counter() - start):8.1f} ms")
    with closing(sqlite3.connect(gazetteer.path)) as connection:
        keys = [row[0] for row in connection.execute("SELECT key FROM entry WHERE place_id % 60 = 0 LIMIT 20000")]
    drawn = random.Random(1).choices([*keys, *(f"no such place {n}" for n in range(len(keys) // 10))], k=LOOKUPS)
    start = time.perf_counter()
    found = sum(bool(gazetteer.filed(key)) for key in drawn)
    seconds = time.perf_counter() - start
    print(f"look-ups          {LOOKUPS / seconds:8,.0f} a second ({found / LOOKUPS:.0%} found)")
    memory = memory_mb() - before
    print(f"memory            {memory:8.1f} MB")
    print(json.dumps({"lookups_a_second": round(LOOKUPS / seconds), "memory_mb": round(memory, 1)}))


if __name__ == "__main__":
    main()
