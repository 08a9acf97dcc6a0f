"""Layout -> triples of cue, speaker and content: the decisions of attribution.

Linear models score every word as a cue, its candidate contents and its candidate speakers, each by itself; boosted
trees then weigh the readings of each cue beside those of the cues round it (`rivals`). All are trained together by
`training/train_attribution.py`. Nothing here knows names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TypeVar

from dateline.annotate.attribution.contents import Content, content_features, find_contents
from dateline.annotate.attribution.continuations import continuation_features, find_continuations
from dateline.annotate.attribution.cues import Cue, cue_features, find_cues, is_transcript_label
from dateline.annotate.attribution.rivals import Candidate, Ranked, reading_numbers
from dateline.annotate.attribution.speakers import Speaker, find_speakers, speaker_features
from dateline.annotate.learned.forest import Forest, load_forest
from dateline.annotate.learned.linear import LinearModel, load_models, probability, shares
from dateline.annotate.slots import TokenRange
from dateline.annotate.syntax.layout import Layout
from dateline.knowledge.reporting import ReportingLexicon

__all__ = [
    "AttributionModels",
    "Triple",
    "decide_triples",
    "find_candidates",
    "find_triples",
    "load_attribution_models",
]

CandidateT = TypeVar("CandidateT")

_WEIGHTS = Path(__file__).with_name("triples.npz")
_READINGS = Path(__file__).with_name("rivals.npz")
_LEAST = 0.15  # probability of a cue, by the linear model, that is looked at further
_CONTENTS = 3  # of a cue that are weighed


@dataclass(frozen=True)
class AttributionModels:
    cue: LinearModel
    content: LinearModel
    speaker: LinearModel
    continuation: LinearModel
    readings: Forest
    threshold: float = 0.4  # the least probability of a cue or reading; set on held-out articles


@dataclass(frozen=True)
class Triple:
    """One attribution, before anybody is named; `probability` is that of cue and content together."""

    cue: Cue
    speaker: Speaker
    content: Content
    probability: float


@cache
def load_attribution_models(path: Path = _WEIGHTS, readings: Path = _READINGS) -> AttributionModels:
    models = load_models(path)
    linear = (models["cue"], models["content"], models["speaker"], models["continuation"])
    return AttributionModels(*linear, load_forest(readings))


def find_triples(layout: Layout, lexicon: ReportingLexicon, models: AttributionModels) -> list[Triple]:
    """Every attribution of a Doc, in the order of its cues."""
    return continued(layout, decide_triples(layout, lexicon, models), models)


def decide_triples(layout: Layout, lexicon: ReportingLexicon, models: AttributionModels) -> list[Triple]:
    """Cue, content and speaker of each attribution, before quotations are carried on.

    A cue is taken where either judge takes it: the trees learned from long articles, and are too strict in short ones.
    What the trees alone find needs a word for reporting or a speaker who can speak: an assault that marks a turning
    point says nothing.
    """
    candidates = list(find_candidates(layout, lexicon, models))
    likely = iter(models.readings.probabilities(reading_numbers(layout, candidates)))
    triples = []
    for candidate in candidates:
        chances = [next(likely) for _ in candidate.contents]
        best = max(range(len(chances)), key=chances.__getitem__)
        taken = candidate.probability >= models.threshold or (
            chances[best] >= models.threshold and _may_report(layout, lexicon, candidate)
        )
        if taken or _is_certain(layout, candidate.cue):
            content = candidate.contents[best].content
            triples.append(Triple(candidate.cue, candidate.speaker, content, chances[best]))
    return triples


def find_candidates(layout: Layout, lexicon: ReportingLexicon, models: AttributionModels) -> Iterator[Candidate]:
    """Every word that may be a cue, with its likeliest contents and its speaker."""
    for cue in find_cues(layout, lexicon):
        score = models.cue.score(cue_features(layout, cue))
        if probability(score) < _LEAST and not _is_certain(layout, cue):
            continue
        contents = find_contents(layout, cue)
        if not contents:
            continue
        ranked = _ranked(contents, models.content, [content_features(layout, cue, found) for found in contents])
        speakers = find_speakers(layout, cue)
        spoken = _ranked(speakers, models.speaker, [speaker_features(layout, cue, found) for found in speakers])
        best = tuple(Ranked(*row) for row in ranked[:_CONTENTS])
        yield Candidate(cue, score, best, len(contents), spoken[0][0], spoken[0][2])


def _may_report(layout: Layout, lexicon: ReportingLexicon, candidate: Candidate) -> bool:
    """A word for reporting; or its speaker is nobody, a name, a pronoun, or a noun for people, bodies or documents."""
    if candidate.cue.act is not None or candidate.speaker.head is None:
        return True
    token = layout.tokens[candidate.speaker.head]
    lemma = token.lemma_.lower()
    return token.pos_ != "NOUN" or lemma in lexicon.kinds or lemma in lexicon.people


def _is_certain(layout: Layout, cue: Cue) -> bool:
    """ "Reportedly" and "according to" are never anything else, nor is a speaker's label in a transcript."""
    return cue.pos == "ADV" or cue.lemma == "accord" or is_transcript_label(layout, cue)


def continued(layout: Layout, triples: list[Triple], models: AttributionModels) -> list[Triple]:
    """The triples with the quotations that go on without a cue of their own."""
    added: dict[int, list[TokenRange]] = {}
    contents = [triple.content.ranges for triple in triples]
    for found in find_continuations(layout, [triple.cue.i for triple in triples], contents):
        triple = triples[found.attribution]
        features = continuation_features(layout, found, triple.cue.i, triple.content.ranges)
        if models.continuation.score(features) > 0:
            added.setdefault(found.attribution, []).append(found.quote)
    return [
        replace(triple, content=replace(triple.content, ranges=(*triple.content.ranges, *added.get(i, ()))))
        for i, triple in enumerate(triples)
    ]


def _ranked(
    candidates: list[CandidateT], model: LinearModel, features: Iterable[list[str]]
) -> list[tuple[CandidateT, float, float]]:
    """The candidates with their scores and shares, the best first, of equals the earlier."""
    scores = [model.score(names) for names in features]
    order = sorted(range(len(candidates)), key=lambda i: -scores[i])
    parts = shares(scores)
    return [(candidates[i], scores[i], parts[i]) for i in order]
