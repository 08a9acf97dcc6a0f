"""The codebook: event types with modes and scores, contexts, and the triggers by which a text tells an event.

Input: the shipped PLOVER tables or a user's file, read by `codebook_file`. Output: a `Codebook`, whose triggers are
found by the lemma and part of speech of a word, so that looking one up costs the same however many there are. A trigger
is more than a word: it says what its arguments must be, and which of them is the actor and which the recipient.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

__all__ = ["Codebook", "Context", "EventType", "Mode", "Needs", "Operator", "PartOfSpeech", "Trigger", "WordTest"]


class PartOfSpeech(StrEnum):
    VERB = "verb"
    NOUN = "noun"
    ADJECTIVE = "adj"


class Needs(StrEnum):
    """Which sides must be somebody who can act in politics or war, or suffer it."""

    NONE = "none"
    EITHER = "either"
    ACTOR = "actor"
    RECIPIENT = "recipient"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Mode:
    """How an event was done; a mode without a score has its type's."""

    name: str
    score: float
    cameo: str


@dataclass(frozen=True, slots=True)
class EventType:
    """What was done. `future`: the type of the same act while it is still to come."""

    name: str
    score: float
    quad: int
    cameo: str
    future: str
    modes: Mapping[str, Mode]
    toward: tuple[str, ...] = ()  # prepositions that lead to the recipient where no frame names one
    needs_recipient: bool = False
    location_expected: bool = False


@dataclass(frozen=True, slots=True)
class WordTest:
    """Words that an argument may be: single lemmas, and phrases, found by their last word."""

    words: frozenset[str] = frozenset()
    phrases: Mapping[str, tuple[frozenset[str], ...]] = field(default_factory=dict)  # last word -> the words before it
    anything: bool = False  # whatever stands there
    nothing: bool = False  # the argument may be missing, and must be where no word is named


@dataclass(frozen=True, slots=True)
class Context:
    """Why: a tag that may go with any type, and the words that show it."""

    name: str
    cues: WordTest


@dataclass(frozen=True, slots=True)
class Operator:
    """What a trigger does to the event in its complement: "agreed to withdraw", "refused to meet".

    `becomes` maps the complement's type to the type of the whole, `modes` to its mode; a complement that is `absorbed`
    is no event of its own, unless the trigger `tells` it: what is called for is told besides the call.
    """

    name: str
    absorbs: bool
    becomes: Mapping[str, str]
    modes: Mapping[str, str]
    tells: bool = False


@dataclass(frozen=True, slots=True)
class Trigger:
    """One way in which a text tells an event. `trigger_id` names the file and line that hold it."""

    trigger_id: str
    event_type: str
    part_of_speech: PartOfSpeech
    lemma: str
    particle: str | None = None
    modifiers: tuple[str, ...] = ()  # of a noun: "air" in "air strike"
    mode: str | None = None
    arguments: Mapping[str, WordTest] = field(default_factory=dict)  # position -> what must stand there
    barred: Mapping[str, WordTest] = field(default_factory=dict)  # position -> what must not
    has: WordTest | None = None  # among all arguments and modifiers
    lacks: WordTest | None = None
    sentence: WordTest | None = None  # among all words of the sentence
    not_sentence: WordTest | None = None
    article: WordTest | None = None  # among the words of the article, several of them: what it is about
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    needs: Needs = Needs.EITHER
    symmetric: bool = False  # all parties act; there is no recipient
    pair: bool = False  # the first party acts, the other is the recipient: "X and Y traded"
    operator: Operator | None = None
    clause_types: frozenset[str] = frozenset()
    modal: WordTest | None = None  # a modal verb that the complement must have
    future: bool = False
    light: bool = False  # a noun that counts only under a light verb
    plural_subject: bool = False
    finite_clause: bool = False
    infinitive_clause: bool = False
    span: str | None = None  # the position whose words belong to the trigger: "held talks"
    weight: float = 1.0
    second: Trigger | None = None  # another act that the same words tell, of the same actor: "backs X against Y"
    telling: bool = True  # whether the word alone, without its frame, says something ("bombard", unlike "hold")

    @property
    def specificity(self) -> int:
        """How much it asks for: of two triggers that fit, the one that asks for more is meant."""
        asked = len(self.arguments) + len(self.modifiers) + 2 * bool(self.particle)
        return asked + sum(
            map(bool, (self.has, self.sentence, self.article, self.clause_types, self.modal, self.light, self.future))
        )


@dataclass(frozen=True)
class Codebook:
    """Everything that coding asks of a codebook."""

    name: str
    types: Mapping[str, EventType]
    contexts: tuple[Context, ...]
    triggers: tuple[Trigger, ...]
    instruments: Mapping[str, Mapping[str, WordTest]]  # type -> mode -> the means that show it, in order
    light_verbs: Mapping[str, str | None] = field(default_factory=dict)  # verb -> what its subject is to the noun
    doers: Mapping[str, Mapping[str, str]] = field(
        default_factory=dict
    )  # place of an event noun -> verb -> of its doer
    stand_ins: Mapping[str, frozenset[str]] = field(
        default_factory=dict
    )  # sector or kind of actor -> words it counts as
    _index: Mapping[tuple[PartOfSpeech, str], tuple[Trigger, ...]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        found: dict[tuple[PartOfSpeech, str], list[Trigger]] = {}
        for trigger in sorted(self.triggers, key=lambda trigger: -trigger.specificity):
            found.setdefault((trigger.part_of_speech, trigger.lemma), []).append(trigger)
        object.__setattr__(self, "_index", {key: tuple(value) for key, value in found.items()})

    def candidates(self, part_of_speech: PartOfSpeech, lemma: str) -> tuple[Trigger, ...]:
        """The triggers that this word may be, the most demanding first."""
        return self._index.get((part_of_speech, lemma), ())
