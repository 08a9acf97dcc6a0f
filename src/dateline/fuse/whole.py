"""Some incidents, with what is known of their articles -> these incidents whole: assembled and linked to others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from dateline.fuse.assemble import Assembler
from dateline.fuse.cluster import Group
from dateline.fuse.links import links_of
from dateline.fuse.origins import Origins
from dateline.fuse.shelf import Library
from dateline.knowledge.sources import SourceBook
from dateline.model import EventMention, Incident

__all__ = ["Assembled", "Portion", "assemble"]


class Assembled(NamedTuple):
    """An incident whole, and its mentions as people corrected them."""

    incident: Incident
    mentions: list[EventMention]


@dataclass(frozen=True)
class Portion:
    """Some groups by name, and of the articles that tell them what the other articles decide."""

    groups: Mapping[str, Group]
    originals: Mapping[str, str]  # by article, the one that it copies; itself where it is no copy
    mains: frozenset[str]  # the mentions of main tellings
    incident_of: Mapping[str, str]  # by mention of these articles, the name of its incident


def assemble(portion: Portion, library: Library, sources: SourceBook) -> Iterator[Assembled]:
    """The incidents of these groups, in order of name."""
    originals = portion.originals
    coded = library.coded(originals.keys())
    articles = {name: item.article for name, item in coded.items()}
    articles.update(library.articles(set(originals.values()) - originals.keys()))
    assembler = Assembler(Origins(sources), articles, originals.__getitem__, portion.mains)
    mentions = {mention.mention_id: mention for item in coded.values() for mention in item.mentions}
    for name, group in sorted(portion.groups.items()):
        members = [mentions[member] for member in group.members]
        incident = assembler.incident(members, name, group.unsettled)
        telling = (coded[article_id] for article_id in incident.article_ids)
        links = links_of(name, telling, portion.mains, portion.incident_of)
        yield Assembled(replace(incident, links=tuple(links)), members)
