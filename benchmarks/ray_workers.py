"""Do two Ray workers code twice as much as one? The same shards, on a cluster of this machine's own.

Takes the rate at which shards are done once every worker has loaded and done one, so that start-up is left out, and
only as long as shards wait for workers. On two processors with nothing else to do, 2 is what is to be had.

    python benchmarks/ray_workers.py --shards 24
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path

from dateline.annotate.pipeline import load_pipeline
from dateline.bench.rates import make_articles
from dateline.coding import coder_version
from dateline.scale import Cluster, code_on_ray
from dateline.settings import Settings
from dateline.shards import Archive


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shards", type=int, default=24)
    parser.add_argument(
        "--articles", type=int, default=20, help="of a shard; giving one out takes as long, however short it is"
    )
    arguments = parser.parse_args()
    os.environ["PYTHONPATH"] = os.pathsep.join(str(Path(entry).resolve()) for entry in sys.path if entry)
    settings = Settings()
    coder = coder_version(load_pipeline(settings))
    articles = make_articles()
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "in"
        source.mkdir()
        for number in range(arguments.shards):
            texts = [json.dumps({"text": article.text}) for article in islice(articles, arguments.articles)]
            (source / f"{number:04}.jsonl").write_text("\n".join(texts), "utf-8")
        rates = [
            rate(Archive(str(source), str(Path(folder) / f"out-{workers}")), coder, settings, workers)
            for workers in (1, 2)
        ]
    one, two = (round(per_minute, 2) for per_minute in rates)
    figures = {"one_shards_a_minute": one, "two_shards_a_minute": two, "two_to_one": round(two / one, 3)}
    sys.stdout.write(json.dumps({**figures, "load": round(os.getloadavg()[0], 1)}) + "\n")


def rate(archive: Archive, coder: str, settings: Settings, workers: int) -> float:
    """Shards a minute, from when each worker has done one to when none waits any more."""
    times = []
    for report in code_on_ray(archive, archive.shards(), coder, settings, Cluster(workers)):
        times.append(time.perf_counter())
        sys.stderr.write(f"{workers} workers: {report.shard.name} {report.coded} {report.problem or ''}\n")
    first, last = 2 * workers - 1, len(times) - workers
    return 60 * (last - first) / (times[last] - times[first])


if __name__ == "__main__":
    main()
