"""What does reading cost beside parsing? `dateline read` paired with the bare spaCy pipeline over the same texts.

Runs in turn, each as a process of its own: `dateline read --json` with all components on all cores, the same in one
process, and the same spaCy model with all its pipes (`nlp.pipe` in one process). Prints medians and their ratios: wall
time on all cores, which is what a user waits for, and processor time of the one process, which a busy machine changes
least.

    python benchmarks/read_ratio.py ../shared/gold/polnear/dev.jsonl --articles 150 --rounds 3
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

BARE = """
import json, sys, spacy
from dateline.annotate.pipeline import model_name
from dateline.settings import Settings
nlp = spacy.load(model_name(Settings()))
texts = [json.loads(line)["text"] for line in open(sys.argv[1], encoding="utf-8")]
for doc in nlp.pipe(texts, batch_size=int(sys.argv[2])):
    pass
"""


@dataclass(frozen=True)
class Cost:
    """Seconds of one run."""

    wall: float
    processor: float  # of the process and its children


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, help="a JSONL file with texts, such as polnear's dev half")
    parser.add_argument("--articles", type=int, default=0, help="how many of them (default: all)")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--bare-batch", type=int, default=64, help="texts that the bare pipeline takes at once")
    arguments = parser.parse_args()

    with tempfile.TemporaryDirectory() as folder:
        texts = Path(folder) / "texts.jsonl"
        count = _write_texts(arguments.gold, texts, arguments.articles)
        read = [sys.executable, "-m", "dateline", "read", "--json", str(texts)]
        commands = {
            "read": read,
            "one_process": [*read, "--processes", "1"],
            "bare": [sys.executable, "-c", BARE, str(texts), str(arguments.bare_batch)],
        }
        runs: dict[str, list[Cost]] = {name: [] for name in commands}
        for number in range(arguments.rounds):
            for name, command in commands.items():
                runs[name].append(cost_of(command))
            told = ", ".join(f"{name} {of[-1].wall:.1f} s ({of[-1].processor:.1f} s)" for name, of in runs.items())
            print(f"round {number + 1}: {told}", file=sys.stderr)
    wall = {name: statistics.median(cost.wall for cost in costs) for name, costs in runs.items()}
    processor = {name: statistics.median(cost.processor for cost in costs) for name, costs in runs.items()}
    figures = {
        "articles": count,
        "read_s": wall["read"],
        "bare_s": wall["bare"],
        "one_process_cpu_s": processor["one_process"],
        "bare_cpu_s": processor["bare"],
        "all_cores_to_bare": wall["read"] / wall["bare"],
        "all_cores_cpu_to_bare": processor["read"] / processor["bare"],
        "one_process_to_bare": processor["one_process"] / processor["bare"],
    }
    print(json.dumps({name: round(value, 3) for name, value in figures.items()}))


def _write_texts(gold: Path, texts: Path, limit: int) -> int:
    with gold.open(encoding="utf-8") as lines:
        chosen = [json.dumps({"text": json.loads(line)["text"]}) for line in islice(lines, limit or None)]
    texts.write_text("\n".join(chosen), encoding="utf-8")
    return len(chosen)


def cost_of(command: list[str]) -> Cost:
    start, before = time.perf_counter(), os.times()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = os.times()
    spent = after.children_user - before.children_user + after.children_system - before.children_system
    return Cost(time.perf_counter() - start, spent)


if __name__ == "__main__":
    main()
