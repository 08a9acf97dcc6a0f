"""Text as it really comes: no crash, and a cost that grows with the text and not faster."""

from __future__ import annotations

import time

import pytest
from spacy.tokens import Doc

from dateline.annotate.pipeline import Pipeline
from dateline.annotate.slots import EVENTS, get
from dateline.evaluate.coder import make_article

SENTENCE = "Rebels attacked an army base near the town on Monday, and the government condemned the attack. "


def read(pipeline: Pipeline, text: str) -> Doc:
    (doc,) = pipeline.annotate([make_article(text)])
    return doc


@pytest.mark.parametrize(
    "text",
    [
        "REBELS ATTACK ARMY BASE, MINISTER CONDEMNS RAID",
        "rebels attacked an army base near the town on monday and the president condemned it",
        "- talks\n- arrests\n- 3 killed\n\n* protest, strike; march\n1. sanctions",
        '"We will attack them, the rebel said, and he did not close the quotation',
        "attack attack attack attack",
        "| Type | Place |\n|---|---|\n| attack | Goma |\n| arrest | Bukavu |",
        "no end no stop the army and the rebels and the police and",
        "Attack.",
        "\u200b\ufeff … — attack —",
        "who whom which that attacked attacked",
        "this will bring to nine the number of rebel groups that have reportedly accepted the truce offer",
    ],
)
def test_no_crash(pipeline: Pipeline, text: str) -> None:
    doc = read(pipeline, text)
    assert all(len(span) > 0 for span, _ in get(doc, EVENTS))


def test_a_sentence_of_four_hundred_words(pipeline: Pipeline) -> None:
    parties = ", ".join(f"the army of General Number{n}" for n in range(80))
    doc = read(pipeline, f"Rebels attacked {parties} and the police, who arrested them.")
    assert "ASSAULT" in {row.event_type for _, row in get(doc, EVENTS)}


@pytest.mark.slow
def test_cost_grows_with_the_text(pipeline: Pipeline) -> None:
    component = pipeline.nlp.get_pipe("dateline_events")
    costs = {}
    for times in (20, 200):
        doc = read(pipeline, SENTENCE * times)
        began = time.perf_counter()
        component(doc)
        costs[times] = time.perf_counter() - began
    assert costs[200] < 30 * costs[20]
