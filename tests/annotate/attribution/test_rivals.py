"""What a reading of a cue is told of the readings round it."""

from __future__ import annotations

from dateline.annotate.attribution.rivals import reading_numbers
from dateline.annotate.attribution.triples import find_candidates, load_attribution_models
from dateline.annotate.pipeline import Pipeline
from dateline.annotate.syntax.layout import Layout
from dateline.knowledge.reporting import load_reporting_lexicon

TEXT = "The mayor said that the minister warned that the bridge is shut. Rain fell. Police denied that it was open."


def test_one_row_a_content_and_the_rivals_beside_it(pipeline: Pipeline) -> None:
    with pipeline.nlp.select_pipes(enable=list(pipeline.parsing)):
        layout = Layout.of(pipeline.nlp(TEXT))
    candidates = list(find_candidates(layout, load_reporting_lexicon(), load_attribution_models()))
    numbers = reading_numbers(layout, candidates)
    assert [candidate.cue.lemma for candidate in candidates] == ["say", "warn", "deny"]
    assert len(numbers) == sum(len(candidate.contents) for candidate in candidates)
    starts = [0, len(candidates[0].contents), len(candidates[0].contents) + len(candidates[1].contents)]
    holding, _, shared, held = numbers[:, -4:].T
    said, warned, denied = starts
    assert held[said] > 0.2  # what the mayor says holds "warned"
    assert holding[warned] > 0.5
    assert shared[warned] > 0.2
    assert not holding[said]
    assert not any((holding[denied], shared[denied], held[denied]))


def test_nothing_to_read(pipeline: Pipeline) -> None:
    with pipeline.nlp.select_pipes(enable=list(pipeline.parsing)):
        layout = Layout.of(pipeline.nlp("Rain."))
    assert len(reading_numbers(layout, [])) == 0
