"""Sentences, paragraphs, quotations and subtrees by token, on Docs made by hand."""

from __future__ import annotations

import spacy
from spacy.tokens import Doc

from dateline.annotate.syntax.layout import Layout


def _doc(words: list[str], heads: list[int]) -> Doc:
    starts = [head == i for i, head in enumerate(heads)]
    return Doc(spacy.blank("en").vocab, words=words, heads=heads, deps=["dep"] * len(words), sent_starts=starts)


def test_subtrees() -> None:
    layout = Layout.of(_doc(["the", "old", "mayor", "of", "Oslo", "spoke"], [2, 2, 5, 2, 3, 5]))
    assert layout.subtree(2) == (0, 5)
    assert layout.subtree(3) == (3, 5)
    assert layout.subtree(5) == (0, 6)


def test_paragraphs_and_quotations() -> None:
    layout = Layout.of(_doc(["“", "Go", "”", "he", "said", "\n\n", "Rain", "fell"], [0, 0, 0, 0, 0, 0, 0, 0]))
    assert layout.paragraphs == [(0, 6), (6, 8)]
    assert layout.paragraph(7) == (6, 8)
    assert layout.quote(1) == (0, 3)
    assert layout.quote(3) is None
    assert layout.quoted(0, 8) == 3


def test_an_empty_text() -> None:
    layout = Layout.of(_doc([], []))
    assert (layout.paragraphs, layout.quotes, layout.quoted_before) == ([], [], [0])
