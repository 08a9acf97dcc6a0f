"""The coder under test: articles -> Docs and coded articles, with parses kept between runs.

Coding is tried many times over the same texts, and the parse does not change with it: a parse is kept in the cache
folder under the parser's version and a digest of the texts, and read back when both are the same.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from spacy.tokens import Doc, DocBin

from dateline import identity
from dateline.annotate.pipeline import Pipeline, load_pipeline
from dateline.coding import code_doc
from dateline.model import Article, CodedArticle
from dateline.settings import Settings

__all__ = ["Coder", "make_article"]

_KEPT = ["ORTH", "SPACY", "TAG", "POS", "MORPH", "LEMMA", "HEAD", "DEP", "SENT_START"]


def make_article(text: str, published: str | None = None, title: str | None = None) -> Article:
    """An article made of a gold record; `published` is an ISO date."""
    published_on = date.fromisoformat(published) if published else None
    return Article(
        identity.article_id(text, title, None, None), text, title=title, published_on=published_on, language="en"
    )


@dataclass(frozen=True)
class Coder:
    settings: Settings

    @cached_property
    def pipeline(self) -> Pipeline:
        return load_pipeline(self.settings)

    def docs(self, articles: Sequence[Article]) -> Iterator[Doc]:
        """The coded Doc of each article, in order; use it one by one, since all of them take much memory."""
        return self.pipeline.code(self.parse(articles))

    def code(self, articles: Sequence[Article]) -> Iterator[CodedArticle]:
        """Each article with what was read out of it, in order."""
        for article, doc in zip(articles, self.docs(articles), strict=True):
            yield code_doc(article, doc, self.pipeline.sites)

    def parse(self, articles: Sequence[Article]) -> Iterator[Doc]:
        """The parsed Doc of each article, from the kept parses where there are any."""
        path = self._parse_file(articles)
        if not path.exists():
            self._keep(path, self.pipeline.parse(articles))
        kept = DocBin().from_disk(path)
        for article, doc in zip(articles, kept.get_docs(self.pipeline.nlp.vocab), strict=True):
            self.pipeline.tell(doc, article)
            yield doc

    def _parse_file(self, articles: Iterable[Article]) -> Path:
        total = hashlib.sha256(self.pipeline.parser_version.encode())
        for article in articles:
            total.update(hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).digest())
        return self.settings.cache_folder / "parses" / f"{total.hexdigest()[:32]}.spacy"

    @staticmethod
    def _keep(path: Path, docs: Iterable[Doc]) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_suffix(".unfinished")
        DocBin(attrs=_KEPT, docs=docs).to_disk(unfinished)
        unfinished.replace(path)
