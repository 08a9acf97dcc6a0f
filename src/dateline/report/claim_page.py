"""One claim -> why it says what it says: the value, its words in their passage, the chain of sources, who made it."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.rule import Rule
from rich.text import Text

from dateline.model import Article, EventMention, Reported, Source, SourceKind
from dateline.report.article_page import clean, quote, table_of, value_of

__all__ = ["claim_page"]


def claim_page(
    claim: Reported, mention: EventMention, article: Article, coders: tuple[str, ...], superseded_by: str | None = None
) -> RenderableType:
    return Group(
        Rule(Text(f"{claim.field}: {value_of(claim)}", style="bold"), align="left"),
        table_of(_rows(claim, mention, article, coders, superseded_by)),
    )


def _rows(
    claim: Reported, mention: EventMention, article: Article, coders: tuple[str, ...], superseded_by: str | None
) -> Iterator[tuple[str, Text]]:
    yield "of", Text(f"{mention.event_type} “{clean(mention.trigger.quote)}” ({mention.mention_id})")
    for span in claim.evidence:
        yield "words", quote(span).append(f"  {span.start_char}-{span.end_char}", style="dim")
    for passage in mention.evidence:
        yield "passage", quote(passage)
    for depth, source in enumerate(claim.attribution.sources):
        yield ("says so" if depth == 0 else ""), _source(source, depth)
    yield (
        "certainty",
        Text(f"{claim.certainty.level}{' by hearsay' if claim.certainty.hearsay else ''}, {claim.certainty.polarity}"),
    )
    if claim.certainty.cue:
        yield "", quote(claim.certainty.cue)
    yield "basis", Text(str(claim.basis))
    if claim.reason:
        yield "reason", Text(clean(claim.reason)).append(f" ({claim.sure})" if claim.sure else "", style="dim")
    yield "made by", Text(f"{clean(claim.made_by.component)} {clean(claim.made_by.version)}".strip())
    yield "coding", Text(", ".join(map(clean, coders)))
    if claim.supersedes:
        yield "supersedes", Text(claim.supersedes)
    if superseded_by:
        yield "superseded", Text(f"by {superseded_by}", style="yellow")
    published = article.published_on or "publication date unknown"
    yield "article", Text(f"{article.article_id}  {published}  {clean(article.publisher or 'publisher unknown')}")


def _source(source: Source, depth: int) -> Text:
    name = "this article" if source.kind is SourceKind.ARTICLE else clean(source.name)
    line = Text("  " * depth + ("← " if depth else "") + name)
    line.append("" if source.kind is SourceKind.ARTICLE else f" ({source.kind.replace('_', ' ')})", style="dim")
    return line.append(f" “{clean(source.cue.quote)}”", style="italic") if source.cue else line
