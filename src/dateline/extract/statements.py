"""Attributions of a Doc -> statements; place names -> the sites that the article names."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import itemgetter
from typing import Any

from dateline import __version__, identity
from dateline.annotate import slots
from dateline.annotate.parse import Span
from dateline.annotate.slots import AttributionRow, TokenRange
from dateline.extract.claims import ClaimMaker, certainty_of
from dateline.extract.reading import DocReading
from dateline.knowledge.sites import Sites
from dateline.model import Certainty, Maker, PlaceRole, SiteMention, Statement

__all__ = ["extract_sites", "extract_statements"]

Starts = Sequence[tuple[int, int]]
"""The first token of each time or place, and its position, in the order of the text."""


def extract_statements(reading: DocReading) -> Iterable[Statement]:
    for index, (passage, row) in enumerate(reading.attributions):
        if row.contents and _is_statement(row):  # without contents it is an outlet that relays what the next row says
            yield _statement(reading, index, passage, row)


def _is_statement(row: AttributionRow) -> bool:
    """Somebody says it: not nobody, not one who keeps silent or acts, and hearsay only where it is reported."""
    named = row.source is not None or row.in_title is not None
    return row.said and (named or (row.reports and row.act != "none"))


def _statement(reading: DocReading, index: int, passage: Span, row: AttributionRow) -> Statement:
    article = reading.article
    evidence = reading.span(passage.start, passage.end)
    contents = tuple(reading.span(*content) for content in row.contents)
    owner = identity.statement_id(article.article_id, contents[0].start_char, contents[-1].end_char)
    maker = ClaimMaker(reading, owner, Certainty())
    saying = _saying(passage, row)
    return Statement(
        statement_id=owner,
        article_id=article.article_id,
        attribution=reading.chain(index, _relaying(reading, row)),
        contents=contents,
        evidence=evidence,
        certainty=certainty_of(reading, reading.said.get(index)),
        topics=tuple(_topics(reading, row.contents)),
        places=tuple(
            maker.place(slots.EventPlaceRow(0, position, PlaceRole.AT))
            for position in saying(reading.place_starts, reading.places)
            if not reading.places[position][1].as_government
        ),
        dates=tuple(
            maker.date(slots.EventDateRow(0, position)) for position in saying(reading.date_starts, reading.dates)
        ),
        occasion=row.occasion,
        audience=row.audience,
        made_by=Maker("dateline.attribution", __version__),
    )


def _relaying(reading: DocReading, row: AttributionRow) -> Sequence[int]:
    """The attributions in whose content this one is told: those that hold its cue, not those that share its content."""
    said = row.cue or row.source
    return reading.attributions_of_token[said[0]] if said else ()


def _saying(passage: Span, row: AttributionRow) -> Callable[[Starts, Sequence[tuple[Span, Any]]], Iterator[int]]:
    """Which times or places belong to the saying: in its sentences, not in what is said, and tied to its verb."""
    inside = {token for start, end in row.contents for token in range(start, end)}
    verbs = frozenset(range(*row.cue)) if row.cue else frozenset()

    def belonging(starts: Starts, found: Sequence[tuple[Span, Any]]) -> Iterator[int]:
        if not starts:
            return
        first, last = passage[0].sent.start, passage[-1].sent.end
        for start, position in starts[_index(starts, first) : _index(starts, last)]:
            within = passage.start <= start < passage.end
            if start not in inside and (within or any(verb.i in verbs for verb in found[position][0].root.ancestors)):
                yield position

    return belonging


def _topics(reading: DocReading, contents: Sequence[TokenRange]) -> Iterable[str]:
    """The named actors and places that the content is about, each once, in the order of the text."""
    named = reading.named
    inside = {i for first, last in contents for i in range(_index(named, first), _index(named, last))}
    return dict.fromkeys(named[i][1] for i in sorted(inside))


def _index(starts: Sequence[tuple[int, Any]], token: int) -> int:
    """How many begin before the token."""
    return bisect_left(starts, token, key=itemgetter(0))


def extract_sites(reading: DocReading, sites: Sites) -> Iterable[SiteMention]:
    """The bases, crossings and heritage sites that the article names, whether or not an event falls on them."""
    for span, row in reading.places:
        site = sites.site(row.site_id) if row.site_id else None
        if site is not None:
            yield SiteMention(
                site_id=site.site_id,
                name=site.name,
                kind=site.kind,
                span=reading.span(span.start, span.end),
                lat=site.lat,
                lon=site.lon,
                country=site.country,
                in_danger=site.in_danger,
            )
