"""`dateline show`, `why` and `diff`: one thing of a case, one claim, and what a newer coding changed."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.opening import CaseOption, fail, opened

if TYPE_CHECKING:
    from rich.console import RenderableType

    from dateline.store.case import Connection
    from dateline.store.compare import Change

__all__ = ["add_commands"]


def add_commands(app: typer.Typer) -> None:
    app.command("show")(show)
    app.command("why")(why)
    app.command("diff")(diff)


def show(
    thing: Annotated[
        str, typer.Argument(metavar="ID", help="An incident (i-...), article (a-...) or mention (m-...).")
    ],
    case_name: CaseOption = None,
) -> None:
    """Show one incident, article or mention, with the words that it rests on."""
    with opened(case_name) as case, case.reading() as connection:
        page = (
            _incident(connection, thing)
            if thing.startswith("i-")
            else _mention(connection, thing)
            if thing.startswith("m-")
            else _article(connection, thing)
        )
    if page is None:
        fail(f"{thing}: the case has no such thing; see: dateline incidents, dateline search")
    _print(page)


def _print(page: RenderableType) -> None:
    from rich.console import Console

    Console(highlight=False).print(page)


def _incident(connection: Connection, thing: str) -> RenderableType | None:
    from dateline.report.incident_page import incident_page
    from dateline.store.incidents import incident_of_id
    from dateline.store.judgements import all_judgements
    from dateline.store.query import articles_of_ids

    found = incident_of_id(connection, thing)
    if found is None:
        return None
    incident, row = found
    members = set(incident.mention_ids)
    judgements = [item for item in all_judgements(connection) if members.intersection(item.subjects)]
    return incident_page(incident, articles_of_ids(connection, incident.article_ids), judgements, row.review)


def _mention(connection: Connection, thing: str) -> RenderableType | None:
    from dateline.model import CodedArticle
    from dateline.report.article_page import article_page
    from dateline.store.claims import mention_of_id

    found = mention_of_id(connection, thing)
    return article_page(CodedArticle(found[1], (found[0],))) if found else None


def _article(connection: Connection, thing: str) -> RenderableType | None:
    from dateline.model import CodedArticle
    from dateline.report.article_page import article_page
    from dateline.store.query import articles_of_ids, coded_article

    coded = coded_article(connection, thing)
    if coded is None:
        article = articles_of_ids(connection, [thing]).get(thing)
        coded = CodedArticle(article) if article else None
    return article_page(coded) if coded else None


def why(
    claim_id: Annotated[str, typer.Argument(metavar="CLAIM", help="A claim (c-...), as dateline show names them.")],
    case_name: CaseOption = None,
) -> None:
    """Tell why a claim says what it says: its words, who says so, how sure, the reason, and who or what made it."""
    from dateline.report.claim_page import claim_page
    from dateline.store.claims import find_claim

    with opened(case_name) as case, case.reading() as connection:
        found = find_claim(connection, claim_id)
    if found is None:
        fail(f"{claim_id}: the case has no such claim; see: dateline show")
    _print(claim_page(found.claim, found.mention, found.article, found.coders, found.superseded_by))


def diff(
    case_name: CaseOption = None,
    old: Annotated[str | None, typer.Option("--from", metavar="CODER", help="By default the last but one.")] = None,
    new: Annotated[str | None, typer.Option("--to", metavar="CODER", help="By default the last.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line for each change.")] = False,
) -> None:
    """Show what changed between two codings: mentions that came (+), went (-) or say something else (~)."""
    from dateline.store.compare import coders, compare

    with opened(case_name) as case, case.reading() as connection:
        known = coders(connection)
        for given in (old, new):
            if given is not None and given not in known:
                fail(f"no article was coded by {given!r}; the codings are: {', '.join(known)}")
        if len(known) < 2:
            fail("the case has one coding only; after an upgrade, run: dateline recode")
        for article, changes in compare(connection, old or known[-2], new or known[-1]):
            for change in changes:
                line = _plain(article.article_id, change) if as_json else f"{article.article_id}  {_line(change)}"
                typer.echo(line)


def _plain(article_id: str, change: Change) -> str:
    return json.dumps({"article_id": article_id, **asdict(change)}, ensure_ascii=False)


def _line(change: Change) -> str:
    from dateline.report.article_page import clean

    what = f"{change.mention_id}  {change.event_type} “{clean(change.trigger)}”"
    if change.field is None:
        return f"{'-' if change.before else '+'} {what}"
    before, after = (clean("; ".join(values)) or "nothing" for values in (change.before, change.after))
    return f"~ {what}  {change.field}: {before} → {after}"
