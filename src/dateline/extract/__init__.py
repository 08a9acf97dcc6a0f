"""Doc -> CodedArticle: mentions made of claims, statements, speculation. The last package to see spaCy."""

from __future__ import annotations

from spacy.tokens import Doc

from dateline.annotate import slots
from dateline.extract.mentions import extract_mentions
from dateline.extract.reading import DocReading
from dateline.extract.statements import extract_statements
from dateline.model import Article, CodedArticle

__all__ = ["extract_article"]


def extract_article(article: Article, doc: Doc) -> CodedArticle:
    """Everything that the components found in `doc`, with offsets in code points of the article's text."""
    reading = DocReading(article, doc)
    return CodedArticle(
        article,
        mentions=tuple(extract_mentions(reading)),
        statements=tuple(extract_statements(reading)),
        speculation=tuple(reading.span(span.start, span.end) for span, _ in slots.get(doc, slots.SPECULATION)),
    )
