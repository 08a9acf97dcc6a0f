"""Readings of cues beside their rivals: a cue with one of its likely contents, as numbers for boosted trees.

Input: for each candidate cue its score, its likeliest contents with theirs, and its speaker. Output: a matrix, a row a
reading. The linear models judge a cue, a content and a speaker each by itself; here their scores stand beside what they
cannot see: how far one content leads the next, whether another cue near by takes the same words, holds this one or is
held by it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dateline.annotate.attribution.contents import Content
from dateline.annotate.attribution.cues import Cue
from dateline.annotate.attribution.speakers import Speaker
from dateline.annotate.learned.linear import probability
from dateline.annotate.slots import TokenRange
from dateline.annotate.syntax.layout import Layout
from dateline.knowledge.reporting import ACTS

__all__ = ["Candidate", "Ranked", "reading_numbers"]

_NEAR = 6  # candidates to each side that are looked at
_LIKELY = 0.3  # from which a cue counts as one of its sentence
_SIDES = "LRSHV"
_POS = ("VERB", "AUX", "NOUN", "PROPN", "ADJ", "ADV", "ADP", "PUNCT")
_DEPS = (
    "ROOT", "ccomp", "advcl", "relcl", "acl", "conj", "xcomp", "parataxis", "dobj", "pobj", "nsubj", "nsubjpass",
    "attr", "prep", "pcomp", "appos", "amod", "advmod", "compound", "csubj", "dep", "oprd", "punct",
)  # fmt: skip
_KINDS = (
    "sent",
    "next",
    "quote",
    "ccomp",
    "xcomp",
    "dobj",
    "prep",
    "nsubj",
    "subj",
    "head",
    "before",
    "around",
    "rest",
)
_RELATIONS = (
    "nobody",
    "nsubj",
    "nsubjpass",
    "agent-pobj",
    "by-pobj",
    "to-pobj",
    "poss",
    "^",
    "left1",
    "left2",
    "left3",
)
_ACTS = tuple(sorted(ACTS))


@dataclass(frozen=True)
class Ranked:
    """A content with its score and its share among the cue's contents."""

    content: Content
    score: float
    share: float


@dataclass(frozen=True)
class Candidate:
    """A cue that may be one, its likeliest contents, best first, and its speaker."""

    cue: Cue
    score: float
    contents: tuple[Ranked, ...]
    choices: int  # how many contents there were to choose from
    speaker: Speaker
    speaker_share: float

    @property
    def probability(self) -> float:
        return probability(self.score)


def reading_numbers(layout: Layout, candidates: Sequence[Candidate]) -> NDArray[np.float32]:
    """A row for each content of each candidate, in their order."""
    likely = Counter(layout.sent_of[c.cue.i] for c in candidates if c.probability > _LIKELY)
    rows: list[tuple[float, ...]] = []
    for position, candidate in enumerate(candidates):
        near = (*candidates[max(0, position - _NEAR) : position], *candidates[position + 1 : position + 1 + _NEAR])
        shared = (*_of_cue(layout, candidate), likely[layout.sent_of[candidate.cue.i]])
        for rank, ranked in enumerate(candidate.contents):
            rows.append((*shared, *_of_content(layout, candidate, rank), *_beside(candidate, ranked.content, near)))
    return np.array(rows, dtype=np.float32)


def _of_cue(layout: Layout, candidate: Candidate) -> Iterator[float]:
    cue, head = candidate.cue, candidate.speaker.head
    start, end = layout.sent(cue.i)
    token = layout.tokens[cue.i]
    scores = [ranked.score for ranked in candidate.contents]
    yield candidate.score
    yield candidate.choices
    yield scores[0] - scores[1] if len(scores) > 1 else 9.0
    yield candidate.speaker_share
    yield _code(candidate.speaker.relation, _RELATIONS)
    yield 0.0 if head is None else head - cue.i
    yield _code(layout.tokens[head].pos_ if head is not None else "", _POS)
    yield cue.i / len(layout.tokens)
    yield end - start
    yield cue.i - start
    yield _code(cue.pos, _POS)
    yield _code(cue.act or "", _ACTS)
    yield _code(cue.manner.removeprefix("~"), _ACTS)
    yield _code(token.dep_, _DEPS)
    yield float(layout.quote_of[cue.i] >= 0)


def _of_content(layout: Layout, candidate: Candidate, rank: int) -> Iterator[float]:
    ranked, cue = candidate.contents[rank], candidate.cue
    ranges = ranked.content.ranges
    first, last = ranges[0][0], ranges[-1][1]
    start, end = layout.sent(cue.i)
    size = _size(ranges)
    yield rank
    yield ranked.score
    yield ranked.share
    yield ranked.score - candidate.contents[0].score
    yield size
    yield len(ranges)
    yield first - cue.i
    yield last - cue.i
    yield first - start
    yield last - end
    yield sum(layout.quoted(a, b) for a, b in ranges) / size
    yield _SIDES.find(ranked.content.kind[0])
    yield _code(ranked.content.kind[1:].split("-")[0], _KINDS)
    head = candidate.speaker.head
    yield float(head is not None and _holds(ranges, head))


def _beside(candidate: Candidate, content: Content, near: Sequence[Candidate]) -> Iterator[float]:
    """How likely a rival near by is that holds this cue, takes the same words, shares some, or is held by them."""
    holding = same = shared = held = 0.0
    size = _size(content.ranges)
    for other in near:
        ranges, likely = other.contents[0].content.ranges, other.probability
        if _holds(ranges, candidate.cue.i):
            holding = max(holding, likely)
        if _holds(content.ranges, other.cue.i):
            held = max(held, likely)
        both = _overlap(ranges, content.ranges)
        if both:
            alike = both / (size + _size(ranges) - both)
            shared = max(shared, alike * likely)
            same = max(same, likely if alike >= 0.5 else 0.0)
    yield from (holding, same, shared, held)


def _code(name: str, known: tuple[str, ...]) -> float:
    """Where the name, or else its beginning, stands among those known; -1 where it does not."""
    if name in known:
        return float(known.index(name))
    return next((float(i) for i, begin in enumerate(known) if name.startswith(begin)), -1.0)


def _holds(ranges: Sequence[TokenRange], i: int) -> bool:
    return any(start <= i < end for start, end in ranges)


def _size(ranges: Sequence[TokenRange]) -> int:
    return sum(end - start for start, end in ranges)


def _overlap(ranges: Sequence[TokenRange], others: Sequence[TokenRange]) -> int:
    return sum(max(0, min(b, d) - max(a, c)) for a, b in ranges for c, d in others)
