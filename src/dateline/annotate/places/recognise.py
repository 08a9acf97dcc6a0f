"""Finds the spans of a Doc that name a place: candidates by rule, the decision by a learned linear classifier.

Input: a tagged and parsed Doc and the gazetteer. Output: spans that do not overlap. Method: every stretch of a run of
capitalised words that the gazetteer knows, and every whole run, is a candidate; a logistic regression over hashed
features of its words, its neighbours, its syntax and its gazetteer entries decides, first alone and then knowing how
the same words fared elsewhere in the article. People, organisations and the like are its negatives. Weights:
`training/train_recognise.py`.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from dateline.annotate.parse import Doc, Span, Token
from dateline.knowledge.places import PlaceKind, PlaceLookup

__all__ = ["BUCKETS", "Candidate", "Model", "candidates_of", "load_model", "recognise", "second_features"]

Floats = npt.NDArray[np.float32]

BUCKETS = 1 << 17
LIMIT = -0.3  # log-odds above which a candidate is a place; by cross-validation
_LONGEST = 6  # tokens of a name that is looked up
_NAME_TAGS = frozenset({"PROPN", "NOUN", "ADJ", "X"})
_CONNECTORS = frozenset({"of", "de", "del", "la", "los", "las", "e", "du", "des", "da", "do", "dos"})
_AFTER_CONNECTORS = frozenset({"the", "la", "los"})
_HYPHENS = frozenset({"-", "\u2013"})
_ARTICLES = frozenset(
    {"al", "el", "ad", "ar", "as", "ash", "at", "an", "az", "ed", "er", "es", "esh", "et", "ez", "ul", "eh"}
)
_DASHES = frozenset({"(", "-", "--", "\u2013", "\u2014"})
_PLACE_PREPOSITIONS = frozenset(
    {"in", "at", "near", "from", "to", "around", "outside", "inside", "across", "toward", "towards", "into"}
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch of words that may name a place, with the buckets of its features."""

    start: int
    end: int
    key: str
    buckets: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Model:
    first: Floats
    second: Floats


@cache
def load_model() -> Model:
    with (files("dateline.annotate.places") / "recognise.npz").open("rb") as handle:
        stored = np.load(handle, allow_pickle=False)
        return Model(stored["first"].astype(np.float32), stored["second"].astype(np.float32))


def recognise(doc: Doc, lookup: PlaceLookup) -> list[Span]:
    """The place names of `doc`, from left to right."""
    candidates = candidates_of(doc, lookup)
    if not candidates:
        return []
    model = load_model()
    first = np.array([model.first[list(candidate.buckets)].sum() for candidate in candidates])
    further = second_features(candidates, first)
    second = np.array(
        [model.second[[*candidate.buckets, *more]].sum() for candidate, more in zip(candidates, further, strict=True)]
    )
    return [doc[candidate.start : candidate.end] for candidate in best_spans(candidates, second)]


def best_spans(
    candidates: Sequence[Candidate], scores: npt.NDArray[np.float64], limit: float = LIMIT
) -> list[Candidate]:
    """The candidates with a score above `limit` that do not overlap a better one."""
    taken: set[int] = set()
    chosen = []
    for index in np.argsort(-scores, kind="stable"):
        candidate = candidates[int(index)]
        if scores[index] <= limit:
            break
        words = range(candidate.start, candidate.end)
        if taken.isdisjoint(words):
            taken.update(words)
            chosen.append(candidate)
    return sorted(chosen, key=lambda candidate: candidate.start)


def second_features(candidates: Sequence[Candidate], scores: npt.NDArray[np.float64]) -> list[list[int]]:
    """How the same words, and longer names that hold them, fared elsewhere in the article."""
    by_key: dict[str, list[float]] = {}
    for candidate, score in zip(candidates, scores, strict=True):
        by_key.setdefault(candidate.key, []).append(float(score))
    result = []
    for candidate, score in zip(candidates, scores, strict=True):
        same = by_key[candidate.key]
        others = (sum(same) - float(score)) / (len(same) - 1) if len(same) > 1 else None
        level = "none" if others is None else str(int(np.clip(round(others), -4, 4)))
        best = "none" if others is None else str(int(np.clip(round(max(same)), -4, 4)))
        own = str(int(np.clip(round(float(score)), -5, 5)))
        result.append([_bucket(f"elsewhere={level}"), _bucket(f"best={best}"), _bucket(f"own={own}|{level}")])
    return result


# -- candidates


def candidates_of(doc: Doc, lookup: PlaceLookup) -> list[Candidate]:
    runs = list(_runs(doc))
    held = _held_words(doc, runs)
    found = []
    for run_start, run_end in runs:
        for start, end in _stretches(doc, run_start, run_end, lookup):
            features = _features(doc, start, end, (run_start, run_end), lookup)
            features += _article_features(doc, start, end, held)
            key = doc[start:end].text.lower()
            found.append(Candidate(start, end, key, tuple(_bucket(feature) for feature in features)))
    return found


def _is_name(token: Token) -> bool:
    return token.text[0].isupper() and (token.pos_ in _NAME_TAGS or not token.is_sent_start) and not token.is_stop


def _runs(doc: Doc) -> Iterator[tuple[int, int]]:
    """Stretches of capitalised words, with the small words that join them: "Rio de Janeiro", "Deir ez-Zor"."""
    start = 0
    while start < len(doc):
        token = doc.tokens[start]
        if not (_is_name(token) or _is_article(doc, start)):
            start += 1
            continue
        end = start + 1
        while (step := _continues(doc, end)) > 0:
            end += step
        yield start, end
        start = end


def _is_article(doc: Doc, index: int) -> bool:
    """ "al" in "al-Tanf" and in "al Tanf"."""
    if doc.tokens[index].lower_ not in _ARTICLES or index + 1 >= len(doc):
        return False
    following = index + 2 if doc.tokens[index + 1].text == "-" else index + 1
    return (
        following < len(doc)
        and doc.tokens[following].text[0].isupper()
        and (doc.tokens[index].text != "at" or following > index + 1)
    )


def _continues(doc: Doc, end: int) -> int:
    """How many tokens from `end` on belong to the run."""
    if end >= len(doc) or doc.tokens[end].is_space:
        return 0
    if _is_name(doc.tokens[end]) or _is_article(doc, end) or (doc.tokens[end].is_digit and len(doc.tokens[end]) < 3):
        return 1
    if doc.tokens[end].text in _HYPHENS and not (doc.tokens[end - 1].whitespace_ or doc.tokens[end].whitespace_):
        return _hyphened(doc, end)
    return _joined(doc, end, _AFTER_CONNECTORS) if doc.tokens[end].lower_ in _CONNECTORS else 0


def _hyphened(doc: Doc, hyphen: int) -> int:
    """The rest of a name written in one with hyphens, as "-au-Prince" in "Port-au-Prince"."""
    end = hyphen + 1
    while end < len(doc) and end - hyphen <= _LONGEST:
        if _is_name(doc.tokens[end]):
            return end + 1 - hyphen
        if doc.tokens[end].whitespace_ and not _is_article(doc, end):
            return 0
        end += 1
    return 0


def _joined(doc: Doc, joint: int, between: frozenset[str]) -> int:
    """The joint and the name after it, with one small word `between` at most; 0 where no name follows."""
    for after in (joint + 1, joint + 2):
        if after < len(doc) and _is_name(doc.tokens[after]):
            return after + 1 - joint
        if after >= len(doc) or doc.tokens[after].lower_ not in between:
            return 0
    return 0


def _stretches(doc: Doc, run_start: int, run_end: int, lookup: PlaceLookup) -> Iterator[tuple[int, int]]:
    """The whole run, and every stretch of it that the gazetteer knows."""
    yield run_start, run_end
    for start in range(run_start, run_end):
        if not (_is_name(doc.tokens[start]) or _is_article(doc, start)):
            continue
        for end in range(start + 1, min(run_end, start + _LONGEST) + 1):
            last = doc.tokens[end - 1]
            if (start, end) == (run_start, run_end) or not last.text[0].isalnum() or last.lower_ in _CONNECTORS:
                continue
            if lookup.candidates(doc[start:end].text):
                yield start, end


def _held_words(doc: Doc, runs: list[tuple[int, int]]) -> dict[str, int]:
    """How often each word ends a longer run: "Lincoln" in "Abraham Lincoln"."""
    held: dict[str, int] = {}
    for start, end in runs:
        if end - start > 1:
            word = doc.tokens[end - 1].lower_
            held[word] = held.get(word, 0) + 1
    return held


# -- features


def _features(doc: Doc, start: int, end: int, run: tuple[int, int], lookup: PlaceLookup) -> list[str]:
    span = doc[start:end]
    root = span.root
    text = span.text.lower()
    gazetteer = _gazetteer_features(span, lookup)
    before, before2 = _word(doc, start - 1), _word(doc, start - 2)
    after, after2 = _word(doc, end), _word(doc, end + 1)
    whole = "whole" if (start, end) == run else "part"
    left, right = start > run[0], end < run[1]
    main = gazetteer[0]
    syntax = f"{root.dep_}|{root.head.lemma_.lower()}"
    return [
        "bias",
        *gazetteer,
        f"text={text}",
        f"first={doc.tokens[start].lower_}",
        f"last={doc.tokens[end - 1].lower_}",
        f"suffix={text[-3:]}",
        f"length={end - start}",
        f"case={_case(span)}",
        f"case={_case(span)}|{main}",
        f"{whole}|{main}|{left}|{right}",
        f"before={before}",
        f"before={before}|{main}",
        f"before2={before2} {before}",
        f"after={after}",
        f"after={after}|{whole}",
        f"after2={after} {after2}",
        f"around={before}|{after}",
        f"in_run_left={before if left else ''}",
        f"in_run_right={after if right else ''}",
        f"run_last={doc.tokens[run[1] - 1].lower_}",
        f"run_last={doc.tokens[run[1] - 1].lower_}|{whole}",
        f"pos_before={_pos(doc, start - 1)}|{main}",
        f"pos_after={_pos(doc, end)}|{main}",
        f"tags={' '.join(token.tag_ for token in span)}",
        f"dep={root.dep_}|{main}",
        f"dep={syntax}",
        f"head={root.head.lemma_.lower()}",
        f"head_pos={root.head.pos_}|{root.dep_}",
        f"preposition={before in _PLACE_PREPOSITIONS}|{main}|{whole}",
        f"opens={_opens(doc, start)}|{after in _DASHES}",
    ]


def _gazetteer_features(span: Span, lookup: PlaceLookup) -> list[str]:
    places = lookup.candidates(span.text)
    if lookup.demonym(span.text):
        return ["gazetteer=demonym"]
    if not places:
        return ["gazetteer=none"]
    largest = max(places, key=lambda place: (place.population, place.kind is PlaceKind.COUNTRY))
    size = len(str(largest.population))
    own = any(place.own_name for place in places)
    kind = largest.kind.value
    return [
        f"gazetteer={kind}|{min(size, 8) // 2}|{own}",
        f"kind={kind}",
        f"size={size}|{own}",
        f"namesakes={len(places).bit_length()}",
        *(f"has={name}" for name in {place.kind.value for place in places}),
    ]


def _article_features(doc: Doc, start: int, end: int, held: dict[str, int]) -> list[str]:
    ends_longer = held.get(doc.tokens[end - 1].lower_, 0) if end - start == 1 else 0
    return [f"ends_longer={min(ends_longer, 3)}"]


def _word(doc: Doc, index: int) -> str:
    return doc.tokens[index].lower_ if 0 <= index < len(doc) else ""


def _pos(doc: Doc, index: int) -> str:
    return doc.tokens[index].pos_ if 0 <= index < len(doc) else ""


def _case(span: Span) -> str:
    return "upper" if span.text.isupper() else "title" if span.text.istitle() else "mixed"


def _opens(doc: Doc, start: int) -> bool:
    return start == 0 or doc.tokens[start - 1].is_space


def _bucket(feature: str) -> int:
    return zlib.crc32(feature.encode("utf-8")) % BUCKETS
