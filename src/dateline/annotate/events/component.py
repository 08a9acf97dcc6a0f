"""Finds event triggers and gives each its type, mode and contexts.

Reads the parse, `slots.ACTORS` and `slots.GATE`; writes `slots.EVENTS`. Method: the codebook's triggers with their
frames (`matcher.py`); what governs a trigger then decides what is told: an act that is promised, refused, threatened
or asked for is a speech act (`outlook`), and one that is only supposed or called for is told as such, where it is
specific. Words that tell one act are one event.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from spacy.language import Language

from dateline.annotate.certainty.factuality import Factuality, Judge
from dateline.annotate.component import Component
from dateline.annotate.events.cast import Cast, Standing
from dateline.annotate.events.eventhood import EventhoodScorer
from dateline.annotate.events.instruments import is_aimed_at
from dateline.annotate.events.match import Match
from dateline.annotate.events.matcher import Matcher, points_back
from dateline.annotate.events.retold import Retelling, find_first_tellings
from dateline.annotate.parse import Doc, Span, Token
from dateline.annotate.slots import EVENTS, GATE, EventRow, get, has, put
from dateline.annotate.syntax.answers import is_answered
from dateline.knowledge.codebook import Codebook, WordTest
from dateline.knowledge.codebook_file import load_codebook
from dateline.model import CertaintyLevel, Polarity, Status

__all__ = ["EventsComponent"]


@Language.factory("dateline_events", assigns=["doc.spans"], default_config={"codebook": None})
def make_events(nlp: Language, name: str, codebook: str | None) -> EventsComponent:
    return EventsComponent(load_codebook(Path(codebook) if codebook else None))


@dataclass(frozen=True, slots=True)
class Told:
    """An event as the sentence tells it."""

    match: Match
    event_type: str
    mode: str | None
    outlook: Factuality
    salience: float
    also: tuple[Token, ...] = ()

    @property
    def token(self) -> Token:
        return self.match.token


class EventsComponent(Component):
    """Writes `slots.EVENTS`."""

    def __init__(self, codebook: Codebook) -> None:
        self.codebook = codebook

    def annotate(self, doc: Doc) -> None:
        reader = EventReader(doc, self.codebook)
        told = [event for sentence in doc.sents for event in reader.read(sentence)]
        first_tellings = find_first_tellings([reader.retelling(event) for event in told])
        put(doc, EVENTS, [reader.row(event, first) for event, first in zip(told, first_tellings, strict=True)])


class EventReader:
    """Reads the events of one Doc, sentence by sentence."""

    def __init__(self, doc: Doc, codebook: Codebook) -> None:
        self.doc = doc
        self.codebook = codebook
        self.cast = Cast(doc, codebook.stand_ins)
        scorer = EventhoodScorer(doc)
        self.matcher = Matcher(doc, codebook, self.cast, scorer)
        self.gated = has(doc, GATE) and all(map(scorer.knows, codebook.types))
        self.gate = {span.start: row.score for span, row in get(doc, GATE)}
        self.judge = Judge(doc)
        self.told: set[str] = set()  # types of the events read so far

    def read(self, sentence: Span) -> list[Told]:
        if self.gated and sentence.start not in self.gate:
            return []  # no event of the types that the gate has learned
        first = [match for token in sentence if (match := self._match(token)) is not None]
        matches = [*first, *(other for match in first if (other := self.matcher.second(match)) is not None)]
        absorbed = {token.i for match in matches for token in (*self._absorbed(match), *self._spanned(match))}
        told = [
            event for match in matches if match.token.i not in absorbed and (event := self._tell(match)) is not None
        ]
        self.told.update(event.event_type for event in told)
        return rank_under_heads(merge(told))

    def _match(self, token: Token) -> Match | None:
        return self.matcher(token) or self.matcher.point_back(token, self.told)

    # -- what a speech act makes of its content ------------------------------------------------------------------

    def _contents(self, match: Match) -> Iterator[str]:
        """Types of what a speech act is about: the event that it tells, then what the rules alone find.

        An act that is only spoken of is not likely to be one.
        """
        told = (self.matcher(word) for word in self._about(match))
        yield from islice((content.trigger.event_type for content in told if content is not None), 1)
        fitting = (proposal for word in self._about(match) for proposal in self.matcher.proposals(word))
        yield from (proposal.trigger.event_type for proposal in fitting if proposal.whole)

    def _about(self, match: Match) -> Iterable[Token]:
        return (word for word in self.matcher.content(match.token) if word != match.token)

    def _absorbed(self, match: Match) -> Iterable[Token]:
        """Words that tell no event of their own: what a speech act is about, and what a crowd calls for."""
        operator = match.trigger.operator
        if operator is not None and operator.absorbs:
            return [word for word in self._about(match) if not (operator.tells and self._is_called_for(word))]
        if match.trigger.event_type == "PROTEST":
            inside = (self.matcher(word) for word in match.token.subtree if word != match.token)
            return [said.token for said in inside if said is not None and said.trigger.event_type in _SLOGANS]
        return ()

    def _spanned(self, match: Match) -> Iterable[Token]:
        """Nouns that tell, with their verb, what the verb's trigger says: to declare a truce is not yet to keep it.

        A verb that carries a noun and has no parties tells nothing of its own: protests that were held held nobody.
        """
        if match.token.pos_ == "NOUN":
            carrier = self.matcher.grammar.light_verb(match.token)
            carried = None if carrier is None else self._match(carrier)
            alone = carried is not None and not carried.trigger.span and not (carried.actors or carried.recipients)
            return (carrier,) if carrier is not None and alone else ()
        if match.token.pos_ != "VERB" or match.trigger.span is None:
            return ()
        return self.matcher.grammar.at(match.token, match.trigger.span)

    def _is_called_for(self, word: Token) -> bool:
        """Whether what is asked for is an act that somebody named is to do."""
        asked = self.matcher(word)
        return asked is not None and is_specific(asked) and self.judge(word).status is Status.CALLED_FOR

    def _tell(self, match: Match) -> Told | None:
        trigger, outlook = match.trigger, self.judge(match.token)
        event_type, mode = trigger.event_type, trigger.mode
        if outlook.level is CertaintyLevel.UNSPECIFIED or (outlook.status.is_idea and not is_specific(match)):
            return None
        if any(tells_none(match.token) for tells_none in (is_purpose, is_habit, is_toll_of_years, is_standing_ban)):
            return None
        if trigger.operator is not None and (contents := list(self._contents(match))):
            modes = trigger.operator.modes
            event_type = trigger.operator.becomes.get(contents[0], event_type)
            mode = modes.get(contents[0], mode) or next((modes[about] for about in contents if about in modes), None)
        event_type = self._by_outlook(event_type, match, outlook)
        if mode is None or event_type != trigger.event_type:
            mode = mode if mode in self.codebook.types[event_type].modes else None
        mode = mode or self._means(event_type, match)
        return Told(match, event_type, mode, outlook, self._salience(match))

    def _by_outlook(self, event_type: str, match: Match, outlook: Factuality) -> str:
        """An act still to come is the promise or threat of it, and one that somebody will not do is a refusal."""
        if outlook.status is not Status.PLANNED or not match.actors:
            return event_type
        future = self.codebook.types[event_type].future
        if future == "THREATEN" and not self._is_announced(match, outlook):
            return event_type
        if outlook.polarity is Polarity.DENIED and future in {"AGREE", "CONCEDE"}:
            return "REJECT"
        return future

    def _is_announced(self, match: Match, outlook: Factuality) -> bool:
        """Whether an act to come is somebody's word ("will attack"), not a plot, a purpose or a nameless crowd's."""
        if (match.sides[0] or Standing.NOBODY) <= Standing.PRIVATE:
            return False
        return outlook.status_cue is not None and self.doc[outlook.status_cue[0]].tag_ == "MD"

    def _means(self, event_type: str, match: Match) -> str | None:
        """The mode that the means in the trigger or its arguments show."""
        tests = self.codebook.instruments.get(event_type)
        if tests is None:
            return None
        words = {match.token.lemma_.lower(), match.token.lower_}
        for word in self.matcher.grammar.arguments(match.token):
            if is_aimed_at(word, match.token):
                continue
            for part in (word, *word.lefts):
                words |= {part.lemma_.lower(), part.lower_}
        return next((mode for mode, test in tests.items() if shows(test, words)), None)

    # -- which is the main one -----------------------------------------------------------------------------------

    def _salience(self, match: Match) -> float:
        token = match.token
        above = list(token.ancestors)
        depth = sum(ancestor.lemma_.lower() not in _SPEECH for ancestor in above)
        depth += sum(word.dep_ in {"relcl", "advcl", "acl"} for word in (token, *above))
        sides = bool(match.actors) + bool(match.recipients) + (match.standing is Standing.POLITICAL)
        return round(match.trigger.weight + 0.15 * sides - 0.1 * depth - 0.0001 * (token.i - token.sent.start), 4)

    def retelling(self, event: Told) -> Retelling:
        """What of the event decides whether it was told before."""
        return Retelling(
            event.event_type,
            event.mode,
            self._names(event.match.actors),
            self._names(event.match.recipients),
            points_back=points_back(event.token),
            status=event.outlook.status,
            again=any(points_back(word) and not _is_specified(word) for word in event.also),
        )

    def _names(self, parties: Iterable[Token]) -> frozenset[str]:
        rows = (self.cast.resolved(position) for head in parties if (position := self.cast.position(head)) is not None)
        return frozenset(row.actor_id or row.name.lower() for row in rows)

    def row(self, event: Told, first_telling: int | None) -> tuple[Span, EventRow]:
        sentence = event.token.sent
        row = EventRow(
            event_type=event.event_type,
            mode=event.mode,
            contexts=self._contexts(sentence),
            rule=event.match.trigger.trigger_id,
            evidence=(sentence.start, sentence.end),
            salience=event.salience,
            agreement=event.match.whole and event.match.probability >= LIKELY,
            same_as=first_telling,
            also=tuple(token.i for token in event.also),
            word=event.token.i,
        )
        return self._span(event), row

    def _contexts(self, sentence: Span) -> tuple[str, ...]:
        words = {word.lemma_.lower() for word in sentence} | {word.lower_ for word in sentence}
        return tuple(context.name for context in self.codebook.contexts if shows(context.cues, words))

    def _span(self, event: Told) -> Span:
        """The trigger's words: with its particle, its light verb's or its object's noun, if they stand close."""
        token = event.token
        ends = [token.i]
        ends += [child.i for child in token.children if child.dep_ == "prt"]
        if event.match.trigger.span:
            ends += [head.i for head in self.matcher.grammar.at(token, event.match.trigger.span)]
        carrier = self.matcher.grammar.light_verb(token) if token.pos_ == "NOUN" else None
        if carrier is not None:
            ends.append(carrier.i)
        near = [end for end in ends if abs(end - token.i) <= 4]
        return self.doc[min(near) : max(near) + 1]


LIKELY = 0.5
"""The gate agrees with the rules on an event in a sentence that it finds at least so likely to hold one."""
SPECIFIC = 0.4
"""How likely the model must find an act that is only supposed or called for: most of what is supposed is no event."""
_HABITS = frozenset({"often", "usually", "always", "sometimes", "typically", "rarely", "generally", "never", "seldom"})
_INTENTIONS = frozenset(
    {
        "plan",
        "plot",
        "attempt",
        "offer",
        "decision",
        "order",
        "threat",
        "vow",
        "pledge",
        "agreement",
        "deal",
        "bid",
        "call",
    }
)
_BANS = frozenset({"ban", "outlaw", "prohibit", "proscribe", "forbid"})
_SLOGANS = frozenset({"REQUEST", "ACCUSE", "REJECT", "SUPPORT"})
_SPEECH = frozenset({"say", "tell", "report", "announce", "add", "state", "declare", "confirm", "claim", "note"})


def _is_specified(noun: Token) -> bool:
    """Whether a noun says itself which act it means: "the attack on the bridge"."""
    return any(child.dep_ == "prep" for child in noun.children)


def is_specific(match: Match) -> bool:
    """Whether an act that is only supposed or called for says what it would be, and who would take part."""
    return match.whole and match.probability >= SPECIFIC and bool(match.actors or match.recipients)


def is_purpose(token: Token) -> bool:
    """Whether the act is only what something else was done for: "met to discuss", "troops to protect"."""
    infinitive = token.tag_ == "VB" and any(child.tag_ == "TO" for child in token.children)
    if token.dep_ == "acl":
        return infinitive and token.head.lemma_.lower() not in _INTENTIONS
    return infinitive and token.dep_ == "advcl"


def is_habit(token: Token) -> bool:
    """Whether the sentence is about what happens in general: "presidents often visit"."""
    return any(child.dep_ in {"advmod", "neg"} and child.lower_ in _HABITS for child in token.children) and (
        token.tag_ in {"VBP", "VBZ", "VB"}
    )


def is_toll_of_years(token: Token) -> bool:
    """Whether it counts the dead of a whole war, and tells no act of somebody: "have been killed since 2011"."""
    if not any(child.dep_ == "auxpass" for child in token.children):
        return False
    since = (child for child in token.children if child.dep_ == "prep" and child.lower_ == "since")
    return any(word.is_digit and len(word) == 4 for preposition in since for word in preposition.children)


def is_standing_ban(token: Token) -> bool:
    """Whether it only labels a name, as the law of some countries asks: "the group (banned in Chad)"."""
    bare = token.tag_ == "VBN" and not any(child.dep_ in {"aux", "auxpass", "agent"} for child in token.children)
    return bare and token.lemma_.lower() in _BANS and any(child.lower_ == "in" for child in token.children)


def shows(test: WordTest, words: set[str]) -> bool:
    """Whether any of the test's words or phrases is among these words."""
    if not words.isdisjoint(test.words):
        return True
    return any(last in words and any(before <= words for before in phrases) for last, phrases in test.phrases.items())


def merge(told: Sequence[Told]) -> list[Told]:
    """One event for the words of a sentence that tell the same act: "attacked the post, killing three"."""
    kept: list[Told] = []
    for event in sorted(told, key=lambda event: -event.salience):
        same = next((number for number, other in enumerate(kept) if is_same_act(event, other)), None)
        if same is None:
            kept.append(event)
        else:
            first = kept[same]
            kept[same] = replace(first, mode=first.mode or event.mode, also=(*first.also, event.token))
    return sorted(kept, key=lambda event: event.token.i)


def rank_under_heads(told: Sequence[Told]) -> list[Told]:
    """What another event's verb governs is not the main event where it is a noun or only called for or supposed."""
    ranked: list[Told] = []
    for event in told:
        above = [
            other.salience for other in told if other.token != event.token and other.token.is_ancestor(event.token)
        ]
        below = event.token.pos_ == "NOUN" or event.outlook.status.is_idea
        lower = below and above and min(above) - 0.01 < event.salience
        ranked.append(replace(event, salience=round(min(above) - 0.01, 4)) if lower else event)
    return ranked


def is_same_act(one: Told, other: Told) -> bool:
    if one.event_type != other.event_type or one.outlook.polarity is not other.outlook.polarity:
        return False
    a, b = one.token, other.token
    if a.lemma_ == b.lemma_ and not (one.match.actors and other.match.actors):
        return True
    upper, lower = (a, b) if a.is_ancestor(b) else (b, a)
    return upper.is_ancestor(lower) and not has_own_subject(lower, upper) and not is_answered(lower, upper)


def has_own_subject(lower: Token, upper: Token) -> bool:
    """Whether somebody of its own does the lower act: "shelled the town as troops pressed into the province"."""
    if lower.pos_ != "VERB" or lower.dep_ in {"xcomp", "conj"}:
        return False
    own = [child for child in lower.children if child.dep_ in {"nsubj", "nsubjpass"}]
    return any(child.tag_ not in {"WDT", "WP"} for child in own)
