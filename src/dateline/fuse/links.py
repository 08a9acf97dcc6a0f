"""The mentions of one article in two incidents -> how the incident that it mainly tells follows on the other.

An article about an arrest tells the attack behind it as background: the arrest is another incident, linked to the
attack. A link is made where the background incident is of another kind, or is said to be answered.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from dateline.fuse.wording import stems
from dateline.model import CodedArticle, EventMention, IncidentLink

__all__ = ["links_of", "relation_of"]

_ANSWERING = frozenset(stems("retaliation retaliatory retaliate revenge avenge reprisal response responded answer"))
_DEEDS = frozenset({"ASSAULT", "PROTEST"})
_SPOKEN = frozenset({"ACCUSE", "SUPPORT", "REJECT", "THREATEN", "CONCEDE", "REQUEST"})
_INVERSE = "followed_by"


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


def links_of(
    name: str, articles: Iterable[CodedArticle], mains: Collection[str], incident_of: Mapping[str, str]
) -> list[IncidentLink]:
    """The incidents that this one follows on, or that follow on it, by the articles that tell both.

    `mains` are the mentions of main tellings.
    """
    found: dict[tuple[str, str], str] = {}
    for coded in articles:
        main = [mention for mention in coded.mentions if mention.mention_id in mains]
        ours = incident_of.get(main[0].mention_id) if main else None
        for mention in coded.mentions if ours else ():
            other = incident_of.get(mention.mention_id)
            if other is None or ours is None or other == ours or name not in (ours, other):
                continue
            relation = relation_of(main, mention)
            if relation:
                link = (other, relation) if name == ours else (ours, _INVERSE)
                found.setdefault(link, f"told together in {coded.article.article_id}: “{mention.trigger.quote}”")
    return [IncidentLink(incident, relation, reason) for (incident, relation), reason in sorted(found.items())]
