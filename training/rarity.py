"""Gold dev texts -> `knowledge/rarity.json`: in how many news articles each stem is used.

Run: `python training/rarity.py ../shared/gold`. The counts depend on the texts alone: nothing is drawn at random.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

from dateline.fuse.wording import stems

SETS = ("ecbplus", "event_location", "muc4", "polnear", "timebank_aquaint", "toponym_gwn", "toponym_lgl", "wild")
OUTPUT = Path("src/dateline/knowledge/rarity.json")
LEAST = 3  # a stem in fewer articles says nothing of its frequency


def count_stems(gold: Path) -> tuple[int, Counter[str]]:
    texts = {
        str(json.loads(line)["text"])
        for name in SETS
        for line in (gold / name / "dev.jsonl").read_text(encoding="utf-8").splitlines()
        if line.strip()
    }
    return len(texts), Counter(stem for text in texts for stem in set(stems(text)))


def main() -> None:
    documents, counts = count_stems(Path(sys.argv[1]))
    kept = {stem: count for stem, count in sorted(counts.items()) if count >= LEAST}
    OUTPUT.write_text(json.dumps({"documents": documents, "counts": kept}, ensure_ascii=False, indent=0) + "\n")
    sys.stdout.write(f"{documents} articles, {len(kept)} stems kept of {len(counts)}\n")


if __name__ == "__main__":
    main()
