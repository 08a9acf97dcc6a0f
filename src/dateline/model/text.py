"""Articles, and words and where they stand in them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

__all__ = ["Article", "ImpossibleValueError", "MetadataField", "Provenance", "TextSpan", "require", "storable"]


class ImpossibleValueError(ValueError):
    """A value that no article can hold: a quote that is not its text, an end before a start, low above best."""


def require(condition: bool, message: str) -> None:
    if not condition:
        raise ImpossibleValueError(message)


_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def storable(text: str) -> str:
    """The text with a mark (U+FFFD) for each character that databases and files refuse: NUL and halves of surrogate
    pairs, which broken encodings leave behind. Offsets stay."""
    return _UNSTORABLE.sub("\ufffd", text)


@dataclass(frozen=True, slots=True, order=True)
class TextSpan:
    """Words of an article. Make it with `TextSpan.of(text, start, end)`; `CodedArticle` checks it against its text."""

    start_char: int
    end_char: int
    quote: str

    def __post_init__(self) -> None:
        if 0 <= self.start_char < self.end_char == self.start_char + len(self.quote):
            return  # a case holds millions of spans: the messages below are only made for a wrong one
        require(self.start_char >= 0, f"span starts at {self.start_char}, before the text")
        require(self.end_char > self.start_char, f"span ends at {self.end_char}, not after its start {self.start_char}")
        length = self.end_char - self.start_char
        require(
            len(self.quote) == length,
            f"quote {self.quote!r} does not fill its span {self.start_char}-{self.end_char} of {length} characters",
        )

    @classmethod
    def of(cls, text: str, start_char: int, end_char: int) -> TextSpan:
        """The span of `text` from `start_char` to `end_char`; raises `ImpossibleValueError` outside the text."""
        require(end_char <= len(text), f"span ends at {end_char}, after the text's end {len(text)}")
        return cls(start_char, end_char, text[start_char:end_char])

    def check_against(self, text: str) -> None:
        """Raise `ImpossibleValueError` unless the quote is what `text` says at these offsets."""
        found = text[self.start_char : self.end_char]
        if found != self.quote:
            raise ImpossibleValueError(
                f"quote {self.quote!r} is not the text at {self.start_char}-{self.end_char}, which reads {found!r}"
            )

    def overlaps(self, other: TextSpan) -> bool:
        return self.start_char < other.end_char and other.start_char < self.end_char


class Provenance(StrEnum):
    """Where a field of an article's metadata came from."""

    USER = "user"  # the command line, a form, a column of the user's own file
    TAG = "tag"  # an HTML tag or JSON-LD; `detail` names it
    HEADER = "header"  # an HTTP or WARC header
    FEED = "feed"
    TEXT = "text"  # read off the text itself: a dateline, a byline
    FILE = "file"  # the file's name or its own metadata
    DETECTED = "detected"  # a program's judgement, such as the language


@dataclass(frozen=True, slots=True)
class MetadataField:
    """One field of an article's metadata and where it came from."""

    name: str
    provenance: Provenance
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """One immutable text. `article_id` is the hash of its content (`identity.article_id`)."""

    article_id: str
    text: str
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    published_on: date | None = None
    language: str | None = None  # ISO 639-1
    metadata: tuple[MetadataField, ...] = ()
    source_id: str | None = None  # the id that the input file gave it, if any
    byline: str | None = None  # its authors, as its tags give them

    def __post_init__(self) -> None:
        require(bool(self.article_id), "an article needs an id")
        require(bool(self.text.strip()), "an article needs a text")

    def span(self, start_char: int, end_char: int) -> TextSpan:
        return TextSpan.of(self.text, start_char, end_char)
