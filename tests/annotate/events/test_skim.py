"""Skimming covers the text, keeps reports of events, and lets go of what is plainly none."""

from __future__ import annotations

import pytest

from dateline.annotate.events.skim import DEFAULT_THRESHOLD, skim

EVENTS = (
    "Rebels shelled the harbour of Aden for a second night.",
    "Latvia's president met the Finnish prime minister in Riga.",
    "Police arrested nine demonstrators outside the ministry.",
    "Togo accused Benin of sheltering the rebels.",
)
NO_EVENTS = (
    "Fold in the cream and chill the mousse for two hours.",
    "The sofa comes in four colours.",
    "The orchestra will play Brahms.",
)


@pytest.mark.parametrize("text", EVENTS)
def test_kept(text: str) -> None:
    (sentence,) = skim(text)
    assert sentence.probability > 0.5


@pytest.mark.parametrize("text", NO_EVENTS)
def test_let_go(text: str) -> None:
    (sentence,) = skim(text)
    assert sentence.probability < DEFAULT_THRESHOLD


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("", []),
        (" \n ", []),
        ("... !!", []),
        ("No full stop", ["No full stop"]),
        ("It rained. It snowed!", ["It rained. ", "It snowed!"]),
        ('"Go!" he said.\nThey went', ['"Go!" ', "he said.\n", "They went"]),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    assert [text[item.start_char : item.end_char] for item in skim(text)] == sentences


def test_a_long_text_without_an_end() -> None:
    (sentence,) = skim("word " * 20_000)
    assert (sentence.start_char, sentence.end_char) == (0, 100_000)
