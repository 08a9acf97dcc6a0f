"""Is the case whole? Every quote is still its text, every hash its content, and no row points at nothing."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator

from sqlalchemy import Connection, Table, and_, func, select, text

from dateline import identity
from dateline.model import CodedArticle
from dateline.store import tables
from dateline.store.columns import DamagedError, as_packed, unpacked
from dateline.store.query import each_coding
from dateline.store.rows import claim_row

__all__ = ["problems"]

_BATCH = 200
_OWNERS: tuple[tuple[Table, Table, tuple[str, ...]], ...] = (  # each row of the first needs one of the second
    (tables.codings, tables.articles, ("article_id",)),
    (tables.mentions, tables.codings, ("article_id", "coder")),
    (tables.statements, tables.codings, ("article_id", "coder")),
    (tables.claims, tables.mentions, ("mention_id", "coder")),
    (tables.judgement_subjects, tables.judgements, ("judgement_id",)),
    (tables.judgements, tables.judgement_subjects, ("judgement_id",)),
    (tables.undoings, tables.judgements, ("judgement_id",)),
    (tables.incident_members, tables.incidents, ("incident_id",)),
    (tables.incidents, tables.incident_members, ("incident_id",)),
    (tables.incident_members, tables.mentions, ("mention_id",)),
    (tables.articles, tables.originals, ("sha256",)),
    (tables.originals, tables.articles, ("sha256",)),
)


def problems(connection: Connection) -> Iterator[str]:
    """What is wrong with the case, a line each; nothing where it is whole."""
    yield from _database(connection)
    yield from _originals(connection)
    yield from _articles(connection)
    yield from _codings(connection)
    for table, owner, keys in _OWNERS:
        yield from _without_owner(connection, table, owner, keys)
    yield from _members(connection)


def _database(connection: Connection) -> Iterator[str]:
    if connection.dialect.name != "sqlite":
        return
    for (line,) in connection.execute(text("PRAGMA integrity_check")):
        if line != "ok":
            yield f"the database file is damaged: {line}; restore a backup"
    yield from (f"table {row[0]}: row {row[1]} points at nothing" for row in connection.execute(_FOREIGN_KEYS))
    indexed = connection.execute(text("SELECT count(*), count(DISTINCT article_id) FROM article_search")).one()
    count = connection.execute(select(func.count()).select_from(tables.articles)).scalar_one()
    if tuple(indexed) != (count, count):
        yield f"the search index holds {indexed[0]} texts of {count} articles"


_FOREIGN_KEYS = text("PRAGMA foreign_key_check")


def _originals(connection: Connection) -> Iterator[str]:
    table = tables.originals
    wanted = select(table.c.sha256, table.c.purged, as_packed(table.c.raw).label("raw")).order_by(table.c.sha256)
    for row in connection.execute(wanted.execution_options(yield_per=_BATCH)):
        if not row.purged and not _is_original(row.raw, row.sha256):
            yield f"original {row.sha256}: its bytes have changed"


def _is_original(packed: bytes, sha256: str) -> bool:
    try:
        return hashlib.sha256(unpacked(packed)).hexdigest() == sha256
    except DamagedError:
        return False


def _articles(connection: Connection) -> Iterator[str]:
    table = tables.articles
    columns = [column for column in table.c if column.name != "body"]
    wanted = select(*columns).order_by(table.c.article_id).execution_options(yield_per=_BATCH)
    for row in connection.execute(wanted):
        found = identity.article_id(row.text, row.title, row.url, row.publisher)
        if not row.purged and found != row.article_id:
            yield f"article {row.article_id}: its text, title, address or publisher has changed"
        if (row.state == "coded") != (row.coder is not None):
            yield f"article {row.article_id}: it is {row.state}, with coding {row.coder}"


def _codings(connection: Connection) -> Iterator[str]:
    for article_id, coder, coded in each_coding(connection):
        if not isinstance(coded, CodedArticle):
            yield f"article {article_id} as coded by {coder}: {coded}"
            continue
        yield from _claims(connection, coded, coder)


def _claims(connection: Connection, coded: CodedArticle, coder: str) -> Iterator[str]:
    """The rows of claims are those of the mentions, to the last column."""
    table = tables.claims
    rows = connection.execute(
        select(table).where(table.c.article_id == coded.article.article_id, table.c.coder == coder)
    )
    stored = {row.claim_id: dict(row._mapping) for row in rows}
    wanted = {
        claim.claim_id: claim_row(claim, mention, coder) for mention in coded.mentions for claim in mention.claims()
    }
    for claim_id in sorted(stored.keys() ^ wanted.keys()):
        yield f"claim {claim_id} of {coder}: it is {'in no mention' if claim_id in stored else 'missing'}"
    for claim_id in sorted(stored.keys() & wanted.keys()):
        if stored[claim_id] != wanted[claim_id]:
            yield f"claim {claim_id} of {coder}: it is not what its mention says"


def _without_owner(connection: Connection, table: Table, owner: Table, keys: tuple[str, ...]) -> Iterator[str]:
    owning = select(owner.c[keys[0]]).where(and_(*(owner.c[key] == table.c[key] for key in keys)))
    wanted = select(*table.primary_key).where(table.c[keys[0]].is_not(None), ~owning.exists())
    for row in connection.execute(wanted):
        yield f"{table.name} {' '.join(map(str, row))}: it has no row in {owner.name}"


def _members(connection: Connection) -> Iterator[str]:
    """An incident's members are those of its body, in the coding in force."""
    members = tables.incident_members
    by_incident: dict[str, set[str]] = {}
    for row in connection.execute(select(members)):
        by_incident.setdefault(row.incident_id, set()).add(row.mention_id)
    table = tables.incidents
    for incident_id, packed in connection.execute(select(table.c.incident_id, as_packed(table.c.body))):
        try:
            listed = set(json.loads(unpacked(packed))["mention_ids"])
        except DamagedError as error:
            yield f"incident {incident_id}: {error}"
            continue
        if listed != by_incident.get(incident_id, set()):
            yield f"incident {incident_id}: its members are not those that it lists"
