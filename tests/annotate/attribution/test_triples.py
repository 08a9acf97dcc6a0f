"""Which words introduce what somebody says."""

from __future__ import annotations

import pytest

from dateline.annotate.attribution.triples import decide_triples, load_attribution_models
from dateline.annotate.pipeline import Pipeline
from dateline.annotate.syntax.layout import Layout
from dateline.knowledge.reporting import load_reporting_lexicon


@pytest.mark.parametrize(
    ("text", "cues"),
    [
        ("The raid caused losses, marking a rare moment of direct combat between the two armies.", []),
        ("The withdrawal opened the road, marking that the siege had ended after three years.", []),
        ("The envoy noted that the siege had ended.", ["note"]),
        ("The report suggests that the siege has ended.", ["suggest"]),
    ],
)
def test_what_happened_says_nothing(pipeline: Pipeline, text: str, cues: list[str]) -> None:
    with pipeline.nlp.select_pipes(enable=list(pipeline.parsing)):
        layout = Layout.of(pipeline.nlp(text))
    triples = decide_triples(layout, load_reporting_lexicon(), load_attribution_models())
    assert [triple.cue.lemma for triple in triples] == cues
