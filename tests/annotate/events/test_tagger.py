"""What the tagger reads: words with those around them, each sentence for itself."""

from __future__ import annotations

import numpy as np
import pytest

from dateline.annotate.events.tagger import load_tagger
from dateline.annotate.parse import Span, parsed
from dateline.annotate.pipeline import Pipeline
from dateline.annotate.slots import EVENTS, get
from dateline.evaluate.coder import make_article

PAIRS = [  # (word, type, an event, none)
    ("fired", "ASSAULT", "Gunmen fired on the convoy near Timbuktu.", "The bakery fired its oven before dawn."),
    ("struck", "ASSAULT", "Two missiles struck the harbour of Latakia.", "The tune struck the jury as charming."),
    ("backed", "SUPPORT", "Norway backed the Malian president's plan.", "The lorry backed slowly into the yard."),
    ("attack", "ASSAULT", "Rebels launched an attack on the port.", "The singer died of a heart attack at home."),
    ("talks", "CONSULT", "Chad and Niger held talks on the border.", "She talks to her plants in the evening."),
]


def read(pipeline: Pipeline, text: str) -> list[Span]:
    (doc,) = pipeline.parse([make_article(text)])
    return list(parsed(doc).sents)


@pytest.mark.parametrize(("word", "event_type", "event", "none"), PAIRS)
def test_the_same_word_tells_an_event_or_none(
    pipeline: Pipeline, word: str, event_type: str, event: str, none: str
) -> None:
    tagger = load_tagger()
    column = tagger.types.index(event_type)
    odds = []
    for text in (event, none):
        (sentence,) = read(pipeline, text)
        place = next(number for number, token in enumerate(sentence) if token.text == word)
        odds.append(tagger.log_odds(sentence)[place, column])
    assert odds[0] > odds[1] + 1


def test_a_sentence_is_read_alone(pipeline: Pipeline) -> None:
    tagger, text = load_tagger(), "The army shelled the town on Monday."
    (alone,) = read(pipeline, text)
    after = read(pipeline, f"The envoys dined. {text}")[1]
    assert np.allclose(tagger.log_odds(alone), tagger.log_odds(after), atol=1e-4)


def test_one_word_is_a_sentence(pipeline: Pipeline) -> None:
    (sentence,) = read(pipeline, "Enough")
    assert load_tagger().log_odds(sentence).shape == (1, 16)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Senator Berg also strongly attacked Mayor Lund's proposal to ban the group, calling it cruel.", ["ACCUSE"]),
        ("There was no claim of responsibility for the attacks in and near the central town of Kayes.", ["ASSAULT"]),
        ("The actress denied the rumours about her wedding.", []),
        ("The band attacked the second song at double speed.", []),
    ],
)
def test_a_word_without_its_frame_is_told_where_the_sentence_tells_it(
    pipeline: Pipeline, text: str, expected: list[str]
) -> None:
    (doc,) = pipeline.annotate([make_article(text)])
    assert [row.event_type for _, row in get(doc, EVENTS)] == expected
