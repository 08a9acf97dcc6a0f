"""Does a sentence cost the same however long the text is and however many went before it?

Codes the same news, made of the sentences below, as one article of growing length and as many short ones, and prints
for each size the processor time of a sentence by component. Last, how that of the largest compares with that of the
smallest, in all (`one_in_all`, `many_in_all`) and by component: 1 is flat. A piece of the news is parsed once and then
repeated, since only coding is measured here.

    python benchmarks/flatness.py --sentences 1000 10000 100000
"""

from __future__ import annotations

import argparse
import gc
import json
import time
from collections import Counter
from collections.abc import Iterator
from itertools import product

from spacy.tokens import Doc

from dateline.annotate.parse import parsed
from dateline.annotate.pipeline import Pipeline, load_pipeline
from dateline.evaluate.coder import make_article
from dateline.extract import extract_article
from dateline.settings import Settings

TEMPLATES = (
    "{army} troops shelled the outskirts of {town} on Monday, killing {number} villagers, the {body} said.",
    "The mayor of {town} denied that {number} people had been wounded.",
    "“We will not leave {town},” a spokesman for the {body} told reporters.",
    "According to the {body}, {army} officials may meet their neighbours next week.",
    "Rain fell on the fields all day and the market stayed shut.",
)
TOWNS = ("Goma", "Mopti", "Kassala", "Palmyra", "Kunduz")
ARMIES = ("Sudanese", "Malian", "Afghan", "Syrian")
BODIES = ("ministry of defence", "town council", "rescue service")
SHORT = 20  # sentences of a short article


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sentences", type=int, nargs="+", default=[1_000, 10_000])
    parser.add_argument("--only", choices=("one", "many"), help="one long article, or many short ones")
    arguments = parser.parse_args()

    gc.disable()  # it would stop now this component, now that
    pipeline = load_pipeline(Settings())
    pieces = list(pipeline.parse(make_article(text) for text in articles()))
    list(pipeline.code(piece.copy() for piece in pieces))  # what is made once a process
    figures: dict[str, float] = {}
    for shape in (arguments.only,) if arguments.only else ("one", "many"):
        costs = []
        for size in sorted(arguments.sentences):
            costs.append(cost_of(pipeline, docs_of(pieces, size, one=shape == "one")))
            print(json.dumps({"shape": shape, "sentences": size, **shown(costs[-1], size)}), flush=True)
        figures |= growth(shape, costs, sorted(arguments.sentences))
    print(json.dumps(figures))


def articles() -> Iterator[str]:
    """Short articles of the templates, with all their names."""
    names = product(TOWNS, ARMIES, BODIES)
    sentences = [
        template.format(town=town, army=army, body=body, number=3 + number % 9)
        for number, (town, army, body) in enumerate(names)
        for template in TEMPLATES
    ]
    for start in range(0, len(sentences), SHORT):
        yield " ".join(sentences[start : start + SHORT]) + "\n\n"


def docs_of(pieces: list[Doc], sentences: int, *, one: bool) -> Iterator[Doc]:
    """So many sentences as one Doc, or as Docs of `SHORT`."""
    repeated = (pieces[number % len(pieces)] for number in range(sentences // SHORT))
    if one:
        yield Doc.from_docs(list(repeated), ensure_whitespace=False)
    else:
        yield from (piece.copy() for piece in repeated)


def cost_of(pipeline: Pipeline, docs: Iterator[Doc]) -> Counter[str]:
    """Seconds of processor time by component."""
    costs: Counter[str] = Counter()
    components = [(name.removeprefix("dateline_"), pipeline.nlp.get_pipe(name)) for name in pipeline.coding]
    for doc in docs:
        start = time.process_time()
        parsed(doc)
        for name, component in (("reading the parse", None), *components):
            if component is not None:
                component(doc)
            costs[name] += time.process_time() - start
            start = time.process_time()
        extract_article(make_article(doc.text), parsed(doc), pipeline.sites)
        costs["extraction"] += time.process_time() - start
    return costs


def shown(costs: Counter[str], sentences: int) -> dict[str, float]:
    """Milliseconds of a sentence, by component and in all."""
    each = {name: 1000 * seconds / sentences for name, seconds in costs.items()}
    return {name: round(value, 4) for name, value in ({"in_all": sum(each.values())} | each).items()}


def growth(shape: str, costs: list[Counter[str]], sizes: list[int]) -> dict[str, float]:
    """The largest beside the smallest, by sentence."""
    first, last = shown(costs[0], sizes[0]), shown(costs[-1], sizes[-1])
    return {f"{shape}_{name}": round(last[name] / first[name], 2) for name in first if first[name]}


if __name__ == "__main__":
    main()
