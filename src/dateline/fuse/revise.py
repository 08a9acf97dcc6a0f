"""Articles that come, go or are judged anew -> which incidents change, and these incidents whole.

Only the mentions that are linked to those of the articles, directly or through others, are grouped again, and only the
incidents that come out otherwise are named, so that a revision costs as much as what it touches.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from dateline import identity
from dateline.fuse.cluster import Group
from dateline.fuse.copies import CopyPairs, originals_of
from dateline.fuse.grouping import Grouping
from dateline.fuse.neighbours import enter, leave
from dateline.fuse.pairs import TellingPairs, place_of
from dateline.fuse.profiles import Profile, profiles_of
from dateline.fuse.shelf import Library, Link, Shelf
from dateline.fuse.tellings import tellings_of
from dateline.fuse.weights import Weights, load_weights
from dateline.fuse.whole import Assembled, Portion, assemble
from dateline.fuse.wording import Rarity, load_rarity
from dateline.knowledge.sources import SourceBook, load_sources
from dateline.model import CodedArticle

__all__ = ["TOLD_TOGETHER", "Change", "Fusing"]

_ASSEMBLED = 200  # incidents whose articles are held at a time
TOLD_TOGETHER = Link(math.inf, 0)  # a follower and the head of its telling


@dataclass(frozen=True, slots=True)
class Change:
    """Names of incidents: those to be assembled anew, and those that are no more."""

    changed: frozenset[str]
    gone: frozenset[str]


@dataclass(frozen=True)
class Fusing:
    shelf: Shelf
    library: Library
    weights: Weights = field(default_factory=load_weights)
    rarity: Rarity = field(default_factory=load_rarity)
    sources: SourceBook = field(default_factory=load_sources)

    def revise(
        self, fresh: Iterable[CodedArticle] = (), gone: Iterable[str] = (), judged: Iterable[str] = ()
    ) -> Change:
        """Forget the articles that are `gone`, take in the `fresh` ones, look at what was `judged` anew.

        An article that has been coded anew is gone and fresh.
        """
        old: dict[str, Group] = {}
        mentions = set(judged)
        articles = self.shelf.originals(mentions)
        texts = {subject for subject in mentions if subject in articles}
        for article_id in gone:
            old.update(self.shelf.groups_of(self.shelf.told_in([article_id])))
            mentions |= self._forget(article_id)
            texts |= leave(self.shelf, CopyPairs(self.shelf), article_id)
            self.shelf.drop_article(article_id)
        arrived, linked = self._enter(fresh)
        texts |= self._enter_texts(arrived)
        mentions.update(linked, (member for group in old.values() for member in group.members))
        change = self._regroup(mentions, old)
        copied = self._trace(text for text in texts if self.shelf.holds(text))
        again = self.shelf.incidents_of(self.shelf.told_in([*arrived, *copied])).values()
        return replace(change, changed=change.changed.union(again))

    # -- coming and going ---------------------------------------------------------------------------------------

    def _enter(self, fresh: Iterable[CodedArticle]) -> tuple[list[str], set[str]]:
        """Take in articles; returns them, and the mentions that are new or linked otherwise."""
        arrived: list[str] = []
        heads: list[Profile] = []
        mentions: set[str] = set()
        for coded in fresh:
            profiles = list(self._profiles(coded))
            self.shelf.put_article(coded.article, profiles)
            arrived.append(coded.article.article_id)
            mentions.update(profile.mention_id for profile in profiles)
            heads += [profile for profile in profiles if not profile.head]
            for follower in profiles:
                if follower.head:
                    self.shelf.put_links(follower.mention_id, {follower.head: TOLD_TOGETHER})
        pairs = TellingPairs(self.shelf, self.weights)
        for _, mention in sorted(map(place_of, heads)):  # in order of day: then nobody steps between two others
            mentions |= enter(self.shelf, pairs, mention)
        return arrived, mentions

    def _profiles(self, coded: CodedArticle) -> Iterator[Profile]:
        return profiles_of(coded.article, tellings_of(coded, self.rarity, self.weights.families), self.rarity)

    def _enter_texts(self, arrived: Iterable[str]) -> set[str]:
        copies = CopyPairs(self.shelf)
        touched: set[str] = set()
        for _, article in sorted(map(copies.place, arrived)):
            touched |= enter(self.shelf, copies, article)
        return touched

    def _forget(self, article_id: str) -> set[str]:
        """Take its mentions out of their places; returns those that are linked otherwise."""
        pairs = TellingPairs(self.shelf, self.weights)
        told = self.shelf.told_in([article_id])
        profiles = self.shelf.profiles(told)
        touched: set[str] = set()
        for mention in told:
            if not profiles[mention].head:
                touched |= leave(self.shelf, pairs, mention)
        return touched

    # -- what comes of it ---------------------------------------------------------------------------------------

    def _regroup(self, mentions: Collection[str], old: dict[str, Group]) -> Change:
        grouping = Grouping(self.shelf, self.weights)
        groups = grouping.settle(mentions, old)
        givers = [grouping.giver_of(group) for group in groups]
        self.shelf.put_named(givers)
        new = {identity.incident_id(giver): group for giver, group in zip(givers, groups, strict=True)}
        changed = {name: group for name, group in new.items() if old.get(name) != group}
        before = {member: name for name, group in old.items() for member in group.members}
        moved = {
            member for name, group in changed.items() for member in group.members if before.get(member, name) != name
        }
        gone = old.keys() - new.keys()
        self.shelf.put_groups(changed, gone)
        beside = self.shelf.incidents_of(self.shelf.told_in(self._articles_of(moved))).values()
        return Change(frozenset(changed).union(beside), frozenset(gone))

    def _articles_of(self, mentions: Collection[str]) -> set[str]:
        profiles = self.shelf.profiles(mentions)
        return {profiles[mention].article_id for mention in mentions}

    def _trace(self, articles: Iterable[str]) -> list[str]:
        """Find anew what these articles copy; returns those that copy something else than before."""
        found = originals_of(self.shelf, articles)
        before = self.shelf.originals(found)
        changed = {article: original for article, original in found.items() if before.get(article) != original}
        self.shelf.put_originals(changed)
        return list(changed)

    # -- whole --------------------------------------------------------------------------------------------------

    def incidents(self, names: Iterable[str]) -> Iterator[Assembled]:
        """The incidents of these names, in order of name."""
        ordered = iter(sorted(names))
        while some := list(islice(ordered, _ASSEMBLED)):
            yield from assemble(self._portion(some), self.library, self.sources)

    def _portion(self, names: Sequence[str]) -> Portion:
        groups = self.shelf.groups(names)
        article_ids = self._articles_of({member for group in groups.values() for member in group.members})
        originals = self.shelf.originals(article_ids)
        told = self.shelf.told_in(article_ids)
        profiles = self.shelf.profiles(told)
        mains = frozenset(mention for mention in told if profiles[mention].of_main)
        of_these = {article_id: originals[article_id] for article_id in article_ids}
        return Portion(groups, of_these, mains, self.shelf.incidents_of(told))
