"""Sources in headlines: "Ten killed in raid: ministry", "UN: truce broken", "Ten killed in raid, says army".

Input: a `Layout`, the lexicon, the book of sources and the phrases that name known actors. Output: triples. Headlines
leave out the words by which a parse would tell who speaks, but put the source behind a mark at one of their ends. What
stands there counts only where it is known to be a source, so that "Damascus: the long road back" names none.
"""

from __future__ import annotations

from collections.abc import Iterator

from dateline.annotate.attribution.contents import Content
from dateline.annotate.attribution.cues import DASHES, Cue
from dateline.annotate.attribution.speakers import Speaker
from dateline.annotate.attribution.triples import Triple
from dateline.annotate.slots import TokenRange
from dateline.annotate.syntax.layout import Layout
from dateline.knowledge.reporting import ReportingLexicon
from dateline.knowledge.sources import SourceBook

__all__ = ["find_headline", "headline"]

_LONGEST = 30  # tokens of a headline
_LONGEST_SOURCE = 6  # and of the source in it
_SENTENCE_ENDS = frozenset({".", "!", "?", "…", "...", "”.", '."'})
_MARKS = frozenset({":", ";"}) | DASHES
_SHORTEST = 3  # words of what is said


def headline(layout: Layout) -> TokenRange | None:
    """The first line where it is no sentence, without the break that ends it."""
    if not layout.paragraphs:
        return None
    start, end = layout.paragraphs[0]
    while end > start and layout.tokens[end - 1].is_space:
        end -= 1
    if not 0 < end - start <= _LONGEST or layout.tokens[end - 1].text in _SENTENCE_ENDS:
        return None
    return start, end


def find_headline(
    layout: Layout, lexicon: ReportingLexicon, book: SourceBook, known: frozenset[TokenRange]
) -> tuple[Triple, TokenRange] | None:
    """The one attribution that the headline's form shows, if any, and the words of its source."""
    line = headline(layout)
    if line is None:
        return None
    splits = (*_at_marks(layout, line), *_at_verbs(layout, line, lexicon))
    for cue, source, content in splits:
        words = sum(token.is_alpha for token in layout.tokens[slice(*content)])
        if words >= _SHORTEST and _is_source(layout, source, lexicon, book, known):
            speaker = Speaker(_head(layout, source), "headline")
            return Triple(_cue(layout, cue), speaker, Content((content,), "headline"), 1.0), source
    return None


def _at_marks(layout: Layout, line: TokenRange) -> Iterator[tuple[int, TokenRange, TokenRange]]:
    """Mark, source, content: behind the last mark, or before the first colon."""
    start, end = line
    marks = [i for i in range(start + 1, end - 1) if layout.tokens[i].text in _MARKS]
    if marks:
        yield marks[-1], (marks[-1] + 1, end), (start, marks[-1])
    if marks and layout.tokens[marks[0]].text == ":":
        yield marks[0], (start, marks[0]), (marks[0] + 1, end)


def _at_verbs(
    layout: Layout, line: TokenRange, lexicon: ReportingLexicon
) -> Iterator[tuple[int, TokenRange, TokenRange]]:
    """Behind the last comma: "says the army", "army says"."""
    start, end = line
    comma = next((i for i in range(end - 1, start, -1) if layout.tokens[i].text == ","), None)
    if comma is None or end - comma < 3:
        return
    for verb, source in ((comma + 1, (comma + 2, end)), (end - 1, (comma + 1, end - 1))):
        if lexicon.verbs.get(layout.tokens[verb].lemma_.lower()) == "assert":
            yield verb, source, (start, comma)


def _is_source(
    layout: Layout, source: TokenRange, lexicon: ReportingLexicon, book: SourceBook, known: frozenset[TokenRange]
) -> bool:
    tokens = layout.tokens[slice(*source)]
    if not 0 < len(tokens) <= _LONGEST_SOURCE or not tokens[-1].is_alpha:
        return False
    last = tokens[-1]
    named = book.named(" ".join(token.text for token in tokens)) is not None or source in known
    return named or any(word in lexicon.kinds for word in (last.lower_, last.lemma_.lower()))


def _head(layout: Layout, source: TokenRange) -> int:
    """The word of the phrase that hangs from outside it; the last where a broken parse has several."""
    outside = [i for i in range(*source) if not source[0] <= layout.tokens[i].head.i < source[1]]
    return outside[0] if len(outside) == 1 else source[1] - 1


def _cue(layout: Layout, i: int) -> Cue:
    token = layout.tokens[i]
    lemma = token.lemma_.lower()
    return Cue(i, lemma, token.pos_, "assert", "assert" if token.pos_ == "VERB" else "label", tuple(token.children))
