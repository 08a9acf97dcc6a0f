"""CodedArticle -> a page for the terminal: what happened, who says so, how sure, each with its words.

Article text goes into `rich.text.Text`, never into markup, and control characters are taken out: an article cannot
paint the terminal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from dateline.model import (
    ActorValue,
    Attribution,
    CasualtyValue,
    Certainty,
    CertaintyLevel,
    Claim,
    CodedArticle,
    DateValue,
    Discrepancy,
    EventMention,
    PlaceValue,
    Polarity,
    Reported,
    SideValue,
    SourceKind,
    Statement,
    Status,
    TextSpan,
)

__all__ = ["article_page", "clean", "quote", "table_of", "value_of"]

_LABEL_WIDTH = 12
_LONGEST_QUOTE = 320


def article_page(coded: CodedArticle) -> RenderableType:
    """The whole page of one article; prints well at any width and without colour."""
    parts: list[RenderableType] = [_heading(coded)]
    parts += _section("What happened", [_mention(number, item) for number, item in enumerate(coded.mentions, 1)])
    parts += _section("What is said", [_statement(statement) for statement in coded.statements])
    parts += _section("Where the article contradicts itself", [_discrepancy(item) for item in coded.discrepancies])
    parts += _section("Casualties of no event above", [_toll(claim) for claim in coded.casualties])
    guessed = [span for span in coded.speculation if span not in coded.hearsay]
    parts += _section("Speculation by the author, never counted", [quote(span) for span in guessed])
    parts += _section("Hearsay: told by nobody who is named", [quote(span) for span in coded.hearsay])
    parts += _section("Sites named", [_sites(coded)] if coded.sites else [])
    if not coded.mentions:
        parts.append(Text("No event was found in this article.\n", style="dim"))
    return Group(*parts)


def _heading(coded: CodedArticle) -> RenderableType:
    article = coded.article
    title = clean(article.title or article.text.strip().splitlines()[0])[:100]
    published = f"published {article.published_on}" if article.published_on else "publication date unknown"
    carried = [clean(credit.name) for credit in coded.credits if credit.whole]
    carries = f", carries a report of {', '.join(carried)}" if carried else ""
    return Group(
        Rule(Text(title, style="bold"), align="left"),
        Text(f"{clean(article.publisher or 'publisher unknown')}, {published}{carries}\n", style="dim"),
    )


def _section(title: str, items: Sequence[RenderableType]) -> list[RenderableType]:
    if not items:
        return []
    return [Text(title.upper(), style="bold"), *(Padding(item, (0, 0, 1, 2)) for item in items)]


def _mention(number: int, mention: EventMention) -> RenderableType:
    rows: list[tuple[str, Text]] = []
    rows += _row("who", "; ".join(_actor(claim) for claim in mention.actors) or "not told")
    rows += _row("to whom", "; ".join(_actor(claim) for claim in mention.recipients))
    rows += _row("where", "; ".join(_place(claim) for claim in mention.places))
    rows += _row("when", "; ".join(_date(claim) for claim in mention.dates))
    for claim in mention.casualties:
        rows += _row(claim.value.kind, _casualty(claim))
    rows += _row("with", "; ".join(clean(claim.value) for claim in mention.instruments))
    rows += _row("hit", "; ".join(clean(claim.value) for claim in mention.targets))
    rows += _row("says so", _chain(mention.attribution))
    rows += [("words", _evidence(span, mention.trigger)) for span in mention.evidence]
    return Group(_headline(number, mention), table_of(rows))


def _headline(number: int, mention: EventMention) -> Text:
    name = f"{mention.event_type}, {mention.mode}" if mention.mode else mention.event_type
    line = Text(f"{number}. ").append(name, style="bold red" if _is_conflict(mention) else "bold green")
    line.append(f"  {mention.status.replace('_', ' ')}", style="" if mention.status is Status.HAPPENED else "yellow")
    if mention.polarity is Polarity.DENIED:
        line.append(", denied", style="bold yellow")
    line.append(f", {mention.certainty.level}{' by hearsay' if mention.certainty.hearsay else ''}")
    for cue in (mention.status_cue, mention.certainty.cue):
        if cue:
            line.append(f" “{clean(cue.quote)}”", style="dim")
    return line


_CONFLICT = {"REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"}


def _is_conflict(mention: EventMention) -> bool:
    return mention.event_type in _CONFLICT


def value_of(claim: Reported) -> str:
    """What a claim says, on one line."""
    if isinstance(claim.value, str):
        return clean(claim.value)
    line: Callable[[Any], str] = _LINES[type(claim.value)]
    return line(claim)


def _actor(claim: Claim[ActorValue]) -> str:
    value = claim.value
    codes = " ".join(code for code in (value.country, value.sector) if code)
    count = f"{value.count}× " if value.count is not None else ""
    inferred = ", inferred" if claim.basis == "inferred" else ""
    return f"{count}{_named(value.name, claim.as_written)}" + (f" [{codes}{inferred}]" if codes else "")


def _named(name: str, as_written: str) -> str:
    """The resolved name, with the article's own words beside it where these differ."""
    name, as_written = clean(name), clean(as_written)
    return name if name.casefold() == as_written.casefold() else f"{name} (“{as_written}”)"


def _place(claim: Claim[PlaceValue]) -> str:
    value = claim.value
    around = ", ".join(part for part in (value.admin1, value.country) if part)
    precision = value.precision or "not in the gazetteer"
    return (
        f"{value.role} {_named(value.name, claim.as_written)}" + (f", {around}" if around else "") + f" ({precision})"
    )


def _date(claim: Claim[DateValue]) -> str:
    value = claim.value
    if value.start is None and value.end is None:
        return f"“{clean(claim.as_written)}” ({value.timex or 'no date follows from it'})"
    stretch = f"{value.start}" if value.start == value.end else f"{value.start or '…'} to {value.end or '…'}"
    return f"{stretch} (“{clean(claim.as_written)}”, {value.precision})"


def _toll(claim: Claim[CasualtyValue]) -> Text:
    return Text(f"{claim.value.kind}: {_casualty(claim)}")


def _casualty(claim: Claim[CasualtyValue]) -> str:
    value = claim.value
    figure = "number unknown" if value.low is value.best is value.high is None else _figure(value)
    group = f" {clean(value.group)}" if value.group else ""
    return f"{figure}{group} (“{clean(claim.as_written)}”), {_chain(claim.attribution)}"


_LINES: dict[type[Any], Callable[[Any], str]] = {
    ActorValue: _actor,
    PlaceValue: _place,
    DateValue: _date,
    CasualtyValue: _casualty,
    SideValue: lambda claim: clean(str(claim.value)),
}


def _figure(value: CasualtyValue) -> str:
    if value.best is not None and value.low == value.best == value.high:
        return str(value.best)
    bounds = [("at least", value.low), ("about", value.best), ("at most", value.high)]
    return ", ".join(f"{word} {number}" for word, number in bounds if number is not None)


def _chain(attribution: Attribution) -> str:
    """this article ← Syria TV ← a security source"""
    return " ← ".join(
        clean(source.name) if source.kind is not SourceKind.ARTICLE else "this article"
        for source in attribution.sources
    )


def _statement(statement: Statement) -> RenderableType:
    says = _chain(statement.attribution)
    setting = ", ".join(part for part in (statement.occasion, statement.audience) if part)
    rows = _row("says", says + (f" ({clean(setting)})" if setting else ""))
    rows += _row("when", "; ".join(_date(claim) for claim in statement.dates))
    rows += [("that", quote(span)) for span in statement.contents]
    if (statement.certainty.level, statement.certainty.polarity) != (CertaintyLevel.CERTAIN, Polarity.AFFIRMED):
        rows.append(("how sure", _certainty(statement.certainty)))
    return table_of(rows)


def _certainty(certainty: Certainty) -> Text:
    line = Text("denied, " if certainty.polarity is Polarity.DENIED else "").append(certainty.level)
    return line.append(f" “{clean(certainty.cue.quote)}”", style="dim") if certainty.cue else line


def _discrepancy(discrepancy: Discrepancy) -> RenderableType:
    rows = [
        ("", Text(f"{clean(value.value)}, {_chain(value.attribution)}: ").append_text(_quotes(value.evidence)))
        for value in discrepancy.values
    ]
    return Group(Text(f"{discrepancy.kind}: {clean(discrepancy.reason)}", style="yellow"), table_of(rows))


def _sites(coded: CodedArticle) -> Text:
    named = {site.site_id: site for site in coded.sites}
    return Text(
        "\n".join(
            f"{clean(site.name)} ({site.kind}{', World Heritage in danger' if site.in_danger else ''}), {site.country}"
            for site in named.values()
        )
    )


def _row(label: str, value: str) -> list[tuple[str, Text]]:
    return [(label, Text(value))] if value else []


def table_of(rows: Iterable[tuple[str, Text]]) -> Table:
    table = Table.grid(padding=(0, 1))
    table.add_column(width=_LABEL_WIDTH, style="dim", no_wrap=True)
    table.add_column(ratio=1)
    for label, value in rows:
        table.add_row(label, value)
    return table


def _evidence(span: TextSpan, trigger: TextSpan) -> Text:
    """The passage in quotation marks, its trigger underlined."""
    text = quote(span)
    if span.overlaps(trigger):
        text.highlight_words([clean(trigger.quote)], style="underline")
    return text


def quote(span: TextSpan) -> Text:
    words = clean(span.quote)
    return Text(f"“{words if len(words) <= _LONGEST_QUOTE else words[: _LONGEST_QUOTE - 1] + '…'}”", style="italic")


def _quotes(spans: Iterable[TextSpan]) -> Text:
    return Text(" ").join(quote(span) for span in spans)


def clean(words: str) -> str:
    """Words of an article on one line, without the control characters that could steer a terminal."""
    line = " ".join(words.split())
    if line.isprintable():
        return line
    return "".join(character if character.isprintable() else " " for character in line)
