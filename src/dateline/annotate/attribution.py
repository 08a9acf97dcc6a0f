"""Who says what: source, cue and content of each attribution.

Input: a parsed Doc and, where there are any, its actors. Output: `slots.ATTRIBUTIONS`. `triples` decides which words
introduce what by whom, `naming` says who that is; here each becomes a row, with the occasion it was said on, the
audience it was said to, and the source that relays it.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Span

from dateline.annotate.layout import Layout
from dateline.annotate.naming import NamedSource, SourceNamer
from dateline.annotate.slots import ACTORS, ATTRIBUTIONS, AttributionRow, TokenRange, get, put
from dateline.annotate.speakers import phrase
from dateline.annotate.triples import AttributionModels, Triple, find_triples, load_attribution_models
from dateline.knowledge.reporting import ReportingLexicon, load_reporting_lexicon

__all__ = ["AttributionComponent"]

_UNNAMED = NamedSource("unnamed source", "unnamed")


@Language.factory("dateline_attribution", assigns=["doc.spans"])
def make_attribution(nlp: Language, name: str) -> AttributionComponent:
    return AttributionComponent(load_reporting_lexicon(), load_attribution_models())


class AttributionComponent:
    """Writes `slots.ATTRIBUTIONS`."""

    def __init__(self, lexicon: ReportingLexicon, models: AttributionModels) -> None:
        self.lexicon = lexicon
        self.models = models

    def __call__(self, doc: Doc) -> Doc:
        layout = Layout.of(doc)
        namer = SourceNamer(layout, self.lexicon, get(doc, ACTORS))
        rows = [self._row(layout, triple, namer) for triple in find_triples(layout, self.lexicon, self.models)]
        put(doc, ATTRIBUTIONS, [(_passage(doc, row), row) for row in rows])
        return doc

    def _row(self, layout: Layout, triple: Triple, namer: SourceNamer) -> AttributionRow:
        head = triple.speaker.head
        source = namer.name(head) if head is not None else _UNNAMED
        return AttributionRow(
            contents=triple.content.ranges,
            source=phrase(layout, head) if head is not None else None,
            cue=_cue_range(layout, triple),
            source_name=source.name,
            source_kind=source.kind,
            style=_style(layout, triple.content.ranges),
            country=source.country,
            actor_id=source.actor_id,
            act=triple.cue.act or "none",
        )


def _cue_range(layout: Layout, triple: Triple) -> TokenRange:
    """The cue with the auxiliaries, negation and particle beside it, and the preposition of "according to"."""
    start, end = triple.cue.i, triple.cue.i + 1
    beside = {child.i for child in triple.cue.children if child.dep_ in {"aux", "auxpass", "neg", "prt"}}
    if triple.cue.lemma == "accord":
        beside.add(triple.cue.i + 1)
    while start - 1 in beside:
        start -= 1
    while end in beside and end < len(layout.tokens):
        end += 1
    return start, end


def _style(layout: Layout, contents: tuple[TokenRange, ...]) -> str:
    quoted = [layout.quote_of[i] >= 0 for start, end in contents for i in range(start, end)]
    return "direct" if all(quoted) else "mixed" if any(quoted) else "indirect"


def _passage(doc: Doc, row: AttributionRow) -> Span:
    ranges = [*row.contents, *(part for part in (row.source, row.cue) if part is not None)]
    return doc[min(start for start, _ in ranges) : max(end for _, end in ranges)]
