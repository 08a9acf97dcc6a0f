"""What the author only guesses tells no event; what a named source guesses, and hearsay, stay claims."""

from __future__ import annotations

import pytest

from dateline.annotate.pipeline import Pipeline
from dateline.coding import code_articles
from dateline.evaluate.coder import make_article
from dateline.model import AS_TOLD, CertaintyLevel, CodedArticle


def _read(pipeline: Pipeline, text: str) -> CodedArticle:
    (coded,) = code_articles(pipeline, [make_article(text, "2024-05-07")])
    return coded


@pytest.mark.parametrize(
    "text",
    [
        "The army may have attacked the village of Darun.",
        "The withdrawal could lead to clashes between the army and the rebels.",
    ],
)
def test_a_guess_of_the_author_is_listed_whole_and_no_event(pipeline: Pipeline, text: str) -> None:
    coded = _read(pipeline, text)
    assert [span.quote for span in coded.speculation] == [text]
    assert not coded.mentions


def test_hearsay_is_listed_as_a_guess_and_told_apart_from_one(pipeline: Pipeline) -> None:
    told = "Rebels reportedly attacked the village of Darun on Monday."
    guessed = "Rebels reportedly attacked Sallum on Tuesday, which may delay the talks."
    coded = _read(pipeline, f"{told} {guessed}")
    assert [span.quote for span in coded.speculation] == [told, guessed]
    assert [span.quote for span in coded.hearsay] == [told]
    assert {mention.certainty.hearsay for mention in coded.mentions} == {True}
    assert all(claim.certainty.hearsay for mention in coded.mentions for claim in mention.claims())
    assert {mention.certainty.level for mention in coded.mentions} == {CertaintyLevel.PROBABLE}
    assert all(AS_TOLD.takes(mention) for mention in coded.mentions)


def test_an_event_beside_a_guess_stays(pipeline: Pipeline) -> None:
    coded = _read(pipeline, "Rebels attacked an army post in Darun on Monday, which could delay the talks.")
    assert [mention.event_type for mention in coded.mentions] == ["ASSAULT"]


def test_both_before_two_nations_is_no_number(pipeline: Pipeline) -> None:
    coded = _read(
        pipeline, "Rebels attacked a camp on Monday, causing casualties among both French and Malian soldiers."
    )
    tolls = [claim.value for mention in coded.mentions for claim in mention.casualties]
    assert {toll.country for toll in tolls} == {"FRA", "MLI"}
    assert all(toll.low is toll.best is toll.high is None for toll in tolls)


def test_forces_of_two_states_act_together(pipeline: Pipeline) -> None:
    coded = _read(pipeline, "Joint forces of Niger and Chad attacked a rebel camp on Monday.")
    (attack,) = coded.mentions
    assert {claim.value.country for claim in attack.actors} == {"NER", "TCD"}
