"""The share of stories whose main event has the label's type."""

from __future__ import annotations

from dateline.evaluate.ngec_synthetic import score_stories
from dateline.evaluate.tellings import Telling


def test_share_of_right_types() -> None:
    told = Telling(0, 1, "AID", None, 1.0)
    records = [{"text": "", "label": label} for label in ("AID", "AID", "PROTEST", "PROTEST")]
    figures = score_stories(records, [told, None, told, None])
    assert figures["type_accuracy"] == 0.25
    assert figures["by_type"] == {"AID": 0.5, "PROTEST": 0.0}
