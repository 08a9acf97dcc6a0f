"""Every figure of speed and size that the project promises, in one table beside its goal and the last release's.

Runs the benchmarks of this folder one after another, each as a process of its own, and keeps what the last line of
each says, as JSON. Ratios of two things measured in one run are compared with the release; seconds and rates belong to
a machine and are shown beside their goal only. Sizes are small enough for a laptop's coffee break; each script by
itself takes larger ones.

    python benchmarks/figures.py                 # compare with released.json; exit 1 where a ratio is a quarter worse
    python benchmarks/figures.py --only start    # some of them anew, the others as they were last measured
    python benchmarks/figures.py --release 0.2   # keep this run as that release's
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

HERE = Path(__file__).parent
TEXTS = HERE.parents[1] / "shared" / "gold" / "polnear" / "dev.jsonl"
SAMPLE = HERE.parent / "samples" / "palmyra" / "articles.jsonl"
RELEASED, LAST = HERE / "released.json", HERE / "last.json"
WORSE = 1.25  # times the release's ratio: less than that, and two runs of one program may differ as much


@dataclass(frozen=True)
class Figure:
    benchmark: str
    name: str  # in the last line that the benchmark prints
    meaning: str
    goal: float | None = None
    at_least: bool = False  # the goal is to be reached, not to be kept under
    is_ratio: bool = True

    @property
    def key(self) -> str:
        return f"{self.benchmark}.{self.name}"

    def meets(self, value: float) -> bool:
        return self.goal is None or (value >= self.goal if self.at_least else value <= self.goal)


def commands(texts: Path) -> dict[str, list[str]]:
    return {
        "read_ratio": [str(texts), "--articles", "100", "--rounds", "1"],
        "start": [],
        "coding_cost": [str(texts), "--sentences", "2000"],
        "attribution_cost": [],
        "flatness": ["--sentences", "1000", "5000"],
        "actors": [],
        "places": [],
        "fuse": ["--incidents", "500", "2000"],
        "store": ["--mentions", "10000"],
        "adding": [str(texts), "--articles", "60"],
        "growth": ["--articles", "1000"],
        "dictionary_coder": [str(texts), "--articles", "40"],
        "ray_workers": [],
        "adding_one": ["--mentions", "10000"],
        "report": ["--incidents", "1000"],
        "export": ["--mentions", "5000", "--mentions", "20000"],
    }


FIGURES = (
    Figure("read_ratio", "all_cores_to_bare", "reading, all cores, to bare spaCy: time", 0.8),
    Figure("read_ratio", "one_process_to_bare", "reading, one process, to bare spaCy: processor time", 1.3),
    Figure("start", "beyond_spacy_s", "one short article beyond loading spaCy: s", 2.5, is_ratio=False),
    Figure("start", "read_to_spacy", "one short article to loading spaCy: processor time"),
    Figure("coding_cost", "coding_to_parsing", "coding a sentence to parsing it", 0.25),
    Figure("coding_cost", "last_tenth_to_first", "coding a token: last tenth to first", 1.1),
    Figure("coding_cost", "long_article_to_short", "coding a token: 320,000 characters to 20,000", 1.1),
    Figure("attribution_cost", "long_to_short", "attribution a token: text of eight times the length", 1.1),
    Figure("attribution_cost", "to_parse", "attribution to the parse"),
    Figure("flatness", "one_in_all", "coding a sentence: an article of 5,000 to one of 1,000", 1.1),
    Figure("flatness", "many_in_all", "coding a sentence: 5,000 in short articles to 1,000", 1.1),
    Figure("actors", "million_words_a_minute", "actors and casualties: million words a minute", 1.5, True, False),
    Figure("actors", "index_s", "loading the actors: s", 0.3, is_ratio=False),
    Figure("places", "lookups_a_second", "looking up places: a second", 50_000, True, False),
    Figure("places", "memory_mb", "gazetteer: MB", 40, is_ratio=False),
    Figure("fuse", "seconds_growth", "fusing four times as many incidents: times as long", 5.0),
    Figure("adding", "ratio", "adding to a case to coding alone", 1.15),
    Figure("adding_one", "processor_ms_median", "one more article to 10,000 mentions: ms", 50, is_ratio=False),
    Figure(
        "growth", "last_tenth_to_first_by_yardstick", "adding: time of the last tenth to the first, by a yardstick", 1.1
    ),
    Figure("growth", "memory_last_to_first", "adding: memory after the last tenth to after the first", 1.1),
    Figure("growth", "peak_mb", "adding: MB at most", 1500, is_ratio=False),
    Figure("dictionary_coder", "dictionary_to_parsing", "a plain dictionary coder to parsing"),
    Figure("dictionary_coder", "coding_to_dictionary", "coding to a plain dictionary coder"),
    Figure("ray_workers", "two_to_one", "two Ray workers to one: shards a minute", 1.8, True),
    Figure("report", "cpu_s", "a report of 1,000 incidents: s", None, is_ratio=False),
    Figure("report", "peak_mb", "a report of 1,000 incidents: MB at most", 1000, is_ratio=False),
    Figure("export", "memory_last_to_first", "exporting four times as many mentions: memory", 1.1),
    Figure("export", "seconds_last_to_first", "exporting four times as many mentions: times as long", 5.0),
    Figure("store", "search_p95_ms", "searching 10,000 mentions: p95 ms", 100, is_ratio=False),
    Figure("store", "list_p95_ms", "listing with three conditions: p95 ms", 100, is_ratio=False),
    Figure("store", "show_p95_ms", "showing an incident: p95 ms", 100, is_ratio=False),
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--texts", type=Path, default=TEXTS if TEXTS.exists() else SAMPLE, help="a JSONL file with texts"
    )
    parser.add_argument("--only", nargs="*", metavar="NAME", help="benchmarks to run (default: all)")
    parser.add_argument("--release", metavar="VERSION", help="keep this run as the release's")
    arguments = parser.parse_args()
    wanted = {name: given for name, given in commands(arguments.texts).items() if name in (arguments.only or [name])}
    earlier = json.loads(LAST.read_text(encoding="utf-8"))["figures"] if arguments.only and LAST.exists() else {}
    found = {f"{name}.{key}": value for name, given in wanted.items() for key, value in measured(name, given)}
    run = {
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}",
        "texts": arguments.texts.name,
        "figures": {**earlier, **found},
    }
    LAST.write_text(json.dumps(run, indent=2) + "\n", encoding="utf-8")
    released = json.loads(RELEASED.read_text(encoding="utf-8")) if RELEASED.exists() else {"figures": {}}
    worse = shown(run["figures"], released)
    if arguments.release:
        RELEASED.write_text(json.dumps({"release": arguments.release, **run}, indent=2) + "\n", encoding="utf-8")
    sys.exit(1 if worse and not arguments.release else 0)


def measured(name: str, given: list[str]) -> list[tuple[str, float]]:
    """The figures of one benchmark; none, and why, where it fails."""
    print(f"{name} {' '.join(given)}", file=sys.stderr, flush=True)
    done = subprocess.run(
        [sys.executable, str(HERE / f"{name}.py"), *given], stdout=subprocess.PIPE, text=True, check=False
    )
    if done.returncode:
        print(f"{name}: exit code {done.returncode}", file=sys.stderr)
        return []
    figures: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return [(key, value) for key, value in figures.items() if isinstance(value, int | float)]


def shown(figures: dict[str, float], released: dict[str, Any]) -> list[str]:
    """Print the table; returns the ratios that have become worse."""
    table = Table("figure", "goal", "now", released.get("release", "no release"), "change", box=None)
    worse: list[str] = []
    for figure in FIGURES:
        value, before = figures.get(figure.key), released["figures"].get(figure.key)
        if value is None:
            continue
        goal = "" if figure.goal is None else f"{'at least' if figure.at_least else 'at most'} {figure.goal:,g}"
        change = (before / value if figure.at_least else value / before) if before and figure.is_ratio else None
        if change is not None and change > WORSE:
            worse.append(figure.key)
        now = f"{value:,g}" if figure.meets(value) else f"{value:,g} (missed)"
        then = "" if before is None or not figure.is_ratio else f"{before:,g}"
        table.add_row(figure.meaning, goal, now, then, "" if change is None else f"{change:.2f}")
    Console(width=120).print(table)
    for key in worse:
        print(f"worse than the last release: {key}", file=sys.stderr)
    return worse


if __name__ == "__main__":
    main()
