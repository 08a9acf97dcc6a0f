"""Events that their own sentence does not place: what the sentence before and the dateline give, and what not."""

from __future__ import annotations

import pytest

from dateline.annotate.pipeline import Pipeline
from dateline.annotate.slots import EVENT_PLACES, PLACES, get
from dateline.coding import code_articles
from dateline.evaluate.coder import make_article
from dateline.model import Basis

CASES = [
    ("LIMA, Peru - Gunmen attacked a patrol on Saturday.", [(0, "LIMA", "at")]),
    ("LIMA (AP) — Gunmen attacked a patrol on Saturday.", [(0, "LIMA", "at")]),
    ("LIMA, March 3 (Reuters) - Police clashed with protesters on Monday.", [(0, "LIMA", "at")]),
    ("LIMA: Gunmen attacked a patrol. Two guards were killed.", [(0, "LIMA", "at"), (1, "LIMA", "at")]),
    (
        "LIMA: Gunmen attacked a convoy near Cusco. Two guards were killed.",
        [(0, "Cusco", "near"), (1, "Cusco", "near")],
    ),
    ("Gunmen attacked a convoy in Lima. They shot two guards dead.", [(0, "Lima", "at"), (1, "Lima", "at")]),
    # another event, another place, too far on, and what did not happen
    ("Gunmen attacked a convoy in Lima. The president condemned the rebels.", [(0, "Lima", "at")]),
    ("Gunmen attacked a convoy in Lima. Rain fell. It was cold. Rebels killed two guards.", [(0, "Lima", "at")]),
    ("LIMA (AP) — Gunmen may attack a patrol.", []),
    ("Lima, the long road home. Soldiers shot two men.", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_where(pipeline: Pipeline, text: str, expected: list[tuple[int, str, str]]) -> None:
    (doc,) = pipeline.annotate([make_article(text)])
    places = get(doc, PLACES)
    assert [(row.event, places[row.place][0].text, row.role) for _, row in get(doc, EVENT_PLACES)] == expected


def test_what_is_inferred_says_so_and_why(pipeline: Pipeline) -> None:
    (coded,) = code_articles(pipeline, [make_article("LIMA, Peru - Gunmen attacked a patrol on Saturday.")])
    (claim,) = coded.mentions[0].places
    assert claim.basis is Basis.INFERRED
    assert claim.reason is not None
    assert "the dateline is 'LIMA'" in claim.reason
