"""The same word as an event and as none; what the parse says of a trigger's neighbourhood."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc, Token

from dateline.annotate.events.eventhood import EventhoodScorer, Neighbourhood, find_neighbourhood
from dateline.annotate.pipeline import Pipeline
from dateline.evaluate.coder import make_article

PAIRS = [  # (word, type, an event, none)
    ("attack", "ASSAULT", "Rebels attacked a barracks near Kidal.", "The visitors attacked down the left all evening."),
    ("strike", "PROTEST", "Postal workers began a strike over pay.", "A fine strike from the winger beat the keeper."),
    ("seize", "COERCE", "Police seized the opposition paper's presses.", "She seized the chance to study in Rome."),
    (
        "meet",
        "CONSULT",
        "The Swiss president met Malian leaders on Friday.",
        "The rowers met at a bus stop as children.",
    ),
    ("threaten", "THREATEN", "The general threatened to invade Lesotho.", "Rain threatens to spoil the cricket."),
    ("kill", "ASSAULT", "Militants killed two peacekeepers.", "Frost killed the tomato plants."),
]


def find(doc: Doc, lemma: str) -> Token:
    return next(token for token in doc if token.lemma_ == lemma)


@pytest.mark.parametrize(("lemma", "event_type", "event", "none"), PAIRS)
def test_event_scores_above_its_double(pipeline: Pipeline, lemma: str, event_type: str, event: str, none: str) -> None:
    event_doc, none_doc = pipeline.annotate([make_article(event), make_article(none)])
    of_event = EventhoodScorer(event_doc).probability(find(event_doc, lemma), event_type)
    of_none = EventhoodScorer(none_doc).probability(find(none_doc, lemma), event_type)
    assert of_event > 0.4
    assert of_none < of_event - 0.2


@pytest.mark.parametrize(
    ("text", "lemma", "subject", "object_", "prepositional"),
    [
        ("The army shelled the town.", "shell", "army", "town", []),
        ("The minister agreed to meet the rebels.", "meet", "minister", "rebels", []),
        ("Police detained and expelled the reporter.", "expel", "Police", "reporter", []),
        ("France's attack on the base failed.", "attack", "France", None, [("on", "base")]),
        ("It rained.", "rain", "It", None, []),
    ],
)
def test_neighbourhood(
    pipeline: Pipeline, text: str, lemma: str, subject: str, object_: str | None, prepositional: list[tuple[str, str]]
) -> None:
    (doc,) = pipeline.parse([make_article(text)])
    found = find_neighbourhood(find(doc, lemma))
    assert found.subject is not None
    assert found.subject.text == subject
    assert (found.object.text if found.object else None) == object_
    assert [(word, noun.text) for word, noun in found.prepositional] == prepositional


def test_agent_and_particle(pipeline: Pipeline) -> None:
    (doc,) = pipeline.parse([make_article("The truce was broken off by the rebels.")])
    found = find_neighbourhood(find(doc, "break"))
    assert found.agent is not None
    assert found.agent.text == "rebels"
    assert found.particle == "off"


def test_the_caller_may_know_better(pipeline: Pipeline) -> None:
    (doc,) = pipeline.annotate([make_article("The bodyguards of the opposition leader were attacked.")])
    trigger = find(doc, "attack")
    scorer = EventhoodScorer(doc)
    stated = scorer.example(trigger, "ASSAULT", Neighbourhood(subject=find(doc, "leader"))).names
    assert "subject:leader" in stated
    assert "subject:bodyguard" in scorer.example(trigger, "ASSAULT").names
