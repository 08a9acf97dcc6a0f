"""The gate scores reports of events above everything that only sounds like one."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc, Span

from dateline.annotate.events.gate import DEFAULT_THRESHOLD, GateComponent
from dateline.annotate.pipeline import Pipeline
from dateline.annotate.slots import GATE, GateRow, get
from dateline.evaluate.coder import make_article

EVENTS = (
    "Paraguay's president condemned the shelling of the town.",
    "Insurgents ambushed a column of soldiers outside Timbuktu, killing seven.",
    "The Danish and Estonian foreign ministers met in Tallinn on Monday.",
    "Hundreds of nurses marched through Lusaka to demand higher pay.",
    "Officers arrested two leaders of the banned party.",
)
NO_EVENTS = (
    "The winger struck the post twice before half time.",
    "Add the onions and fry them until they are soft.",
    "The bookshop sells maps, pens and second-hand novels.",
    "Shares in the toy maker rose by four percent.",
    "She grew up on a farm and studied chemistry.",
    "Snow is expected in the hills tonight.",
)


def gate(pipeline: Pipeline, text: str) -> list[tuple[Span, GateRow]]:
    (doc,) = pipeline.annotate([make_article(text)])
    return get(doc, GATE)


def score(pipeline: Pipeline, text: str) -> float:
    return max((row.score for _, row in gate(pipeline, text)), default=0.0)


@pytest.mark.parametrize("text", EVENTS)
def test_event(pipeline: Pipeline, text: str) -> None:
    assert score(pipeline, text) > 0.5


@pytest.mark.parametrize("text", NO_EVENTS)
def test_no_event(pipeline: Pipeline, text: str) -> None:
    assert score(pipeline, text) < 0.5


def test_a_hopeless_sentence_has_no_row(pipeline: Pipeline) -> None:
    assert gate(pipeline, "Add the onions and fry them until they are soft.") == []


@pytest.mark.parametrize("text", ["— … !!", "1 2 3", "\n\n7.\n"])
def test_text_without_words(pipeline: Pipeline, text: str) -> None:
    assert gate(pipeline, text) == []


def test_a_row_is_a_sentence(pipeline: Pipeline) -> None:
    rows = gate(pipeline, "Troops shelled the port. Rebels seized the bridge, the army said.")
    assert [span.text for span, _ in rows] == ["Troops shelled the port.", "Rebels seized the bridge, the army said."]
    assert all(DEFAULT_THRESHOLD <= row.score <= 1 for _, row in rows)


def test_threshold_decides_who_gets_a_row(pipeline: Pipeline) -> None:
    (doc,) = pipeline.parse([make_article(" ".join(EVENTS + NO_EVENTS))])
    counts = [len(get(_gated(doc, threshold), GATE)) for threshold in (0.0, 0.5, 1.0)]
    assert counts[0] == len(EVENTS + NO_EVENTS) > counts[1] > counts[2] == 0


def _gated(doc: Doc, threshold: float) -> Doc:
    return GateComponent(threshold)(doc)
