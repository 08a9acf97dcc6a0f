"""The mentions of one article in two incidents -> how the incident that it mainly tells follows on the other.

An article about an arrest tells the attack behind it as background: the arrest is another incident, linked to the
attack. A link is made where the background incident is of another kind, is said to be answered, or is an earlier one of
the same kind at the same place or against the same target.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from typing import TypeVar

from dateline.fuse.values import Relation, compare_actors, compare_places
from dateline.fuse.wording import stems
from dateline.model import Claim, CodedArticle, EventMention, IncidentLink

__all__ = ["links_of", "relation_of"]

ValueT = TypeVar("ValueT")
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
    if background.event_type in types:
        return "follows" if any(_follows(mention, background) for mention in mentions) else None
    return "statement_on" if types & _SPOKEN else None


def _follows(mention: EventMention, earlier: EventMention) -> bool:
    """Whether it tells a later deed at the same place or against the same target: a second strike on a hospital."""
    days, before = _days(mention), _days(earlier)
    if not days or not before or max(before) >= min(days):
        return False
    at_one = _one_alike(mention.places, earlier.places, compare_places)
    return at_one or _one_alike(mention.recipients, earlier.recipients, compare_actors)


def _one_alike(
    here: Iterable[Claim[ValueT]], there: Collection[Claim[ValueT]], compare: Callable[[ValueT, ValueT], Relation]
) -> bool:
    return any(compare(one.value, other.value) is Relation.SAME for one in here for other in there)


def _days(mention: EventMention) -> list[date]:
    return [claim.value.start for claim in mention.dates if claim.value.start is not None]


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
