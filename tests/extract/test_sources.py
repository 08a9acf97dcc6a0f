"""Whose report it is, on which occasion it was said, and who tells of talks of their own."""

from __future__ import annotations

from dateline.annotate.pipeline import Pipeline
from dateline.coding import code_articles
from dateline.evaluate.coder import make_article
from dateline.model import CodedArticle


def _read(pipeline: Pipeline, text: str) -> CodedArticle:
    (coded,) = code_articles(pipeline, [make_article(text, "2024-05-07")])
    return coded


def test_reports_from_a_channel_are_the_channels(pipeline: Pipeline) -> None:
    text = "According to reports from the Peruvian radio channel Radio Sur, rebels launched an attack in Lima."
    (attack,) = _read(pipeline, text).mentions
    assert [source.name for source in attack.attribution.sources] == ["this article", "Radio Sur"]


def test_an_interview_with_a_channel_is_an_interview(pipeline: Pipeline) -> None:
    text = "In an interview with the Al-Nahar channel, Foreign Minister Ana Ruiz hinted at the end of the old treaty."
    statement = next(item for item in _read(pipeline, text).statements if "end" in item.contents[0].quote)
    assert statement.attribution.innermost.name == "Ana Ruiz"
    assert (statement.occasion, statement.audience) == ("interview", "Al-Nahar channel")


def test_who_confirms_talks_with_somebody_takes_part_in_them(pipeline: Pipeline) -> None:
    (talks,) = _read(pipeline, "Peru's Foreign Ministry has confirmed ongoing talks with Chile.").mentions
    assert {claim.value.country for claim in talks.actors} == {"PER", "CHL"}


def test_an_office_and_the_name_behind_it_are_one_actor(pipeline: Pipeline) -> None:
    text = "Chadian interim president Omar Badr met the French foreign minister in Paris on Monday."
    (meeting,) = _read(pipeline, text).mentions
    assert [(claim.value.name, claim.value.country) for claim in meeting.actors] == [
        ("Omar Badr", "TCD"),
        ("the French foreign minister", "FRA"),
    ]
