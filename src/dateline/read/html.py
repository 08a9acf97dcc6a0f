"""An HTML page -> Article: its main text by trafilatura, its metadata by its tags, its date by htmldate."""

from __future__ import annotations

from datetime import date

import trafilatura
from htmldate import find_date
from lxml import etree
from lxml import html as lxml_html
from trafilatura.settings import Document

from dateline.model import Article, Provenance
from dateline.read.given import Given, UnreadableError
from dateline.read.original import Original
from dateline.read.text import Metadata, decode, make_article

__all__ = ["read_html"]

_DEEPEST = 500  # nested tags; a page of an outlet has some dozens
_NO_ARTICLE = UnreadableError("the page holds no article text", "give the article's own page, or its text")

_TITLE_TAGS = (("og:title", "//meta[@property='og:title']/@content"), ("title", "//title/text()"))
_PUBLISHER_TAGS = (
    ("og:site_name", "//meta[@property='og:site_name']/@content"),
    ("application-name", "//meta[@name='application-name']/@content"),
)


def read_html(original: Original, given: Given) -> Article:
    """The article of a page; raises `UnreadableError` where the page holds none."""
    tree = _tree(decode(original.raw))
    published = find_date(tree, original_date=True, extensive_search=False)
    title_tag, publisher_tag = _tag(tree, _TITLE_TAGS), _tag(tree, _PUBLISHER_TAGS)
    page = trafilatura.bare_extraction(tree, with_metadata=True, include_comments=False, include_tables=False)
    if not isinstance(page, Document) or not page.text:
        raise _NO_ARTICLE
    found = Metadata(
        title=page.title,
        url=original.url or page.url,
        publisher=page.sitename,
        byline=page.author,
        published_on=date.fromisoformat(published) if published else None,
        provenance=Provenance.TAG,
        details=(
            ("title", title_tag),
            ("publisher", publisher_tag),
            ("url", "address" if original.url else "canonical link"),
            ("published_on", "htmldate"),
        ),
    )
    return make_article(page.text, found, given)


def _tree(page: str) -> lxml_html.HtmlElement:
    parser = lxml_html.HTMLParser(recover=True, encoding="utf-8")
    try:
        tree = lxml_html.document_fromstring(page.encode(), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise _NO_ARTICLE from error
    if _is_deeper_than(tree, _DEEPEST):
        raise UnreadableError(f"its tags are nested more than {_DEEPEST} deep", "give the article's text")
    return tree


def _is_deeper_than(tree: lxml_html.HtmlElement, limit: int) -> bool:
    depth = 0
    for action, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if action == "start" else -1
        if depth > limit:
            return True
    return False


def _tag(tree: lxml_html.HtmlElement, tags: tuple[tuple[str, str], ...]) -> str:
    """The name of the first of these tags that the page has: trafilatura reads them in this order."""
    return next((name for name, path in tags if tree.xpath(path)), "other tag")
