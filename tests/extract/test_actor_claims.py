"""Claims of actors: how sure their links are, and a state that fights by its armed forces."""

from __future__ import annotations

import pytest

from dateline.annotate.pipeline import Pipeline
from dateline.coding import code_articles
from dateline.evaluate.coder import make_article
from dateline.model import ActorValue, Basis, Claim


def _actor(pipeline: Pipeline, text: str, published: str = "2024-05-07") -> Claim[ActorValue]:
    (coded,) = code_articles(pipeline, [make_article(text, published)])
    return coded.mentions[-1].actors[0]


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("Vladimir Putin met Chilean officials in Lima.", "certain"),
        ("Vladimir Putin flew to Lima. The Russian leader met Chilean officials.", "probable"),
        ("Vladimir Putin flew to Lima. He met Chilean officials.", "probable"),
        ("Peruvian soldiers attacked a village.", None),
        ("Peru's army left Cusco in Peru. Soldiers attacked a village.", "possible"),
    ],
)
def test_a_link_says_how_sure_it_is(pipeline: Pipeline, text: str, sure: str | None) -> None:
    claim = _actor(pipeline, text)
    assert claim.sure == sure
    assert claim.sure is None or claim.reason


@pytest.mark.parametrize(
    ("text", "sectors", "basis"),
    [
        ("Peru has shelled a village in Chile.", ("MIL", ("GOV",)), Basis.INFERRED),
        ("Peru bombed a village in Chile.", ("MIL", ("GOV",)), Basis.INFERRED),
        ("Peru condemned Chile.", ("GOV", ()), Basis.STATED),
        ("Peruvian rebels shelled a village in Chile.", ("REB", ()), Basis.STATED),
    ],
)
def test_a_state_fights_by_its_armed_forces(
    pipeline: Pipeline, text: str, sectors: tuple[str, tuple[str, ...]], basis: Basis
) -> None:
    claim = _actor(pipeline, text)
    assert ((claim.value.sector, claim.value.sectors), claim.basis) == (sectors, basis)


def test_a_title_in_the_text_outranks_an_office_not_yet_held(pipeline: Pipeline) -> None:
    claim = _actor(pipeline, "President Vladimir Putin met Chilean officials in Lima.", "1998-05-07")
    assert (claim.value.country, claim.value.sector) == ("RUS", "GOV")
