"""One event told in several passages is one mention, with all of them as evidence; and whence the hurt are carried."""

from __future__ import annotations

import pytest

from dateline.annotate.pipeline import Pipeline
from dateline.evaluate.coder import make_article
from dateline.extract import extract_article
from dateline.model import Basis, CodedArticle, PlaceRole

FIRST = "Kenyan troops attacked a Somali town on Monday. "


def coded(pipeline: Pipeline, text: str) -> CodedArticle:
    article = make_article(text)
    (doc,) = pipeline.annotate([article])
    return extract_article(article, doc, pipeline.sites)


@pytest.mark.parametrize(
    ("text", "passages"),
    [
        ("The attack killed five people.", [2]),
        ("Envoys came after Monday's attack.", [2]),
        ("Norway condemned the assault.", [2]),
        ("The attack on the Ethiopian town of Mega killed five people.", [1, 1]),
        ("The raid by Somali rebels killed five people.", [1, 1]),
    ],
)
def test_passages_of_one_assault(pipeline: Pipeline, text: str, passages: list[int]) -> None:
    mentions = coded(pipeline, FIRST + text).mentions
    assert [len(mention.evidence) for mention in mentions if mention.event_type == "ASSAULT"] == passages


def test_whence_the_wounded_are_carried(pipeline: Pipeline) -> None:
    text = "Gunmen attacked a Kenyan patrol in Mombasa on Sunday. Kenyan helicopters took the wounded to Nairobi."
    carried = next(mention for mention in coded(pipeline, text).mentions if mention.event_type == "AID")
    assert {(claim.value.name, claim.value.role, claim.basis) for claim in carried.places} == {
        ("Nairobi", PlaceRole.TO, Basis.STATED),
        ("Mombasa", PlaceRole.FROM, Basis.INFERRED),
    }


def test_others_who_travel_come_from_nowhere_told(pipeline: Pipeline) -> None:
    text = "Gunmen attacked a Kenyan patrol in Mombasa on Sunday. The Kenyan president flew to Uganda for talks."
    visit = next(mention for mention in coded(pipeline, text).mentions if mention.event_type == "CONSULT")
    assert all(claim.value.role is not PlaceRole.FROM for claim in visit.places)


def test_an_article_that_quotes_this_article(pipeline: Pipeline) -> None:
    text = "this article says that the rebels attacked a kenyan patrol."
    chains = [mention.attribution.sources for mention in coded(pipeline, text).mentions]
    assert chains
    assert all(chain[0].kind == "article" for chain in chains)


@pytest.mark.parametrize(
    ("text", "actors", "recipients"),
    [
        (
            "Two Norwegian soldiers and one Danish doctor were killed near Mogadishu and several people wounded.",
            set(),
            {"Two Norwegian soldiers", "one Danish doctor"},
        ),
        ("Kenyan soldiers killed two Somali rebels near Mogadishu.", {"Kenyan soldiers"}, {"two Somali rebels"}),
    ],
)
def test_whom_it_killed_did_not_do_it(pipeline: Pipeline, text: str, actors: set[str], recipients: set[str]) -> None:
    (mention,) = coded(pipeline, text).mentions
    assert {claim.as_written for claim in mention.actors} == actors
    assert {claim.as_written for claim in mention.recipients} == recipients


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Kenya accused Ethiopia of shelling a town.", set()),
        ("Kenyan troops attacked Ethiopia on Monday.", {"Ethiopia"}),
    ],
)
def test_what_is_said_of_a_party_does_not_happen_there(pipeline: Pipeline, text: str, places: set[str]) -> None:
    first = coded(pipeline, text).mentions[0]
    assert {claim.value.name for claim in first.places} == places
