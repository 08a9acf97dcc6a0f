"""The text of an article, cut where marks begin and end: each stretch knows what it is the words of.

Marks may overlap and lie inside each other. A stretch takes the colour of the shortest mark over it; all that cover it
are named, so that a click leads to each. Time grows with the text and the marks, not with their product.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from dateline.model import Attribution, CodedArticle, EventMention, Statement, TextSpan
from dateline.web.contexts.articles import Segment

__all__ = ["KINDS", "Mark", "marks_of", "segments_of"]

KINDS = {
    "event": "event",
    "actor": "actor",
    "recipient": "recipient",
    "place": "place",
    "date": "date",
    "casualty": "casualties",
    "instrument": "instrument",
    "target": "target",
    "source": "who says so",
    "certainty": "certainty",
    "speculation": "speculation",
    "statement": "what is said",
}
"""Each kind of mark with its word in the legend."""


@dataclass(frozen=True, slots=True)
class Mark:
    start: int
    end: int
    kind: str
    marked_id: str


def marks_of(coded: CodedArticle) -> list[Mark]:
    """Every span that something rests on."""
    marks = [mark for mention in coded.mentions for mark in _of_mention(mention)]
    marks += [mark for statement in coded.statements for mark in _of_statement(statement)]
    marks += [_mark(span, "speculation", "speculation") for span in coded.speculation]
    return marks


def _of_mention(mention: EventMention) -> Iterator[Mark]:
    yield _mark(mention.trigger, "event", mention.mention_id)
    yield from _sources(mention.attribution, mention.mention_id)
    if mention.certainty.cue:
        yield _mark(mention.certainty.cue, "certainty", mention.mention_id)
    for claim in mention.claims():
        yield from (_mark(span, claim.field, claim.claim_id) for span in claim.evidence)
        yield from _sources(claim.attribution, claim.claim_id)
        if claim.certainty.cue:
            yield _mark(claim.certainty.cue, "certainty", claim.claim_id)


def _of_statement(statement: Statement) -> Iterator[Mark]:
    yield from (_mark(span, "statement", statement.statement_id) for span in statement.contents)
    yield from _sources(statement.attribution, statement.statement_id)


def _sources(attribution: Attribution, marked_id: str) -> Iterator[Mark]:
    return (_mark(source.span, "source", marked_id) for source in attribution.sources if source.span is not None)


def _mark(span: TextSpan, kind: str, marked_id: str) -> Mark:
    return Mark(span.start_char, span.end_char, kind, marked_id)


def segments_of(text: str, marks: Iterable[Mark]) -> list[Segment]:
    """The whole text in order; joined again, the segments are the text."""
    ordered = sorted(set(marks), key=lambda mark: (mark.start, mark.end, mark.kind, mark.marked_id))
    cuts = sorted({0, len(text), *(mark.start for mark in ordered), *(mark.end for mark in ordered)})
    waiting = iter([*ordered, None])
    following = next(waiting)
    over: list[Mark] = []
    named: set[str] = set()
    segments = []
    for start, end in pairwise(cuts):
        over = [mark for mark in over if mark.end > start]
        starts = []
        while following is not None and following.start == start:
            over.append(following)
            if following.marked_id not in named:
                named.add(following.marked_id)
                starts.append(following.marked_id)
            following = next(waiting)
        segments.append(_segment(text[start:end], over, starts))
    return segments


def _segment(text: str, over: list[Mark], starts: list[str]) -> Segment:
    by_length = sorted(over, key=lambda mark: mark.end - mark.start)
    ids = tuple(dict.fromkeys(mark.marked_id for mark in by_length))
    return Segment(text, by_length[0].kind if by_length else None, ids, tuple(starts))
