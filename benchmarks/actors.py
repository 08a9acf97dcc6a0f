"""How fast who acts and how many were hurt are read: index loading, and words a minute through the two components.

Usage: python benchmarks/actors.py [FILE...]. Texts are the reports of samples/ where none are given. Parsing, and the
other components, are left off the clock; one process, one core, processor time.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from pathlib import Path

from dateline import identity
from dateline.annotate.pipeline import load_pipeline
from dateline.knowledge.actors import load_actors
from dateline.model import Article
from dateline.settings import Settings

SAMPLE = Path(__file__).parents[1] / "samples" / "palmyra" / "articles.jsonl"
MEASURED = ("dateline_actors", "dateline_casualties")
WANTED_WORDS = 60_000


def load_seconds() -> tuple[float, float]:
    """Seconds to load the index without and with a kept copy."""
    with tempfile.TemporaryDirectory() as folder:
        started = time.process_time()
        load_actors(cache_folder=Path(folder))
        first = time.process_time() - started
        started = time.process_time()
        load_actors(cache_folder=Path(folder))
        return first, time.process_time() - started


def read_texts(paths: list[Path]) -> list[str]:
    if paths:
        return [path.read_text(encoding="utf-8") for path in paths]
    return [json.loads(line)["text"] for line in SAMPLE.read_text(encoding="utf-8").splitlines()]


def main(paths: list[Path]) -> None:
    first, kept = load_seconds()
    print(f"index: {first:.3f} s from YAML, {kept:.3f} s from the kept copy")
    texts = read_texts(paths)
    pipeline = load_pipeline(Settings())
    docs = list(pipeline.parse(Article(identity.article_id(text, None, None, None), text) for text in texts))
    words = sum(1 for doc in docs for token in doc if not token.is_punct and not token.is_space)
    rounds = max(1, WANTED_WORDS // words)
    spent = dict.fromkeys(MEASURED, 0.0)
    for _ in range(rounds):
        for doc in docs:
            for name in pipeline.coding:
                started = time.process_time()
                pipeline.nlp.get_pipe(name)(doc)
                if name in spent:
                    spent[name] += time.process_time() - started
    for name, seconds in spent.items():
        print(f"{name}: {words * rounds / seconds * 60 / 1e6:.2f} million words a minute")
    million_words = words * rounds / sum(spent.values()) * 60 / 1e6
    print(f"both: {million_words:.2f} million words a minute (goal 1.5)")
    print(json.dumps({"million_words_a_minute": round(million_words, 3), "index_s": round(kept, 3)}))


if __name__ == "__main__":
    main([Path(argument) for argument in sys.argv[1:]])
