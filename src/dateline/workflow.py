"""The steps of the flow, chained for one batch; plain functions that the command line, the workbench and Ray call."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import tee

from spacy.tokens import Doc

from dateline.annotate.pipeline import Pipeline
from dateline.extract import extract_article
from dateline.model import Article, CodedArticle

__all__ = ["code_articles", "code_doc"]


def code_articles(pipeline: Pipeline, articles: Iterable[Article]) -> Iterator[CodedArticle]:
    """Each article with everything that was read out of it, in order; a few dozen are held in memory at a time."""
    to_parse, to_extract = tee(articles)
    for article, doc in zip(to_extract, pipeline.annotate(to_parse), strict=True):
        yield code_doc(article, doc)


def code_doc(article: Article, doc: Doc) -> CodedArticle:
    """The article with what was read out of its annotated Doc."""
    return extract_article(article, doc)
