"""Whom a pronoun of the third person means."""

from __future__ import annotations

import pytest

from dateline.annotate.pipeline import Pipeline
from dateline.annotate.slots import ACTORS, get
from dateline.model import Article


def meaning(pipeline: Pipeline, text: str, pronoun: str) -> str | None:
    """The name that the last such pronoun of the text is linked to."""
    (doc,) = pipeline.annotate([Article("x", text)])
    found = [row for span, row in get(doc, ACTORS) if span.text.lower() == pronoun]
    assert found, f"no {pronoun!r}"
    return found[-1].name if found[-1].antecedent is not None else None


@pytest.mark.parametrize(
    ("text", "pronoun", "name"),
    [
        # who does something to "him" is somebody else
        ("Larsen, who says Berg is attacking him, left the debate.", "him", "Larsen"),
        ("Larsen left the debate. Berg attacked him.", "him", "Larsen"),
        ("Larsen met Berg. Nilsen, who accused him of fraud, stayed away.", "him", "Larsen"),
        ("Larsen asked Ada Berg to help him.", "him", "Larsen"),
        ("Larsen said Berg had turned against him.", "him", "Larsen"),
        ("Chad said Sudan had bombed it.", "it", "Chad"),
        # but may be whose own something is, or who does it to himself
        ("Larsen said Berg had lost his seat.", "his", "Berg"),
        ("Larsen said Berg had hurt himself.", "himself", "Berg"),
        ("Chad said Sudan had shelled its own villages.", "its", "Sudan"),
        # "Mr." tells of every mention who is a man
        ("Larsen left the debate. She thanked Mr. Larsen.", "she", None),
        ("Larsen left the debate. He thanked Mr. Larsen's wife.", "he", "Larsen"),
        # a state is "they" where nothing else is
        ("Nigeria announced that it would withdraw their force.", "their", "Nigeria"),
        ("Nigeria said the rebels had lost their base.", "their", "the rebels"),
    ],
)
def test_whom_a_pronoun_means(pipeline: Pipeline, text: str, pronoun: str, name: str) -> None:
    assert meaning(pipeline, text, pronoun) == name


def test_nobody_is_left_to_mean(pipeline: Pipeline) -> None:
    assert meaning(pipeline, "Berg attacked him.", "him") is None
