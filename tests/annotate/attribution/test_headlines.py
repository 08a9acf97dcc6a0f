"""The sources that headlines name by a mark or a verb at their end, and the words that look like it and are none."""

from __future__ import annotations

import pytest

from dateline.annotate.pipeline import Pipeline
from dateline.annotate.slots import ATTRIBUTIONS, get
from dateline.evaluate.coder import make_article

HEADLINES = [
    ("Ten drown in ferry fire: ministry", "ministry", "Ten drown in ferry fire"),
    ("Ten drown in ferry fire - state media", "state media", "Ten drown in ferry fire"),
    ("Ten drown in ferry fire – Reuters", "Reuters", "Ten drown in ferry fire"),
    ("Ten drown in ferry fire; Peruvian navy", "Peruvian navy", "Ten drown in ferry fire"),
    ("Ministry: Ten drown in ferry fire", "Ministry", "Ten drown in ferry fire"),
    ("Ten drown in ferry fire, says ministry", "ministry", "Ten drown in ferry fire"),
    ("Ten drown in ferry fire, medics say", "medics", "Ten drown in ferry fire"),
]


def _found(pipeline: Pipeline, text: str) -> list[tuple[str, str]]:
    (doc,) = pipeline.annotate([make_article(text)])
    return [(row.source_name, doc[slice(*row.contents[0])].text) for _, row in get(doc, ATTRIBUTIONS)]


@pytest.mark.parametrize(("text", "source", "content"), HEADLINES)
def test_a_headline_names_its_source(pipeline: Pipeline, text: str, source: str, content: str) -> None:
    assert _found(pipeline, text) == [(source, content)]
    assert _found(pipeline, f"{text}\nA ferry burned out on Monday. The lake was calm.") == [(source, content)]


@pytest.mark.parametrize(
    "text", ["Lima: the long road back home", "Ten drown in ferry fire", "Ferry fire: ten drown", "Peru - Chile 2:1"]
)
def test_a_headline_without_a_source(pipeline: Pipeline, text: str) -> None:
    assert _found(pipeline, text) == []


def test_what_a_headline_says_ends_with_it(pipeline: Pipeline) -> None:
    found = _found(pipeline, "Army says ten killed\nThe army said on Monday that ten were killed in the north.")
    assert found[0] == ("Army", "ten killed")
