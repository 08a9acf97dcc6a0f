"""Coded articles -> incidents, all at once or a few at a time.

`fuse` reads any number of articles, in any order, and returns a `Fusion`; `Fusion.add` takes in more. Only the
mentions that are linked to the new ones, directly or through others, are grouped again. An incident that has a name
keeps it as long as the mention that it was named after is one of its members.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise

from dateline import identity
from dateline.fuse.assemble import Assembler
from dateline.fuse.cluster import Constraints, Edge, Group, agglomerate, constraints_of, copies_of
from dateline.fuse.copies import CopyIndex
from dateline.fuse.links import INVERSE, relation_of
from dateline.fuse.origins import Origins
from dateline.fuse.pairs import CandidateIndex
from dateline.fuse.profiles import Profile, profiles_of
from dateline.fuse.score import Score, scale_of, score, too_far, total
from dateline.fuse.tellings import tellings_of
from dateline.fuse.weights import Weights, load_weights
from dateline.fuse.wording import Rarity, load_rarity
from dateline.knowledge.sources import SourceBook, load_sources
from dateline.model import Article, CodedArticle, EventMention, Incident, IncidentLink, Judgement

__all__ = ["Fusion", "fuse"]


def fuse(articles: Iterable[CodedArticle], judgements: Iterable[Judgement] = ()) -> Fusion:
    """The incidents that these articles tell of; the same in any order."""
    fusion = Fusion(load_weights(), load_rarity(), load_sources())
    fusion.judge(judgements)
    fusion.add(articles)
    return fusion


@dataclass
class Fusion:
    """Everything that has been read so far, and the incidents that follow from it."""

    weights: Weights
    rarity: Rarity
    sources: SourceBook
    articles: dict[str, Article] = field(default_factory=dict)
    mentions: dict[str, EventMention] = field(default_factory=dict)
    copies: CopyIndex = field(default_factory=CopyIndex)

    def __post_init__(self) -> None:
        self._profiles: dict[str, Profile] = {}
        self._index = CandidateIndex(self.weights)
        self._told_in: dict[str, list[str]] = {}  # article -> its mentions
        self._mains: set[str] = set()  # the mentions of main tellings
        self._told_with: dict[str, str] = {}  # a follower -> the head of its telling
        self._links: dict[str, list[Edge]] = defaultdict(list)  # a mention's edges to those of smaller id
        self._linked: dict[str, set[str]] = {}  # name of a linked part -> its mentions
        self._part: dict[str, str] = {}  # mention -> name of the linked part in which it stands
        self._groups: dict[str, Group] = {}  # incident id -> group
        self._incident_of: dict[str, str] = {}  # mention -> incident id
        self._named: dict[str, str] = {}  # mention -> the incident named after it
        self._constraints = Constraints()
        self._judged: dict[str, list[tuple[str, str]]] = {}  # mention -> the judged pairs in which it stands
        self._copies: list[tuple[str, str]] = []  # articles that people hold to be one text
        self._assembler = Assembler(Origins(self.sources), self.articles, self.copies.original, self._mains)

    # -- taking in ----------------------------------------------------------------------------------------------

    def add(self, articles: Iterable[CodedArticle]) -> set[str]:
        """Take in articles; returns the ids of the incidents that are new or have other members."""
        fresh = [profile for coded in articles for profile in self._enter(coded)]
        touched = {self._link(profile) for profile in fresh}
        return self._regroup({self._part[name] for name in touched})

    def judge(self, judgements: Iterable[Judgement]) -> set[str]:
        """Group by these judgements instead of the earlier ones; returns the ids of the incidents that changed."""
        before, known = self._constraints, list(judgements)
        self._constraints = constraints_of(known)
        self._copies = copies_of(known)
        for here, there in self._copies:
            self.copies.declare(here, there)
        old, new = (_pairs(constraints) for constraints in (before, self._constraints))
        self._judged = defaultdict(list)
        for first, second in sorted(new):
            self._judged[first].append((first, second))
            self._judged[second].append((first, second))
            if first in self._part and second in self._part:
                self._join_parts(first, second)
        subjects = {member for pair in old | new for member in pair if member in self._part}
        return self._regroup({self._part[member] for member in subjects})

    def _enter(self, coded: CodedArticle) -> Iterator[Profile]:
        article = coded.article
        if article.article_id in self.articles:
            return
        self.articles[article.article_id] = article
        self.copies.add(article)
        for here, there in self._copies:
            if article.article_id in (here, there):
                self.copies.declare(here, there)
        self.mentions.update((mention.mention_id, mention) for mention in coded.mentions)
        self._told_in[article.article_id] = [mention.mention_id for mention in coded.mentions]
        tellings = tellings_of(coded, self.rarity, self.weights.families)
        for telling in tellings:
            if telling.is_main:
                self._mains.update(mention.mention_id for mention in telling.mentions)
            followers = [follower.mention_id for follower in telling.followers]
            self._told_with.update(dict.fromkeys(followers, telling.head.mention_id))
        for profile in profiles_of(article, tellings, self.rarity):
            name = profile.mention_id
            self._profiles[name] = profile
            self._part[name] = name
            self._linked[name] = {name}
            if name not in self._told_with:
                self._index.add(profile)
            yield profile

    def _link(self, profile: Profile) -> str:
        """Score a mention with its candidates, and keep the pairs that reach the threshold."""
        name = profile.mention_id
        if name in self._told_with:
            self._join_parts(name, self._told_with[name])
        for other in self._index.candidates(profile) if profile.size else ():
            first, second = _pair(name, other)
            if too_far(profile, self._profiles[other]):
                continue
            here, there = self._profiles[first], self._profiles[second]
            value = total(here, there, self.weights)
            if value >= scale_of(here, there, self.weights).threshold:
                self._links[second].append((value, first, second))
                self._join_parts(first, second)
        for first, second in self._judged.get(name, ()):
            if first in self._part and second in self._part:
                self._join_parts(first, second)
        return name

    def _join_parts(self, first: str, second: str) -> None:
        here, there = self._part[first], self._part[second]
        if here == there:
            return
        if len(self._linked[here]) < len(self._linked[there]):
            here, there = there, here
        moved = self._linked.pop(there)
        self._linked[here] |= moved
        self._part.update(dict.fromkeys(moved, here))

    # -- grouping -----------------------------------------------------------------------------------------------

    def _regroup(self, parts: Iterable[str]) -> set[str]:
        changed: set[str] = set()
        for part in sorted(parts):
            members = self._linked[part]
            before = {self._incident_of.get(member) for member in members} - {None}
            old = {name: self._groups.pop(name) for name in before if name}
            for group in self._grouped(members):
                name = self._name(group)
                self._groups[name] = group
                self._incident_of.update(dict.fromkeys(group.members, name))
                if old.get(name) != group:
                    changed.add(name)
        return changed

    def _grouped(self, members: set[str]) -> list[Group]:
        """Group the main tellings first, and then the background with them."""
        if len(members) == 1:
            return [Group(tuple(members))]
        constraints = self._constraints_on(members)
        edges = {edge for member in members for edge in self._links.get(member, ())}
        mains = {member for member in members if self._profiles[member].mains}
        by_main = agglomerate(
            {member: self._profiles[member] for member in sorted(mains)},
            [edge for edge in edges if edge[1] in mains and edge[2] in mains],
            lambda here, there: total(here, there, self.weights),
            self.weights.main.threshold,
            constraints,
        )
        together = {pair for group in by_main for pair in pairwise(group.members)}
        return agglomerate(
            {member: self._profiles[member] for member in sorted(members)},
            [edge for edge in edges if not (edge[1] in mains and edge[2] in mains)],
            self._background_score,
            self.weights.background.threshold,
            replace(constraints, same=constraints.same | together),
        )

    def _background_score(self, here: Profile, there: Profile) -> float:
        """Two groups with main tellings have been compared as such, and background does not bring them together."""
        if here.mains and there.mains:
            return -math.inf
        return total(here, there, self.weights)

    def _constraints_on(self, members: set[str]) -> Constraints:
        """What people decided, and, where they did not, that the followers of a telling go with its head."""
        people = self._constraints
        decided = people.different | people.contested
        told = {_pair(member, self._told_with[member]) for member in members if member in self._told_with}
        return replace(people, same=people.same | (told - decided))

    def _name(self, group: Group) -> str:
        """The oldest name that one of the members has given, else a new one after the first of them."""
        members = sorted(group.members, key=lambda member: self._profiles[member].first)
        giver = next((member for member in members if member in self._named), members[0])
        return self._named.setdefault(giver, identity.incident_id(giver))

    # -- what came of it ----------------------------------------------------------------------------------------

    def incidents(self, names: Iterable[str] | None = None) -> Iterator[Incident]:
        """The incidents of these names (all by default), in order of id."""
        for name in sorted(self._groups if names is None else names):
            group = self._groups[name]
            mentions = [self.mentions[member] for member in group.members]
            incident = self._assembler.incident(mentions, name, group.unsettled)
            yield replace(incident, links=tuple(self._links_of(name, incident.article_ids)))

    def _links_of(self, name: str, article_ids: Iterable[str]) -> list[IncidentLink]:
        """The incidents that this one follows on, or that follow on it, by the articles that tell both."""
        found: dict[tuple[str, str], str] = {}
        for article_id in article_ids:
            told = [self.mentions[mention] for mention in self._told_in[article_id]]
            main = [mention for mention in told if mention.mention_id in self._mains]
            for mention in told:
                other = self._incident_of.get(mention.mention_id)
                ours = self._incident_of.get(main[0].mention_id) if main else None
                if other is None or ours is None or other == ours or name not in (ours, other):
                    continue
                relation = relation_of(main, mention)
                if relation:
                    link = (other, relation) if name == ours else (ours, INVERSE)
                    found.setdefault(link, f"told together in {article_id}: “{mention.trigger.quote}”")
        return [IncidentLink(incident, relation, reason) for (incident, relation), reason in sorted(found.items())]

    def incident_of(self, mention_id: str) -> str | None:
        """The incident in which a mention stands; None for what is historical or unknown."""
        return self._incident_of.get(mention_id)

    def explain(self, first: str, second: str) -> Score:
        """How two mentions score against each other, part by part."""
        return score(self._profiles[first], self._profiles[second], self.weights)


def _pair(here: str, there: str) -> tuple[str, str]:
    return (here, there) if here < there else (there, here)


def _pairs(constraints: Constraints) -> set[tuple[str, str]]:
    return set(constraints.same | constraints.different | constraints.contested)
