"""What does attribution cost, and does it grow with the text? One text at one, two, four and eight times its length.

Prints for each length the CPU seconds of the parse, of attribution, and of attribution for a thousand tokens, which a
linear cost keeps level. `--hostile` does the same to a text that is one paragraph of open quotation marks and cues.

    python benchmarks/attribution_cost.py --rounds 3
"""

from __future__ import annotations

import argparse
import json
import time

from spacy.tokens import Doc

from dateline.annotate.pipeline import load_pipeline
from dateline.evaluate.coder import make_article
from dateline.settings import Settings

NEWS = (
    "The mayor said on Monday that the bridge was shut. “We had no choice,” Anna Berg told Orient TV. “It was "
    "unsafe.”\n\nAccording to the ministry, six people were hurt when a lorry left the road. A resident said that help "
    "came late, and the police denied it. Reports that a child had died could not be confirmed.\n\n"
)
HOSTILE = "“ said that 'he told \"them and they wrote, "
LENGTHS = (10, 20, 40, 80)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--hostile", action="store_true")
    arguments = parser.parse_args()

    pipeline = load_pipeline(Settings())
    component = pipeline.nlp.get_pipe("dateline_attribution")
    costs: list[dict[str, float]] = []
    for times in LENGTHS:
        article = make_article((HOSTILE * 6 if arguments.hostile else NEWS) * times)
        start = time.process_time()
        (doc,) = pipeline.parse([article])
        parse = time.process_time() - start
        best = min(_seconds(component, doc) for _ in range(arguments.rounds))
        figures = {"tokens": len(doc), "parse_s": parse, "attribution_s": best, "s_per_1000": 1000 * best / len(doc)}
        costs.append({name: round(value, 4) for name, value in figures.items()})
        print(json.dumps(costs[-1]))
    first, last = costs[0], costs[-1]
    growth = last["s_per_1000"] / first["s_per_1000"]
    print(
        json.dumps({"long_to_short": round(growth, 3), "to_parse": round(last["attribution_s"] / last["parse_s"], 3)})
    )


def _seconds(component: object, doc: Doc) -> float:
    assert callable(component)
    start = time.process_time()
    component(doc)
    return time.process_time() - start


if __name__ == "__main__":
    main()
