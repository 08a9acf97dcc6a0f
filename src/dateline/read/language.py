"""Which language a text is written in, as ISO 639-1."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import py3langid

from dateline.model import Article
from dateline.read.given import Unreadable
from dateline.read.original import Original

__all__ = ["language_of", "refuse_other_languages"]

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


def refuse_other_languages(
    found: Iterable[tuple[Original | None, Article | Unreadable]],
) -> Iterator[tuple[Original | None, Article | Unreadable]]:
    """The coder reads English: an article in another language becomes an `Unreadable` that names the language."""
    for original, item in found:
        if isinstance(item, Article) and item.language not in (None, "en"):
            problem = f"the language is {item.language!r}, not English"
            name, line = (original.name, original.line) if original else ("the text", None)
            yield original, Unreadable(name, problem, "give an English text or translation", line)
        else:
            yield original, item
