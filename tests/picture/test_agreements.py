"""Agreements and talks: parties, subject and step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from builders import make_article, make_coded, make_mention
from dateline.knowledge.codebook_file import load_codebook
from dateline.model import (
    AS_TOLD,
    ActorValue,
    Attribution,
    Certainty,
    Polarity,
    Source,
    SourceKind,
    Statement,
    Status,
)
from dateline.picture.agreements import STEPS, agreement_tellings, gather_agreements
from dateline.picture.drawing import Drawing
from dateline.picture.matching import ArticleReading, References

Read = Callable[..., ArticleReading]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kenya asked Uganda to hand over Joseph Kony.", {("KEN", "UGA", "extradition", "asked_for")}),
        ("Mali rejected a ceasefire that Algeria had offered.", {("DZA", "MLI", "ceasefire", "refused")}),
        ("Serbia respects all agreements with Hungary.", {("HUN", "SRB", "agreements", "in_force")}),
        ("Peru and Chile are reviewing their earlier agreements.", {("CHL", "PER", "agreements", "revised")}),
        ("India accused Pakistan of violating the ceasefire.", {("IND", "PAK", "ceasefire", "broken")}),
        ("Armenia and Iran met on Monday.", {("ARM", "IRN", "talks", "held")}),
        ("Armenia will meet Iran next week.", {("ARM", "IRN", "talks", "announced")}),
        ("The talks between Oman and Yemen were postponed.", {("OMN", "YEM", "talks", "postponed")}),
        ("Ghana refused to extradite a Togolese man whom Benin wants.", {("BEN", "GHA", "extradition", "refused")}),
        ("Ghana refused to extradite a Togolese whom Benin wants.", {("BEN", "GHA", "extradition", "refused")}),
        ("Peru and Chile signed a new fishing agreement.", {("CHL", "PER", "agreements", "signed")}),
        (
            "Peru and Chile signed a new trade agreement.",
            {("CHL", "PER", "economy", "signed"), ("CHL", "PER", "agreements", "signed")},
        ),
        ("Peru and Chile signed the guest book.", set()),
        ("Norway and Sweden share a long border.", set()),
        ("Trade unions in Spain met their members.", set()),
    ],
)
def test_what_a_sentence_tells(read: Read, text: str, expected: set[tuple[str, ...]]) -> None:
    found = gather_agreements(agreement_tellings(read(text), AS_TOLD))
    told = {
        (*(party.key for party in agreement.parties), agreement.subject, step.step)
        for agreement in found
        for step in agreement.steps
    }
    assert told == expected


def test_a_mediator_is_no_party(read: Read) -> None:
    text = "Chad and Libya agreed on an immediate ceasefire mediated by Egypt."
    (agreement,) = gather_agreements(agreement_tellings(read(text), AS_TOLD))
    assert [party.key for party in agreement.parties] == ["LBY", "TCD"]


def test_who_announces_what_others_agreed_is_no_party(references: References) -> None:
    """The parties stand in what is announced, though the word for the step does not."""
    article = make_article("Egypt announced that Chad and Libya keep a ceasefire.", published="2025-06-02")
    said = article.span(article.text.index("Chad"), len(article.text))
    source = Source("the article", SourceKind.ARTICLE), Source("Egypt", SourceKind.OFFICIAL)
    statement = Statement("s-1", article.article_id, Attribution(source), (said,), article.span(0, len(article.text)))
    reading = ArticleReading(replace(make_coded(article), statements=(statement,)), references)
    (agreement,) = gather_agreements(agreement_tellings(reading, AS_TOLD))
    assert [party.key for party in agreement.parties] == ["LBY", "TCD"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The talks mediated by Egypt and Oman went on.", 0),
        ("The talks under Egyptian and Omani auspices went on.", 0),
        ("The talks mediated by Kenya between Egypt and Oman went on.", 1),
        ("The talks under way between Egypt and Oman went on.", 1),
    ],
)
def test_mediators_of_coded_talks_are_no_parties(references: References, text: str, expected: int) -> None:
    article = make_article(text, published="2025-06-02")
    parties = [ActorValue("Egypt", "EGY", "GOV"), ActorValue("Oman", "OMN", "GOV")]
    mention = make_mention(article, "CONSULT", trigger="talks", actors=parties)
    words = {"EGY": "Egypt", "OMN": "Oman"}
    spans = {code: text.index(word) for code, word in words.items()}
    actors = tuple(
        replace(claim, evidence=(article.span(spans[claim.value.country], spans[claim.value.country] + 4),))
        for claim in mention.actors
    )
    reading = ArticleReading(make_coded(article, [replace(mention, actors=actors)]), references)
    assert len(gather_agreements(agreement_tellings(reading, AS_TOLD))) == expected
    relations = Drawing(references, load_codebook()).draw([reading.coded]).relations
    assert len(relations) == expected


def test_opposite_steps_stand_side_by_side(read: Read) -> None:
    text = "Serbia respects all agreements with Hungary. Serbia and Hungary have no active agreements, a minister said."
    (agreement,) = gather_agreements(agreement_tellings(read(text), AS_TOLD))
    assert {step.step for step in agreement.steps} == {"in_force", "not_in_force"}
    assert agreement.disputed


@pytest.mark.parametrize(
    ("status", "certainty", "steps"),
    [
        (Status.HAPPENED, Certainty(), [("held", "2025-05-30", True)]),
        (Status.PLANNED, Certainty(), []),
        (Status.HAPPENED, Certainty(polarity=Polarity.DENIED), []),
    ],
)
def test_coded_talks(
    references: References, status: Status, certainty: Certainty, steps: list[tuple[str, str, bool]]
) -> None:
    article = make_article("The envoys conferred at length.", published="2025-06-02")
    parties = [ActorValue("the Omani envoy", "OMN", "GOV"), ActorValue("the Yemeni envoy", "YEM", "GOV")]
    mention = make_mention(article, "CONSULT", actors=parties, days=["2025-05-30"], status=status, certainty=certainty)
    reading = ArticleReading(make_coded(article, [mention]), references)
    found = gather_agreements(agreement_tellings(reading, AS_TOLD))
    assert [(step.step, str(step.day), step.dated) for item in found for step in item.steps] == steps


EVERY_STEP = [
    ("Kenya asked Uganda to hand over Joseph Kony.", "extradition", "asked_for"),
    ("Mali rejected a ceasefire that Algeria had offered.", "ceasefire", "refused"),
    ("Oman and Yemen discussed the Omani naval base.", "bases", "under_negotiation"),
    ("Peru and Chile agreed to set up a joint trade committee.", "committee", "announced"),
    ("Armenia and Iran met on Monday.", "talks", "held"),
    ("The talks between Oman and Yemen were postponed.", "talks", "postponed"),
    ("The talks between Oman and Yemen were called off.", "talks", "cancelled"),
    ("Peru and Chile signed an arms deal.", "arms", "signed"),
    ("Bolivia joined the African Union.", "alliance", "in_force"),
    ("Serbia and Hungary have no active agreements.", "agreements", "not_in_force"),
    ("Chad and Libya suspended the prisoner swap.", "prisoners", "suspended"),
    ("Peru and Chile are reviewing their earlier agreements.", "agreements", "revised"),
    ("India accused Pakistan of violating the ceasefire.", "ceasefire", "broken"),
    ("The truce between Chad and Libya expired.", "ceasefire", "ended"),
    ("Ecuador demanded the withdrawal of Peru.", "withdrawal", "asked_for"),
    ("Ghana and Togo announced projects in energy.", "economy", "announced"),
]


@pytest.mark.parametrize(("text", "subject", "step"), EVERY_STEP)
def test_every_step_of_every_subject_can_be_told(read: Read, text: str, subject: str, step: str) -> None:
    found = gather_agreements(agreement_tellings(read(text), AS_TOLD))
    assert (subject, step) in {(item.subject, told.step) for item in found for told in item.steps}


def test_no_step_and_no_subject_is_left_out(references: References) -> None:
    assert {step for _, _, step in EVERY_STEP} == set(STEPS)
    subjects = {subject for subject, _ in references.rules.subjects}
    assert {subject for _, subject, _ in EVERY_STEP} == subjects | {"talks"}
