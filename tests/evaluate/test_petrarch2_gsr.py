"""Known scores, wrong ones included."""

from __future__ import annotations

from dateline.evaluate.petrarch2_gsr import score_triples


def test_scores() -> None:
    gold = [{("KEN", "UGAMIL", "070"), ("KEN", "UGA", "010")}, set()]
    same = score_triples(gold, gold)
    assert (same["event_f1"], same["event_f1_relaxed"], same["exact_sentences"]) == (1.0, 1.0, 1.0)
    near = score_triples(gold, [{("KENGOV", "UGA", "073")}, {("UGA", "KEN", "190")}])
    assert near["event_f1"] == 0.0
    assert near["event_f1_relaxed"] == 0.5  # one of two gold and of two told
    assert near["exact_sentences"] == 0.0
