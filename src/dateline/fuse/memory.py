"""What fusing keeps, in memory."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from dateline.fuse.cards import Card
from dateline.fuse.cluster import Group
from dateline.fuse.judged import JudgedPairs
from dateline.fuse.profiles import Profile
from dateline.fuse.shelf import Link, Place, Text
from dateline.model import Article, CodedArticle

__all__ = ["MemoryLibrary", "MemoryShelf"]

_TEXTS = 4096  # that are held as sets, not packed: those that are looked at stand near each other


class MemoryLibrary:
    """Every article with what was read out of it."""

    def __init__(self) -> None:
        self.kept: dict[str, CodedArticle] = {}

    def coded(self, article_ids: Collection[str]) -> Mapping[str, CodedArticle]:
        return {article_id: self.kept[article_id] for article_id in article_ids}

    def articles(self, article_ids: Collection[str]) -> Mapping[str, Article]:
        return {article_id: self.kept[article_id].article for article_id in article_ids}


class MemoryShelf:
    def __init__(self) -> None:
        self.by_name: dict[str, Group] = {}
        self._entries: dict[str, list[Place]] = defaultdict(list)
        self._links: dict[str, dict[str, Link]] = defaultdict(dict)
        self._profiles: dict[str, Profile] = {}
        self._told: dict[str, tuple[str, ...]] = {}
        self._texts: dict[str, tuple[int, array[int]]] = {}  # day and shingles, packed
        self._at_hand: dict[str, Text] = {}
        self._originals: dict[str, str] = {}
        self._incidents: dict[str, str] = {}
        self._named: set[str] = set()
        self._judged = JudgedPairs()

    # -- places and links ---------------------------------------------------------------------------------------

    def around(self, keys: Collection[str], place: Place, reach: int) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
        for key in keys:
            entries = self._entries.get(key, ())
            at = bisect_left(entries, place)
            past = bisect_right(entries, place, at)
            yield (
                [member for _, member in entries[max(0, at - reach) : at]],
                [member for _, member in entries[past : past + reach]],
            )

    def enter(self, keys: Collection[str], place: Place) -> None:
        for key in keys:
            entries = self._entries[key]
            if not entries or entries[-1] < place:
                entries.append(place)
            else:
                entries.insert(bisect_left(entries, place), place)

    def leave(self, keys: Collection[str], place: Place) -> None:
        for key in keys:
            self._entries[key].remove(place)

    def links_of(self, members: Collection[str]) -> Mapping[str, Mapping[str, Link]]:
        del members
        return self._links

    def put_links(self, member: str, links: Mapping[str, Link]) -> None:
        for other, link in links.items():
            self._links[member][other] = self._links[other][member] = link

    def drop_links(self, pairs: Iterable[tuple[str, str]]) -> None:
        for here, there in pairs:
            del self._links[here][there], self._links[there][here]

    # -- all of it ----------------------------------------------------------------------------------------------

    def all_entries(self) -> Mapping[str, Sequence[Place]]:
        return self._entries

    def all_links(self) -> Mapping[str, Mapping[str, Link]]:
        return self._links

    def all_profiles(self) -> Iterable[Profile]:
        return self._profiles.values()

    def all_texts(self) -> Iterator[tuple[str, int, str]]:
        """By article, its day and the article that it copies."""
        return ((name, day, self._originals[name]) for name, (day, _) in self._texts.items())

    def all_named(self) -> Collection[str]:
        return self._named

    # -- articles and mentions ----------------------------------------------------------------------------------

    def put_article(self, article: Article, profiles: Sequence[Profile]) -> None:
        self.put_card(Card.of(article, profiles))

    def put_card(self, card: Card) -> None:
        self._told[card.article_id] = tuple(profile.mention_id for profile in card.profiles)
        self._texts[card.article_id] = (card.published, card.shingles)
        self._originals[card.article_id] = card.article_id
        self._profiles.update((profile.mention_id, profile) for profile in card.profiles)

    def drop_article(self, article_id: str) -> None:
        del self._texts[article_id], self._originals[article_id]
        self._at_hand.pop(article_id, None)
        for mention in self._told.pop(article_id):
            del self._profiles[mention]

    def holds(self, article_id: str) -> bool:
        return article_id in self._told

    def profiles(self, mentions: Collection[str]) -> Mapping[str, Profile]:
        del mentions
        return self._profiles

    def told_in(self, article_ids: Collection[str]) -> list[str]:
        return [mention for article_id in article_ids for mention in self._told.get(article_id, ())]

    def texts(self, article_ids: Collection[str]) -> Mapping[str, Text]:
        return {article_id: self._text(article_id) for article_id in article_ids}

    def _text(self, article_id: str) -> Text:
        text = self._at_hand.get(article_id)
        if text is None:
            if len(self._at_hand) >= _TEXTS:
                self._at_hand.clear()
            published, shingles = self._texts[article_id]
            text = self._at_hand[article_id] = Text(published, frozenset(shingles))
        return text

    def originals(self, article_ids: Collection[str]) -> Mapping[str, str]:
        del article_ids
        return self._originals

    def put_originals(self, originals: Mapping[str, str]) -> None:
        self._originals.update(originals)

    # -- incidents ----------------------------------------------------------------------------------------------

    def judge(self, judged: JudgedPairs) -> set[str]:
        """Hold these instead of the earlier ones; returns the subjects of either."""
        subjects = self._judged.subjects() | judged.subjects()
        self._judged = judged
        return subjects

    def judged(self) -> JudgedPairs:
        return self._judged

    def groups_of(self, mentions: Collection[str]) -> dict[str, Group]:
        return {name: self.by_name[name] for name in set(self.incidents_of(mentions).values())}

    def incidents_of(self, mentions: Collection[str]) -> Mapping[str, str]:
        return {mention: self._incidents[mention] for mention in mentions if mention in self._incidents}

    def groups(self, names: Collection[str]) -> Mapping[str, Group]:
        return {name: self.by_name[name] for name in names}

    def put_groups(self, groups: Mapping[str, Group], gone: Collection[str]) -> None:
        for name in (*gone, *groups):
            old = self.by_name.pop(name, None)
            for mention in old.members if old else ():
                self._incidents.pop(mention, None)
        for name, group in groups.items():
            self.by_name[name] = group
            self._incidents.update(dict.fromkeys(group.members, name))

    def named(self, mentions: Collection[str]) -> Collection[str]:
        return self._named.intersection(mentions)

    def put_named(self, mentions: Iterable[str]) -> None:
        self._named.update(mentions)
