"""Who utters a call or an accusation is its actor, and its source only where a clause of its own says so."""

from __future__ import annotations

import pytest

from dateline.annotate.pipeline import Pipeline
from dateline.annotate.slots import EventRow
from dateline.annotate.utterances import is_utterance
from dateline.evaluate.coder import make_article
from dateline.evaluate.tellings import tellings


@pytest.mark.parametrize(
    ("event_type", "mode", "expected"),
    [
        ("ACCUSE", "disapprove", True),
        ("ACCUSE", "investigate", False),
        ("REQUEST", None, True),
        ("ASSAULT", None, False),
        ("CONSULT", None, False),
    ],
)
def test_what_is_done_once_it_is_said(event_type: str, mode: str | None, expected: bool) -> None:
    assert is_utterance(EventRow(event_type, mode, (), "test", (0, 1), 1.0)) is expected


@pytest.mark.parametrize(
    ("text", "event_type", "sources"),
    [
        ("The Kenyan president continued to criticise Chad on Monday.", "ACCUSE", []),
        ("The Kenyan minister sent a letter urging Chad to withdraw its troops.", "REQUEST", []),
        ("The Kenyan minister said he had urged Chad to withdraw its troops.", "REQUEST", ["The Kenyan minister"]),
        ("The Kenyan minister said Chad attacked the town of Garissa.", "ASSAULT", ["The Kenyan minister"]),
    ],
)
def test_sources_of_what_is_uttered(pipeline: Pipeline, text: str, event_type: str, sources: list[str]) -> None:
    (doc,) = pipeline.annotate([make_article(text, "2026-05-04")])
    told = next(telling for telling in tellings(doc) if telling.event_type == event_type)
    assert [text[start:end] for start, end in told.said_by] == sources
