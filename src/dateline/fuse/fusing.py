"""Coded articles -> incidents, in memory: all at once or a few at a time, with the same result.

`fuse` reads any number of articles, in any order, and returns a `Fusion`; `Fusion.add` takes in more. An incident that
has a name keeps it as long as the mention that it was named after is one of its members.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from dateline.fuse.judged import JudgedPairs
from dateline.fuse.memory import MemoryLibrary, MemoryShelf
from dateline.fuse.revise import Fusing
from dateline.fuse.score import Score, score
from dateline.fuse.weights import Weights, load_weights
from dateline.model import Article, CodedArticle, EventMention, Incident, Judgement

__all__ = ["Fusion", "fuse"]


def fuse(articles: Iterable[CodedArticle], judgements: Iterable[Judgement] = ()) -> Fusion:
    """The incidents that these articles tell of; the same in any order."""
    fusion = Fusion()
    fusion.judge(judgements)
    fusion.add(articles)
    return fusion


class Fusion:
    """Everything that has been read so far, and the incidents that follow from it."""

    def __init__(self, weights: Weights | None = None) -> None:
        self.articles: dict[str, Article] = {}
        self.mentions: dict[str, EventMention] = {}
        self._library = MemoryLibrary()
        self._shelf = MemoryShelf()
        self._fusing = Fusing(self._shelf, self._library, weights or load_weights())

    def add(self, articles: Iterable[CodedArticle]) -> set[str]:
        """Take in articles; returns the ids of the incidents that are new or say something else."""
        return set(self._fusing.revise(self._unknown(articles)).changed)

    def _unknown(self, articles: Iterable[CodedArticle]) -> Iterator[CodedArticle]:
        for coded in articles:
            article = coded.article
            if article.article_id not in self.articles:
                self.articles[article.article_id] = article
                self.mentions.update((mention.mention_id, mention) for mention in coded.mentions)
                self._library.kept[article.article_id] = coded
                yield coded

    def forget(self, article_ids: Iterable[str]) -> set[str]:
        """Take articles out again; returns the ids of the incidents that say something else."""
        known = [article_id for article_id in article_ids if article_id in self.articles]
        change = self._fusing.revise(gone=known)
        for article_id in known:
            del self.articles[article_id]
            for mention in self._library.kept.pop(article_id).mentions:
                del self.mentions[mention.mention_id]
        return set(change.changed)

    def judge(self, judgements: Iterable[Judgement]) -> set[str]:
        """Group by these judgements instead of the earlier ones; returns the ids of the incidents that changed."""
        subjects = self._shelf.judge(JudgedPairs(judgements))
        return set(self._fusing.revise(judged=subjects).changed)

    def incidents(self, names: Iterable[str] | None = None) -> Iterator[Incident]:
        """The incidents of these names (all by default), in order of id."""
        assembled = self._fusing.incidents(self._shelf.by_name if names is None else names)
        return (incident for incident, _ in assembled)

    def article_counts(self) -> dict[str, int]:
        """By incident, how many articles tell it."""
        groups = self._shelf.by_name.items()
        return {name: len({self.mentions[member].article_id for member in group.members}) for name, group in groups}

    def incident_of(self, mention_id: str) -> str | None:
        """The incident in which a mention stands; None for what is historical or unknown."""
        return self._shelf.incidents_of([mention_id]).get(mention_id)

    def main_telling(self, article_id: str) -> tuple[str, ...]:
        """The mentions that tell what an article is about, the best of them first."""
        told = self._shelf.told_in([article_id])
        profiles = self._shelf.profiles(told)
        return tuple(mention for mention in told if profiles[mention].of_main)

    def copies(self) -> list[tuple[str, ...]]:
        """The groups of two or more articles that are copies, each in order of id."""
        members: dict[str, list[str]] = defaultdict(list)
        for name, original in self._shelf.originals(self.articles).items():
            members[original].append(name)
        return sorted(tuple(sorted(group)) for group in members.values() if len(group) > 1)

    def explain(self, first: str, second: str) -> Score:
        """How two mentions score against each other, part by part."""
        profiles = self._shelf.profiles([first, second])
        return score(profiles[first], profiles[second], self._fusing.weights)
