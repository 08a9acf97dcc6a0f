"""Allies in one sentence and foes in the next are a discrepancy of sides; allies alone are none."""

from __future__ import annotations

import pytest

from dateline.annotate.pipeline import Pipeline
from dateline.coding import code_articles
from dateline.evaluate.coder import make_article
from dateline.model import DiscrepancyKind

TOGETHER = "Joint forces of Niger and Chad attacked a camp near Diffa on Monday."


@pytest.mark.parametrize(
    ("after", "found"),
    [
        ("The fighting between Niger and Chad lasted for hours.", 1),
        ("The forces of Niger and Chad then attacked a second camp.", 0),
        ("The fighting between Mali and Chad lasted for hours.", 0),
    ],
)
def test_sides(pipeline: Pipeline, after: str, found: int) -> None:
    (coded,) = code_articles(pipeline, [make_article(f"{TOGETHER} {after}", "2024-05-07")])
    sides = [item for item in coded.discrepancies if item.kind is DiscrepancyKind.SIDE]
    assert len(sides) == found
    for side in sides:
        together, opposed = side.values
        assert together.evidence[0].quote == "Joint forces of Niger and Chad"
        assert "fighting between" in opposed.evidence[0].quote
