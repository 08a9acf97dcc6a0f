"""What the picture finds in each article, kept beside its coding, so that a report need not read every coding back.

A row holds for one coding and one version of what findings rest on; where either has changed it is passed over, and
`put_findings` replaces it. Corrections of people are no part of it: who reads a corrected article finds anew.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from sys import intern

from sqlalchemy import ColumnElement, Connection, and_, delete, select

from dateline.picture.drawing import Findings
from dateline.store import tables
from dateline.store.columns import as_packed, unpacked
from dateline.store.decoding import decoded
from dateline.store.query import in_parts
from dateline.store.rows import to_json
from dateline.store.write import put_rows

__all__ = ["FiledArticle", "filed_articles", "findings_of", "forget_findings", "put_findings", "without_findings"]

_BATCH = 500
_articles, _findings = tables.articles, tables.findings


@dataclass(frozen=True, slots=True)
class FiledArticle:
    """What the columns tell of a coded article."""

    article_id: str
    publisher: str | None
    title: str | None
    url: str | None
    published_on: date | None
    language: str | None


def filed_articles(connection: Connection) -> Iterator[FiledArticle]:
    """Every coded article, in the order of `query.coded_articles`."""
    table = _articles.c
    wanted = (
        select(table.article_id, table.publisher, table.title, table.url, table.published_on, table.language)
        .where(table.coder.is_not(None))
        .order_by(table.published_on, table.article_id)
    )
    for row in connection.execute(wanted.execution_options(yield_per=_BATCH)):
        yield FiledArticle(*row)


def findings_of(connection: Connection, article_ids: Collection[str], made_by: str) -> dict[str, Findings]:
    """The findings that hold, by article; none for an article whose coding or version is another one."""
    found = {}
    for some in in_parts(article_ids):
        wanted = (
            select(_findings.c.article_id, as_packed(_findings.c.body).label("body"))
            .join(_articles, _holding(made_by))
            .where(_findings.c.article_id.in_(some))
        )
        found.update({name: decoded(Findings, unpacked(body)) for name, body in connection.execute(wanted)})
    return found


def without_findings(connection: Connection, made_by: str, last: int) -> dict[str, str]:
    """Those of the coded articles that were added last whose findings are not kept, each with the coder in force."""
    table = _articles.c
    newest = table.added_at.desc(), table.article_id.desc()
    some = select(table.article_id).where(table.coder.is_not(None)).order_by(*newest).limit(last)
    wanted = (
        select(table.article_id, table.coder)
        .outerjoin(_findings, _holding(made_by))
        .where(table.article_id.in_(some), _findings.c.article_id.is_(None))
    )
    return {article_id: intern(coder) for article_id, coder in connection.execute(wanted)}


def _holding(made_by: str) -> ColumnElement[bool]:
    return and_(
        _findings.c.article_id == _articles.c.article_id,
        _findings.c.coder == _articles.c.coder,
        _findings.c.made_by == made_by,
    )


def put_findings(
    connection: Connection, found: Mapping[str, Findings], coders: Mapping[str, str], made_by: str
) -> None:
    """Keep these by article, each with the coder in whose coding it was found, in the place of what was kept of it."""
    forget_findings(connection, found)
    rows = [
        {"article_id": name, "coder": coders[name], "made_by": made_by, "body": to_json(findings)}
        for name, findings in found.items()
    ]
    put_rows(connection, _findings, rows)


def forget_findings(connection: Connection, article_ids: Collection[str]) -> None:
    for some in in_parts(article_ids):
        connection.execute(delete(_findings).where(_findings.c.article_id.in_(some)))
