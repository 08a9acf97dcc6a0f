"""Layout -> triples of cue, speaker and content: the decisions of attribution.

Three linear models, trained together by `training/train_attribution.py`, decide in turn: is this word a cue; which of
its candidate contents does it introduce; which of its candidate speakers stands behind it. Nothing here knows names.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TypeVar

from dateline.annotate.attribution.contents import Content, content_features, find_contents
from dateline.annotate.attribution.continuations import continuation_features, find_continuations
from dateline.annotate.attribution.cues import Cue, cue_features, find_cues, is_transcript_label
from dateline.annotate.attribution.speakers import Speaker, find_speakers, speaker_features
from dateline.annotate.learned.linear import LinearModel, load_models, probability
from dateline.annotate.slots import TokenRange
from dateline.annotate.syntax.layout import Layout
from dateline.knowledge.reporting import ReportingLexicon

__all__ = ["AttributionModels", "Triple", "decide_triples", "find_triples", "load_attribution_models"]

CandidateT = TypeVar("CandidateT")

_WEIGHTS = Path(__file__).with_name("triples.npz")


@dataclass(frozen=True)
class AttributionModels:
    cue: LinearModel
    content: LinearModel
    speaker: LinearModel
    continuation: LinearModel
    threshold: float = 0.4  # the least probability of a cue; set on held-out articles


@dataclass(frozen=True)
class Triple:
    """One attribution, before anybody is named; `probability` is that of the cue."""

    cue: Cue
    speaker: Speaker
    content: Content
    probability: float


@cache
def load_attribution_models(path: Path = _WEIGHTS) -> AttributionModels:
    models = load_models(path)
    return AttributionModels(models["cue"], models["content"], models["speaker"], models["continuation"])


def find_triples(layout: Layout, lexicon: ReportingLexicon, models: AttributionModels) -> list[Triple]:
    """Every attribution of a Doc, in the order of its cues."""
    return continued(layout, decide_triples(layout, lexicon, models), models)


def decide_triples(layout: Layout, lexicon: ReportingLexicon, models: AttributionModels) -> list[Triple]:
    """Cue, content and speaker of each attribution, before quotations are carried on."""
    triples = []
    for cue in find_cues(layout, lexicon):
        likely = probability(models.cue.score(cue_features(layout, cue)))
        certain = cue.pos == "ADV" or is_transcript_label(layout, cue)  # "reportedly" is never anything else
        if likely < models.threshold and not certain:
            continue
        contents = find_contents(layout, cue)
        if not contents:
            continue
        content = _best(contents, models.content, (content_features(layout, cue, found) for found in contents))
        speakers = find_speakers(layout, cue)
        speaker = _best(speakers, models.speaker, (speaker_features(layout, cue, found) for found in speakers))
        triples.append(Triple(cue, speaker, content, likely))
    return triples


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


def _best(candidates: list[CandidateT], model: LinearModel, features: Iterable[list[str]]) -> CandidateT:
    """The first of those that score highest; one that is alone needs no score."""
    if len(candidates) == 1:
        return candidates[0]
    scores = [model.score(names) for names in features]
    return candidates[max(range(len(scores)), key=scores.__getitem__)]
