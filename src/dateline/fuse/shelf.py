"""What fusing keeps from one addition to the next, as interfaces: in memory in `memory`, in a case in `store.shelf`.

Everything that is kept follows from the articles and judgements alone, whatever the order in which they came; only the
names of incidents remember what was named before.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple, Protocol

from dateline.fuse.cluster import Group
from dateline.fuse.judged import JudgedPairs
from dateline.fuse.profiles import Profile
from dateline.fuse.wording import shingles
from dateline.model import Article, CodedArticle

__all__ = ["Library", "Link", "Place", "Shelf", "Text"]

Place = tuple[int, str]
"""Where a member (a mention or an article) stands under its keys: its day, and its id."""


class Link(NamedTuple):
    """Two members that are alike, and have met under enough keys to be compared."""

    score: float
    spare: int  # keys under which they meet beyond those that are needed


class Text(NamedTuple):
    """What an article is compared by when copies are looked for."""

    published: int  # ordinal; the last day of all where nobody knows
    shingles: frozenset[int]

    @classmethod
    def of(cls, article: Article) -> Text:
        return cls((article.published_on or date.max).toordinal(), shingles(article.text))


class Shelf(Protocol):
    """Who stands where, what is like what, and what came of it. Members are mentions, and articles for copies."""

    def around(self, keys: Collection[str], place: Place, reach: int) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
        """Under each key, the members nearest before and after that place, at most `reach` each, in order."""

    def enter(self, keys: Collection[str], place: Place) -> None: ...

    def leave(self, keys: Collection[str], place: Place) -> None: ...

    def links_of(self, members: Collection[str]) -> Mapping[str, Mapping[str, Link]]:
        """By member, those that it is linked to; a member without links may be left out."""

    def put_links(self, member: str, links: Mapping[str, Link]) -> None: ...

    def drop_links(self, pairs: Iterable[tuple[str, str]]) -> None: ...

    def put_article(self, article: Article, profiles: Sequence[Profile]) -> None:
        """An article, and the profiles of the mentions that it tells."""

    def drop_article(self, article_id: str) -> None: ...

    def holds(self, article_id: str) -> bool: ...

    def profiles(self, mentions: Collection[str]) -> Mapping[str, Profile]: ...

    def told_in(self, article_ids: Collection[str]) -> list[str]:
        """The mentions that these articles tell."""

    def texts(self, article_ids: Collection[str]) -> Mapping[str, Text]: ...

    def originals(self, article_ids: Collection[str]) -> Mapping[str, str]:
        """By article, the one that it copies; itself where it is no copy."""

    def put_originals(self, originals: Mapping[str, str]) -> None: ...

    def judged(self) -> JudgedPairs: ...

    def groups_of(self, mentions: Collection[str]) -> dict[str, Group]:
        """The incidents in which these mentions stand, whole, by name."""

    def incidents_of(self, mentions: Collection[str]) -> Mapping[str, str]:
        """By mention, the name of its incident; a mention that stands in none is left out."""

    def groups(self, names: Collection[str]) -> Mapping[str, Group]: ...

    def put_groups(self, groups: Mapping[str, Group], gone: Collection[str]) -> None:
        """These groups instead of those that had one of the names."""

    def named(self, mentions: Collection[str]) -> Collection[str]:
        """Those of the mentions after which an incident has been named, now or earlier."""

    def put_named(self, mentions: Iterable[str]) -> None: ...


class Library(Protocol):
    """Where the articles can be had again when incidents are assembled."""

    def coded(self, article_ids: Collection[str]) -> Mapping[str, CodedArticle]: ...

    def articles(self, article_ids: Collection[str]) -> Mapping[str, Article]: ...
