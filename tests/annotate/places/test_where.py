"""The places of events: their own, with the role that each plays, and none where none is told."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc, Span

from dateline.annotate.pipeline import Pipeline
from dateline.annotate.places.where import WhereComponent
from dateline.annotate.slots import EVENT_PLACES, EVENTS, PLACES, EventRow, PlaceRow, get, put
from dateline.model import Article


def placed(pipeline: Pipeline, text: str, trigger: str) -> dict[str, str]:
    """The places of the event that `trigger` names, with their roles."""
    doc = next(pipeline.parse([Article("a-1", text)]))
    doc = pipeline.nlp.get_pipe("dateline_places")(doc)
    put(doc, EVENTS, [(_span(doc, trigger), EventRow("ASSAULT", None, (), "test", (0, len(doc)), 1.0))])
    doc = WhereComponent()(doc)
    return {span.text: row.role for span, row in get(doc, EVENT_PLACES)}


def _span(doc: Doc, words: str) -> Span:
    start = doc.text.index(words)
    span = doc.char_span(start, start + len(words))
    assert span is not None
    return span


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        ("Gunmen killed four policemen in Kirkuk on Sunday.", "killed", {"Kirkuk": "at"}),
        ("Rebels shelled the town of Azaz in northern Syria.", "shelled", {"Azaz": "at"}),
        ("A bomb exploded near Jalalabad, wounding a driver.", "exploded", {"Jalalabad": "near"}),
        ("Helicopters flew the wounded to Kirkuk.", "flew", {"Kirkuk": "to"}),
        ("The general resigned on Friday after a week of protests.", "resigned", {}),
        ("Speaking in Geneva, the envoy said soldiers had burned houses in Maiduguri.", "burned", {"Maiduguri": "at"}),
    ],
)
def test_the_events_own_places(pipeline: Pipeline, text: str, trigger: str, expected: dict[str, str]) -> None:
    assert placed(pipeline, text, trigger) == expected


def test_a_government_is_no_place_of_an_event(pipeline: Pipeline) -> None:
    doc = next(pipeline.parse([Article("a-1", "Damascus condemned the strike.")]))
    put(doc, PLACES, [(doc[0:1], PlaceRow("Damascus", as_government=True))])
    put(doc, EVENTS, [(doc[1:2], EventRow("ACCUSE", None, (), "test", (0, len(doc)), 1.0))])
    assert get(WhereComponent()(doc), EVENT_PLACES) == []


def test_other_sentences_are_left_alone(pipeline: Pipeline) -> None:
    assert placed(pipeline, "They met in Oslo. Later two men were killed.", "killed") == {}
