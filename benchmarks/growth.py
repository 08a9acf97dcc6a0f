"""Does adding articles stay as fast as a case grows, and does memory stay where it is? `add`, ten times a tenth.

Adds articles of `stories.py` to a case in ten parts of one size, in one process, each part fused when it is in, as
`dateline add` does day by day. Takes the processor time of each part and the process's memory after it. Compared are
the tenths among themselves: 1 is flat. Between batches of articles the same piece of plain Python is timed again and
again: what an hour on a shared machine does to every program is taken out of the comparison by it.

    python benchmarks/growth.py --articles 20000
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from dateline.annotate.pipeline import load_pipeline
from dateline.bench.stories import make_stories
from dateline.coding import Coding, PipelineCoder
from dateline.model import Article
from dateline.read import Given
from dateline.settings import Settings
from dateline.store.case import Case, open_case
from dateline.workflow import add_inputs

_PARTS = 10
_YARDSTICK = [f"{number * 7919 % 10007:x}" for number in range(20_000)]


@dataclass(frozen=True)
class Part:
    articles: int
    incidents: int
    seconds: float
    yardstick: float  # seconds that the same piece of work took meanwhile, on average
    megabytes: float  # the most that the process has held so far


@dataclass
class TimedBeside:
    """Codes as the coder it holds; before each batch a piece of work that is always the same is timed."""

    coder: PipelineCoder
    version: str
    ahead: int = 0
    yardsticks: list[float] = field(default_factory=list)

    def begin(self, articles: Sequence[Article]) -> Callable[[], list[Coding]]:
        start = time.process_time()
        for _ in range(3):
            sorted(Counter(_YARDSTICK).items(), key=lambda item: (-item[1], item[0]))
        self.yardsticks.append(time.process_time() - start)
        return self.coder.begin(articles)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=2000)
    size = parser.parse_args().articles // _PARTS
    settings = Settings()
    plain = PipelineCoder(load_pipeline(settings), settings.max_coding_seconds)
    coder = TimedBeside(plain, plain.version)
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
        "yardstick_last_to_first": round(parts[-1].yardstick / parts[0].yardstick, 3),
        "last_tenth_to_first_by_yardstick": round(by_yardstick(parts[-1]) / by_yardstick(parts[0]), 3),
        "peak_mb": round(parts[-1].megabytes),
        "memory_last_to_first": round(parts[-1].megabytes / parts[0].megabytes, 3),
        "store_kb_an_article": round(stored / 1024 / (size * _PARTS), 1),
    }
    sys.stdout.write(json.dumps(figures) + "\n")


def by_yardstick(part: Part) -> float:
    return part.seconds / part.yardstick


def added(case: Case, coder: TimedBeside, path: Path, stories: Iterable[dict[str, str]]) -> Part:
    path.write_text("".join(json.dumps(story) + "\n" for story in stories), "utf-8")
    coder.yardsticks.clear()
    start = time.process_time()
    summary = add_inputs(case, coder, [str(path)], Given(), _nothing)
    seconds = time.process_time() - start - sum(coder.yardsticks)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Part(summary.new, summary.incidents, seconds, sum(coder.yardsticks) / len(coder.yardsticks), peak)


def _nothing() -> None:
    return


if __name__ == "__main__":
    main()
