"""Where the sentences, paragraphs and quotations of a parsed Doc stand, by token. Input: Doc. Output: `Layout`.

Attribution asks for these at every step, and spaCy answers each question by a search; here each is answered once.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from dateline.annotate.parse import Doc, Token
from dateline.annotate.slots import TokenRange
from dateline.annotate.syntax.quotes import find_quotations

__all__ = ["Layout"]


_FEW = 2  # sentences that one speaker may fill with a quotation and nothing else


@dataclass(frozen=True)
class Layout:
    """`quote_of[i]` is the position in `quotes` of the quotation that token i stands in, -1 outside; likewise sents."""

    doc: Doc
    tokens: list[Token]
    sents: list[TokenRange]
    sent_of: list[int]
    paragraphs: list[TokenRange]
    paragraph_of: list[int]
    quotes: list[TokenRange]
    quote_of: list[int]
    quoted_before: list[int]  # how many tokens before token i stand in quotations
    left_edge: list[int]
    right_edge: list[int]  # exclusive

    @classmethod
    def of(cls, doc: Doc) -> Layout:
        tokens = list(doc)
        sents = [(sent.start, sent.end) for sent in doc.sents]
        quotes = _quote_ranges(doc, tokens)
        quote_of = _positions(quotes, len(tokens))
        if len(sents) > _FEW and not any(token.is_alpha and quote_of[token.i] < 0 for token in tokens):
            quotes, quote_of = [], [-1] * len(tokens)  # the whole article is quoted: nobody in it is
        left, right = _edges(tokens)
        paragraphs = _paragraphs(tokens)
        return cls(
            doc,
            tokens,
            sents,
            _positions(sents, len(tokens)),
            paragraphs,
            _positions(paragraphs, len(tokens)),
            quotes,
            quote_of,
            [0, *accumulate(position >= 0 for position in quote_of)],
            left,
            right,
        )

    def sent(self, i: int) -> TokenRange:
        """The sentence that token i stands in."""
        return self.sents[self.sent_of[i]]

    def paragraph(self, i: int) -> TokenRange:
        """The paragraph that token i stands in."""
        return self.paragraphs[self.paragraph_of[i]]

    def with_paragraph(self, start: int, end: int) -> Layout:
        """The same with these tokens as a paragraph of their own."""
        bounds = sorted({start, end, *(bound for paragraph in self.paragraphs for bound in paragraph)})
        paragraphs = list(pairwise(bounds))
        return replace(self, paragraphs=paragraphs, paragraph_of=_positions(paragraphs, len(self.tokens)))

    def quote(self, i: int) -> TokenRange | None:
        """The quotation that token i stands in."""
        return self.quotes[self.quote_of[i]] if self.quote_of[i] >= 0 else None

    def quoted(self, start: int, end: int) -> int:
        """How many of the tokens stand in quotations."""
        return self.quoted_before[end] - self.quoted_before[start]

    def subtree(self, i: int) -> TokenRange:
        return self.left_edge[i], self.right_edge[i]


def _quote_ranges(doc: Doc, tokens: list[Token]) -> list[TokenRange]:
    starts = [token.idx for token in tokens]
    ranges = []
    for quotation in find_quotations(doc.text):
        first = bisect_right(starts, quotation.start) - 1
        ranges.append((first, max(bisect_left(starts, quotation.end), first + 1)))
    return ranges


def _positions(ranges: list[TokenRange], length: int) -> list[int]:
    """For each token the position of its range, -1 where it stands in none."""
    positions = [-1] * length
    for position, (start, end) in enumerate(ranges):
        positions[start:end] = [position] * (end - start)
    return positions


def _paragraphs(tokens: list[Token]) -> list[TokenRange]:
    """The lines of the text; the token that breaks a line ends it."""
    breaks = [i + 1 for i, token in enumerate(tokens) if "\n" in token.text or "\n" in token.whitespace_]
    bounds = [0, *breaks] if breaks and breaks[-1] == len(tokens) else [0, *breaks, len(tokens)]
    return [(start, end) for start, end in pairwise(bounds) if start < end]


def _edges(tokens: list[Token]) -> tuple[list[int], list[int]]:
    """First and one-past-last token of each token's subtree: every node widens its head, leaves first."""
    left = list(range(len(tokens)))
    right = [i + 1 for i in left]
    heads = [token.head.i for token in tokens]
    children = [0] * len(tokens)
    for i, head in enumerate(heads):
        if head != i:
            children[head] += 1
    ready = [i for i, count in enumerate(children) if not count]
    while ready:
        i = ready.pop()
        head = heads[i]
        if head == i:
            continue
        left[head] = min(left[head], left[i])
        right[head] = max(right[head], right[i])
        children[head] -= 1
        if not children[head]:
            ready.append(head)
    return left, right
