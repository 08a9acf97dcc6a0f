"""What does coding cost beside parsing? `dateline read` paired with the bare spaCy pipeline over the same texts.

Runs A B A B ... in one process order, each as a process of its own, and prints the ratio of the medians of their wall
times: A is `dateline read --json` with all components, B is the same spaCy model with all its pipes (`nlp.pipe`).

    python benchmarks/read_ratio.py ../shared/gold/polnear/dev.jsonl --articles 200 --rounds 3
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path

BARE = """
import json, sys, spacy
from dateline.annotate.pipeline import model_name
from dateline.settings import Settings
nlp = spacy.load(model_name(Settings()))
texts = [json.loads(line)["text"] for line in open(sys.argv[1], encoding="utf-8")]
for doc in nlp.pipe(texts, batch_size=64):
    pass
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, help="a JSONL file with texts, such as polnear's dev half")
    parser.add_argument("--articles", type=int, default=0, help="how many of them (default: all)")
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()

    with tempfile.TemporaryDirectory() as folder:
        texts = Path(folder) / "texts.jsonl"
        count = _write_texts(arguments.gold, texts, arguments.articles)
        reading = [sys.executable, "-m", "dateline", "read", "--json", str(texts)]
        parsing = [sys.executable, "-c", BARE, str(texts)]
        times: list[tuple[float, float]] = []
        for number in range(arguments.rounds):
            times.append((_seconds(reading), _seconds(parsing)))
            print(f"round {number + 1}: read {times[-1][0]:.1f} s, bare {times[-1][1]:.1f} s", file=sys.stderr)
    read, bare = (statistics.median(column) for column in zip(*times, strict=True))
    print(json.dumps({"articles": count, "read_s": round(read, 2), "bare_s": round(bare, 2), "ratio": read / bare}))


def _write_texts(gold: Path, texts: Path, limit: int) -> int:
    with gold.open(encoding="utf-8") as lines:
        chosen = [json.dumps({"text": json.loads(line)["text"]}) for line in islice(lines, limit or None)]
    texts.write_text("\n".join(chosen), encoding="utf-8")
    return len(chosen)


def _seconds(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
