"""Which of a sentence's places is where this event happened: a learned score for each pair of trigger and place.

Input: a parsed Doc, the trigger's head and the spans of place names in its sentence. Output: for each span how likely
the event happened there. Method: logistic regression over hashed features of the dependency path between the two, of
the words on it, of what stands between and of the rival places, in two passes, the second knowing how the rivals fared
in the first. After the task of Halterman (2019); weights: `training/train_linking.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path

from dateline.annotate.learned.linear import LinearModel, load_models, probability
from dateline.annotate.parse import Doc, Span, Token

__all__ = ["LIMIT", "chosen", "first_features", "likelihoods", "preposition_of", "rival_features"]

LIMIT = 0.4
_LONGEST_PATH = 7


@cache
def _models() -> dict[str, LinearModel]:
    return load_models(Path(str(files("dateline.annotate.places") / "linking.npz")))


def likelihoods(trigger: Token, spans: Sequence[Span]) -> list[float]:
    """How likely the event of `trigger` happened at each of `spans`, which all stand in its sentence."""
    models = _models()
    features = [first_features(trigger, span, spans) for span in spans]
    scores = [models["first"].score(own) for own in features]
    return [
        probability(models["second"].score([*own, *rival_features(index, scores, spans)]))
        for index, own in enumerate(features)
    ]


def chosen(likely: Sequence[float]) -> list[int]:
    """The positions of the places that are likely enough."""
    return [index for index, share in enumerate(likely) if share >= LIMIT]


def rival_features(index: int, scores: Sequence[float], spans: Sequence[Span]) -> list[str]:
    """How this place fares beside the others."""
    others = [score for position, score in enumerate(scores) if position != index]
    own = max(-4, min(4, round(scores[index])))
    if not others:
        return [f"alone|{own}"]
    best = max(others)
    lead = max(-4, min(4, round(scores[index] - best)))
    rival = scores.index(best) if scores.index(best) != index else scores.index(best, index + 1)
    return [
        f"lead={lead}",
        f"lead={lead}|{own}",
        f"own={own}|{max(-4, min(4, round(best)))}",
        f"rival={_between(spans[index], spans[rival])}|{lead}",
    ]


def first_features(trigger: Token, span: Span, spans: Sequence[Span]) -> list[str]:
    """What tells whether the event of `trigger` happened at `span`."""
    root = span.root
    up, down = _path(root, trigger)
    full = _written(up, down)
    labels = ">".join(token.dep_ for token in up) + "<" + "<".join(token.dep_ for token in down)
    preposition = preposition_of(span)
    lemma, tag = trigger.lemma_.lower(), trigger.tag_
    left, right = sorted((root.i, trigger.i))
    verbs = sum(1 for token in span.doc[left + 1 : right] if token.pos_ == "VERB")
    places = sum(1 for other in spans if left < other.root.i < right and other.start != span.start)
    verbs_on_path = sum(1 for token in (*up[1:], *down[1:]) if token.pos_ in {"VERB", "AUX"})
    side = "after" if root.i > trigger.i else "before"
    distance = min(6, (right - left).bit_length())
    order = sum(1 for other in spans if abs(other.root.i - trigger.i) < abs(root.i - trigger.i))
    steps = len(up) + len(down)
    closer = sum(1 for other in spans if other.start != span.start and _steps(other, trigger) < steps)
    top = (up or down or [root])[-1].head if up else root
    return [
        "bias",
        f"path={full}",
        f"labels={labels}",
        f"labels={labels}|{preposition}",
        f"steps={min(steps, 9)}",
        f"steps={min(steps, 9)}|{verbs_on_path}",
        f"verbs={min(verbs, 3)}|{side}",
        f"places={min(places, 3)}|{side}",
        f"verbs_on_path={min(verbs_on_path, 4)}|{preposition}",
        f"distance={distance}|{side}",
        f"order={min(order, 3)}|{min(closer, 3)}",
        f"order={min(order, 3)}|{side}|{min(verbs, 2)}",
        f"closer={min(closer, 3)}|{preposition}|{min(verbs_on_path, 3)}",
        f"preposition={preposition}|{side}",
        f"preposition={preposition}|{lemma}",
        f"preposition={preposition}|{min(verbs_on_path, 3)}|{not down}",
        f"lemma={lemma}",
        f"lemma={lemma}|{side}",
        f"lemma={lemma}|{labels}",
        f"tag={tag}|{trigger.dep_}",
        f"tag={tag}|{side}|{preposition}",
        f"trigger_dep={trigger.dep_}|{labels}",
        f"head={root.dep_}|{root.head.lemma_.lower()}",
        f"head={root.dep_}|{root.head.pos_}",
        f"attached={_attached(span)}",
        f"attached={_attached(span)}|{preposition}",
        f"top={top.lemma_.lower()}|{top.pos_}",
        f"rivals={min(len(spans), 5)}",
        f"opens={span.start == span.sent.start}|{_word(span.doc, span.end)}",
        f"before={_word(span.doc, span.start - 1)}",
        f"after={_word(span.doc, span.end)}",
        f"inside={_inside(span, spans)}",
        f"inside={_inside(span, spans)}|{preposition}",
        f"name={span.text.lower()}",
        f"subtree={trigger in root.subtree}|{root in trigger.subtree}",
    ]


def _path(place: Token, trigger: Token) -> tuple[list[Token], list[Token]]:
    """The tokens from the place up to the lowest token above both, and from the trigger up to it, without it."""
    above = {token.i for token in (trigger, *trigger.ancestors)}
    up = [place] if place.i not in above else []
    for token in place.ancestors if up else ():
        if token.i in above:
            break
        up.append(token)
    meeting = next((token.i for token in (place, *place.ancestors) if token.i in above), -1)
    down = []
    for token in (trigger, *trigger.ancestors):
        if token.i == meeting:
            break
        down.append(token)
    return up, down


def _steps(span: Span, trigger: Token) -> int:
    up, down = _path(span.root, trigger)
    return len(up) + len(down)


def _written(up: list[Token], down: list[Token]) -> str:
    """The path with its prepositions, cut where it is long."""
    parts = [f"{token.dep_}:{token.lower_}" if token.dep_ in {"prep", "mark", "agent"} else token.dep_ for token in up]
    parts += ["^"] + [token.dep_ for token in reversed(down)]
    return ">".join(parts[:_LONGEST_PATH])


def preposition_of(span: Span) -> str:
    """The preposition that the place hangs on, through conjunctions, appositions and the nouns it names."""
    token = span.root
    for _ in range(4):
        if token.head.dep_ in {"prep", "agent"} and token.dep_ in {"pobj", "pcomp"}:
            return token.head.lower_
        if token.dep_ not in {"conj", "appos", "compound", "nmod", "amod", "poss", "npadvmod"}:
            return token.dep_
        token = token.head
    return token.dep_


def _attached(span: Span) -> str:
    """The noun that the place stands before or belongs to, as "province" in "Hama province"."""
    root = span.root
    if root.dep_ in {"compound", "amod", "nmod", "poss"}:
        return f"{root.dep_}|{root.head.lemma_.lower()}"
    if root.dep_ == "pobj" and root.head.head.pos_ in {"NOUN", "PROPN"}:
        return f"{root.head.lower_}|{root.head.head.lemma_.lower()}"
    return root.dep_


def _inside(span: Span, spans: Sequence[Span]) -> str:
    """Whether the name right before or after is another place: "Homs, Syria", "Rastan in Homs"."""
    after = any(0 < other.start - span.end + 1 <= 3 and other.start >= span.end for other in spans)
    before = any(0 < span.start - other.end + 1 <= 3 and span.start >= other.end for other in spans)
    return f"{before}|{after}"


def _between(span: Span, other: Span) -> str:
    """What stands between two places: "," or "and"."""
    first, second = sorted((span, other), key=lambda item: item.start)
    words = span.doc[first.end : second.start]
    text = " ".join(token.lower_ for token in words) if len(words) <= 2 else "..."
    return f"{text}|{span.start < other.start}"


def _word(doc: Doc, index: int) -> str:
    return doc[index].lower_ if 0 <= index < len(doc) else ""
