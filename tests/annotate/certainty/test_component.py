"""The component writes one row an event, and the learned score decides where no cue does."""

from __future__ import annotations

import pytest

from dateline.annotate.certainty.component import CertaintyComponent
from dateline.annotate.certainty.factuality import Judge
from dateline.annotate.certainty.happening import HIGHEST, LOWEST, Happening
from dateline.annotate.dates.component import DatesComponent
from dateline.annotate.dates.when import WhenComponent
from dateline.annotate.pipeline import Pipeline
from dateline.annotate.slots import (
    CERTAINTIES,
    EVENTS,
    ArticleFacts,
    CertaintyRow,
    EventRow,
    get,
    put,
    put_facts,
)


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Gunmen attacked the village on Tuesday.", "attacked", "certain affirmed happened"),
        ("Gunmen may have attacked the village.", "attacked", "possible affirmed happened"),
        ("Gunmen did not attack the village.", "attack", "certain denied happened"),
        ("The army plans to attack the village.", "attack", "certain affirmed planned"),
        ("Attack a village and you will pay for it.", "Attack", "certain affirmed hypothetical"),
    ],
)
def test_the_row_of_an_event(pipeline: Pipeline, text: str, word: str, expected: str) -> None:
    row = _row(pipeline, text, word)
    assert f"{row.level} {row.polarity} {row.status}" == expected


def test_the_score_orders_what_happened_before_what_did_not(pipeline: Pipeline) -> None:
    told = ("Gunmen attacked the village.", "Gunmen want to attack the village.")
    fact, idea = (_row(pipeline, text, text.split()[-3]).happened for text in told)
    assert fact is not None
    assert idea is not None
    assert LOWEST <= idea < 0 < fact <= HIGHEST


@pytest.mark.parametrize(
    ("text", "word", "status"),
    [
        ("Gunmen attacked the village in 2011.", "attacked", "historical"),
        ("The 2011 attack shocked the country, which declared a state of emergency.", "attack", "historical"),
        ("Gunmen attacked the village in November.", "attacked", "happened"),
        ("The summit will be held in 2027.", "held", "planned"),
        ("He led the band until he was killed in a March 2013 raid.", "killed", "historical"),
        ("The port was the centre of protests seven years ago.", "protests", "historical"),
        ("Gunmen attacked the village seven days ago.", "attacked", "happened"),
    ],
)
def test_an_earlier_year_is_history(pipeline: Pipeline, text: str, word: str, status: str) -> None:
    assert _row(pipeline, text, word).status == status


def test_without_weights_nothing_is_known(pipeline: Pipeline) -> None:
    doc = pipeline.nlp("Gunmen attacked the village.")
    assert Happening(Judge(doc), {}).score(doc[1]) == 0.0


def _row(pipeline: Pipeline, text: str, word: str) -> CertaintyRow:
    with pipeline.nlp.select_pipes(enable=list(pipeline.parsing)):
        doc = pipeline.nlp(text)
    put_facts(doc, ArticleFacts(published_on="2025-12-17"))
    trigger = next(doc[token.i : token.i + 1] for token in doc if token.text == word)
    put(doc, EVENTS, [(trigger, EventRow("ASSAULT", None, (), "test", (0, len(doc)), 1.0))])
    ((_, row),) = get(CertaintyComponent()(WhenComponent()(DatesComponent()(doc))), CERTAINTIES)
    return row
