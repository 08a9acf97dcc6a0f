"""Articles of one sentence as CAMEO dyads."""

from __future__ import annotations

import pytest

from dateline.annotate.pipeline import Pipeline
from dateline.evaluate.coder import make_article
from dateline.export.cameo import Dyad, dyads_of
from dateline.extract import extract_article
from dateline.knowledge.codebook_file import load_codebook


@pytest.mark.parametrize(
    ("text", "dyads"),
    [
        ("Norway sent food aid to Chad.", {("NOR", "TCD", "073")}),
        ("Kenya and Uganda held talks.", {("KEN", "UGA", "040"), ("UGA", "KEN", "040")}),
        ("The Kenyan president visited Uganda.", {("KENGOV", "UGA", "042"), ("UGA", "KENGOV", "043")}),
        ("The United States said that Uganda had attacked Kenya.", {("USA", "UGA", "112")}),
        ("Uganda said that it had attacked Kenya.", {("UGA", "KEN", "190")}),  # its own act
        ("Witnesses said that Uganda had attacked Kenya.", {("UGA", "KEN", "190")}),  # no political source
        ("Uganda denied that it had attacked Kenya.", set()),
        ("Uganda could attack Kenya.", set()),  # a supposition
        ("Two Kenyan soldiers were killed by a landmine.", set()),  # one side only
        ("Kenya urged Uganda to release the sailors.", {("KEN", "UGA", "025")}),
        ("Kenya demanded that Uganda release the sailors.", {("KEN", "UGA", "1053")}),
        ("Kenyan protesters clashed with Ugandan police.", {("KENOPP", "UGACOP", "145")}),
    ],
)
def test_dyads(pipeline: Pipeline, text: str, dyads: set[Dyad]) -> None:
    article = make_article(text)
    (doc,) = pipeline.annotate([article])
    assert dyads_of(extract_article(article, doc, pipeline.sites), load_codebook()) == dyads
