"""Which language a text is written in, as ISO 639-1."""

from __future__ import annotations

import py3langid

__all__ = ["language_of"]

_SAMPLE = 3_000
_LETTERS_NEEDED = 60


def language_of(text: str) -> str | None:
    """The language of the text's beginning; None where it holds too few letters to tell."""
    sample = text[:_SAMPLE]
    if sum(character.isalpha() for character in sample) < _LETTERS_NEEDED:
        return None
    # Headlines in capitals look like no language to a model of ordinary print.
    language, _ = py3langid.classify(sample.lower() if sample.isupper() else sample)
    return str(language)
