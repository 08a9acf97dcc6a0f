"""The article that Dateline began with: each row of the table in `seed/README.md` comes out as told there.

The article is read from where it lies, outside the project; where it is missing, the test says that it did not run.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from conftest import SHARED
from dateline.annotate.pipeline import Pipeline
from dateline.coding import code_articles
from dateline.model import (
    CodedArticle,
    DiscrepancyKind,
    EventMention,
    PlaceRole,
    Statement,
    Status,
)
from dateline.read import Given, read_inputs

SEED = SHARED / "seed" / "article.txt"


@pytest.fixture(scope="module", params=[None, date(2025, 12, 13)], ids=["undated", "dated"])
def seed(request: pytest.FixtureRequest, pipeline: Pipeline) -> CodedArticle:
    if not SEED.exists():
        pytest.skip(f"the seed article did not run: there is no {SEED}")
    ((_, article),) = read_inputs([str(SEED)], Given(published_on=request.param))
    (coded,) = code_articles(pipeline, [article])
    return coded


def _mentions(seed: CodedArticle, event_type: str, word: str) -> Iterator[EventMention]:
    return (
        mention
        for mention in seed.mentions
        if mention.event_type == event_type and any(word in span.quote for span in mention.evidence)
    )


def _sources(told: EventMention | Statement) -> list[str]:
    return [source.name for source in told.attribution.sources]


def _countries(mention: EventMention) -> set[str | None]:
    return {claim.value.country for claim in (*mention.actors, *mention.recipients)}


def test_the_attack_is_said_by_syria_tv_and_lies_at_palmyra(seed: CodedArticle) -> None:
    (attack,) = _mentions(seed, "ASSAULT", "launched an attack")
    assert any("Syria TV" in name for name in _sources(attack))
    (place,) = attack.places
    assert (place.value.country, place.value.role) == ("SYR", PlaceRole.AT)
    assert "Palmyra" in place.value.name or place.value.name == "Tadmur"
    assert {"SYR", "USA"} <= {claim.value.country for claim in attack.actors}


def test_casualties_of_two_groups_are_unknown_and_not_zero(seed: CodedArticle) -> None:
    (attack,) = _mentions(seed, "ASSAULT", "launched an attack")
    tolls = [claim.value for claim in attack.casualties]
    assert {toll.country for toll in tolls} >= {"USA", "SYR"}
    assert all(toll.low is toll.best is toll.high is None for toll in tolls)


def test_the_wounded_were_flown_to_the_base(seed: CodedArticle) -> None:
    flights = [m for m in seed.mentions if any("Tanf" in span.quote for span in m.evidence)]
    (flight,) = flights
    roles = {claim.value.role: claim.value for claim in flight.places}
    assert roles[PlaceRole.TO].site_id == "site.al-tanf-garrison"
    assert flight.status is Status.HAPPENED
    assert "USA" in {claim.value.country for claim in flight.actors}


def test_joint_forces_and_combat_between_them_is_a_discrepancy(seed: CodedArticle) -> None:
    (side,) = [item for item in seed.discrepancies if item.kind is DiscrepancyKind.SIDE]
    quotes = " ".join(span.quote for value in side.values for span in value.evidence)
    assert "joint forces" in quotes
    assert "direct combat" in quotes


def test_vershinin_made_a_statement(seed: CodedArticle) -> None:
    (statement,) = [item for item in seed.statements if "stabilizing element" in item.contents[0].quote]
    speaker = statement.attribution.innermost
    assert "Vershinin" in speaker.name
    assert speaker.country == "RUS"
    assert any(claim.as_written.endswith("December") for claim in statement.dates)


def test_the_intervention_of_2015_is_background(seed: CodedArticle) -> None:
    told = [m for m in seed.mentions if any("2015" in span.quote for span in m.evidence)]
    assert all(mention.status is Status.HISTORICAL for mention in told)


def test_the_two_leaders_met_on_the_15th_of_october(seed: CodedArticle) -> None:
    (meeting,) = _mentions(seed, "CONSULT", "October 15th meeting")
    assert {claim.value.actor_id for claim in meeting.actors} == {"person.vladimir-putin", "person.ahmed-al-sharaa"}
    (day,) = meeting.dates
    assert day.as_written.endswith("October 15th")
    if seed.article.published_on:
        assert day.value.start == day.value.end == date(2025, 10, 15)
    else:
        assert day.value.start is None
        assert day.value.timex == "XXXX-10-15"


def test_speculation_is_marked_and_never_counted(seed: CodedArticle) -> None:
    guesses = " ".join(span.quote for span in seed.speculation)
    for words in ("likely addressed", "may have centered", "could have far-reaching"):
        assert words in guesses
    counted = [mention for mention in seed.mentions if mention.status is not Status.HYPOTHETICAL]
    for words in ("likely addressed", "may have centered", "could have far-reaching", "caught in the crossfire"):
        assert not any(words in span.quote for mention in counted for span in mention.evidence)


def test_the_ministry_confirms_ongoing_talks(seed: CodedArticle) -> None:
    (talks,) = _mentions(seed, "CONSULT", "ongoing negotiations")
    assert talks.status is Status.ONGOING
    assert {"SYR", "RUS"} <= _countries(talks)
    assert any("Foreign Ministry" in name for name in _sources(talks))


def test_the_minister_hinted_in_an_interview(seed: CodedArticle) -> None:
    (statement,) = [item for item in seed.statements if "revision" in item.contents[0].quote]
    assert "Shibani" in statement.attribution.innermost.name or "Shaibani" in statement.attribution.innermost.name
    assert statement.attribution.innermost.country == "SYR"
    assert statement.attribution.innermost.actor_id != "person.bashar-al-assad"
    assert statement.occasion == "interview"
    assert "Ikhbaria" in (statement.audience or "")


def test_palmyra_is_a_world_heritage_site_in_danger(seed: CodedArticle) -> None:
    heritage = [site for site in seed.sites if site.kind == "heritage"]
    assert any("Palmyra" in site.name and site.in_danger and site.country == "SYR" for site in heritage)
