"""Things that were attacked, and things that were not."""

from __future__ import annotations

import pytest

from dateline.annotate.pipeline import Pipeline
from dateline.evaluate.coder import make_article
from dateline.extract import extract_article


def targets(pipeline: Pipeline, text: str) -> list[str]:
    article = make_article(text)
    (doc,) = pipeline.annotate([article])
    coded = extract_article(article, doc, pipeline.sites)
    return [claim.as_written for mention in coded.mentions for claim in mention.targets]


@pytest.mark.parametrize(
    ("text", "things"),
    [
        ("Kenyan rebels blew up two bridges and a telephone exchange.", ["bridges", "telephone exchange"]),
        ("Rebels set fire to a bus near the Kenyan border.", ["bus"]),
        ("An attack on the central museum in Nairobi killed two guards.", ["central museum"]),
        ("Two bridges were destroyed by Kenyan rebels.", ["bridges"]),
    ],
)
def test_what_was_attacked(pipeline: Pipeline, text: str, things: list[str]) -> None:
    assert targets(pipeline, text) == things


@pytest.mark.parametrize(
    "text",
    [
        "The Kenyan president visited a bridge and a museum.",
        "Gunmen in a stolen car attacked the Kenyan minister.",
        "The Kenyan army attacked the rebels near a bridge.",
        "Kenya condemned the attack in front of the museum.",
    ],
)
def test_what_was_not(pipeline: Pipeline, text: str) -> None:
    assert targets(pipeline, text) == []
