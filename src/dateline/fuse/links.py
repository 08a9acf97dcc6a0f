"""The mentions of one article in two incidents -> how the incident that it mainly tells follows on the other.

An article about an arrest tells the attack behind it as background: the arrest is another incident, linked to the
attack. A link is made where the background incident is of another kind, or is said to be answered.
"""

from __future__ import annotations

from collections.abc import Iterable

from dateline.fuse.wording import stems
from dateline.model import EventMention

__all__ = ["INVERSE", "relation_of"]

_ANSWERING = frozenset(stems("retaliation retaliatory retaliate revenge avenge reprisal response responded answer"))
_DEEDS = frozenset({"ASSAULT", "PROTEST"})
_SPOKEN = frozenset({"ACCUSE", "SUPPORT", "REJECT", "THREATEN", "CONCEDE", "REQUEST"})
INVERSE = "followed_by"


def relation_of(main: Iterable[EventMention], background: EventMention) -> str | None:
    """What the main incident is to the background one; None where nothing says that it follows on it."""
    if background.event_type not in _DEEDS:
        return None
    mentions = list(main)
    types = {mention.event_type for mention in mentions}
    if any(stem in _ANSWERING for mention in mentions for passage in mention.evidence for stem in stems(passage.quote)):
        return "retaliation"
    if "COERCE" in types:
        return "arrest_for"
    return "statement_on" if types & _SPOKEN else None
