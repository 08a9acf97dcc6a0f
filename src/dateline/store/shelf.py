"""What fusing keeps (`fuse.shelf`), in the tables of a case: read as it is needed, written as it changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b
from itertools import islice
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Connection,
    Label,
    Select,
    Table,
    bindparam,
    delete,
    literal_column,
    select,
    tuple_,
    union_all,
)

from dateline.fuse.cluster import Group
from dateline.fuse.judged import JudgedPairs
from dateline.fuse.memory import MemoryShelf
from dateline.fuse.packing import pack, unpack
from dateline.fuse.profiles import Profile
from dateline.fuse.shelf import Link, Place, Text
from dateline.model import Article
from dateline.store import tables
from dateline.store.query import articles_of_ids, in_parts
from dateline.store.write import put_rows

__all__ = ["CaseShelf", "keep_all", "named_before"]

_KEYS_AT_ONCE = 60  # in one statement
_ROWS_AT_ONCE = 5_000


def _hashed(key: str) -> int:
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), signed=True)


class CaseShelf:
    """A view of the tables within one transaction; what is read is kept."""

    def __init__(self, connection: Connection, judged: JudgedPairs) -> None:
        self._connection = connection
        self._judged = judged
        self._profiles: dict[str, Profile] = {}
        self._texts: dict[str, Text] = {}
        self._links: dict[str, dict[str, Link]] = {}
        self._regrouped: dict[str, Group] = {}
        self._replaced: set[str] = set()  # incidents whose rows no longer hold
        self._moved: dict[str, str] = {}  # mention -> its incident, where the rows no longer hold

    # -- places -------------------------------------------------------------------------------------------------

    def around(self, keys: Collection[str], place: Place, reach: int) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
        for some in in_parts(keys, _KEYS_AT_ONCE):
            found: dict[tuple[int, bool], list[Place]] = defaultdict(list)
            values = {f"key{number}": _hashed(key) for number, key in enumerate(some)}
            rows = self._connection.execute(
                _around(len(some)), {"day": place[0], "member": place[1], "reach": reach, **values}
            )
            for number, is_after, day, member in rows:
                found[number, bool(is_after)].append((day, member))
            for number in range(len(some)):
                before, after = (sorted(found.get((number, side), ())) for side in (False, True))
                yield [member for _, member in before], [member for _, member in after]

    def enter(self, keys: Collection[str], place: Place) -> None:
        rows = [{"key": _hashed(key), "day": place[0], "member": place[1]} for key in keys]
        put_rows(self._connection, tables.fusing_entries, rows)

    def leave(self, keys: Collection[str], place: Place) -> None:
        table = tables.fusing_entries
        mine = delete(table).where(
            table.c.key.in_([_hashed(key) for key in keys]), table.c.day == place[0], table.c.member == place[1]
        )
        self._connection.execute(mine)

    # -- links --------------------------------------------------------------------------------------------------

    def links_of(self, members: Collection[str]) -> Mapping[str, Mapping[str, Link]]:
        missing = [member for member in members if member not in self._links]
        self._links.update((member, {}) for member in missing)
        for here, there, score, spare in self._rows(_LINKS_OF, missing):
            self._links[here][there] = Link(score, spare)
        return self._links

    def put_links(self, member: str, links: Mapping[str, Link]) -> None:
        self.links_of([member, *links])
        self.drop_links((member, other) for other in links if other in self._links[member])
        for other, link in links.items():
            self._links[member][other] = self._links[other][member] = link
        rows = [
            {"here": here, "there": there, "score": link.score, "spare": link.spare}
            for other, link in links.items()
            for here, there in ((member, other), (other, member))
        ]
        put_rows(self._connection, tables.fusing_links, rows)

    def drop_links(self, pairs: Iterable[tuple[str, str]]) -> None:
        gone = [both for pair in pairs for both in (pair, pair[::-1])]
        for here, there in gone:
            self._links.get(here, {}).pop(there, None)
        if gone:
            self._connection.execute(_DROP_LINK, [{"one": here, "other": there} for here, there in gone])

    # -- articles and mentions ----------------------------------------------------------------------------------

    def put_article(self, article: Article, profiles: Sequence[Profile]) -> None:
        name = article.article_id
        self._texts[name] = Text.of(article)
        row = {"article_id": name, "day": self._texts[name].published, "original": name}
        put_rows(self._connection, tables.fusing_texts, [row])
        put_rows(self._connection, tables.fusing_profiles, [_profile_row(profile) for profile in profiles])
        for profile in profiles:
            self._profiles[profile.mention_id] = profile
            self._links.setdefault(profile.mention_id, {})  # there are none yet: no need to look
        self._links.setdefault(name, {})

    def drop_article(self, article_id: str) -> None:
        for table in (tables.fusing_texts, tables.fusing_profiles):
            self._connection.execute(delete(table).where(table.c.article_id == article_id))
        self._profiles = {name: kept for name, kept in self._profiles.items() if kept.article_id != article_id}
        self._texts.pop(article_id, None)

    def holds(self, article_id: str) -> bool:
        column = tables.fusing_texts.c.article_id
        return self._connection.execute(select(column).where(column == article_id)).first() is not None

    def profiles(self, mentions: Collection[str]) -> Mapping[str, Profile]:
        missing = [mention for mention in mentions if mention not in self._profiles]
        for row in self._rows(_PROFILES_OF, missing):
            self._profiles[row.mention_id] = unpack(row.body)
        return self._profiles

    def told_in(self, article_ids: Collection[str]) -> list[str]:
        return [row.mention_id for row in self._rows(_TOLD_IN, article_ids)]

    def texts(self, article_ids: Collection[str]) -> Mapping[str, Text]:
        missing = [article_id for article_id in article_ids if article_id not in self._texts]
        for article in articles_of_ids(self._connection, missing).values():
            self._texts[article.article_id] = Text.of(article)
        return self._texts

    def originals(self, article_ids: Collection[str]) -> Mapping[str, str]:
        return {row.article_id: row.original for row in self._rows(_ORIGINALS_OF, article_ids)}

    def put_originals(self, originals: Mapping[str, str]) -> None:
        rows = [{"one": article, "other": original} for article, original in originals.items()]
        if rows:
            self._connection.execute(_SET_ORIGINAL, rows)

    # -- incidents ----------------------------------------------------------------------------------------------

    def judged(self) -> JudgedPairs:
        return self._judged

    def groups_of(self, mentions: Collection[str]) -> dict[str, Group]:
        return dict(self.groups(set(self.incidents_of(mentions).values())))

    def incidents_of(self, mentions: Collection[str]) -> Mapping[str, str]:
        found = {mention: self._moved[mention] for mention in mentions if mention in self._moved}
        missing = [mention for mention in mentions if mention not in found]
        for row in self._rows(_INCIDENTS_OF, missing):
            if row.incident_id not in self._replaced:
                found[row.mention_id] = row.incident_id
        return found

    def groups(self, names: Collection[str]) -> Mapping[str, Group]:
        """From the rows, and where they no longer hold, from what was put."""
        found = {name: self._regrouped[name] for name in names if name in self._regrouped}
        missing = [name for name in names if name not in found]
        members: dict[str, list[str]] = defaultdict(list)
        for row in self._rows(_MEMBERS_OF, missing):
            members[row.incident_id].append(row.mention_id)
        for row in self._rows(_UNSETTLED, missing):
            found[row.incident_id] = Group(tuple(sorted(members[row.incident_id])), row.unsettled)
        return found

    def put_groups(self, groups: Mapping[str, Group], gone: Collection[str]) -> None:
        """The rows themselves are written when the incidents are whole (`derive`)."""
        self._replaced.update(groups, gone)
        for name in (*gone, *groups):
            old = self._regrouped.pop(name, None)
            for mention in old.members if old else ():
                self._moved.pop(mention, None)
        for name, group in groups.items():
            self._regrouped[name] = group
            self._moved.update(dict.fromkeys(group.members, name))

    def named(self, mentions: Collection[str]) -> Collection[str]:
        return {row.mention_id for row in self._rows(_NAMED, mentions)}

    def put_named(self, mentions: Iterable[str]) -> None:
        put_rows(self._connection, tables.incident_names, [{"mention_id": mention} for mention in mentions])

    def _rows(self, wanted: Select[Any], values: Collection[str]) -> Iterator[Any]:
        """What is wanted of each of these values."""
        for some in in_parts(values):
            yield from self._connection.execute(wanted, {"values": some})


def _of_each(column: ColumnElement[Any], *wanted: ColumnElement[Any]) -> Select[Any]:
    """Built once: to put a statement together takes longer than to look up what it asks for."""
    return select(*wanted).where(column.in_(bindparam("values", expanding=True)))


_links, _profiles, _texts = tables.fusing_links.c, tables.fusing_profiles.c, tables.fusing_texts.c
_members, _incidents = tables.incident_members.c, tables.incidents.c
_LINKS_OF = _of_each(_links.here, _links.here, _links.there, _links.score, _links.spare)
_PROFILES_OF = _of_each(_profiles.mention_id, _profiles.mention_id, _profiles.body)
_TOLD_IN = _of_each(_profiles.article_id, _profiles.mention_id)
_ORIGINALS_OF = _of_each(_texts.article_id, _texts.article_id, _texts.original)
_INCIDENTS_OF = _of_each(_members.mention_id, _members.mention_id, _members.incident_id)
_MEMBERS_OF = _of_each(_members.incident_id, _members.incident_id, _members.mention_id)
_UNSETTLED = _of_each(_incidents.incident_id, _incidents.incident_id, _incidents.unsettled)
_NAMED = _of_each(tables.incident_names.c.mention_id, tables.incident_names.c.mention_id)
_DROP_LINK = delete(tables.fusing_links).where(_links.here == bindparam("one"), _links.there == bindparam("other"))
_SET_ORIGINAL = (
    tables.fusing_texts.update()
    .where(tables.fusing_texts.c.article_id == bindparam("one"))
    .values(original=bindparam("other"))
)


@lru_cache(maxsize=_KEYS_AT_ONCE)
def _around(count: int) -> CompoundSelect[Any]:
    """The nearest neighbours under so many keys, in one statement: (number of the key, is it after, day, member)."""
    entries = tables.fusing_entries.c
    here, place = tuple_(entries.day, entries.member), tuple_(bindparam("day"), bindparam("member"))
    sides = (
        (0, here < place, (entries.day.desc(), entries.member.desc())),
        (1, here > place, (entries.day, entries.member)),
    )
    return union_all(
        *(
            select(
                select(_label(number, "number"), _label(side, "is_after"), entries.day, entries.member)
                .where(entries.key == bindparam(f"key{number}"), condition)
                .order_by(*order)
                .limit(bindparam("reach"))
                .subquery()
            )
            for number in range(count)
            for side, condition, order in sides
        )
    )


def _label(number: int, name: str) -> Label[Any]:
    return literal_column(str(number)).label(name)


def _profile_row(profile: Profile) -> dict[str, str]:
    return {"mention_id": profile.mention_id, "article_id": profile.article_id, "body": pack(profile)}


def named_before(connection: Connection) -> set[str]:
    return set(connection.execute(select(tables.incident_names.c.mention_id)).scalars())


def keep_all(connection: Connection, shelf: MemoryShelf) -> None:
    """Everything that was fused in memory, in place of what was kept before."""
    for table in (tables.fusing_entries, tables.fusing_links, tables.fusing_profiles, tables.fusing_texts):
        connection.execute(delete(table))
    keys = sorted((_hashed(key), key) for key in shelf.all_entries())
    entries = (
        {"key": hashed, "day": day, "member": member}
        for hashed, key in keys
        for day, member in shelf.all_entries()[key]
    )
    links = (
        {"here": here, "there": there, "score": link.score, "spare": link.spare}
        for here, others in sorted(shelf.all_links().items())
        for there, link in sorted(others.items())
    )
    texts = ({"article_id": name, "day": day, "original": original} for name, day, original in shelf.all_texts())
    names = ({"mention_id": mention} for mention in shelf.all_named())
    _put_many(connection, tables.fusing_entries, entries)
    _put_many(connection, tables.fusing_links, links)
    _put_many(connection, tables.fusing_profiles, map(_profile_row, shelf.all_profiles()))
    _put_many(connection, tables.fusing_texts, texts)
    _put_many(connection, tables.incident_names, names)


def _put_many(connection: Connection, table: Table, rows: Iterable[Mapping[str, Any]]) -> None:
    waiting = iter(rows)
    while some := list(islice(waiting, _ROWS_AT_ONCE)):
        put_rows(connection, table, some)
