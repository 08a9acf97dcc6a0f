"""ECB+: which mentions count, what a pair is measured by, and the grouping on a case that can be seen through."""

from __future__ import annotations

from typing import Any

import pytest
import spacy
from spacy.tokens import Doc

from dateline.evaluate.ecbplus import group_marks
from dateline.evaluate.ecbplus_measures import MEASURES, EventMark, event_marks, measure_pairs
from dateline.fuse.wording import load_rarity

SENTENCES = (
    "Harbour pilots struck on Friday in Calderport .",
    "The strike by harbour pilots in Calderport began on Friday .",
    "A miner won the village lottery in Thornby .",
)
TRIGGERS = ("struck", "strike", "won")


def record(number: int, validated: list[int]) -> dict[str, Any]:
    text, trigger = SENTENCES[number], TRIGGERS[number]
    start = text.index(trigger)
    mentions = [
        {
            "id": "1",
            "type": "ACTION_OCCURRENCE",
            "start": start,
            "end": start + len(trigger),
            "sent": 0,
            "cluster": None,
        },
        {"id": "2", "type": "LOC_GEO", "start": 0, "end": 1, "sent": 0, "cluster": None},
    ]
    return {
        "id": f"r{number}",
        "topic": 1,
        "subtopic": "1_ecb",
        "text": text,
        "validated_sentences": validated,
        "mentions": [{**mention, "sent": 0, "cluster": None} for mention in mentions],
    }


def doc_of(text: str) -> Doc:
    words = text.split()
    return Doc(spacy.blank("en").vocab, words, heads=[0] * len(words), deps=["dep"] * len(words), lemmas=words)


def marks_of(*numbers: int) -> list[EventMark]:
    rarity = load_rarity()
    return [
        mark
        for position, number in enumerate(numbers)
        for mark in event_marks(record(number, [0]), position, doc_of(SENTENCES[number]), rarity)
    ]


def test_only_event_mentions_of_validated_sentences_count() -> None:
    doc = doc_of(SENTENCES[0])
    rarity = load_rarity()
    assert [mark.key for mark in event_marks(record(0, [0]), 0, doc, rarity)] == [("r0", "1")]
    assert list(event_marks(record(0, [1]), 0, doc, rarity)) == []


def test_articles_that_share_no_rare_word_are_not_measured() -> None:
    rarity = load_rarity()
    marks = marks_of(0, 1, 2)
    scored = measure_pairs(marks, [rarity.of_passages([sentence]) for sentence in SENTENCES])
    assert scored.pairs == [(0, 1)]
    assert scored.measures.shape == (1, len(MEASURES))
    assert scored.measures[0][MEASURES.index("sentence")] > 0.5


def test_what_scores_well_is_grouped() -> None:
    from importlib.resources import as_file, files

    from dateline.fuse.linear import read_scorer

    marks = marks_of(1, 1, 2)
    rarity = load_rarity()
    scored = measure_pairs(marks, [rarity.of_passages([SENTENCES[number]]) for number in (1, 1, 2)])
    with as_file(files("dateline.knowledge") / "coreference.json") as path:
        groups = group_marks([*marks], scored, read_scorer(path, MEASURES))
        with pytest.raises(ValueError, match="trained on other measures"):
            read_scorer(path, MEASURES[1:])
    assert len(set(groups.values())) == len({mark.key for mark in marks}) == 2
