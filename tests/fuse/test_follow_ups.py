"""Follow-ups told in text, through the whole coder: other incidents than what they follow on, linked to it as such."""

from __future__ import annotations

import pytest

from dateline.annotate.pipeline import Pipeline
from dateline.coding import code_articles
from dateline.evaluate.coder import make_article
from dateline.fuse.fusing import Fusion, fuse
from dateline.model import Article, Incident

ATTACK = make_article(
    "Rebels attacked a hospital in Goma on Monday and killed six patients, the army said. The rebels used mortars, "
    "according to a doctor.",
    "2024-05-07",
    "Rebels attack hospital in Goma, six killed",
)
SAME_ATTACK = make_article(
    "Six patients were killed when rebels attacked a hospital in Goma on Monday, a doctor said. Nurses carried the "
    "wounded to a church.",
    "2024-05-07",
    "Six patients die as rebels attack hospital in Goma",
)
RETALIATION = make_article(
    "The army bombed camps of the rebels near Rutshuru on Thursday in retaliation, a general said. Rebels attacked a "
    "hospital in Goma on Monday and killed six patients.",
    "2024-05-10",
    "Army bombs rebel camps in retaliation",
)
ARRESTS = make_article(
    "Police arrested two men in Goma on Saturday over the attack on a hospital in which rebels killed six patients "
    "last Monday, a prosecutor said.",
    "2024-05-12",
    "Police arrest two men over hospital attack",
)
LATER_STRIKE = make_article(
    "Rebels shelled a hospital in Goma on Wednesday and killed three nurses, the ministry of health said. Six patients "
    "were killed at the hospital in an attack on 6 May.",
    "2024-06-20",
    "Hospital in Goma shelled again",
)


def told_by(fusion: Fusion, article: Article) -> Incident:
    """The incident that an article tells in main."""
    name = fusion.incident_of(fusion.main_telling(article.article_id)[0])
    assert name is not None
    (incident,) = fusion.incidents([name])
    return incident


@pytest.mark.parametrize(
    ("article", "relation"), [(RETALIATION, "retaliation"), (ARRESTS, "arrest_for"), (LATER_STRIKE, "follows")]
)
def test_a_follow_up_is_another_incident_linked_as_such(pipeline: Pipeline, article: Article, relation: str) -> None:
    fusion = fuse(code_articles(pipeline, [ATTACK, SAME_ATTACK, article]))
    attack, follow_up = told_by(fusion, ATTACK), told_by(fusion, article)
    assert told_by(fusion, SAME_ATTACK) == attack != follow_up
    assert [(link.incident_id, link.relation) for link in follow_up.links] == [(attack.incident_id, relation)]
    assert (follow_up.incident_id, "followed_by") in {(link.incident_id, link.relation) for link in attack.links}


def test_all_follow_ups_of_an_attack_together(pipeline: Pipeline) -> None:
    articles = [LATER_STRIKE, ARRESTS, RETALIATION, SAME_ATTACK, ATTACK]
    fusion = fuse(code_articles(pipeline, articles))
    names = [told_by(fusion, article).incident_id for article in articles]
    assert names[3] == names[4]
    assert len(set(names)) == 4
    attack = told_by(fusion, ATTACK)
    assert attack.incident_id in names
    assert {link.incident_id for link in attack.links} == set(names[:3])
    toll = attack.attribute("killed")
    assert toll is not None
    assert (toll.low, toll.high) == (6, 6)  # not the three of the later strike
