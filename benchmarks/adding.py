"""What does keeping articles cost beside coding them? `add` paired with coding alone over the same texts.

Both run in this process in turns, over parts of the same file, and their processor time is measured: A codes the
articles, B reads, codes, keeps and fuses them in a new case. The pipeline is loaded before, off the clock.

    python benchmarks/adding.py ../shared/gold/polnear/dev.jsonl --articles 100
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path

from dateline.annotate.pipeline import load_pipeline
from dateline.coding import PipelineCoder
from dateline.model import Article
from dateline.read import Given, Original, read_original, split_inputs
from dateline.settings import Settings
from dateline.store.case import open_case
from dateline.workflow import add_inputs

_PARTS = 5  # taken in turns, so that what disturbs the machine disturbs both


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, help="a JSONL file with texts, such as polnear's dev half")
    parser.add_argument("--articles", type=int, default=100)
    arguments = parser.parse_args()
    with arguments.gold.open(encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in islice(lines, arguments.articles)]
    settings = Settings()
    coder = PipelineCoder(load_pipeline(settings), settings.max_coding_seconds)
    coder.begin([_article("Rebels shelled the town on Monday, officials said.")])()  # what is loaded at first use
    coding = adding = 0.0
    with tempfile.TemporaryDirectory() as folder:
        case = open_case(str(Path(folder) / "case.db"), create=True)
        for part in range(_PARTS):
            path = Path(folder) / f"{part}.jsonl"
            path.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts[part::_PARTS]), "utf-8")
            coding += _seconds(lambda path=path: coder.begin(_articles(path))())
            adding += _seconds(lambda path=path: add_inputs(case, coder, [str(path)], Given(), _nothing))
        case.close()
    figures = {"articles": len(texts), "coding_s": round(coding, 2), "adding_s": round(adding, 2)}
    sys.stdout.write(json.dumps({**figures, "ratio": round(adding / coding, 3)}) + "\n")


def _article(text: str) -> Article:
    return Article("a-0", text, language="en")


def _articles(path: Path) -> list[Article]:
    read = (read_original(item, Given()) for item in split_inputs([str(path)], Given()) if isinstance(item, Original))
    return [item for item in read if isinstance(item, Article) and item.language == "en"]


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def _nothing() -> None:
    return


if __name__ == "__main__":
    main()
