"""Who may stand behind a cue: candidate sources, and what there is to tell about each.

Input: a `Layout` and a `Cue`. Output: candidates, each the head token of a noun phrase, or None for no source at all
("reportedly"), with features for the learned scorer. Candidates are the cue's own subject, agent and possessor, the
subject of a clause above it, what its clause hangs from, and the noun phrases right beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from dateline.annotate.attribution.cues import SUBJECTS, Cue
from dateline.annotate.parse import Token
from dateline.annotate.slots import TokenRange
from dateline.annotate.syntax.layout import Layout

__all__ = ["Speaker", "find_speakers", "phrase", "speaker_features"]

_ASIDE = frozenset({"relcl", "appos", "acl", "advcl", "parataxis", "prep", "ccomp", "case", "dep"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "DET", "NUM", "ADJ", "X"})
_STEPS = 4  # clauses up
_SIBLINGS = 40  # dependents of a governor that are looked at: a broken text may hang thousands from one word


@dataclass(frozen=True)
class Speaker:
    """A candidate: its head token (None: nobody is named), and how it was found."""

    head: int | None
    relation: str


def find_speakers(layout: Layout, cue: Cue) -> list[Speaker]:
    """The candidates of one cue, each head once, always with "nobody"."""
    found: dict[int | None, Speaker] = {None: Speaker(None, "nobody")}
    for head, relation in _candidates(layout, cue):
        if head != cue.i and head not in found and layout.tokens[head].pos_ in _NOMINAL:
            found[head] = Speaker(head, relation)
    return list(found.values())


def _candidates(layout: Layout, cue: Cue) -> Iterator[tuple[int, str]]:
    token = layout.tokens[cue.i]
    for child in cue.children:
        dep = child.dep_
        if dep in SUBJECTS or dep in {"poss", "compound", "nmod"}:
            yield child.i, dep
        elif dep in {"agent", "prep"}:
            for part in child.children:
                if part.dep_ == "pobj":
                    yield part.i, f"{child.lower_}-pobj"
        elif dep in {"dobj", "attr"}:
            yield child.i, dep
            yield from ((part.i, f"{dep}-poss") for part in child.children if part.dep_ == "poss")
    yield from _above(token)
    yield from _beside(layout, cue)


def _above(token: Token) -> Iterator[tuple[int, str]]:
    """Subjects, possessors and antecedents on the way up."""
    path = ""
    for step in range(_STEPS):
        dep, head = token.dep_, token.head
        if head.i == token.i:
            return
        path = f"{path}^{dep}" if step < 2 else "^^far"
        yield head.i, f"{path}:head"
        for child in islice(head.children, _SIBLINGS):
            if child.i != token.i and (child.dep_ in SUBJECTS or child.dep_ in {"agent", "poss"}):
                if child.dep_ == "agent":
                    yield from ((part.i, f"{path}:agent") for part in child.children if part.dep_ == "pobj")
                else:
                    yield child.i, f"{path}:{child.dep_}"
            elif child.dep_ == "dobj" and child.i < token.i and dep in {"xcomp", "advcl", "ccomp", "prep"}:
                yield child.i, f"{path}:dobj"
        token = head


def _beside(layout: Layout, cue: Cue) -> Iterator[tuple[int, str]]:
    """The nearest nominal on each side in the sentence, and the next ones to the left."""
    start, end = layout.sent(cue.i)
    seen = 0
    for i in range(cue.i - 1, max(start, cue.i - 12) - 1, -1):
        token = layout.tokens[i]
        if token.pos_ in {"NOUN", "PROPN", "PRON"} and token.dep_ not in {"compound", "nmod"}:
            seen += 1
            yield _whole(token).i, f"left{seen}"
            if seen == 3:
                break
    for i in range(cue.i + 1, min(end, cue.i + 6)):
        token = layout.tokens[i]
        if token.pos_ in {"NOUN", "PROPN", "PRON"} and token.dep_ not in {"compound", "nmod"}:
            yield i, "right1"
            break


def _whole(token: Token) -> Token:
    """The head of the largest phrase that a noun ends: "Rights" belongs to "Observatory for Human Rights"."""
    while token.dep_ == "pobj" and token.head.dep_ == "prep" and token.head.lower_ in {"of", "for"}:
        above = token.head.head
        if above.pos_ != "PROPN":
            break
        token = above
    return token


def phrase(layout: Layout, head: int) -> TokenRange:
    """The noun phrase of a head, without the clauses and appositions that follow it; it stays in its paragraph."""
    first, last = layout.paragraph(head)
    start, end = max(layout.left_edge[head], first), head + 1
    for child in layout.tokens[head].children:
        if child.i > head:
            if child.dep_ == "punct":
                continue
            if child.dep_ in _ASIDE and not (child.dep_ == "prep" and child.lower_ == "of"):
                break
            end = layout.right_edge[child.i]
        elif child.dep_ in {"punct", "advmod", "cc", "mark", "prep", "case"} and layout.right_edge[child.i] < head:
            start = max(start, layout.right_edge[child.i])
    return start, max(min(end, last), head + 1)


def speaker_features(layout: Layout, cue: Cue, speaker: Speaker) -> list[str]:
    """What the scorer knows of a candidate."""
    word, act, relation = f"{cue.lemma}/{cue.pos[0]}", cue.manner, speaker.relation
    dep = layout.tokens[cue.i].dep_
    features = [
        f"r={relation}",
        f"w,r={word},{relation}",
        f"a,r={act},{relation}",
        f"d,r={dep},{relation}",
        f"p,r={cue.pos},{relation}",
    ]
    if speaker.head is None:
        has = ",".join(sorted({c.dep_ for c in cue.children} & {"nsubj", "nsubjpass", "agent", "poss", "expl"}))
        expletive = any(c.dep_ == "nsubjpass" or c.lower_ == "it" for c in cue.children)
        return [
            *features,
            f"none={has},{cue.pos}",
            f"none,d={has},{dep}",
            f"none,w={has},{word}",
            f"none,x={expletive},{act}",
        ]
    head = layout.tokens[speaker.head]
    kind = head.lower_ if head.pos_ == "PRON" else head.pos_
    distance = abs(cue.i - speaker.head).bit_length()
    same = layout.quote_of[speaker.head] == layout.quote_of[cue.i]
    side = "<" if speaker.head < cue.i else ">"
    return [
        *features,
        f"k={kind}",
        f"k,a={kind},{act}",
        f"k,r={kind},{relation}",
        f"l={head.lemma_.lower()}",
        f"dist={distance},{side}",
        f"hd={head.dep_},{dep}",
        f"hd,w={head.dep_},{word}",
        f"same={same},{relation}",
        f"inq={layout.quote_of[speaker.head] >= 0},{layout.quote_of[cue.i] >= 0}",
        f"tag={head.tag_},{relation}",
    ]
