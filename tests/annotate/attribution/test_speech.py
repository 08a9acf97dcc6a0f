"""The shapes in which English says whose words these are: nominal, passive, by document, by post, over paragraphs."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc

from dateline.annotate.pipeline import Pipeline
from dateline.annotate.slots import ATTRIBUTIONS, AttributionRow, get
from dateline.evaluate.coder import make_article


def _read(pipeline: Pipeline, text: str) -> tuple[Doc, list[AttributionRow]]:
    (doc,) = pipeline.annotate([make_article(text)])
    return doc, [row for _, row in get(doc, ATTRIBUTIONS) if row.contents]


@pytest.mark.parametrize(
    ("text", "source", "kind", "content"),
    [
        ("Reports suggest that the bridge was shut.", "Reports", "document", "the bridge was shut"),
        ("The army said in a statement that it had left.", "army", "military", "it had left"),
        ("In a post on Telegram, the ministry said that rain had stopped.", "ministry", "official", "rain had stopped"),
        ("The ministry issued a warning that the dam could fail.", "ministry", "official", "the dam could fail"),
        ("The bridge is said to be shut.", "unnamed source", "unnamed", "shut"),
        ("The bridge was reportedly shut.", "unnamed source", "unnamed", "shut"),
        ("It was reported on Monday that rebels had left.", "unnamed source", "unnamed", "rebels had left"),
        ("A leaked memo shows that the bridge was unsafe.", "leaked memo", "document", "the bridge was unsafe"),
        ("“The bridge is shut,” tweeted the mayor.", "mayor", "official", "The bridge is shut"),
        ("“The bridge,” the mayor said, “is shut.”", "mayor", "official", "is shut"),
        ("Rebels reported an assault on their camp.", "Rebels", "armed_group", "an assault on their camp"),
        ("The mayor called it an attack on the town.", "mayor", "official", "an attack on the town"),
    ],
)
def test_who_says_it(pipeline: Pipeline, text: str, source: str, kind: str, content: str) -> None:
    doc, rows = _read(pipeline, text)
    found = [(row.source_name, row.source_kind) for row in rows if content in _words(doc, row)]
    assert found[:1] == [(source, kind)]
    assert all(row.cue is not None for row in rows)


def test_a_quotation_goes_on_over_paragraphs(pipeline: Pipeline) -> None:
    text = (
        "“We will stay,” said Anna Berg, the mayor.\n\n“We have nowhere to go,” she said. “Nobody came.”\n\nRain fell."
    )
    doc, rows = _read(pipeline, text)
    said = " ".join(_words(doc, row) for row in rows if row.source_name == "Anna Berg")
    assert "We will stay" in said
    assert "nowhere to go" in said
    assert "Nobody came" in said
    assert "Rain" not in said


def test_a_source_has_its_actor_and_country(pipeline: Pipeline) -> None:
    _, (row,) = _read(pipeline, "Peru's foreign ministry said that the border was open.")
    assert (row.source_kind, row.country) == ("official", "PER")
    _, (row,) = _read(pipeline, "The World Health Organization said that clinics were open.")
    assert row.actor_id is not None


def test_a_role_goes_back_to_the_one_who_held_it(pipeline: Pipeline) -> None:
    text = (
        "The watchdog's director, Anna Berg, said that rain fell. The director said it was cold. She said it was late."
    )
    _, rows = _read(pipeline, text)
    assert [row.source_name for row in rows] == ["Anna Berg"] * 3


def _words(doc: Doc, row: AttributionRow) -> str:
    return "|".join(doc[start:end].text for start, end in row.contents)
