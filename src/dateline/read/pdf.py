"""A PDF with text -> Article."""

from __future__ import annotations

import io

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from dateline.model import Article, Provenance
from dateline.read.given import Given, UnreadableError
from dateline.read.original import Original
from dateline.read.text import Metadata, make_article

__all__ = ["read_pdf"]


def read_pdf(original: Original, given: Given) -> Article:
    """The text of every page; raises `UnreadableError` for scans, which hold pictures of words."""
    try:
        reader = PdfReader(io.BytesIO(original.raw))
        title = str(reader.metadata.title) if reader.metadata and reader.metadata.title else None
        pages = [page.extract_text() for page in reader.pages]
    except (PyPdfError, ValueError, KeyError, RecursionError) as error:
        raise UnreadableError(f"it is no readable PDF ({type(error).__name__})", "save it again as PDF") from error
    text = "\n\n".join(page.strip() for page in pages if page.strip())
    if not text:
        raise UnreadableError("the PDF holds no text, only pictures", "run it through text recognition first")
    found = Metadata(title, original.url, provenance=Provenance.FILE, details=(("title", "PDF title"),))
    return make_article(text, found, given)
