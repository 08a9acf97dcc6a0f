"""Doc -> CodedArticle: mentions made of claims, statements, discrepancies. The last file to see spaCy."""

from __future__ import annotations

from spacy.tokens import Doc

from dateline.model import Article, CodedArticle

__all__ = ["extract_article"]


def extract_article(article: Article, doc: Doc) -> CodedArticle:
    """Everything that the components found in `doc`, as claims with their words."""
    _ = doc
    return CodedArticle(article)
