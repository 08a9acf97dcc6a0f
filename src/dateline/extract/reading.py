"""The slots of one Doc, read once, and the way from tokens to quoted words and chains of sources."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from dateline.annotate import slots
from dateline.annotate.parse import Doc, Span
from dateline.annotate.slots import ActorRow, AttributionRow, CasualtyRow, DateRow, PlaceRow, SaidRow, TokenRange
from dateline.annotate.utterances import attributions_to_speakers
from dateline.extract.wire import carried_by, find_wire_credits
from dateline.knowledge.sources import load_sources
from dateline.model import Article, Attribution, Source, SourceKind, TextSpan, WireCredit

__all__ = ["DocReading"]


@dataclass(frozen=True)
class DocReading:
    """The slots of one Doc, read once, and the way from tokens to quoted words."""

    article: Article
    doc: Doc

    @cached_property
    def actors(self) -> list[tuple[Span, ActorRow]]:
        return slots.get(self.doc, slots.ACTORS)

    @cached_property
    def places(self) -> list[tuple[Span, PlaceRow]]:
        return slots.get(self.doc, slots.PLACES)

    @cached_property
    def named(self) -> list[tuple[int, str]]:
        """Where each actor that is somebody and each place is named, and its name, in the order of the text."""
        named = [(span.start, row.name) for span, row in self.actors if row.actor_id or row.kind == "state"]
        return sorted([*named, *((span.start, row.name) for span, row in self.places)])

    @cached_property
    def place_starts(self) -> list[tuple[int, int]]:
        """Where each place begins, and its position, in the order of the text."""
        return sorted((span.start, position) for position, (span, _) in enumerate(self.places))

    @cached_property
    def date_starts(self) -> list[tuple[int, int]]:
        return sorted((span.start, position) for position, (span, _) in enumerate(self.dates))

    @cached_property
    def dates(self) -> list[tuple[Span, DateRow]]:
        return slots.get(self.doc, slots.DATES)

    @cached_property
    def casualties(self) -> list[tuple[Span, CasualtyRow]]:
        return slots.get(self.doc, slots.CASUALTIES)

    @cached_property
    def attributions(self) -> list[tuple[Span, AttributionRow]]:
        return slots.get(self.doc, slots.ATTRIBUTIONS)

    @cached_property
    def said(self) -> dict[int, SaidRow]:
        """How sure its source is said to be, by the position of the attribution."""
        return {row.attribution: row for _, row in slots.get(self.doc, slots.SAID)}

    @cached_property
    def attributions_of_token(self) -> list[list[int]]:
        """For each token the attributions whose content holds it, from the outermost to the one who is said to know."""
        holders: list[list[int]] = [[] for _ in range(len(self.doc))]
        order = sorted(range(len(self.attributions)), key=lambda i: (-self._width(i), len(self._ancestors(i))))
        for index in (index for index in order if self.attributions[index][1].reports):
            for start, end in self.attributions[index][1].contents:
                for token in range(start, end):
                    holders[token].append(index)
        return holders

    @cached_property
    def guessed(self) -> frozenset[int]:
        """The tokens of clauses that only guess, in the author's own voice; hearsay and others' guesses are claims."""
        agentless = [row.cue for _, row in self.attributions if row.cue and row.source is None]
        hearsay = {token for cue in agentless for token in range(*cue)}
        found: set[int] = set()
        for span, row in slots.get(self.doc, slots.SPECULATION):
            verb = span.root
            if not self.attributions_of_token[verb.i] and not hearsay.intersection(range(*row.cue)):
                found.update(token.i for token in verb.subtree)
        return frozenset(found)

    @cached_property
    def credits(self) -> tuple[WireCredit, ...]:
        """The outlets whose report the article carries."""
        return find_wire_credits(self.article, load_sources())

    @cached_property
    def voice(self) -> tuple[Source, ...]:
        """Who tells what nobody is quoted for: the article, and the outlet whose report the whole of it is."""
        article = Source("this article", SourceKind.ARTICLE)
        outlet = carried_by(self.credits)
        return (article, Source(outlet.name, SourceKind.OUTLET, outlet.span)) if outlet else (article,)

    def _width(self, index: int) -> int:
        return sum(end - start for start, end in self.attributions[index][1].contents)

    def _ancestors(self, index: int) -> list[int]:
        """The attributions that relay this one, the nearest first."""
        found = [index]
        while (parent := self.attributions[found[-1]][1].parent) is not None and parent not in found:
            found.append(parent)
        return found[1:]

    def span(self, start: int, end: int) -> TextSpan:
        """The words of the tokens `start` to `end`."""
        last = self.doc[end - 1]
        return self.article.span(self.doc[start].idx, last.idx + len(last))

    def optional_span(self, tokens: TokenRange | None) -> TextSpan | None:
        return self.span(*tokens) if tokens else None

    @cached_property
    def own_words(self) -> dict[int, frozenset[int]]:
        """For each event that is itself something said, the attributions to whoever says it."""
        return attributions_to_speakers(self.doc)

    def attribution_at(self, token: int, besides: frozenset[int] = frozenset()) -> Attribution:
        """The chain of sources for what is said at a token, outermost first; `besides`: attributions to leave out."""
        holders = [index for index in self.attributions_of_token[token] if index not in besides]
        return self.chain(holders[-1], holders) if holders else Attribution(self.voice)

    def chain(self, innermost: int, holders: Sequence[int] = ()) -> Attribution:
        """The sources from the article down to attribution `innermost`: by parents, then by what holds it."""
        order = [innermost, *self._ancestors(innermost)]
        order.extend(index for index in reversed(holders) if index not in order)
        sources = [self._source(index) for index in reversed(order)]
        return Attribution(_without_repeats([*self.voice, *sources]))

    def _source(self, index: int) -> Source:
        row = self.attributions[index][1]
        return Source(
            name=row.source_name or "unnamed source",
            kind=SourceKind(row.source_kind),
            span=self.optional_span(row.source),
            cue=self.optional_span(row.cue),
            country=row.country,
            actor_id=row.actor_id,
            in_title=row.in_title,
        )


def _without_repeats(sources: list[Source]) -> tuple[Source, ...]:
    """A quote inside the same speaker's indirect speech is one link of the chain, not two: the inner, with its cue.

    The article itself always comes first, also where the text calls a source "this article".
    """
    article, *others = sources
    kept = [source for source, inner in pairwise(others) if source.name != inner.name]
    return (article, *kept, *others[-1:])
