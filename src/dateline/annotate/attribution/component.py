"""Who says what: source, cue and content of each attribution.

Input: a parsed Doc and, where there are any, its actors. Output: `slots.ATTRIBUTIONS`. `triples` decides which words
introduce what by whom, `naming` says who that is, `relays` finds the sources behind a source; here each becomes a row,
with the occasion it was said on and the audience it was said to. An outlet that was told something gets a row without a
content of its own, the parent of what it was told.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from spacy.language import Language

from dateline.annotate.attribution.cues import is_transcript_label
from dateline.annotate.attribution.headlines import find_headline, headline
from dateline.annotate.attribution.naming import UNNAMED, NamedSource, SourceNamer
from dateline.annotate.attribution.relays import Citation, audience_of, find_relays, with_subject
from dateline.annotate.attribution.speakers import phrase
from dateline.annotate.attribution.titles import TitleReader
from dateline.annotate.attribution.triples import AttributionModels, Triple, find_triples, load_attribution_models
from dateline.annotate.component import Component
from dateline.annotate.parse import Doc, Span
from dateline.annotate.slots import ACTORS, ATTRIBUTIONS, EVENTS, AttributionRow, TokenRange, get, get_facts, put
from dateline.annotate.syntax.layout import Layout
from dateline.knowledge.codebook import Codebook
from dateline.knowledge.codebook_file import load_codebook
from dateline.knowledge.reporting import ReportingLexicon, load_reporting_lexicon
from dateline.knowledge.sources import load_sources

__all__ = ["AttributionComponent"]

_BEFORE, _AFTER = 24, 12  # tokens round the cue in which its occasion is named
_MEDIUM = "television"
_MATERIAL = frozenset({2, 4})  # quads of what is done; what is only said has the others


@Language.factory("dateline_attribution", assigns=["doc.spans"], default_config={"codebook": None})
def make_attribution(nlp: Language, name: str, codebook: str | None) -> AttributionComponent:
    book = load_codebook(Path(codebook) if codebook else None)
    return AttributionComponent(load_reporting_lexicon(), load_attribution_models(), book)


class AttributionComponent(Component):
    """Writes `slots.ATTRIBUTIONS`."""

    def __init__(self, lexicon: ReportingLexicon, models: AttributionModels, codebook: Codebook) -> None:
        self.lexicon = lexicon
        self.models = models
        self.deeds = frozenset(name for name, kind in codebook.types.items() if kind.quad in _MATERIAL)

    def annotate(self, doc: Doc) -> None:
        layout = Layout.of(doc)
        layout, triples = self._triples(doc, layout)
        deeds = {trigger.root.i for trigger, row in get(doc, EVENTS) if row.event_type in self.deeds}
        namer = SourceNamer(layout, self.lexicon, load_sources(), get(doc, ACTORS))
        writer = _Writer(layout, namer, self.lexicon, deeds)
        relays = find_relays(layout, triples)
        for position, triple in enumerate(triples):
            if triple.cue.i not in relays.spent:
                writer.write(triple, relays.cited.get(position))
        title = TitleReader(layout, self.lexicon, load_sources(), [row for _, row in get(doc, ACTORS)])
        if (row := title.row(get_facts(doc), writer.rows)) is not None:
            writer.rows.append(row)
        put(doc, ATTRIBUTIONS, [(_passage(doc, row), row) for row in writer.rows])

    def _triples(self, doc: Doc, layout: Layout) -> tuple[Layout, list[Triple]]:
        """What the models find; in a headline, first what its form shows.

        A source that a headline's form shows is a paragraph of its own in the layout: the parse may take in more.
        """
        known = frozenset((span.start, span.end) for span, row in get(doc, ACTORS) if row.kind != "state")
        line = headline(layout) or (0, 0)
        triples = find_triples(layout, self.lexicon, self.models)
        found = [
            _within(with_subject(layout, triple), line) for triple in triples if not _is_bare(layout, triple, line)
        ]
        formal = find_headline(layout, self.lexicon, load_sources(), known)
        if formal is None:
            return layout, found
        triple, source = formal
        return layout.with_paragraph(*source), [triple, *(other for other in found if other.cue.i >= line[1])]


def _is_deed(layout: Layout, triple: Triple, deeds: set[int]) -> bool:
    """ "Rebels attacked the town" judges nobody; "attacked the plan as “folly”" does."""
    if triple.cue.i not in deeds or triple.cue.act not in {"judge", None}:
        return False
    return not any(layout.quoted(start, end) for start, end in triple.content.ranges)


def _is_bare(layout: Layout, triple: Triple, line: TokenRange) -> bool:
    """A colon in the headline, which names a source only where its form shows a known one."""
    cue = triple.cue
    return cue.lemma == ":" and line[0] <= cue.i < line[1] and not is_transcript_label(layout, cue)


def _within(triple: Triple, line: TokenRange) -> Triple:
    """What a headline says ends with it, whatever sentence the parser makes of it and the next line."""
    if not line[0] <= triple.cue.i < line[1]:
        return triple
    ranges = tuple((start, min(end, line[1])) for start, end in triple.content.ranges if start < line[1])
    return replace(triple, content=replace(triple.content, ranges=ranges)) if ranges else triple


class _Writer:
    """Turns triples into rows, for each the outermost source first."""

    def __init__(self, layout: Layout, namer: SourceNamer, lexicon: ReportingLexicon, deeds: set[int]) -> None:
        self.layout = layout
        self.deeds = deeds
        self.namer = namer
        self.lexicon = lexicon
        self.rows: list[AttributionRow] = []

    def write(self, triple: Triple, cited: Citation | None) -> None:
        """The outlet it was told to, if any; what is said; the source it cites, if any."""
        cue = _cue_range(self.layout, triple)
        contents = triple.content.ranges
        if cited is not None:
            contents = _without(contents, self.layout.subtree(cited.cue[0])) or contents
        passage = _Passage(cue, contents, _style(self.layout, contents), self._occasion(cue, contents))
        parent = None
        heard_by = audience_of(self.layout, triple)
        audience = self.namer.name(heard_by) if heard_by is not None else None
        if heard_by is not None and audience is not None and self._is_outlet(audience, heard_by):
            parent = self._add(audience, heard_by, replace(passage, contents=()), None)
        source = self.namer.name(triple.speaker.head) if triple.speaker.head is not None else UNNAMED
        if source.body is not None and source.body not in {heard_by, triple.speaker.head}:
            parent = self._add(self.namer.name_body(source.body), source.body, replace(passage, contents=()), parent)
        said = self._add(source, triple.speaker.head, passage, parent)
        self.rows[said] = replace(
            self.rows[said],
            act=triple.cue.act or "none",
            audience=audience.name if audience else None,
            said=not _is_deed(self.layout, triple, self.deeds) and not _is_silence(self.layout, triple),
        )
        if cited is not None:
            self._add(self.namer.name(cited.head), cited.head, replace(passage, cue=cited.cue), said)

    def _is_outlet(self, audience: NamedSource, head: int) -> bool:
        """A named outlet, or one called by a word for outlets; not the reporters at a press conference."""
        token = self.layout.tokens[head]
        return audience.kind == "outlet" and (
            token.pos_ == "PROPN" or self.lexicon.kinds.get(token.lemma_.lower()) == "outlet"
        )

    def _add(self, source: NamedSource, head: int | None, passage: _Passage, parent: int | None) -> int:
        """Write one row; the position where it stands."""
        self.rows.append(
            AttributionRow(
                contents=passage.contents,
                source=phrase(self.layout, head) if head is not None else None,
                cue=passage.cue,
                source_name=source.name,
                source_kind=source.kind,
                style=passage.style,
                parent=parent,
                country=source.country,
                actor_id=source.actor_id,
                occasion=passage.occasion,
            )
        )
        return len(self.rows) - 1

    def _occasion(self, cue: TokenRange, contents: tuple[TokenRange, ...]) -> str | None:
        """What the words round the cue, outside the content, name: an interview, a press conference, a post."""
        start, end = self.layout.sent(cue[0])
        near = range(max(start, cue[0] - _BEFORE), min(end, cue[1] + _AFTER))
        outside = [i for i in near if not any(first <= i < last for first, last in contents)]
        named = [self.lexicon.occasions.get(self.layout.tokens[i].lemma_.lower()) for i in outside]
        found = [occasion for occasion in named if occasion is not None]
        # "An interview with the channel": what was held says more than what carried it.
        return next((occasion for occasion in found if occasion != _MEDIUM), found[0] if found else None)


_NOBODY = frozenset({"no", "nobody", "none", "neither"})
_SAYING = frozenset({"assert", "show", None})


def _is_silence(layout: Layout, triple: Triple) -> bool:
    """Does nobody say it, or the source not? To not believe or not deny a thing takes a stand on it all the same."""
    if triple.speaker.head is not None:
        start = phrase(layout, triple.speaker.head)[0]
        if layout.tokens[start].lower_ in _NOBODY:
            return True
    return triple.cue.act in _SAYING and any(child.dep_ == "neg" for child in triple.cue.children)


@dataclass(frozen=True)
class _Passage:
    """What the rows of one triple share."""

    cue: TokenRange
    contents: tuple[TokenRange, ...]
    style: str
    occasion: str | None


def _without(ranges: tuple[TokenRange, ...], hole: TokenRange) -> tuple[TokenRange, ...]:
    """The ranges without the tokens of `hole`."""
    parts = [part for a, b in ranges for part in ((a, min(b, hole[0])), (max(a, hole[1]), b))]
    return tuple(dict.fromkeys((start, end) for start, end in parts if start < end))


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
    quoted = sum(layout.quoted(start, end) for start, end in contents)
    if quoted == 0:
        return "indirect"
    return "direct" if quoted == sum(end - start for start, end in contents) else "mixed"


def _passage(doc: Doc, row: AttributionRow) -> Span:
    ranges = [*row.contents, *(part for part in (row.source, row.cue) if part is not None)]
    return doc[min(start for start, _ in ranges) : max(end for _, end in ranges)]
