"""Which words may introduce what somebody else says, thinks or shows, and what there is to tell about each.

Input: a `Layout`. Output: cue candidates with features for the learned scorer. Candidates are every full verb, and the
nouns, adjectives, adverbs and prepositions of the lexicon; the colon after a speaker's label and the dash
before a signature are too. Features are
the word, its act, and the syntax that separates "said that" from "said goodbye" (Newell, Margolin & Ruths 2018 for the
inventory of cues; Pareti 2015 for verb cues by their dependents).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dateline.annotate.attribution.acts import load_act_likeness
from dateline.annotate.parse import Token
from dateline.annotate.syntax.layout import Layout
from dateline.knowledge.reporting import ReportingLexicon

__all__ = ["DASHES", "SUBJECTS", "Cue", "cue_features", "find_cues", "is_transcript_label"]

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
DASHES = frozenset({"-", "–", "—", "--", "―"})
_SIGNATURE_LENGTH = 16  # tokens from the dash to the end of its paragraph
_LABEL_LENGTH = 8  # tokens before the colon of a speaker's label or a headline
_SMALL = frozenset({"punct", "det", "cc"})


@dataclass(frozen=True)
class Cue:
    """A candidate: its token, lemma and part of speech, and its act where the lexicon has one."""

    i: int
    lemma: str
    pos: str
    act: str | None
    manner: str  # the act, else "~" and the act that the word is most like
    children: tuple[Token, ...]


def find_cues(layout: Layout, lexicon: ReportingLexicon) -> Iterator[Cue]:
    """Every candidate, in order."""
    likeness = load_act_likeness()
    for token in layout.tokens:
        pos = token.pos_
        lemma = token.lemma_.lower()
        if lemma == ":" or lemma in DASHES:
            if _is_label(layout, token.i) if lemma == ":" else _is_signature(layout, token.i):
                yield Cue(token.i, lemma, "PUNCT", None, "label", tuple(token.children))
        elif pos in {"VERB", "AUX"}:
            if token.dep_ not in {"aux", "auxpass"}:
                act = lexicon.verbs.get(lemma)
                yield Cue(token.i, lemma, pos, act, act or f"~{likeness.nearest(lemma)}", tuple(token.children))
        elif table := _table(lexicon, pos):
            act = table.get(lemma)
            if act is not None:
                yield Cue(token.i, lemma, pos, act, act, tuple(token.children))


def _table(lexicon: ReportingLexicon, pos: str) -> dict[str, str] | None:
    if pos in {"NOUN", "PROPN"}:
        return lexicon.nouns
    if pos == "ADV":
        return lexicon.adverbs
    if pos == "ADJ":
        return lexicon.adjectives
    return lexicon.prepositions if pos == "ADP" else None


def _is_label(layout: Layout, i: int) -> bool:
    """Does the colon follow the first few words of its paragraph?"""
    return 0 < i - layout.paragraph(i)[0] <= _LABEL_LENGTH


def is_transcript_label(layout: Layout, cue: Cue) -> bool:
    """A speaker's label in a transcript or an interview: in capitals or a name, with another such label near by."""
    if cue.lemma != ":" or not _is_name_label(layout, layout.paragraph_of[cue.i], cue.i):
        return False
    number, seen = layout.paragraph_of[cue.i], 0
    near = [*range(max(number - 3, 0), number), *range(number + 1, min(number + 4, len(layout.paragraphs)))]
    for other in near:
        start, end = layout.paragraphs[other]
        colon = next((i for i in range(start, min(end, start + _LABEL_LENGTH)) if layout.tokens[i].text == ":"), None)
        seen += colon is not None and _is_name_label(layout, other, colon)
    return seen > 0


def _is_name_label(layout: Layout, paragraph: int, colon: int) -> bool:
    """Do only capitals, or only names, stand between the paragraph's start and the colon?"""
    words = [token for token in layout.tokens[layout.paragraphs[paragraph][0] : colon] if not token.is_punct]
    return 0 < len(words) <= 4 and (all(word.is_upper for word in words) or all(word.pos_ == "PROPN" for word in words))


def _is_signature(layout: Layout, i: int) -> bool:
    """Does the dash come before a name that ends the paragraph, as under a quotation or a post?"""
    end = layout.paragraph(i)[1]
    return i + 1 < end <= i + _SIGNATURE_LENGTH and layout.tokens[i + 1].pos_ == "PROPN"


def cue_features(layout: Layout, cue: Cue) -> list[str]:
    """What the scorer knows of a candidate."""
    token = layout.tokens[cue.i]
    word, act = f"{cue.lemma}/{cue.pos[0]}", cue.manner
    features = [
        "bias",
        f"w={word}",
        f"act={act}",
        f"tag={token.tag_}",
        f"dep={token.dep_}",
        f"w,dep={word},{token.dep_}",
    ]
    features += _around(layout, cue, word, act)
    features += _dependents(layout, cue, word, act)
    features += _governor(token, word)
    features += _quoting(layout, cue, word, act)
    if cue.pos != "PUNCT":
        features += load_act_likeness().features(cue.lemma)
    else:
        features += _labelling(layout, cue)
    return features


def _labelling(layout: Layout, cue: Cue) -> list[str]:
    """What looks like a speaker's label, and how many more such there are near by."""
    start, end = layout.paragraph(cue.i)
    label = layout.tokens[start : cue.i] if cue.lemma == ":" else layout.tokens[cue.i + 1 : end]
    words = [token for token in label if token.is_alpha]
    caps = all(token.is_upper for token in words)
    names = all(token.pos_ == "PROPN" for token in words)
    number = layout.paragraph_of[cue.i]
    like = 0
    for first, last in layout.paragraphs[max(number - 4, 0) : number] + layout.paragraphs[number + 1 : number + 5]:
        like += any(token.lower_ == cue.lemma for token in layout.tokens[first : min(last, first + _LABEL_LENGTH)])
    return [
        f"label={len(words)},{cue.lemma}",
        f"label,caps={caps},{names}",
        f"label,like={like}",
        f"label,all={caps},{names},{min(like, 3)},{number == 0}",
        f"label,rest={min((end - cue.i) // 4, 4)}",
    ]


def _around(layout: Layout, cue: Cue, word: str, act: str) -> list[str]:
    before, after = _word(layout, cue.i - 1), _word(layout, cue.i + 1)
    after_tag = layout.tokens[cue.i + 1].tag_ if cue.i + 1 < len(layout.tokens) else ""
    return [
        f"-1={before}",
        f"+1={after}",
        f"w+1={word},{after}",
        f"w-1={word},{before}",
        f"a+1={act},{after}",
        f"+2={_word(layout, cue.i + 2)}",
        f"w+1t={word},{after_tag}",
        f"headline={layout.paragraph_of[cue.i] == 0}",
    ]


def _word(layout: Layout, i: int) -> str:
    return layout.tokens[i].lower_ if 0 <= i < len(layout.tokens) else ""


def _dependents(layout: Layout, cue: Cue, word: str, act: str) -> list[str]:
    features = []
    deps = set()
    for child in cue.children:
        dep = child.dep_
        if dep in _SMALL:
            continue
        side = "<" if child.i < cue.i else ">"
        deps.add(dep)
        features += [f"c={dep}{side}", f"w,c={word},{dep}{side}", f"a,c={act},{dep}{side}"]
        if dep in {"prep", "prt", "dobj", "aux", "neg", "agent", "mark", "acomp", "advmod", "attr", "oprd"}:
            features += [f"cl={dep},{child.lemma_.lower()}", f"w,cl={word},{dep},{child.lemma_.lower()}"]
        if dep in SUBJECTS:
            kind = child.lower_ if child.pos_ == "PRON" else child.pos_
            features += [f"s={kind}", f"w,s={word},{kind}", f"sl={child.lemma_.lower()}", f"a,s={act},{kind}"]
        if dep == "ccomp":
            mark = next((part.lower_ for part in child.children if part.dep_ in {"mark", "advmod"}), "none")
            features += [f"m={mark}", f"w,m={word},{mark}"]
    features += [f"no={dep},{act}" for dep in ("ccomp", "dobj", "nsubj", "xcomp") if dep not in deps]
    features.append(
        f"w,deps={word},{','.join(sorted(deps & {'ccomp', 'dobj', 'xcomp', 'prep', 'nsubj', 'nsubjpass'}))}"
    )
    return features


def _governor(token: Token, word: str) -> list[str]:
    head = token.head
    return [f"h={head.lemma_.lower()}", f"hp={head.pos_},{token.dep_}", f"w,hp={word},{head.pos_}"]


def _quoting(layout: Layout, cue: Cue, word: str, act: str) -> list[str]:
    """Where the nearest quotations stand."""
    start, end = layout.sent(cue.i)
    inside = layout.quote_of[cue.i] >= 0
    left = next((cue.i - i for i in range(cue.i - 1, max(start, cue.i - 12) - 1, -1) if layout.quote_of[i] >= 0), 0)
    right = next((i - cue.i for i in range(cue.i + 1, min(end, cue.i + 12)) if layout.quote_of[i] >= 0), 0)
    near = f"{_near(left)},{_near(right)}"
    return [
        f"in={inside}",
        f"in,a={inside},{act}",
        f"in,w={inside},{word}",
        f"q={near}",
        f"q,w={near},{word}",
        f"q,a={near},{act}",
    ]


def _near(distance: int) -> str:
    return "no" if not distance else "1" if distance < 2 else "3" if distance < 4 else "far"
