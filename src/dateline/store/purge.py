"""A person's name -> a case that no longer holds it: not in texts, originals, claims, the search index or incidents.

Every passage (sentence) that names the person is blanked, letter for letter, so that the offsets of everything else
hold. Mentions, statements and the like that rest on a blanked passage, or that name the person otherwise, go in every
coding, and so do the original bytes; their hash stays, so that the same file is not read in again. In an article that
gives the full name, the family name alone counts too. What stays is an entry that something was purged: by whom, when,
why and how much, without the name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table, delete, select, update

from dateline import identity
from dateline.model import CodedArticle, TextSpan
from dateline.store import search, tables
from dateline.store.case import Case, CaseError
from dateline.store.findings import forget_findings
from dateline.store.query import each_coding
from dateline.store.rows import coding_body, to_plain
from dateline.store.write import put_rows

__all__ = ["Purge", "Purged", "purge_person", "scrub_file"]

_BLANK = "█"
_SHORTEST_NAME = 3
_PASSAGE_END = re.compile(r"(?<=[.!?…])[\"'”’)\]]*\s+|\n+")
_WORD = re.compile(r"\w+")
_SCRUBBING = {
    "sqlite": (
        "INSERT INTO article_search (article_search) VALUES ('rebuild')",
        "VACUUM",
        "PRAGMA wal_checkpoint(TRUNCATE)",
    ),
    "postgresql": ("VACUUM FULL",),
}


@dataclass(frozen=True, slots=True)
class Purge:
    name: str
    made_by: str
    made_at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Purged:
    """How much was taken out."""

    articles: int
    claims: int


class _Naming:
    """Finds a name, however it is spaced or cased."""

    def __init__(self, name: str) -> None:
        words = _WORD.findall(name)
        if not words or len("".join(words)) < _SHORTEST_NAME:
            raise CaseError(f"{name!r} is too short a name to purge; give the whole name")
        self.full = _whole_words(words)
        last = words[-1]
        family = len(words) > 1 and len(last) >= _SHORTEST_NAME
        self.short = _whole_words([last]) if family else self.full

    def named_in(self, value: object) -> bool:
        """Does a plain value hold the full name anywhere?"""
        return bool(self.full.search(_strings(value)))

    def masked(self, value: str | None) -> str | None:
        return self.full.sub(_BLANK, value) if value else value


def _whole_words(words: list[str]) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)" + r"[^\w\0]+".join(map(re.escape, words)) + r"(?!\w)", re.IGNORECASE)


def _strings(value: object) -> str:
    """All strings of a plain value, told apart by what no name holds."""
    if isinstance(value, Mapping):
        return "\0".join(map(_strings, value.values()))
    if isinstance(value, list | tuple):
        return "\0".join(map(_strings, value))
    return value if isinstance(value, str) else ""


def purge_person(connection: Connection, purge: Purge) -> Purged:
    """Take a person out of the case, as part of the caller's transaction; fuse afterwards, then `scrub_file`."""
    naming = _Naming(purge.name)
    touched = sorted(_articles_naming(connection, naming))
    claims = sum(_purge_article(connection, article_id, naming) for article_id in touched)
    forget_findings(connection, touched)
    _purge_judgements(connection, naming)
    _purge_failures(connection, naming)
    if touched:
        row = {
            "purge_id": "p-" + identity.digest(purge.made_by, purge.made_at.isoformat()),
            "made_by": purge.made_by,
            "made_at": purge.made_at,
            "reason": naming.masked(purge.reason),
            "claim_count": claims,
            "article_count": len(touched),
        }
        put_rows(connection, tables.purges, [row])
    return Purged(len(touched), claims)


def _articles_naming(connection: Connection, naming: _Naming) -> set[str]:
    """The articles whose text, metadata, original or codings hold the name."""
    table = tables.articles
    found = set()
    for row in connection.execute(select(table).execution_options(yield_per=200)):
        if naming.named_in([row.text, row.title, row.url, row.name, row.publisher, row.body]):
            found.add(row.article_id)
    for coded in (tables.codings, tables.mentions, tables.statements):
        wanted = select(coded.c.article_id, coded.c.body).execution_options(yield_per=200)
        found |= {article_id for article_id, body in connection.execute(wanted) if naming.named_in(body)}
    return found


# -- one article ----------------------------------------------------------------------------------------------------


def _purge_article(connection: Connection, article_id: str, naming: _Naming) -> int:
    """Blank and drop; returns how many claims went."""
    codings = list(_codings(connection, article_id))
    table, originals = tables.articles, tables.originals
    row = connection.execute(select(table).where(table.c.article_id == article_id)).one()
    clean = _blank(row.text, [*_passages(row.text, naming), *_passages_about(codings, naming)])
    claims = sum(_purge_coding(connection, coded, coder, clean, naming) for coder, coded in codings)
    masked = {name: naming.masked(getattr(row, name)) for name in ("title", "publisher", "url")}
    byline = naming.masked(row.body.get("byline"))
    values = {
        **masked,
        "name": naming.masked(row.name),
        "text": clean,
        "body": {**row.body, **masked, "byline": byline},
        "purged": True,
    }
    connection.execute(update(table).where(table.c.article_id == article_id).values(**values))
    connection.execute(update(originals).where(originals.c.sha256 == row.sha256).values(raw=b"", purged=True))
    search.forget_text(connection, article_id)
    search.put_texts(connection, [(article_id, masked["title"], clean)])
    return claims


def _codings(connection: Connection, article_id: str) -> Iterator[tuple[str, CodedArticle]]:
    for _, coder, coded in each_coding(connection, article_id):
        if not isinstance(coded, CodedArticle):
            raise CaseError(f"article {article_id} is damaged ({coded}); see: dateline check")
        yield coder, coded


def _passages_about(codings: Iterable[tuple[str, CodedArticle]], naming: _Naming) -> Iterator[TextSpan]:
    """The passages of what was read as the person's, also where the text has only "he" or "the minister"."""
    for _, coded in codings:
        for mention in coded.mentions:
            if naming.named_in(to_plain(mention)):
                yield from mention.evidence
        for statement in coded.statements:
            if naming.named_in(to_plain(statement)):
                yield statement.evidence


def _passages(article_text: str, naming: _Naming) -> Iterator[TextSpan]:
    """The sentences that name the person; by family name alone only where the full name occurs too."""
    if not naming.full.search(article_text):
        return
    start = 0
    for end in [*(found.end() for found in _PASSAGE_END.finditer(article_text)), len(article_text)]:
        passage = article_text[start:end]
        if passage.strip() and (naming.short.search(passage) or naming.full.search(passage)):
            yield TextSpan.of(article_text, start, end)
        start = end
    for found in naming.full.finditer(article_text):  # a name that is broken over two lines
        yield TextSpan.of(article_text, found.start(), found.end())


def _blank(article_text: str, spans: Iterable[TextSpan]) -> str:
    """Letters become blocks; spaces and line breaks stay, so that the text keeps its shape."""
    letters = list(article_text)
    for span in spans:
        for at in range(span.start_char, span.end_char):
            if not letters[at].isspace():
                letters[at] = _BLANK
    return "".join(letters)


def _untouched(spans: Iterable[TextSpan], clean: str) -> bool:
    return all(clean[span.start_char : span.end_char] == span.quote for span in spans)


def _purge_coding(connection: Connection, coded: CodedArticle, coder: str, clean: str, naming: _Naming) -> int:
    def stays(item: Any, spans: Iterable[TextSpan]) -> bool:
        return _untouched(spans, clean) and not naming.named_in(to_plain(item))

    gone = [mention for mention in coded.mentions if not stays(mention, mention.spans())]
    for table in (tables.claims, tables.mentions):
        _drop(connection, table, "mention_id", [mention.mention_id for mention in gone], coder)
    said = [item.statement_id for item in coded.statements if not stays(item, item.spans())]
    _drop(connection, tables.statements, "statement_id", said, coder)
    kept = replace(
        coded,
        mentions=(),
        statements=(),
        discrepancies=tuple(
            item
            for item in coded.discrepancies
            if stays(item, (span for value in item.values for span in value.evidence))
        ),
        speculation=tuple(span for span in coded.speculation if stays(span, [span])),
        hearsay=tuple(span for span in coded.hearsay if stays(span, [span])),
        sites=tuple(site for site in coded.sites if stays(site, [site.span])),
        casualties=tuple(claim for claim in coded.casualties if stays(claim, claim.spans())),
        credits=tuple(credit for credit in coded.credits if stays(credit, [credit.span] if credit.span else [])),
        warnings=tuple(warning for warning in coded.warnings if not naming.named_in(warning)),
    )
    table = tables.codings
    mine = update(table).where(table.c.article_id == coded.article.article_id, table.c.coder == coder)
    connection.execute(mine.values(body=coding_body(kept)))
    return sum(1 for mention in gone for _ in mention.claims())


def _drop(connection: Connection, table: Table, key: str, ids: list[str], coder: str) -> None:
    connection.execute(delete(table).where(table.c[key].in_(ids), table.c.coder == coder))


# -- the rest of the case -------------------------------------------------------------------------------------------


def _purge_judgements(connection: Connection, naming: _Naming) -> None:
    """What people decided stays; the name goes out of their words."""
    for table, columns in ((tables.judgements, ("value", "reason")), (tables.undoings, ("reason",))):
        for row in connection.execute(select(table)).all():
            values = {column: getattr(row, column) for column in columns}
            if naming.named_in(values):
                masked = {column: naming.masked(value) for column, value in values.items()}
                mine = update(table).where(table.c.judgement_id == row.judgement_id, table.c.made_by == row.made_by)
                connection.execute(mine.values(**masked))


def _purge_failures(connection: Connection, naming: _Naming) -> None:
    table = tables.failures
    for row in connection.execute(select(table)).all():
        if naming.named_in([row.name, row.problem, row.remedy]):
            connection.execute(delete(table).where(table.c.name == row.name, table.c.line == row.line))


def scrub_file(case: Case) -> None:
    """Overwrite what the database's files still hold of deleted rows: they are written anew."""
    name = case.engine.dialect.name
    connection = case.engine.raw_connection()
    try:
        if name == "postgresql":
            connection.dbapi_connection.autocommit = True  # type: ignore[union-attr]
        cursor = connection.cursor()
        for statement in _SCRUBBING[name]:
            cursor.execute(statement)
        cursor.close()
    finally:
        connection.invalidate()
