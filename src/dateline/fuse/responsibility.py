"""One mention -> who is told to have claimed it: "the group claimed responsibility for the blast".

The claimer is the actor that stands last before the claiming words in one of the mention's passages. "No group has
claimed it" names nobody, and who is blamed by others has not claimed anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.model import ActorValue, Claim, EventMention, TextSpan

__all__ = ["claimers"]

_CLAIMING = re.compile(
    r"\bclaim(?:s|ed|ing)?\s+(?:(?:sole|full|joint|public)\s+)?(?:responsibility|credit)\b"
    r"|\bclaim(?:s|ed|ing)?\s+(?:the|an?|its|their)\s+(?:\w+\s+){0,2}(?:attack|killing|bombing|ambush|blast|raid|strike)s?"
    # not "claimed the attack killed five"
    r"(?=\s*(?:[.,;:!?”\"]|$)|\s+(?:in|on|at|near|through|via|by|as|against|with|and|last|this)\b)"
    r"|\btook\s+(?:responsibility|credit)\b",
    re.IGNORECASE,
)
_NEGATED = re.compile(r"\b(?:no|not|never|nobody|none|neither|without|yet)\b|n['’]t\b", re.IGNORECASE)


def claimers(mention: EventMention) -> Iterator[Claim[ActorValue]]:
    """The actors that claim the event; none for an event that is no violence."""
    if mention.event_type != "ASSAULT":
        return
    for passage in mention.evidence:
        for words in _CLAIMING.finditer(passage.quote):
            claimer = _last_before(passage.start_char + words.start(), passage, mention)
            if claimer and not _NEGATED.search(_between(claimer, passage, words.start())):
                yield claimer


def _last_before(offset: int, passage: TextSpan, mention: EventMention) -> Claim[ActorValue] | None:
    before = [claim for claim in mention.actors if passage.start_char <= claim.evidence[0].start_char < offset]
    return max(before, key=lambda claim: claim.evidence[0].start_char, default=None)


def _between(claimer: Claim[ActorValue], passage: TextSpan, end: int) -> str:
    """The words from the claimer on; one word more in front, for "no group"."""
    start = claimer.evidence[0].start_char - passage.start_char
    return passage.quote[max(0, start - 3) : end]
