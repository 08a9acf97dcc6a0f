"""Does adding articles stay as fast as a case grows, and does memory stay where it is? `add`, ten times a tenth.

Adds articles of `stories.py` to a case in ten parts of one size, in one process, each part fused when it is in, as
`dateline add` does day by day. Takes the processor time of each part and the process's memory after it. Compared are
the tenths among themselves: 1 is flat.

    python benchmarks/growth.py --articles 20000
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from dateline.annotate.pipeline import load_pipeline
from dateline.bench.stories import make_stories
from dateline.coding import PipelineCoder
from dateline.read import Given
from dateline.settings import Settings
from dateline.store.case import Case, open_case
from dateline.workflow import add_inputs

_PARTS = 10


@dataclass(frozen=True)
class Part:
    articles: int
    incidents: int
    seconds: float
    megabytes: float  # the most that the process has held so far


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=2000)
    size = parser.parse_args().articles // _PARTS
    settings = Settings()
    coder = PipelineCoder(load_pipeline(settings), settings.max_coding_seconds)
    stories = make_stories(size * _PARTS)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "part.jsonl"
        warming = open_case(str(Path(folder) / "warming.db"), create=True)
        added(warming, coder, path, make_stories(100, seed=1))  # what is loaded at first use
        warming.close()
        case = open_case(str(Path(folder) / "case.db"), create=True)
        parts = []
        for _ in range(_PARTS):
            parts.append(added(case, coder, path, islice(stories, size)))
            sys.stderr.write(f"{parts[-1]}\n")
        case.close()
        stored = (Path(folder) / "case.db").stat().st_size
    figures = {
        "articles": sum(part.articles for part in parts),
        "incidents": parts[-1].incidents,
        "first_tenth_articles_a_second": round(parts[0].articles / parts[0].seconds, 1),
        "last_tenth_articles_a_second": round(parts[-1].articles / parts[-1].seconds, 1),
        "last_tenth_to_first": round(parts[-1].seconds / parts[0].seconds, 3),
        "peak_mb": round(parts[-1].megabytes),
        "memory_last_to_first": round(parts[-1].megabytes / parts[0].megabytes, 3),
        "store_kb_an_article": round(stored / 1024 / (size * _PARTS), 1),
    }
    sys.stdout.write(json.dumps(figures) + "\n")


def added(case: Case, coder: PipelineCoder, path: Path, stories: Iterable[dict[str, str]]) -> Part:
    path.write_text("".join(json.dumps(story) + "\n" for story in stories), "utf-8")
    start = time.process_time()
    summary = add_inputs(case, coder, [str(path)], Given(), _nothing)
    seconds = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Part(summary.new, summary.incidents, seconds, peak)


def _nothing() -> None:
    return


if __name__ == "__main__":
    main()
