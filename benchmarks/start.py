"""How long does `dateline read` take for one short article, beyond what loading spaCy takes? Processor time, paired.

python benchmarks/start.py --rounds 5
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
from pathlib import Path

from read_ratio import BARE, cost_of

STORY = "Rebels shelled the town of Darun on Monday, killing at least three soldiers, the army said.\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        story = Path(folder) / "story.jsonl"
        story.write_text(json.dumps({"text": STORY}), encoding="utf-8")
        reading = [sys.executable, "-m", "dateline", "read", "--json", str(story)]
        bare = [sys.executable, "-c", BARE, str(story), "1"]
        cost_of(reading)  # makes the kept tables where there are none yet
        pairs = [(cost_of(reading).processor, cost_of(bare).processor) for _ in range(arguments.rounds)]
    read_s, bare_s = (statistics.median(column) for column in zip(*pairs, strict=True))
    beyond = statistics.median(read - bare for read, bare in pairs)
    figures = {"read_cpu_s": read_s, "spacy_cpu_s": bare_s, "beyond_spacy_s": beyond, "read_to_spacy": read_s / bare_s}
    print(json.dumps({name: round(value, 3) for name, value in figures.items()}))


if __name__ == "__main__":
    main()
