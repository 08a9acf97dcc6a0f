"""The same word as an event and as none; what the parse says of a trigger's neighbourhood."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc, Token

from dateline.annotate.events.cast import Standing
from dateline.annotate.events.eventhood import EventhoodScorer, Fit, find_neighbourhood
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


WHOLE = Fit(framed=True, enough=True, closest=True, actor=Standing.POLITICAL)
WORD = Fit(framed=False, enough=False, closest=True)


def find(doc: Doc, lemma: str) -> Token:
    return next(token for token in doc if token.lemma_ == lemma)


@pytest.mark.parametrize(("lemma", "event_type", "event", "none"), PAIRS)
def test_event_scores_above_its_double(pipeline: Pipeline, lemma: str, event_type: str, event: str, none: str) -> None:
    event_doc, none_doc = pipeline.annotate([make_article(event), make_article(none)])
    of_event = EventhoodScorer(event_doc).probability(find(event_doc, lemma), event_type, WHOLE)
    of_none = EventhoodScorer(none_doc).probability(find(none_doc, lemma), event_type, WORD)
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


def test_what_the_rules_found_is_weighed(pipeline: Pipeline) -> None:
    (doc,) = pipeline.annotate([make_article("The bodyguards of the opposition leader were attacked.")])
    scorer, trigger = EventhoodScorer(doc), find(doc, "attack")
    assert scorer.probability(trigger, "ASSAULT", WHOLE) > scorer.probability(trigger, "ASSAULT", WORD)


def test_names_are_not_learned(pipeline: Pipeline) -> None:
    (doc,) = pipeline.annotate([make_article("Kowalski accused Novak of lying.")])
    names = EventhoodScorer(doc).example(find(doc, "accuse"), "ACCUSE", WHOLE).names
    assert {"subject:(name)", "object:(name)", "-1=(name)"} <= names
    assert not any("kowalski" in name or "novak" in name for name in names)


def test_of_a_type_that_was_not_learned_the_rules_decide(pipeline: Pipeline) -> None:
    (doc,) = pipeline.annotate([make_article("A frigate moored in the bay.")])
    scorer, trigger = EventhoodScorer(doc), find(doc, "moor")
    assert not scorer.knows("PORT_CALL")
    assert scorer.probability(trigger, "PORT_CALL", WHOLE) == 1.0
    assert scorer.probability(trigger, "PORT_CALL", WORD) == 0.0
