"""How likely a candidate is a real event: trigger word, proposed type, parse neighbourhood -> probability.

Rules propose an event where a trigger word stands; whether "strike" is an air raid, a walkout or a shot at goal, and
whether "the party must be defended" tells anything that took place, is judged here. The model is a logistic one over
the words around the trigger in the parse, their word vectors (so that "shelled" helps "mortared"), the vector of the
article, and how far the codebook's trigger fits the word and its parties: rules and learning are weighed against each
other by what is learned of both, by `training/train_gate.py` from the marked text in `training/gate/`. What the gate
says of the whole sentence has its share, since it sees topic and tone where the candidate's model sees the clause, and
so has what the tagger says of the word, which it reads with all others of the sentence.

    scorer = EventhoodScorer(doc)                       # once an article; GATE must have been written
    scorer.probability(token, "ASSAULT", fit)           # `token`: head word of the trigger; `fit`: what rules found

A probability is meant to be compared with a threshold or combined with a rule's own salience; `training/README.md`
reports what it is worth on news that it has not seen.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from dateline.annotate.events.cast import Standing
from dateline.annotate.events.gate import DEFAULT_THRESHOLD
from dateline.annotate.events.tagger import Matrix, load_tagger
from dateline.annotate.learned.logistic import Example, LogisticModel, load_packaged, log_odds, probability
from dateline.annotate.parse import Doc, Token
from dateline.annotate.slots import GATE, get
from dateline.knowledge.vectors import WordVectors, load_vectors

__all__ = ["EventhoodScorer", "Neighbourhood", "find_neighbourhood"]

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_OBJECTS = frozenset({"dobj", "obj", "attr", "oprd"})
_MARKERS = frozenset({"aux", "auxpass", "neg", "mark", "det", "compound", "amod", "poss", "nummod", "advmod"})
_QUOTES = frozenset('"“”')
_INHERITING = frozenset({"conj", "xcomp", "advcl", "ccomp"})
_CONTENT = frozenset({"NOUN", "VERB", "PROPN", "ADJ"})
_LEVELS = {(True, True): "whole", (True, False): "frame", (False, True): "parties", (False, False): "word"}
GATE_SHARE = 0.12  # of the log odds; best over wild/dev.jsonl, 2026-11-22
TAGGER_SHARE = 0.15  # of the log odds where the rules find less than the trigger asks; over wild/dev.jsonl, 2026-11-23
_QUIET = 0.5  # by the gate: in a sentence below it, the tagger is not asked for what nothing else proposes
_DOUBTFUL = 2.0  # log odds either way: beyond, what the tagger says would hardly change what is decided

_LONGEST = 60  # words; a longer sentence is as long as one of these


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """The words that a candidate governs or shares: heads of its arguments, and its particle."""

    subject: Token | None = None
    object: Token | None = None
    agent: Token | None = None
    prepositional: tuple[tuple[str, Token], ...] = ()
    particle: str | None = None


@dataclass(frozen=True, slots=True)
class Fit:
    """How far a trigger of the codebook fits the candidate, and who takes part, as the rules have it."""

    framed: bool  # its arguments and surroundings are what the trigger asks for
    enough: bool  # those who take part are who it needs
    closest: bool  # no type has a trigger that fits better
    actor: Standing | None = None  # of the weightiest, if there is any
    recipient: Standing | None = None
    needs: str = "either"
    operator: bool = False


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
            agent = next(iter(child.children), None)
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
        self._model = model or _packaged_model()
        self._vectors = load_vectors()
        self._untyped: dict[int, float] = {}
        self._tagged: dict[int, Matrix] = {}
        self._sentences = {span.start: row.score for span, row in get(doc, GATE)}
        words = [token.lower_ for token in doc if token.pos_ in _CONTENT]
        self._article = self._vectors.mean(words)

    def knows(self, event_type: str) -> bool:
        """Whether the type is one of those that the model has learned; a user's codebook may have others."""
        return f"type={event_type}" in self._model.weights

    def probability(self, trigger: Token, event_type: str, fit: Fit) -> float:
        """The model's, or 1 or 0 by the rules alone where it knows nothing of the type."""
        model = self._model
        if not self.knows(event_type):
            return float(fit.framed and fit.enough)
        around = find_neighbourhood(trigger)
        if trigger.i not in self._untyped:  # a word may be proposed as several types
            self._untyped[trigger.i] = model.score(self.example(trigger, None, None))
        typed = model.named_score((*_typed_names(trigger, event_type, around), *_fit_names(trigger, event_type, fit)))
        gate = log_odds(self._sentences.get(trigger.sent.start, DEFAULT_THRESHOLD))
        likely = (1 - GATE_SHARE) * (self._untyped[trigger.i] + typed) + GATE_SHARE * gate
        if abs(likely) < _DOUBTFUL and not (fit.framed and fit.enough):
            likely = (1 - TAGGER_SHARE) * likely + TAGGER_SHARE * self._tagger_log_odds(trigger, event_type)
        return probability(likely)

    def reading(self, trigger: Token, event_type: str) -> float:
        """What the tagger says of the word; nothing where the gate finds that the sentence hardly tells anything."""
        if not self.knows(event_type) or self._sentences.get(trigger.sent.start, DEFAULT_THRESHOLD) < _QUIET:
            return 0.0
        return probability(self._tagger_log_odds(trigger, event_type))

    def _tagger_log_odds(self, trigger: Token, event_type: str) -> float:
        tagger, sentence = load_tagger(), trigger.sent
        if sentence.start not in self._tagged:  # each sentence is read once, whoever of its words is asked for
            self._tagged[sentence.start] = tagger.log_odds(sentence)
        return float(self._tagged[sentence.start][trigger.i - sentence.start, tagger.types.index(event_type)])

    def example(self, trigger: Token, event_type: str | None, fit: Fit | None) -> Example:
        """What the model sees; no type and no fit where none is proposed (most words of the training text)."""
        around = find_neighbourhood(trigger)
        names = {*_trigger_names(trigger), *_argument_names(around), *_window_names(trigger)}
        if event_type is not None and fit is not None:
            names.update(_typed_names(trigger, event_type, around))
            names.update(_fit_names(trigger, event_type, fit))
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


def _word(token: Token) -> str:
    """Whoever is named is a name: who is in the news is not what makes an event."""
    return "(name)" if token.pos_ == "PROPN" else token.lemma_.lower()


def _trigger_names(trigger: Token) -> Iterator[str]:
    lemma, tag, dep = trigger.lemma_.lower(), trigger.tag_, trigger.dep_
    yield from (f"lemma={lemma}", f"lemma={lemma}/{trigger.pos_}", f"tag={tag}", f"dep={dep}", f"dep={dep}/{tag}")
    yield from (f"governor={_word(trigger.head)}", f"governor={trigger.head.pos_}")
    for child in trigger.children:
        if child.dep_ in _MARKERS:
            yield from (f"{child.dep_}={_form(child)}", f"has={child.dep_}")


def _form(token: Token) -> str:
    return "(name)" if token.pos_ == "PROPN" else token.lower_


def _typed_names(trigger: Token, event_type: str, around: Neighbourhood) -> Iterator[str]:
    yield from (
        f"type={event_type}",
        f"type={event_type}/{trigger.lemma_.lower()}",
        f"type={event_type}/{trigger.tag_}",
    )
    yield f"type={event_type}/{_kind(around.subject)}/{_kind(around.object)}"


def _fit_names(trigger: Token, event_type: str, fit: Fit) -> Iterator[str]:
    level = _LEVELS[fit.framed, fit.enough]
    yield from (f"fit={level}", f"fit={level}/{event_type}", f"fit={level}/{trigger.lemma_.lower()}")
    yield from (f"closest={fit.closest}", f"closest={fit.closest}/{level}")
    actor = "nobody" if fit.actor is None else fit.actor.name
    recipient = "nobody" if fit.recipient is None else fit.recipient.name
    yield from (f"acting={actor}", f"receiving={recipient}", f"sides={actor}/{recipient}")
    yield from (f"acting={actor}/{event_type}", f"receiving={recipient}/{event_type}")
    yield from (f"needs={fit.needs}/{level}", f"operator={fit.operator}/{level}")


def _argument_names(around: Neighbourhood) -> Iterator[str]:
    roles = [("subject", around.subject), ("object", around.object), ("agent", around.agent)]
    for role, token in roles + [(f"prep-{word}", noun) for word, noun in around.prepositional]:
        yield f"{role}={_kind(token)}"
        if token is not None:
            yield f"{role}:{_word(token)}"
    if around.particle:
        yield f"particle={around.particle}"


def _window_names(trigger: Token) -> Iterator[str]:
    sentence = trigger.sent
    for offset in (-2, -1, 1, 2):
        if sentence.start <= trigger.i + offset < sentence.end:
            yield f"{offset:+d}={_form(trigger.doc[trigger.i + offset])}"


def _kind(token: Token | None) -> str:
    """A pronoun by its word, else name or noun."""
    if token is None:
        return "none"
    return token.lower_ if token.pos_ == "PRON" else token.pos_
