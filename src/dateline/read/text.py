"""Plain text -> Article: decoding, and the checks that every text passes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dateline import identity
from dateline.model import Article, MetadataField, Provenance, storable
from dateline.read.given import Given, UnreadableError
from dateline.read.language import language_of

__all__ = ["Metadata", "decode", "make_article", "read_text"]

_BINARY_BYTES = frozenset(range(9)) | frozenset(range(14, 27)) | frozenset(range(28, 32))
_BINARY_SHARE = 0.01


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the input itself tells of the article, and where each field was found."""

    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    published_on: date | None = None
    source_id: str | None = None
    byline: str | None = None
    provenance: Provenance = Provenance.FILE
    details: tuple[tuple[str, str], ...] = ()  # (field, which tag, column or header)


def read_text(raw: bytes, given: Given) -> Article:
    """A file of plain text or Markdown is one article, as it stands."""
    return make_article(decode(raw), Metadata(), given)


def decode(raw: bytes) -> str:
    """The text of UTF-8 bytes (UTF-16 with a byte-order mark as well); raises `UnreadableError` for anything else."""
    if not raw.strip():
        raise UnreadableError("the text is empty", "give a file that holds an article")
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return _decode_as(raw, "utf-16")
    sample = raw[:8192]
    if sum(byte in _BINARY_BYTES for byte in sample) > _BINARY_SHARE * len(sample):
        raise UnreadableError("these are binary bytes, not text", "give text, HTML, PDF or a table of texts")
    return _decode_as(raw, "utf-8-sig")


def _decode_as(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise UnreadableError(
            f"byte {error.start} (line {line}) is not {encoding.removesuffix('-sig').upper()}", "save it as UTF-8"
        ) from error


def make_article(text: str, found: Metadata, given: Given) -> Article:
    """Check the text and put the article together; what the user states stands in where the input is silent."""
    if not text.strip():
        raise UnreadableError("the text is empty", "give a file that holds an article")
    size, limit = len(text.encode("utf-8", "surrogatepass")), given.settings.max_article_bytes
    if size > limit:
        raise UnreadableError(
            f"the text has {size:,} bytes, over the limit of {limit:,}", "split it, or raise DATELINE_MAX_ARTICLE_BYTES"
        )
    text, title = storable(text), _storable(found.title)
    url, publisher = _storable(found.url), _storable(found.publisher or given.publisher)
    return Article(
        article_id=identity.article_id(text, title, url, publisher),
        text=text,
        title=title,
        url=url,
        publisher=publisher,
        published_on=found.published_on or given.published_on,
        language=language_of(text),
        metadata=tuple(_provenances(found, given)),
        source_id=_storable(found.source_id),
        byline=_storable(found.byline),
    )


def _storable(text: str | None) -> str | None:
    return storable(text) if text else text


def _provenances(found: Metadata, given: Given) -> list[MetadataField]:
    details = dict(found.details)
    fields = []
    for name in ("title", "url", "publisher", "published_on", "byline"):
        if getattr(found, name):
            fields.append(MetadataField(name, found.provenance, details.get(name, "")))
        elif getattr(given, name, None):
            fields.append(MetadataField(name, Provenance.USER, f"--{name.removesuffix('_on')}"))
    fields.append(MetadataField("language", Provenance.DETECTED, "py3langid"))
    return fields
