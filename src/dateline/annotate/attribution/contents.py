"""What a cue may introduce: candidate contents, and what there is to tell about each.

Input: a `Layout` and a `Cue`. Output: candidates, each one or two stretches of tokens, with features for the learned
scorer. A content runs from the edge of one of the cue's dependents to the edge of another ("said [that ...]"), stands
before the cue ("[...], he said"), on both sides of it, or is the phrase that the cue's clause hangs from ("the deal
[he] announced"). A stretch that begins or ends inside a quotation grows to the quotation's mark: the parser ends
sentences inside quotations, speakers do not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from dateline.annotate.attribution.cues import SUBJECTS, Cue
from dateline.annotate.parse import Token
from dateline.annotate.slots import TokenRange
from dateline.annotate.syntax.layout import Layout

__all__ = ["Content", "content_features", "find_contents", "trim"]

_EDGE = frozenset({",", ":", ";", ".", "-", "–", "—", "--", "―", "…"})
_NEVER = SUBJECTS | {"punct", "aux", "auxpass", "neg", "prt", "det", "cc", "poss"}
_CUT = frozenset({"relcl", "acl", "advcl", "prep", "cc", "appos", "parataxis", "npadvmod", "xcomp", "mark"})
_MOST_CUTS = 8
_TO_QUOTE = 80  # tokens from a cue to its quotation
_TO_COLON = 16  # tokens from a cue to its colon
_SIBLINGS = 40  # dependents of the cue's governor that are looked at
_MOST = 6  # dependents on one side that are looked at


@dataclass(frozen=True)
class Content:
    """Stretches of tokens in order, and how they were found: the features name it."""

    ranges: tuple[TokenRange, ...]
    kind: str


def find_contents(layout: Layout, cue: Cue) -> list[Content]:
    """The candidates of one cue, each set of stretches once."""
    found: dict[tuple[TokenRange, ...], Content] = {}
    for content in _candidates(layout, cue):
        if content.ranges and content.ranges not in found:
            found[content.ranges] = content
    return list(found.values())


def _candidates(layout: Layout, cue: Cue) -> Iterator[Content]:
    if cue.pos == "PUNCT":
        yield from _beside_label(layout, cue)
        return
    if cue.pos == "ADV":
        yield from _around_phrase(layout, cue, layout.tokens[cue.i].head)
        return
    left = _before(layout, cue)
    right = list(_after(layout, cue))
    for range_, kind in left:
        yield Content((range_,), f"L{kind}")
    for range_, kind in right:
        yield Content((range_,), f"R{kind}")
    for left_range, left_kind in left[:2]:
        for right_range, kind in right:
            if kind.startswith("next"):
                yield Content((left_range, right_range), f"L{left_kind}R{kind}")
    yield from _hanging(layout, cue, right)


def _beside_label(layout: Layout, cue: Cue) -> Iterator[Content]:
    """What follows a speaker's label, or stands above a signature: the paragraph, or its nearest sentence."""
    start, end = layout.paragraph(cue.i)
    if cue.lemma == ":":
        after = layout.sent(min(cue.i + 1, len(layout.tokens) - 1))[1]
        ranges = {"Rparagraph": (cue.i + 1, end), "Rsentence": (cue.i + 1, min(after, end))}
    else:
        before = layout.sent(max(cue.i - 1, 0))[0]
        ranges = {"Lparagraph": (start, cue.i), "Lsentence": (max(start, before), cue.i)}
        above = layout.paragraph_of[cue.i] - 1
        if above >= 0 and not any(token.is_alpha for token in layout.tokens[start : cue.i]):
            ranges = {"Labove": layout.paragraphs[above]}
    for kind, range_ in ranges.items():
        if trimmed := trim(layout, range_):
            yield Content((trimmed,), kind)


def _after(layout: Layout, cue: Cue) -> Iterator[tuple[TokenRange, str]]:
    """Stretches to the right of the cue."""
    sent_end = layout.sent(cue.i)[1]
    children = [child for child in cue.children if child.i > cue.i and child.dep_ not in _NEVER][:_MOST]
    low = [clause for child in children if (clause := _said_clause(layout, child))]
    starts = [(layout.left_edge[child.i], child.dep_) for child in children]
    starts += [
        (child.i + 1, f"{child.dep_}+")
        for child in children
        if child.dep_ in {"prep", "agent", "dative"} and layout.right_edge[child.i] > child.i + 1
    ]
    ends = [(layout.right_edge[child.i], child.dep_) for child in children]
    starts.append((_after_subject(layout, cue), "next"))
    ends += [(sent_end, "sent"), (layout.right_edge[cue.i], "sub")]
    ends += [cut for child in children for cut in _cuts(layout, child)]
    starts += [(start, "ccomp") for start, _ in low]
    ends += [(end, "ccomp") for _, end in low]
    for start, start_kind in starts:
        for end, end_kind in dict.fromkeys(ends):
            if any(start < said < end for said, _ in low):
                continue  # the occasion is no part of what is said
            if cue.i < start < end and (range_ := _grown(layout, cue, (start, end))):
                yield range_, f"{start_kind}-{end_kind}"
    if quote := _opening_quote(layout, cue, sent_end):
        yield quote, "next-quote"
    yield from _after_colon(layout, cue)


def _said_clause(layout: Layout, child: Token) -> TokenRange | None:
    """ "Said in an interview that ...": the clause behind "that", also where the parser took it for one that describes
    the noun. A conjunction opens no relative clause, so it is what is said.
    """
    if child.dep_ == "ccomp":
        return next((_to_its_end(layout, word) for word in child.children if _is_that(word)), None)
    if child.dep_ not in {"prep", "dative"}:
        return None
    below = layout.tokens[child.i : layout.right_edge[child.i]]
    clauses = (word for word in below if _is_that(word) and word.head.dep_ in {"relcl", "acl"})
    return next((_to_its_end(layout, word) for word in clauses), None)


def _is_that(word: Token) -> bool:
    return word.lower_ == "that" and word.dep_ == "mark"


def _to_its_end(layout: Layout, mark: Token) -> TokenRange:
    return mark.i, layout.right_edge[mark.head.i]


def _after_colon(layout: Layout, cue: Cue) -> Iterator[tuple[TokenRange, str]]:
    """What a colon announces: the rest of the paragraph, or the next paragraph where the colon ends this one."""
    end = layout.paragraph(cue.i)[1]
    colon = next((i for i in range(cue.i + 1, min(cue.i + _TO_COLON, end)) if layout.tokens[i].text == ":"), None)
    if colon is None:
        return
    if rest := trim(layout, (colon + 1, end)):
        yield rest, "next-colon"
    elif end < len(layout.tokens) and (below := trim(layout, _text_below(layout, end))):
        yield below, "next-below"


def _text_below(layout: Layout, i: int) -> TokenRange:
    """The first paragraph from token i on that is not blank."""
    number = layout.paragraph_of[i]
    while number + 1 < len(layout.paragraphs) and layout.tokens[layout.paragraphs[number][0]].is_space:
        number += 1
    return layout.paragraphs[number]


def _cuts(layout: Layout, child: Token) -> Iterator[tuple[int, str]]:
    """Where a content may stop inside a dependent: before a clause or phrase that hangs on its right side."""
    found = 0
    spine = [child]
    while spine and found < _MOST_CUTS:
        token = spine.pop(0)
        for part in token.children:
            if part.i > token.i and part.dep_ != "punct":
                if part.dep_ in _CUT and layout.left_edge[part.i] > child.i:
                    yield layout.left_edge[part.i], f"cut-{part.dep_}"
                    found += 1
                spine.append(part)


def _after_subject(layout: Layout, cue: Cue) -> int:
    """The first token after the cue and a subject that follows it ("said Ann, who ...")."""
    return max(
        (layout.right_edge[c.i] for c in cue.children if c.i > cue.i and c.dep_ in SUBJECTS | {"prt"}),
        default=cue.i + 1,
    )


def _opening_quote(layout: Layout, cue: Cue, sent_end: int) -> TokenRange | None:
    """The first whole quotation after the cue, in its sentence or right at the head of what follows."""
    if layout.quote_of[cue.i] >= 0:
        return None
    for i in range(cue.i + 1, min(sent_end + 3, cue.i + _TO_QUOTE, len(layout.tokens))):
        if (quote := layout.quote(i)) is not None:
            return quote
    return None


def _before(layout: Layout, cue: Cue) -> list[tuple[TokenRange, str]]:
    """Stretches to the left of the cue and of its subject."""
    start = layout.sent(cue.i)[0]
    end = min(
        [
            cue.i,
            *(
                layout.left_edge[c.i]
                for c in cue.children
                if c.i < cue.i and (c.dep_ in _NEVER or c.dep_ in {"advmod", "mark"})
            ),
        ]
    )
    found: list[tuple[TokenRange, str]] = []

    def add(range_: TokenRange, kind: str) -> None:
        if (grown := _grown(layout, cue, range_)) and all(grown != known for known, _ in found):
            found.append((grown, kind))

    if start < end:
        add((start, end), "sent")
    head = layout.tokens[cue.i].head.i
    if head != cue.i and layout.left_edge[head] > start:
        add((layout.left_edge[head], end), "head")
    for child in [c for c in cue.children if c.i < cue.i and c.dep_ not in _NEVER][:_MOST]:
        add(layout.subtree(child.i), child.dep_)
    if (quote := _closing_quote(layout, cue, end)) is not None:
        add(quote, "quote")
    return found


def _closing_quote(layout: Layout, cue: Cue, end: int) -> TokenRange | None:
    """The quotation that ends right before the cue and its subject, whichever sentence the parser put it into."""
    if layout.quote_of[cue.i] >= 0:
        return None
    for i in range(end - 1, max(end - 4, 0) - 1, -1):
        if layout.paragraph_of[i] != layout.paragraph_of[cue.i]:
            return None
        if (quote := layout.quote(i)) is not None:
            return quote
    return None


def _hanging(layout: Layout, cue: Cue, right: list[tuple[TokenRange, str]]) -> Iterator[Content]:
    """The subject of a passive, alone or with what follows; the phrase that the cue's clause or phrase hangs from."""
    token = layout.tokens[cue.i]
    for child in cue.children:
        if child.dep_ in SUBJECTS and (range_ := trim(layout, layout.subtree(child.i))):
            yield Content((range_,), f"S{child.dep_}")
            for following, kind in right:
                if kind.split("-")[0] in {"xcomp", "prep", "oprd", "acomp", "attr", "next"} and following > range_:
                    yield Content((range_, following), f"S{child.dep_}R{kind}")
    if token.dep_ in {"relcl", "acl", "amod", "prep", "advmod", "conj"}:
        head = token.head
        start, end = layout.subtree(head.i)
        if range_ := trim(layout, (start, min(max(layout.left_edge[cue.i], start), end))):
            yield Content((range_,), f"H{token.dep_}")
        yield from _around_phrase(layout, cue, head)
    if token.dep_ in {"attr", "nsubj", "dobj", "pobj"}:
        for child in islice(token.head.children, _SIBLINGS):
            if (
                child.i != cue.i
                and child.dep_ in {"ccomp", "attr", "xcomp", "acl"}
                and (range_ := trim(layout, layout.subtree(child.i)))
            ):
                yield Content((range_,), f"V{token.dep_}{child.dep_}")


def _around_phrase(layout: Layout, cue: Cue, head: Token) -> Iterator[Content]:
    """The governing clause without the cue's own phrase: "A, according to B, C"."""
    start, end = layout.subtree(head.i)
    own_start, own_end = layout.subtree(cue.i)
    before = _grown(layout, cue, (start, own_start)) if start < own_start else None
    after = _grown(layout, cue, (own_end, end)) if own_end < end else None
    for parts, kind in (((before,), "before"), ((after,), "after"), ((before, after), "around")):
        if all(parts):
            yield Content(tuple(part for part in parts if part), f"H{kind}")
    sent_end = layout.sent(cue.i)[1]
    if own_end < sent_end and (rest := _grown(layout, cue, (own_end, sent_end))):
        yield Content((rest,), "Hrest")
        if before:
            yield Content((before, rest), "Haroundrest")


def _grown(layout: Layout, cue: Cue, range_: TokenRange) -> TokenRange | None:
    """The stretch without loose punctuation, grown to the marks of quotations that it cuts; never over the cue."""
    trimmed = trim(layout, range_)
    if trimmed is None or layout.quote_of[cue.i] >= 0:
        return trimmed
    start, end = trimmed
    if (quote := layout.quote(start)) is not None and not quote[0] <= cue.i < start:
        start = quote[0]
    if (quote := layout.quote(end - 1)) is not None and not end <= cue.i < quote[1]:
        end = quote[1]
    return start, end


def trim(layout: Layout, range_: TokenRange) -> TokenRange | None:
    """Without space and loose punctuation at the edges; a quotation's own marks stay."""
    start, end = range_
    while start < end and _is_loose(layout, start):
        start += 1
    while start < end and _is_loose(layout, end - 1):
        end -= 1
    return (start, end) if start < end else None


def _is_loose(layout: Layout, i: int) -> bool:
    token = layout.tokens[i]
    if token.is_space:
        return True
    quote = layout.quote(i)
    if quote is not None and i in {quote[0], quote[1] - 1, quote[1] - 2}:
        return False
    return token.text in _EDGE


def content_features(layout: Layout, cue: Cue, content: Content) -> list[str]:
    """What the scorer knows of a candidate."""
    word, act, kind = f"{cue.lemma}/{cue.pos[0]}", cue.manner, content.kind
    dep = layout.tokens[cue.i].dep_
    features = [f"k={kind}", f"w,k={word},{kind}", f"a,k={act},{kind}", f"d,k={dep},{kind}", f"p,k={cue.pos},{kind}"]
    features += _edges(layout, content, act)
    features += _coverage(cue, content, word, act)
    features += _quotation(layout, cue, content, act)
    return features


def _edges(layout: Layout, content: Content, act: str) -> list[str]:
    tokens = layout.tokens
    start, end = content.ranges[0][0], content.ranges[-1][1]
    size = sum(b - a for a, b in content.ranges)
    first, last = tokens[start], tokens[end - 1]
    before = tokens[start - 1].lower_ if start else "^"
    after = tokens[end] if end < len(tokens) else None
    after_word = after.lower_ if after is not None else "$"
    after_dep = after.dep_ if after is not None else "$"
    beyond = layout.sent_of[end] == layout.sent_of[end - 1] if end < len(tokens) else False
    comma = beyond and tokens[end].text == "," and end + 1 < len(tokens)
    cut = f"{comma},{tokens[end + comma].dep_},{tokens[end + comma].pos_}" if beyond else "end"
    return [
        f"f={first.lower_}",
        f"ft={first.tag_},{first.dep_}",
        f"lt={last.tag_}",
        f"b={before}",
        f"bf={before},{first.tag_}",
        f"n={after_word}",
        f"nd={after_dep},{content.kind[:1]}",
        f"cut={cut},{content.kind[:1]}",
        f"cut,a={cut},{act}",
        f"cut,w={cut},{tokens[end + comma].lower_ if beyond else ''}",
        f"size={size.bit_length()},{content.kind[:2]}",
        f"sa={size.bit_length()},{act}",
        f"ends={end >= layout.sent(end - 1)[1] - 1}",
        f"small={size == 1},{first.tag_}",
        f"crosses={layout.sent_of[end - 1] - layout.sent_of[start]}",
    ]


def _coverage(cue: Cue, content: Content, word: str, act: str) -> list[str]:
    """Which of the cue's dependents lie inside."""
    features = []
    for child in cue.children:
        dep = child.dep_
        if dep in {"punct", "aux", "auxpass", "det"}:
            continue
        label = f"prep-{child.lower_}" if dep == "prep" else dep
        side = "<" if child.i < cue.i else ">"
        inside = any(start <= child.i < end for start, end in content.ranges)
        features += [f"v={label}{side}{inside}", f"w,v={word},{label}{inside}", f"a,v={act},{label}{side}{inside}"]
    return features


def _quotation(layout: Layout, cue: Cue, content: Content, act: str) -> list[str]:
    start, end = content.ranges[0][0], content.ranges[-1][1]
    opening, closing = layout.quote(start), layout.quote(end - 1)
    starts = opening is not None and opening[0] == start
    stops = closing is not None and closing[1] == end
    whole = starts and opening == closing and stops
    sent_start, sent_end = layout.sent(cue.i)
    left = layout.quoted(max(sent_start, cue.i - 40), cue.i) > 0
    right = layout.quoted(cue.i + 1, max(cue.i + 1, min(sent_end, cue.i + 40))) > 0
    inside = any(layout.quoted(a, min(b, a + 60)) for a, b in content.ranges)
    side = "L" if end <= cue.i else "R" if start > cue.i else "B"
    return [
        f"qs={starts},{stops},{whole}",
        f"qs,a={starts},{stops},{act}",
        f"ql={left},{right},{side},{inside}",
        f"ql,s={left},{right},{side},{starts},{stops}",
        f"qi={layout.quote_of[cue.i] >= 0},{content.kind[:2]}",
    ]
