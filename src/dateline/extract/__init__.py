"""Doc -> CodedArticle: mentions made of claims, statements, speculation. The last package to see spaCy."""

from __future__ import annotations

from dateline.annotate import slots
from dateline.annotate.parse import Doc, Span
from dateline.extract.mentions import extract_mentions, extract_tolls
from dateline.extract.reading import DocReading
from dateline.extract.statements import extract_sites, extract_statements
from dateline.knowledge.sites import Sites
from dateline.model import Article, CodedArticle, TextSpan

__all__ = ["extract_article"]


def extract_article(article: Article, doc: Doc, sites: Sites) -> CodedArticle:
    """Everything that the components found in `doc`, with offsets in code points of the article's text."""
    reading = DocReading(article, doc)
    guesses = _guessing_sentences(reading)
    return CodedArticle(
        article,
        mentions=tuple(extract_mentions(reading)),
        statements=tuple(extract_statements(reading)),
        sites=tuple(extract_sites(reading, sites)),
        speculation=tuple(guesses),
        hearsay=tuple(sentence for sentence, hearsay in guesses.items() if hearsay),
        casualties=tuple(extract_tolls(reading)),
        credits=reading.credits,
    )


def _guessing_sentences(reading: DocReading) -> dict[TextSpan, bool]:
    """Each sentence in which the author guesses, whole (a reader is to see what is guessed), and whether by hearsay."""
    found = slots.get(reading.doc, slots.SPECULATION)
    return {_without_blanks(reading, span.sent): row.hearsay for span, row in found}


def _without_blanks(reading: DocReading, sentence: Span) -> TextSpan:
    words = [token.i for token in sentence if not token.is_space]
    return reading.span(words[0], words[-1] + 1)
