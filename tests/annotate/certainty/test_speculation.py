"""What is guessed is listed; what is told, asked for or possible to do is not."""

from __future__ import annotations

import pytest

from dateline.annotate.certainty.factuality import Judge
from dateline.annotate.certainty.speculation import find_speculation
from dateline.annotate.pipeline import Pipeline


@pytest.mark.parametrize(
    ("sentence", "cue"),
    [
        ("The two likely discussed the port.", "likely"),
        ("The talks may have centred on the port.", "may"),
        ("The deal raises questions about the port.", "raises"),
        ("The deal could have far-reaching consequences.", "could"),
        ("The attacker is believed to have crossed the border.", "believed"),
        ("It remained unclear who fired first.", "unclear"),
        ("The envoy is expected to ask for help.", "expected"),
        ("The video appears to show a convoy.", "appears"),
        ("The army shelled the port.", None),
        ("The army did not shell the port.", None),
        ("The envoy called for a truce.", None),
        ("The missile can reach the port.", None),
        ("The minister said the army shelled the port.", None),
        ("The minister wants to visit the port.", None),
    ],
)
def test_guesses(pipeline: Pipeline, sentence: str, cue: str | None) -> None:
    with pipeline.nlp.select_pipes(enable=list(pipeline.parsing)):
        doc = pipeline.nlp(sentence)
    found = [doc[slice(*row.cue)].text for _, row in find_speculation(doc, Judge(doc))]
    assert found == ([cue] if cue else [])
