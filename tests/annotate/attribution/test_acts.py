"""A cue that the lexicon does not hold is like the act of its neighbours."""

from __future__ import annotations

import pytest

from dateline.annotate.attribution.acts import load_act_likeness


@pytest.mark.parametrize(
    ("lemma", "act"), [("explaining", "assert"), ("dismissed", "deny"), ("criticizing", "judge"), ("enjoy", "want")]
)
def test_nearest(lemma: str, act: str) -> None:
    assert load_act_likeness().nearest(lemma) == act


def test_an_unknown_word_is_like_nothing() -> None:
    assert load_act_likeness().nearest("qzxv") == "unlike"
    assert load_act_likeness().features("qzxv") == ("like=none",)
