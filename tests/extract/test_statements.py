"""Statements: who is sure of what, and what is no statement at all."""

from __future__ import annotations

import pytest

from dateline.annotate.pipeline import Pipeline
from dateline.coding import code_articles
from dateline.evaluate.coder import make_article
from dateline.model import Statement

HOW_SURE = [
    ("The mayor said that the bridge was shut.", "certain", "affirmed", None),
    ("The mayor said that the bridge may be shut.", "possible", "affirmed", "may"),
    ("The mayor said that the bridge was probably shut.", "probable", "affirmed", "probably"),
    ("The mayor believes that the bridge is shut.", "probable", "affirmed", "believes"),
    ("The mayor denied that the bridge was shut.", "certain", "denied", "denied"),
    ("The mayor said that the bridge was not shut.", "certain", "denied", "not"),
    ("The mayor does not believe that the bridge is shut.", "probable", "denied", "believe"),
    ("The mayor demanded that the army leave.", "unspecified", "affirmed", "demanded"),
]


def _statements(pipeline: Pipeline, text: str) -> tuple[Statement, ...]:
    (coded,) = code_articles(pipeline, [make_article(text, "2024-05-07")])
    return coded.statements


@pytest.mark.parametrize(("text", "level", "polarity", "cue"), HOW_SURE)
def test_how_sure_a_source_is(pipeline: Pipeline, text: str, level: str, polarity: str, cue: str | None) -> None:
    (statement,) = _statements(pipeline, text)
    certainty = statement.certainty
    words = certainty.cue.quote if certainty.cue else None
    assert (certainty.level, certainty.polarity, words) == (level, polarity, cue)


@pytest.mark.parametrize(
    "text",
    [
        "Rebels attacked the village and burned houses.",  # done, not said
        "The village was attacked at dawn.",
        "No group has claimed the bombing.",  # said by nobody
        "Nobody said that the truce held.",
        "The group has not claimed the bombing.",  # not said
        "The police did not say who had fired.",
        "Criticism of the plan grew.",  # of nobody in particular
    ],
)
def test_no_statement(pipeline: Pipeline, text: str) -> None:
    assert _statements(pipeline, text) == ()


@pytest.mark.parametrize(
    ("text", "place", "day", "occasion", "audience"),
    [
        ("The mayor said on Sunday in Lima that the bridge was shut.", "Lima", "2024-05-05", None, None),
        (
            "At a press conference in Quito, the mayor said the bridge was shut.",
            "Quito",
            None,
            "press conference",
            None,
        ),
        (
            "Speaking in Cairo on Friday, the envoy said talks in Khartoum had failed.",
            "Cairo",
            "2024-05-03",
            None,
            None,
        ),
        (
            "The mayor told Radio Sur in an interview on Monday that a bridge in Lima was shut.",
            None,
            "2024-05-06",
            "interview",
            "Radio Sur",
        ),
        ("The mayor said in an interview on Monday that it was shut.", None, "2024-05-06", "interview", None),
        ("The mayor said that the bridge in Lima was shut on Sunday.", None, None, None, None),
    ],
)
def test_where_when_and_on_what_occasion_it_was_said(
    pipeline: Pipeline, text: str, place: str | None, day: str | None, occasion: str | None, audience: str | None
) -> None:
    (statement,) = _statements(pipeline, text)
    assert [claim.value.name for claim in statement.places] == ([place] if place else [])
    assert [str(claim.value.start) for claim in statement.dates] == ([day] if day else [])
    assert (statement.occasion, statement.audience) == (occasion, audience)


def test_what_nobody_claims_is_the_articles_own(pipeline: Pipeline) -> None:
    (coded,) = code_articles(pipeline, [make_article("No group has claimed the bombing in Lima on Monday.")])
    assert [[source.name for source in item.attribution.sources] for item in coded.mentions] in ([], [["this article"]])
