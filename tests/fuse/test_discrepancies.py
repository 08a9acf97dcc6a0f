"""What one article tells that cannot all be true, from the text on."""

from __future__ import annotations

import pytest

from dateline.annotate.pipeline import Pipeline
from dateline.coding import code_articles
from dateline.evaluate.coder import make_article
from dateline.model import Discrepancy

SHELLING = "Rebels shelled a market in Goma on Monday and wounded 2 people, the army said. Residents fled the market."


def discrepancies(pipeline: Pipeline, text: str) -> tuple[Discrepancy, ...]:
    (coded,) = code_articles(pipeline, [make_article(text, "2024-05-07")])
    return coded.discrepancies


@pytest.mark.parametrize(
    ("body", "figures"),
    [
        ("Four people were wounded in the shelling, a doctor said.", {"2 (2 people)", "4 (Four people)"}),
        ("Two people were wounded in the shelling, a doctor said.", set()),
        ("At least two people were wounded in the shelling, a doctor said.", set()),
        ("Four soldiers were killed in the shelling, a doctor said.", set()),
    ],
)
def test_two_wounded_in_the_lead_and_four_in_the_body(pipeline: Pipeline, body: str, figures: set[str]) -> None:
    found = discrepancies(pipeline, f"{SHELLING}\n\n{body}")
    assert {value.value for item in found for value in item.values} == figures
    assert all(item.kind == "count" for item in found)


def test_one_sentence_may_count_two_groups(pipeline: Pipeline) -> None:
    assert not discrepancies(pipeline, "Gunmen killed two soldiers and four farmers in Goma on Monday, police said.")


def test_joint_forces_are_in_no_combat_with_each_other(pipeline: Pipeline) -> None:
    text = (
        "Kenyan and Ugandan joint forces attacked rebels near Mandera on Monday, the governor said. "
        "Earlier the radio had reported direct combat between Kenyan and Ugandan troops near Mandera."
    )
    (found,) = discrepancies(pipeline, text)
    assert found.kind == "side"
    assert [value.value for value in found.values] == ["KEN and UGA together", "KEN and UGA against each other"]


def test_who_denies_it_is_the_one_who_is_said_to(pipeline: Pipeline) -> None:
    text = "The rebels denied killing civilians in Goma."
    (coded,) = code_articles(pipeline, [make_article(text, "2024-05-07")])
    (mention,) = coded.mentions
    (actor,) = mention.actors
    assert actor.attribution.innermost.name == "rebels"
