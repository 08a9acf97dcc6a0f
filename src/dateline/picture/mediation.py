"""Who mediates is named beside the parties, and is none: "talks mediated by Norway", "under Qatari auspices".

Input: a stretch of text, with names written or marked. Output: the stretches of it that name mediators.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.model import ActorValue, Claim, EventMention

__all__ = ["mediating", "without_mediators"]

_TALKS = frozenset({"CONSULT", "AGREE"})
_NAMES = r"(?:(?!\b(?:between|with|after|before|in|on|at|to|for|over|that|which)\b)[^,;.]){0,80}"
_MEDIATING = re.compile(
    rf"\b(?:mediat\w+|brokered|facilitated|sponsored|hosted) by\b{_NAMES}"
    rf"|\b(?:mediation|auspices|sponsorship) of\b{_NAMES}"
    rf"|\b(?:under|with|through)\b{_NAMES}\b(?:mediation|auspices|sponsorship|patronage)\b",
    re.IGNORECASE,
)


def mediating(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in _MEDIATING.finditer(text)]


def without_mediators(mention: EventMention) -> Sequence[Claim[ActorValue]]:
    """The actors of a mention, of talks those that do not mediate them."""
    if mention.event_type not in _TALKS:
        return mention.actors
    spans = [
        (passage.start_char + start, passage.start_char + end)
        for passage in mention.evidence
        for start, end in mediating(passage.quote)
    ]
    return [claim for claim in mention.actors if not _inside(claim, spans)]


def _inside(claim: Claim[ActorValue], spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= span.start_char < end for span in claim.evidence for start, end in spans)
