"""How likely a candidate is a real event: trigger word, proposed type, parse neighbourhood -> probability.

Rules propose an event where a trigger word stands; whether "strike" is an air raid, a walkout or a shot at goal, and
whether "the party must be defended" tells anything that took place, is judged here. The model is a logistic one over
the words around the trigger in the parse, their word vectors (so that "shelled" helps "mortared") and the vector of
the article, learned by `training/train_gate.py` from the sentences in `training/gate/`. What the gate says of the
whole sentence has its share: it sees topic and tone where the candidate's model sees the clause.

    scorer = EventhoodScorer(doc)                       # once an article; GATE must have been written
    scorer.probability(token, "ASSAULT")                # `token`: head word of the trigger
    scorer.probability(token, "ASSAULT", neighbourhood) # with arguments that the caller knows better than the parse

A probability is meant to be compared with a threshold or combined with a rule's own salience; `training/README.md`
reports what it is worth on news that it has not seen.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc, Token

from dateline.annotate.events.gate import DEFAULT_THRESHOLD
from dateline.annotate.learned.logistic import Example, LogisticModel, load_packaged, log_odds, probability
from dateline.annotate.slots import GATE, get
from dateline.knowledge.vectors import WordVectors, load_vectors

__all__ = ["EventhoodScorer", "Neighbourhood", "find_neighbourhood"]

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_OBJECTS = frozenset({"dobj", "obj", "attr", "oprd"})
_MARKERS = frozenset({"aux", "auxpass", "neg", "mark", "det", "compound", "amod", "poss", "nummod", "advmod"})
_QUOTES = frozenset('"“”')
_INHERITING = frozenset({"conj", "xcomp", "advcl", "ccomp"})
_CONTENT = frozenset({"NOUN", "VERB", "PROPN", "ADJ"})
GATE_SHARE = 0.4  # of the log odds; best over wild/dev.jsonl, 2026-11-22

_LONGEST = 60  # words; a longer sentence is as long as one of these


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """The words that a candidate governs or shares: heads of its arguments, and its particle."""

    subject: Token | None = None
    object: Token | None = None
    agent: Token | None = None
    prepositional: tuple[tuple[str, Token], ...] = ()
    particle: str | None = None


def find_neighbourhood(trigger: Token) -> Neighbourhood:
    """What the parse says; a verb without a subject shares that of the verb it depends on."""
    subject = object_ = agent = particle = None
    prepositional: list[tuple[str, Token]] = []
    for child in trigger.children:
        if child.dep_ in _SUBJECTS or (child.dep_ == "poss" and trigger.pos_ != "VERB"):
            subject = child
        elif child.dep_ in _OBJECTS:
            object_ = child
        elif child.dep_ == "agent":
            agent = next(child.children, None)
        elif child.dep_ == "prep":
            prepositional += [(child.lower_, noun) for noun in child.children if noun.dep_ == "pobj"]
        elif child.dep_ == "prt":
            particle = child.lower_
    if subject is None and trigger.pos_ == "VERB":
        subject = _shared_subject(trigger)
    return Neighbourhood(subject, object_, agent, tuple(prepositional), particle)


def _shared_subject(verb: Token) -> Token | None:
    """Of the verb it is joined to or controlled by; the noun that a relative clause hangs on."""
    if verb.dep_ in ("relcl", "acl"):
        return verb.head
    governor = verb
    while governor.dep_ in _INHERITING and governor.head != governor:
        governor = governor.head
        subject = next((child for child in governor.children if child.dep_ in _SUBJECTS), None)
        if subject is not None:
            return subject
    return None


class EventhoodScorer:
    """Scores the candidates of one article."""

    def __init__(self, doc: Doc, model: LogisticModel | None = None) -> None:
        self._model = model
        self._vectors = load_vectors()
        self._untyped: dict[tuple[int, Neighbourhood], float] = {}
        self._sentences = {span.start: row.score for span, row in get(doc, GATE)}
        words = [token.lower_ for token in doc if token.pos_ in _CONTENT]
        self._article = self._vectors.mean(words)

    def probability(self, trigger: Token, event_type: str, neighbourhood: Neighbourhood | None = None) -> float:
        model = self._model or _packaged_model()
        around = neighbourhood or find_neighbourhood(trigger)
        if (trigger.i, around) not in self._untyped:  # a word may be proposed as several types
            self._untyped[trigger.i, around] = model.score(self.example(trigger, None, around))
        own = self._untyped[trigger.i, around] + model.named_score(_typed_names(trigger, event_type, around))
        gate = log_odds(self._sentences.get(trigger.sent.start, DEFAULT_THRESHOLD))
        return probability((1 - GATE_SHARE) * own + GATE_SHARE * gate)

    def example(self, trigger: Token, event_type: str | None, neighbourhood: Neighbourhood | None = None) -> Example:
        """What the model sees; `event_type` None where no type is proposed (most words of the training text)."""
        around = neighbourhood or find_neighbourhood(trigger)
        names = {
            *_trigger_names(trigger),
            *_typed_names(trigger, event_type, around),
            *_argument_names(around),
            *_window_names(trigger),
        }
        return Example(frozenset(names), self._dense(trigger, around))

    def _dense(self, trigger: Token, around: Neighbourhood) -> NDArray[np.float32]:
        vectors = self._vectors
        sentence = trigger.sent
        others = [token.lower_ for token in sentence if token.pos_ in _CONTENT and token.i != trigger.i]
        numbers = (
            min(len(sentence), _LONGEST) / _LONGEST,
            float(trigger.i == sentence.start),
            float(sum(token.text in _QUOTES for token in sentence.doc[sentence.start : trigger.i]) % 2),
            min(5, sum(token.pos_ == "PROPN" for token in sentence)) / 5,
        )
        theme = around.object or next((noun for _, noun in around.prepositional), None)
        parts = (
            vectors.vector(trigger.lemma_.lower()),
            _vector_of(vectors, around.subject),
            _vector_of(vectors, theme),
            vectors.vector(trigger.head.lemma_.lower()),
            vectors.mean(others),
            self._article,
        )
        return np.concatenate([*parts, np.array(numbers, dtype=np.float32)])


@cache
def _packaged_model() -> LogisticModel:
    return load_packaged("eventhood.npz")


def _vector_of(vectors: WordVectors, token: Token | None) -> NDArray[np.float32]:
    return vectors.vector(token.lemma_.lower() if token is not None else "")


def _trigger_names(trigger: Token) -> Iterator[str]:
    lemma, tag, dep = trigger.lemma_.lower(), trigger.tag_, trigger.dep_
    yield from (f"lemma={lemma}", f"lemma={lemma}/{trigger.pos_}", f"tag={tag}", f"dep={dep}", f"dep={dep}/{tag}")
    yield from (f"governor={trigger.head.lemma_.lower()}", f"governor={trigger.head.pos_}")
    for child in trigger.children:
        if child.dep_ in _MARKERS:
            yield from (f"{child.dep_}={child.lower_}", f"has={child.dep_}")


def _typed_names(trigger: Token, event_type: str | None, around: Neighbourhood) -> Iterator[str]:
    if event_type is not None:
        yield from (
            f"type={event_type}",
            f"type={event_type}/{trigger.lemma_.lower()}",
            f"type={event_type}/{trigger.tag_}",
        )
        yield f"type={event_type}/{_kind(around.subject)}/{_kind(around.object)}"


def _argument_names(around: Neighbourhood) -> Iterator[str]:
    roles = [("subject", around.subject), ("object", around.object), ("agent", around.agent)]
    for role, token in roles + [(f"prep-{word}", noun) for word, noun in around.prepositional]:
        yield f"{role}={_kind(token)}"
        if token is not None:
            yield f"{role}:{token.lemma_.lower()}"
    if around.particle:
        yield f"particle={around.particle}"


def _window_names(trigger: Token) -> Iterator[str]:
    sentence = trigger.sent
    for offset in (-2, -1, 1, 2):
        if sentence.start <= trigger.i + offset < sentence.end:
            yield f"{offset:+d}={trigger.doc[trigger.i + offset].lower_}"


def _kind(token: Token | None) -> str:
    """A pronoun by its word, else name or noun."""
    if token is None:
        return "none"
    return token.lower_ if token.pos_ == "PRON" else token.pos_
