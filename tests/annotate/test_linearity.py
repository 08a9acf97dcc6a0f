"""What a component does for a sentence does not grow with the article: lines of our code that run are counted."""

from __future__ import annotations

import sys
from types import FrameType
from typing import Any

import pytest

from builders import make_article
from dateline.annotate.pipeline import Pipeline

PARAGRAPH = (
    "Malian troops shelled the edge of {town} on Monday, killing {number} villagers, including a nurse. "
    "The mayor denied that they had been wounded in the attack. “We will stay,” a spokesman said. "
    "He met the president in {town}. The president may visit the city next week.\n\n"
)
TOWNS = ("Goma", "Mopti", "Kassala", "Kunduz")
SHORT, LONG = 5, 30  # paragraphs
MOST = {"actors": 1.25}  # a description looks back over the names before it, up to a thousand
MOST_OF_OTHERS = 1.15


def _text(paragraphs: int) -> str:
    return "".join(PARAGRAPH.format(town=TOWNS[n % len(TOWNS)], number=3 + n % 5) for n in range(paragraphs))


def _lines_run(pipeline: Pipeline, paragraphs: int) -> dict[str, int]:
    """How many lines each component runs, a turn of a loop counted as one."""
    (doc,) = pipeline.parse([make_article(_text(paragraphs))])
    counts = dict.fromkeys(pipeline.coding, 0)
    for name in pipeline.coding:

        def count(_frame: FrameType, event: str, _argument: Any, name: str = name) -> Any:
            counts[name] += event == "line"
            return count

        component = pipeline.nlp.get_pipe(name)
        before = sys.gettrace()
        sys.settrace(count)
        try:
            component(doc)
        finally:
            sys.settrace(before)
    return counts


pytestmark = pytest.mark.slow  # counting lines makes a component many times slower


@pytest.fixture(scope="module")
def growth(pipeline: Pipeline) -> dict[str, float]:
    list(pipeline.annotate([make_article(_text(SHORT))]))  # what is made once a process
    short, long = _lines_run(pipeline, SHORT), _lines_run(pipeline, LONG)
    return {name: long[name] / short[name] / (LONG / SHORT) for name in short}


@pytest.mark.parametrize(
    "component",
    ["dates", "places", "actors", "gate", "events", "attribution", "certainty", "roles", "where", "when", "casualties"],
)
def test_a_sentence_costs_the_same_in_a_long_article(growth: dict[str, float], component: str) -> None:
    assert growth[f"dateline_{component}"] < MOST.get(component, MOST_OF_OTHERS)
