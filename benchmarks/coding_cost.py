"""What does coding a parsed sentence cost, beside parsing it, and does that grow with what went before?

Codes articles one after another in one process until so many sentences are done, and takes the processor time of the
parse and of the coding apart. Prints both for a sentence, their ratio, and how the cost of a token of the last tenth
compares with that of the first: 1 is flat. Then the same for one article of growing length. Texts are those
of the file, again from the start where they run out.

    python benchmarks/coding_cost.py ../shared/gold/polnear/dev.jsonl --sentences 20000
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

from dateline.annotate.pipeline import Pipeline, load_pipeline
from dateline.coding import code_doc
from dateline.evaluate.coder import make_article
from dateline.model import Article
from dateline.settings import Settings

SAMPLE = Path(__file__).parents[1] / "samples" / "palmyra" / "articles.jsonl"
LENGTHS = (20_000, 80_000, 320_000)  # characters of one article


@dataclass(frozen=True)
class Cost:
    sentences: int
    tokens: int
    parsing: float  # seconds
    coding: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path, nargs="?", default=SAMPLE, help="a JSONL file with texts")
    parser.add_argument("--sentences", type=int, default=20_000)
    arguments = parser.parse_args()

    pipeline = load_pipeline(Settings())
    texts = [json.loads(line)["text"] for line in arguments.texts.read_text(encoding="utf-8").splitlines()]
    measured(pipeline, make_article(texts[0]))  # what is made once a process
    costs = list(until(arguments.sentences, pipeline, texts))
    total, first, last = summed(costs), summed(tenth(costs, 0)), summed(tenth(costs, 9))
    whole = "\n\n".join(texts * (1 + LENGTHS[-1] // sum(map(len, texts))))
    long = [measured(pipeline, make_article(whole[:length])) for length in LENGTHS]
    figures = {
        "sentences": total.sentences,
        "parsing_ms": 1000 * total.parsing / total.sentences,
        "coding_ms": 1000 * total.coding / total.sentences,
        "coding_to_parsing": total.coding / total.parsing,
        "last_tenth_to_first": per_token(last) / per_token(first),
        "long_article_to_short": per_token(long[-1]) / per_token(long[0]),
    }
    print(json.dumps({name: round(value, 3) for name, value in figures.items()}))


def until(sentences: int, pipeline: Pipeline, texts: list[str]) -> Iterator[Cost]:
    done = 0
    for text in cycle(texts):
        cost = measured(pipeline, make_article(text))
        yield cost
        done += cost.sentences
        if done >= sentences:
            return


def measured(pipeline: Pipeline, article: Article) -> Cost:
    start = time.process_time()
    (doc,) = pipeline.parse([article])
    parsed = time.process_time()
    (coded,) = pipeline.code([doc])
    code_doc(article, coded, pipeline.sites)
    return Cost(sum(1 for _ in doc.sents), len(doc), parsed - start, time.process_time() - parsed)


def tenth(costs: list[Cost], number: int) -> list[Cost]:
    size = max(len(costs) // 10, 1)
    return costs[number * size : (number + 1) * size]


def summed(costs: list[Cost]) -> Cost:
    return Cost(
        sum(cost.sentences for cost in costs),
        sum(cost.tokens for cost in costs),
        sum(cost.parsing for cost in costs),
        sum(cost.coding for cost in costs),
    )


def per_token(cost: Cost) -> float:
    """By tokens, since the sentences of one article are longer than those of another."""
    return cost.coding / cost.tokens


if __name__ == "__main__":
    main()
