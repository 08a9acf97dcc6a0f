"""Sources behind sources: "an official told Example News", "Orient TV said, citing a security source".

Input: a `Layout` and the triples found in it. Output: for each triple, the outlet that it was told to, which relays it,
and the source that its own source names. Read off the parse: the object of a verb of telling or of an interview, and
the object of a verb of citing below the cue or beside the speaker.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from dateline.annotate.attribution.speakers import Speaker, phrase
from dateline.annotate.attribution.triples import Triple
from dateline.annotate.parse import Token
from dateline.annotate.slots import TokenRange
from dateline.annotate.syntax.layout import Layout
from dateline.knowledge.timewords import load_time_words

__all__ = ["Citation", "Relays", "audience_of", "find_relays", "with_subject"]

_CITING = frozenset({"cite", "quote", "reference"})
_REFERENCE = frozenset({"reference", "citation", "attribution"})
_TELLING = frozenset({"tell", "inform", "brief", "assure", "remind", "warn", "email", "text"})
_SPEAKING = frozenset(
    {"speak", "say", "talk", "confirm", "announce", "explain", "write", "report", "disclose", "reveal"}
)
_DEPTH = 3


@dataclass(frozen=True)
class Citation:
    """The word that cites, and the head of the source that it cites."""

    cue: TokenRange
    head: int


@dataclass(frozen=True)
class Relays:
    """What the source of each triple cites, by the triple's position, and the cues that are used up by that."""

    cited: dict[int, Citation]
    spent: frozenset[int]


def with_subject(layout: Layout, triple: Triple) -> Triple:
    """The triple with its cue's own subject as speaker, where the one found is named in an aside on it or beside it.

    "State radio, quoting local officials, said", "Jan Novak, adviser to President Ruiz, said"; "the army, the police
    and the mayor said" is the word of all three.
    """
    head = triple.speaker.head
    if head is None:
        return triple
    before = (child for child in triple.cue.children if child.dep_ == "nsubj" and child.i < head)
    for subject in before:
        inside = head < layout.right_edge[subject.i] <= triple.cue.i
        between = list(_way_up(layout.tokens[head], subject.i)) if inside else []
        if any(map(_is_aside, between)) or (between and all(token.dep_ == "conj" for token in between)):
            return replace(triple, speaker=Speaker(subject.i, "subject"))
    return triple


def _way_up(token: Token, top: int) -> Iterator[Token]:
    while token.i not in {top, token.head.i}:
        yield token
        token = token.head


def _is_aside(token: Token) -> bool:
    return token.dep_ == "appos" or (token.tag_ == "VBG" and token.lemma_.lower() in _CITING)


def find_relays(layout: Layout, triples: list[Triple]) -> Relays:
    cited: dict[int, Citation] = {}
    spent: set[int] = set()
    for position, triple in enumerate(triples):
        if triple.speaker.head is None or triple.cue.lemma in _CITING:
            continue
        citation = next((found for found in _citations(layout, triple) if found.cue[0] not in spent), None)
        if citation is not None:
            cited[position] = citation
            spent.add(citation.cue[0])
    return Relays(cited, frozenset(spent))


def _citations(layout: Layout, triple: Triple) -> Iterator[Citation]:
    """Citing below the cue ("said, citing X", "with reference to X") or beside the speaker ("Orient TV, quoting X")."""
    if triple.speaker.head is None:
        return
    yield from _beside_speaker(layout, triple.speaker.head)
    for top in (layout.tokens[triple.cue.i], layout.tokens[triple.speaker.head]):
        for token in _below(top, _DEPTH):
            if any(start <= token.i < end for start, end in triple.content.ranges) and token.pos_ != "VERB":
                continue
            lemma = token.lemma_.lower()
            if lemma in _CITING and token.tag_ == "VBG":
                heads = [part.i for part in token.children if part.dep_ == "dobj"]
            elif lemma in _REFERENCE and token.head.lower_ in {"with", "in"}:
                heads = list(_objects(token, {"to"}))
            elif lemma == "via" and token.dep_ == "prep":
                heads = [part.i for part in token.children if part.dep_ == "pobj"]
            else:
                continue
            yield from (Citation((token.i, token.i + 1), head) for head in heads)


def _beside_speaker(layout: Layout, speaker: int) -> Iterator[Citation]:
    """ "According to Orient TV, citing X": whatever the parser hangs it from, it stands right behind the speaker."""
    end = phrase(layout, speaker)[1]
    if end + 1 < len(layout.tokens) and layout.tokens[end].text == ",":
        token = layout.tokens[end + 1]
        if token.lemma_.lower() in _CITING and token.tag_ == "VBG":
            yield from (Citation((token.i, token.i + 1), part.i) for part in token.children if part.dep_ == "dobj")


def _below(top: Token, depth: int) -> Iterator[Token]:
    if depth == 0:
        return
    for child in top.children:
        if child.dep_ not in {"ccomp", "nsubj", "relcl", "conj"}:
            yield child
            yield from _below(child, depth - 1)


def _objects(token: Token, prepositions: set[str]) -> Iterator[int]:
    for child in token.children:
        if child.dep_ in {"prep", "dative"} and child.lower_ in prepositions:
            yield from (part.i for part in child.children if part.dep_ == "pobj")


def audience_of(layout: Layout, triple: Triple) -> int | None:
    """The head of the phrase for whom it was said to: "told X", "said in an interview with X", "speaking to X"."""
    token = layout.tokens[triple.cue.i]
    if triple.cue.lemma in _TELLING:
        for child in token.children:
            if child.dep_ in {"dobj", "dative", "pobj"} and child.i > token.i and not _inside(triple, child.i):
                return child.i
    speaks = triple.cue.lemma in _TELLING | _SPEAKING
    if speaks or triple.cue.act == "assert":
        for below in _below(token, _DEPTH):
            if _inside(triple, below.i):
                continue
            if below.lemma_.lower() == "interview":
                asked = _objects(below, {"with", "to", "on", "by"})
                return next((i for i in asked if not _is_day(layout.tokens[i])), None)
            if speaks and below.dep_ in {"prep", "dative"} and below.lower_ == "to":
                return next((part.i for part in below.children if part.dep_ == "pobj"), None)
    return None


def _is_day(token: Token) -> bool:
    return token.lower_ in load_time_words().complete


def _inside(triple: Triple, i: int) -> bool:
    return any(start <= i < end for start, end in triple.content.ranges)
