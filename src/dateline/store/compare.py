"""Two codings of the same articles -> what changed, mention by mention and claim by claim."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from dateline.model import Article, CodedArticle, EventMention
from dateline.store import tables
from dateline.store.query import coded_as
from dateline.store.rows import to_plain

__all__ = ["Change", "changes", "coders", "compare"]


@dataclass(frozen=True, slots=True)
class Change:
    """A mention that one coding has and the other has not (`field` is None), or one of its fields."""

    mention_id: str
    event_type: str
    trigger: str
    field: str | None = None
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


def coders(connection: Connection) -> list[str]:
    """The versions that coded articles of this case, in the order in which they first did."""
    table = tables.codings
    first = func.min(table.c.coded_at)
    return list(
        connection.execute(select(table.c.coder).group_by(table.c.coder).order_by(first, table.c.coder)).scalars()
    )


def compare(connection: Connection, old: str, new: str) -> Iterator[tuple[Article, list[Change]]]:
    """The articles that both versions coded and that differ, in order of id."""
    for before, after in _pairs(coded_as(connection, old), coded_as(connection, new)):
        found = list(changes(before, after))
        if found:
            yield after.article, found


def _pairs(old: Iterator[CodedArticle], new: Iterator[CodedArticle]) -> Iterator[tuple[CodedArticle, CodedArticle]]:
    """Both come in order of article id: neither is held in memory."""
    before, after = next(old, None), next(new, None)
    while before and after:
        if before.article.article_id == after.article.article_id:
            yield before, after
            before, after = next(old, None), next(new, None)
        elif before.article.article_id < after.article.article_id:
            before = next(old, None)
        else:
            after = next(new, None)


def changes(before: CodedArticle, after: CodedArticle) -> Iterator[Change]:
    """Mentions are the same where they have one id, which stands for type and words."""
    old = {mention.mention_id: mention for mention in before.mentions}
    new = {mention.mention_id: mention for mention in after.mentions}
    for name in sorted(old.keys() | new.keys(), key=lambda name: (old.get(name) or new[name]).trigger):
        if name not in new:
            yield _whole(old[name], gone=True)
        elif name not in old:
            yield _whole(new[name], gone=False)
        else:
            yield from _fields(old[name], new[name])


def _whole(mention: EventMention, *, gone: bool) -> Change:
    passage = (mention.evidence[0].quote,)
    before, after = (passage, ()) if gone else ((), passage)
    return Change(mention.mention_id, mention.event_type, mention.trigger.quote, None, before, after)


def _fields(before: EventMention, after: EventMention) -> Iterator[Change]:
    old, new = _told(before), _told(after)
    for field in sorted(old.keys() | new.keys()):
        was, now = old.get(field, ()), new.get(field, ())
        if was != now:
            yield Change(after.mention_id, after.event_type, after.trigger.quote, field, was, now)


def _told(mention: EventMention) -> dict[str, tuple[str, ...]]:
    """Each field as a reader would compare it: values and words, not who made the claim."""
    fields = {
        "mode": (mention.mode or "none",),
        "status": (mention.status.value,),
        "certainty": (f"{mention.certainty.level}, {mention.certainty.polarity}",),
        "contexts": tuple(sorted(mention.contexts)),
        "attribution": tuple(source.name for source in mention.attribution.sources),
    }
    for claim in mention.claims():
        fields[claim.field] = tuple(sorted((*fields.get(claim.field, ()), _value(claim.value))))
    return fields


def _value(value: object) -> str:
    if isinstance(value, str):
        return value
    plain = to_plain(value)
    return ", ".join(f"{key} {item}" for key, item in plain.items() if item not in (None, [], False))
