"""The outlet behind an article: the agency whose report it carries, as its text or tags say.

Input: an `Article`. Output: `WireCredit`s, the surest first: a dateline ("GENEVA (Reuters) -", "MOSCOW, October 15.
/TASS/."), a byline in the text or a tag ("By Ann Berg, Reuters"), a closing credit ("Source: AFP"), and then those who
gave only a part: "with inputs from AP", and an agency that the text quotes ("SANA reported"). Names are those of the
book of sources; initials that it does not know are a credit only where a dateline opens the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.knowledge.sources import SourceBook, SourceRecord, name_key, publisher_itself
from dateline.model import Article, CreditPlace, TextSpan, WireCredit

__all__ = ["carried_by", "find_wire_credits"]

_HEAD = 300  # characters in which a dateline or byline stands
_FOOT = 300  # and a closing credit
_NAME = r"[A-Z][\w.&'’-]*(?:[ /][A-Z][\w.&'’-]*){0,4}"
_DATELINE = re.compile(rf"(?m)^[^\n]{{0,80}}?(?:\((?P<bracket>{_NAME})\)|/\s*(?P<slash>{_NAME})\s*/)\s*(?:[.:–—-]|$)")
_BYLINE = re.compile(rf"(?m)^\s*By [^\n]{{2,60}}?(?:,| of| for|\s[|/])\s+(?:the )?(?P<name>{_NAME})\s*$")
_CREDIT = re.compile(rf"(?m)(?:Sources?|Agency|Agencies)\s*:\s+(?:the )?(?P<name>{_NAME})\s*[.)\]]*\s*$")
_INPUTS = re.compile(rf"(?m)[Ww]ith (?:\w+ )?(?:inputs?|information|reporting) (?:from|by) (?:the )?(?P<name>{_NAME})")
_SAYS = re.compile(
    rf"\b(?:the )?(?P<name>{_NAME})(?: news agency| agency)?"
    r" (?:reported|reports|said|says|wrote|writes|quoted|cited)\b"
)
_TAG_PARTS = re.compile(r"\s*(?:[,;|/(]|\bfor\b|\band\b)\s*")
_AGENCY = "agency"


def find_wire_credits(article: Article, book: SourceBook) -> tuple[WireCredit, ...]:
    """Every credit but that of the publisher itself, each outlet once, the surest sign first.

    "Daily (AFP)" is the Daily's: where its text names AFP, that is whose report it carries.
    """
    own = _key(book, publisher_itself(article.publisher)) if article.publisher else None
    found: dict[str, WireCredit] = {}
    for credit in _credits(article, book):
        found.setdefault(_key(book, credit.name), credit)
    return tuple(credit for key, credit in found.items() if key != own)


def carried_by(credits: tuple[WireCredit, ...]) -> WireCredit | None:
    """The credit for the whole report; of "IANS/Xinhua" the last, which wrote it."""
    whole = [credit for credit in credits if credit.whole]
    return next((credit for credit in reversed(whole) if credit.where is whole[0].where), None)


def _key(book: SourceBook, name: str) -> str:
    return name_key(book.canonical(name))


def _credits(article: Article, book: SourceBook) -> Iterator[WireCredit]:
    text = article.text
    head, foot = text[:_HEAD], max(0, len(text) - _FOOT)
    for match in _DATELINE.finditer(head):
        group = "bracket" if match["bracket"] else "slash"
        yield from _known_parts(article, match, group, CreditPlace.DATELINE, book)
    for match in _BYLINE.finditer(head):
        yield from _known_parts(article, match, "name", CreditPlace.BYLINE, book)
    for part in _TAG_PARTS.split((article.byline or "").strip(" )")):
        if (record := _named(book, part)) and record.kind == _AGENCY:
            yield WireCredit(record.name, CreditPlace.BYLINE)
    for match in _CREDIT.finditer(text, foot):
        yield from _known_parts(article, match, "name", CreditPlace.CREDIT, book)
    for match in _INPUTS.finditer(text, foot):
        yield from _known_parts(article, match, "name", CreditPlace.INPUTS, book)
    for match in _SAYS.finditer(text):
        record = book.named(match["name"])
        if record is not None and record.kind == _AGENCY:
            yield WireCredit(record.name, CreditPlace.TEXT, article.span(*match.span("name")))


def _named(book: SourceBook, words: str) -> SourceRecord | None:
    return book.named(re.sub(r"^by\s+", "", words, flags=re.IGNORECASE)) if words else None


def _known_parts(
    article: Article, match: re.Match[str], group: str, where: CreditPlace, book: SourceBook
) -> Iterator[WireCredit]:
    """A credit for each outlet of "IANS/Xinhua"; initials that nobody knows only in a dateline that opens the text."""
    start = match.start(group)
    trusted = where is CreditPlace.DATELINE and match.start() == 0
    for part in match[group].split("/"):
        if book.named(part) is not None or (trusted and part.isupper()):
            span: TextSpan = article.span(start, start + len(part))
            yield WireCredit(book.canonical(part), where, span)
        start += len(part) + 1
