"""Quotations that go on: "...," he said. "..." and the paragraphs of speech that follow without a new cue.

Input: a `Layout`, the contents found so far and the cue of each. Output: candidates, each a quotation that no content
holds with the attribution before it that it may belong to, and features for the learned scorer.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.annotate.slots import TokenRange
from dateline.annotate.syntax.layout import Layout

__all__ = ["Continuation", "continuation_features", "find_continuations"]

_SHORTEST = 3  # tokens, marks included: below that it is a title or a scare quote
_FARTHEST = 3  # paragraphs
_ENDS = frozenset({".", "!", "?", "…"})


@dataclass(frozen=True)
class Continuation:
    """A quotation, the position of the attribution it may continue, and the words that stand between."""

    quote: TokenRange
    attribution: int
    gap: TokenRange


def find_continuations(
    layout: Layout, cues: Sequence[int], contents: Sequence[tuple[TokenRange, ...]]
) -> Iterator[Continuation]:
    """In order of the text; each quotation is offered to the last attribution that begins before it."""
    held = [False] * (len(layout.tokens) + 1)
    for ranges in contents:
        for start, end in ranges:
            held[start:end] = [True] * (end - start)
    spans = sorted(
        (max(cue, *(end - 1 for _, end in ranges)), i)
        for i, (cue, ranges) in enumerate(zip(cues, contents, strict=True))
    )
    latest = -1
    for start, end in layout.quotes:
        while latest + 1 < len(spans) and spans[latest + 1][0] < start:
            latest += 1
        if latest >= 0 and end - start >= _SHORTEST and not any(held[start:end]):
            last, attribution = spans[latest]
            if layout.paragraph_of[start] - layout.paragraph_of[last] <= _FARTHEST:
                yield Continuation((start, end), attribution, (last + 1, start))


def continuation_features(layout: Layout, found: Continuation, cue: int, content: tuple[TokenRange, ...]) -> list[str]:
    """What the scorer knows of a candidate."""
    start, end = found.quote
    tokens = layout.tokens
    paragraphs = layout.paragraph_of[start] - layout.paragraph_of[found.gap[0] - 1]
    between = [token for token in tokens[found.gap[0] : start] if token.is_alpha]
    verbs = sum(token.pos_ == "VERB" for token in between)
    first, last = content[0][0], content[-1][1] - 1
    direct = f"{layout.quote_of[first] >= 0},{layout.quote_of[last] >= 0}"
    opens = layout.paragraph(start)[0] == start
    closes = end >= layout.paragraph(start)[1] - 1
    before = tokens[start - 1].text if start else ""
    side = "<" if last < cue else ">"
    inner = next((token for token in tokens[start:end] if token.is_alpha), None)
    features = [
        "bias",
        f"paragraphs={paragraphs}",
        f"between={min(len(between), 20).bit_length()},{verbs > 0}",
        f"none,p={not between},{paragraphs}",
        f"direct={direct}",
        f"direct,p={direct},{paragraphs},{opens}",
        f"whole={opens},{closes},{paragraphs}",
        f"before={before in _ENDS},{before.isspace()},{opens}",
        f"b={before.lower()[:12]}",
        f"side={side},{direct},{not between}",
        f"size={(end - start).bit_length()}",
        f"size,o={(end - start).bit_length()},{opens},{not between}",
        f"title={inner is not None and inner.is_title},{tokens[end - 2].text in _ENDS | {','}}",
        f"cue={tokens[cue].lemma_.lower()}",
        f"open={tokens[last].text[-1:] not in {'”', chr(34), chr(39)}},{paragraphs}",
    ]
    after = tokens[end].lower_ if end < len(tokens) else "$"
    return [*features, f"after={after[:12]}", f"all={paragraphs},{not between},{opens},{direct},{closes}"]
