"""Incident -> a page for the terminal: each attribute with what is shown and why, and every account of it beside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text

from dateline.model import Article, AttributeState, Incident, IncidentAttribute, Judgement, OriginClaims
from dateline.report.article_page import clean, quote, table_of

__all__ = ["incident_page"]

_STYLES = {AttributeState.DISPUTED: "bold red", AttributeState.REVISED: "yellow", AttributeState.CORROBORATED: "green"}
_QUOTED = 3  # claims of one account whose words are shown; all are in `dateline incidents --json`


def incident_page(
    incident: Incident, articles: Mapping[str, Article], judgements: Sequence[Judgement], review: str
) -> RenderableType:
    """The whole page; `articles` are those of the incident, `judgements` all that people made about its mentions."""
    parts: list[RenderableType] = [
        Rule(Text(clean(incident.label), style="bold"), align="left"),
        Text(f"{incident.incident_id}  {incident.event_type}  {review.replace('_', ' ')}", style="dim"),
        Text(f"accounts: {clean(', '.join(incident.origins))}\n"),
    ]
    if incident.unsettled:
        parts.append(Text("People's judgements about its mentions contradict each other.\n", style="bold red"))
    parts += [Padding(_attribute(attribute), (0, 0, 1, 0)) for attribute in incident.attributes]
    parts += _section("Cannot all be true", (_discrepancies(incident)))
    parts += _section("Leads to or follows", (Text(f"{link.relation} {link.incident_id}") for link in incident.links))
    parts += _section("Articles", (_article(articles[name]) for name in incident.article_ids))
    parts += _section("Mentions", (Text(name) for name in incident.mention_ids))
    parts += _section("Judgements", map(_judgement, judgements))
    return Group(*parts)


def _section(title: str, items: Iterable[RenderableType]) -> list[RenderableType]:
    lines: list[RenderableType] = [Padding(item, (0, 0, 0, 2)) for item in items]
    return [Text(title.upper(), style="bold"), *lines, Text("")] if lines else []


def _attribute(attribute: IncidentAttribute) -> RenderableType:
    line = Text(f"{attribute.name}: ", style="bold").append(clean(attribute.shown or "not told"))
    line.append(f"  {attribute.state}", style=_STYLES.get(attribute.state, "dim"))
    line.append(f"  {clean(attribute.reason)}", style="dim")
    if attribute.best is not None:
        line.append(f"\n  low {attribute.low}, best {attribute.best}, high {attribute.high}")
    for toll in attribute.groups:
        line.append(f"\n  {clean(toll.group)}: {toll.low} to {toll.high}, best {toll.best}")
    return Group(line, table_of(row for account in attribute.origins for row in _account(account)))


def _account(account: OriginClaims) -> Iterator[tuple[str, Text]]:
    when = f" ({account.first_reported_on})" if account.first_reported_on else ""
    yield "", Text(f"{clean(account.origin)}{when}: {clean(_said(account))}")
    for claim in account.claims[:_QUOTED]:
        yield "", Text(f"  {claim.claim_id} ").append_text(Text(" ").join(quote(span) for span in claim.evidence))
    if len(account.claims) > _QUOTED:
        yield "", Text(f"  and {len(account.claims) - _QUOTED} more", style="dim")


def _said(account: OriginClaims) -> str:
    told = (*account.values, *(f"possibly {value}" for value in account.unsure))
    return "; ".join((*told, *(f"denies: {value}" for value in account.denied)))


def _discrepancies(incident: Incident) -> Iterator[RenderableType]:
    for discrepancy in incident.discrepancies:
        yield Text(f"{discrepancy.kind}: {clean(discrepancy.reason)}", style="yellow")
        for value in discrepancy.values:
            yield Text(f"  {clean(value.value)}, {clean(value.attribution.innermost.name)}")


def _article(article: Article) -> Text:
    published = str(article.published_on or "no date")
    title = clean(article.title or article.text.strip().splitlines()[0])[:80]
    return Text(f"{article.article_id}  {published:10}  {clean(article.publisher or '–')}: {title}")


def _judgement(judgement: Judgement) -> Text:
    value = f" {clean(judgement.value)}" if judgement.value else ""
    line = Text(f"{judgement.judgement_id}  {judgement.made_at:%Y-%m-%d %H:%M}  ")
    line.append(f"{clean(judgement.made_by)}: {judgement.kind.replace('_', ' ')}{value}")
    return line.append(f"  {clean(judgement.reason)}").append("  undone" if judgement.undone else "", style="dim")
