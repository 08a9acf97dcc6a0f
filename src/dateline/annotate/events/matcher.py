"""Words -> the codebook's triggers that they are: lexicon, frame and parties.

Input: a parsed Doc with `slots.ACTORS`, and a codebook. Output: for a token, the trigger that fits best with the heads
of its actors and recipients, or nothing. Triggers are found by lemma; only those of the word itself are tried, the most
demanding first, so that the cost grows with the text and not with the codebook.
"""

from __future__ import annotations

import calendar
from collections import deque
from collections.abc import Container, Iterable, Iterator
from dataclasses import replace
from typing import Protocol

from dateline.annotate.events.cast import Cast, Standing
from dateline.annotate.events.eventhood import Fit
from dateline.annotate.events.frames import Frames, is_infinitive
from dateline.annotate.events.match import Match, closest_of, fit_of
from dateline.annotate.parse import Doc, Token
from dateline.annotate.syntax.grammar import MOST_PARTIES, Grammar, conjuncts
from dateline.knowledge.codebook import Codebook, Needs, PartOfSpeech, Trigger

__all__ = ["Matcher", "points_back"]

_PARTS = {
    "VERB": PartOfSpeech.VERB,
    "AUX": PartOfSpeech.VERB,
    "NOUN": PartOfSpeech.NOUN,
    "PROPN": PartOfSpeech.NOUN,
    "ADJ": PartOfSpeech.ADJECTIVE,
}
READ = 0.95
"""How sure the tagger must be of a word that the rules do not propose at all."""
_OF_THE_LAW = frozenset({"COERCE", "MOBILIZE", "ASSAULT", "PROTEST"})  # what police do to nobody in particular
_ON_ANYBODY = frozenset({"COERCE", "ASSAULT", "AID", "SANCTION", "RETREAT"})  # what may be done to private people


class Scorer(Protocol):
    """What the learned models have to say of a word."""

    def probability(self, trigger: Token, event_type: str, fit: Fit) -> float:
        """That it tells an event of the type, seeing what the rules found."""
        ...

    def reading(self, trigger: Token, event_type: str) -> float:
        """The same by the sentence alone, whatever the rules found."""
        ...


class Matcher:
    """Matches the words of one Doc; remembers what it has matched."""

    def __init__(self, doc: Doc, codebook: Codebook, cast: Cast, scorer: Scorer) -> None:
        self.codebook = codebook
        self.cast = cast
        self.scorer = scorer
        self.grammar = Grammar(doc, codebook.light_verbs, codebook.doers)
        self._matches: dict[int, Match | None] = {}
        self._proposals: dict[int, tuple[Match, ...]] = {}
        self.frames = Frames(doc, cast, self.grammar, self._whole_types)

    def __call__(self, token: Token) -> Match | None:
        if token.i not in self._matches:
            self._matches[token.i] = None  # a word that asks about itself is answered with nothing
            self._matches[token.i] = self._match(token)
        return self._matches[token.i]

    def _match(self, token: Token) -> Match | None:
        """The likeliest proposal, if the model finds it likely enough."""
        proposals = self.proposals(token)
        closest = closest_of(proposals)
        rated = [replace(match, probability=self._probability(match, closest)) for match in proposals]
        likely = [match for match in rated if match.probability >= match.least]
        whole = next((match for match in likely if match.whole), None)  # of several types, the rules know best
        return whole or max(likely, key=lambda match: match.probability, default=None) or self._read(token)

    def _read(self, token: Token) -> Match | None:
        """A word that the rules do not propose, where the sentence as a whole says what it tells.

        "Said", "held" or "wrote" are everywhere: no frame, no proposal. But no list of frames is complete.
        """
        read = [
            replace(self._with_parties(trigger, token), probability=probability)
            for trigger in (() if self.proposals(token) else self._candidates(token))
            if (probability := self.scorer.reading(token, trigger.event_type)) >= READ
            and self.frames.may_be(trigger, token)
            and not (trigger.operator is not None and self._whole_content(token))
        ]
        told = (match for match in read if match.enough)
        return max(told, key=lambda match: (match.probability, match.sides_named), default=None)

    def _whole_content(self, speech_act: Token) -> bool:
        """Whether what is spoken of is itself an act: "denied that it had attacked Kenya" tells the attack."""
        return any(match.whole for word in self.content(speech_act) for match in self.proposals(word))

    def proposals(self, token: Token) -> tuple[Match, ...]:
        """For each type that the word may tell, the trigger that comes nearest to fitting it."""
        if token.i not in self._proposals:
            self._proposals[token.i] = ()  # a word that asks about itself is answered with nothing
            self._proposals[token.i] = tuple(self._propose(token).values())
        return self._proposals[token.i]

    def _whole_types(self, token: Token) -> frozenset[str]:
        return frozenset(match.trigger.event_type for match in self.proposals(token) if match.whole)

    def _propose(self, token: Token) -> dict[str, Match]:
        nearest: dict[str, Match] = {}
        for trigger in self._candidates(token):
            rival = nearest.get(trigger.event_type)
            if (rival is not None and rival.whole) or not self.frames.may_be(trigger, token):
                continue
            framed = self.frames.fits(trigger, token)
            if not framed and (not trigger.telling or (rival is not None and rival.framed)):
                continue
            match = replace(self._with_parties(trigger, token), framed=framed)
            if rival is None or match.closeness > rival.closeness:
                nearest[trigger.event_type] = match
        return nearest

    def _candidates(self, token: Token) -> tuple[Trigger, ...]:
        """The triggers that the word may be, whatever stands around it."""
        part = _PARTS.get(token.pos_)
        if part is None or (token.pos_ == "PROPN" and token.is_title and not token.is_sent_start):
            return ()  # "March", "Battle", "the Strike" are names
        if token.dep_ == "compound" and token.head.lemma_.lower() in _MADE_FOR_IT:
            return ()  # "riot police", "attack helicopters" are there whether or not they act
        return self.codebook.candidates(part, token.lemma_.lower())

    def point_back(self, token: Token, told: Container[str]) -> Match | None:
        """A definite noun that names an act the article has told before: "the attack"."""
        if token.i in self._matches and self._matches[token.i] is not None:
            return None
        if not points_back(token):
            return None
        for trigger in self.codebook.candidates(PartOfSpeech.NOUN, token.lemma_.lower()):
            if trigger.event_type in told and self.frames.may_be(trigger, token):
                self._matches[token.i] = self._with_parties(trigger, token)
                return self._matches[token.i]
        return None

    def second(self, match: Match) -> Match | None:
        """The other act that the same words tell, where somebody suffers it: "backs Kenya against Chad" faults Chad."""
        trigger = match.trigger.second
        if trigger is None or not self._parties(trigger.recipient, match.token):
            return None
        found = self._with_parties(trigger, match.token)
        return replace(found, framed=match.framed, probability=match.probability)

    # -- who takes part? -----------------------------------------------------------------------------------------

    def _with_parties(self, trigger: Trigger, token: Token) -> Match:
        actors = self._parties(trigger.actor, token)
        if trigger.symmetric and len(actors) == 1:
            actors = [*self._tellers(token, actors), *actors]
        actors = actors or self._owners_of_what_is_told(token)
        promised = trigger.event_type == "AGREE" or (trigger.event_type == "THREATEN" and trigger.operator is not None)
        recipients = self._others(self._parties(trigger.recipient, token), actors, promised)
        if not recipients and trigger.operator is not None:
            recipients = self._others(self._addressees(token), actors, owned=True)[:1]
        elif not recipients and trigger.event_type == "PROTEST":
            recipients = self._others(self._those_opposed(token), actors)[:1]
        if trigger.pair and not recipients and len(actors) > 1:
            actors, recipients = actors[:1], actors[1:]
        standings = {head: self.cast.standing(head) for head in (*actors, *recipients)}
        return Match(
            token,
            trigger,
            tuple(actors),
            tuple(recipients) or tuple(self._others(self._aimed_at(trigger, token), actors, promised)),
            standing=max(standings.values(), default=Standing.NOBODY),
            enough=_enough(trigger, [standings[a] for a in actors], [standings[r] for r in recipients]),
            sides=(
                max((standings[a] for a in actors), default=None),
                max((standings[r] for r in recipients), default=None),
            ),
        )

    def _probability(self, match: Match, closest: tuple[int, int]) -> float:
        return self.scorer.probability(match.token, match.trigger.event_type, fit_of(match, closest))

    def _parties(self, positions: tuple[str, ...], token: Token) -> list[Token]:
        """The actors at these positions; an event noun has one object, however many prepositions follow it."""
        found: dict[Token, None] = {}
        for position in positions:
            if found and token.pos_ == "NOUN" and position in _OBJECTS_OF_NOUNS:
                continue
            for choice in position.split("|"):  # the first of several positions that names somebody
                here = self._parties_at(token, choice)
                if here:
                    found.update(dict.fromkeys(here))
                    break
        return list(found)

    def _parties_at(self, token: Token, position: str) -> list[Token]:
        words = (word for head in self.grammar.at(token, position) for word in conjuncts(head))
        return [party for word in words for party in self._parties_in(word)]

    def _parties_in(self, word: Token) -> list[Token]:
        """The word's actor, or those joined inside its phrase: "clashes between A and B", "her rivals A and B"."""
        found = self.party(word)
        between = found is not None and found.dep_ == "pobj" and found.head.lower_ == "between"
        if found is None or found == word or not (between or found.dep_ == "appos"):
            return [] if found is None else [found, *self._members(found)]
        return [head for head in conjuncts(found) if self.cast.position(head) is not None]

    def _members(self, group: Token) -> Iterator[Token]:
        """Those of a group of states or bodies whom the text names: "ten states including Chad and Niger"."""
        for child in group.children:
            if child.dep_ == "prep" and _names_members(child):
                named = (head for noun in child.children if noun.dep_ == "pobj" for head in conjuncts(noun))
                yield from (head for head in named if self._is_body(head))

    def _is_body(self, head: Token) -> bool:
        position = self.cast.position(head)
        return position is not None and self.cast.resolved(position).kind in {"state", "organisation"}

    def _aimed_at(self, trigger: Trigger, token: Token) -> list[Token]:
        """Whom an act concerns where its frame names nobody: "its border with Chad", "an envoy to Chad"."""
        if trigger.symmetric or not trigger.recipient:
            return []
        toward = self.codebook.types[trigger.event_type].toward
        least = Standing.PRIVATE if trigger.event_type in _ON_ANYBODY else Standing.SOCIAL
        for position in (*toward, *(f"{preposition}.object" for preposition in toward), "object"):
            found = [head for head in self._parties_at(token, position) if self.cast.standing(head) >= least]
            if found:
                return found
        return []

    def _others(self, parties: Iterable[Token], actors: Iterable[Token], owned: bool = False) -> list[Token]:
        """Those of the parties who are not the actors themselves: "its war" is the actor's own.

        With `owned`, nor those whom the actors own: a promise or threat may be about these ("to withdraw its troops").
        """
        acting = {self._identity(head) for head in actors}
        found = [head for head in parties if self._identity(head) not in acting]
        return [head for head in found if not (owned and acting & set(self._owners(head)))]

    def _owners(self, head: Token) -> Iterator[str | int]:
        return (self._identity(child) for child in head.children if child.dep_ == "poss")

    def _identity(self, head: Token) -> str | int:
        position = self.cast.position(head)
        row = self.cast.resolved(position) if position is not None else None
        return (row.actor_id or row.name.lower()) if row is not None else head.i

    def _tellers(self, talks: Token, actors: list[Token]) -> list[Token]:
        """ "The ministry confirmed talks with Chad": who tells of talks "with" somebody is the other party to them."""
        if talks.dep_ != "dobj" or not any(child.lower_ == "with" for child in talks.children):
            return []
        tellers = self._others(self._parties_at(talks.head, "subject"), actors)
        return [head for head in tellers if self.cast.standing(head) is Standing.POLITICAL]

    def _owners_of_what_is_told(self, noun: Token) -> list[Token]:
        """ "The army said the operations went on": who tells how an undertaking stands, and of no other's, has it."""
        if noun.lemma_.lower() not in _UNDERTAKINGS or noun.dep_ not in {"nsubj", "nsubjpass"} or _is_new(noun):
            return []
        if noun.head.dep_ != "ccomp" or noun.head.head.lemma_.lower() not in _TELLING:
            return []
        tellers = self._parties_at(noun.head.head, "subject")
        return [head for head in tellers if self.cast.standing(head) is Standing.POLITICAL]

    def _addressees(self, token: Token) -> Iterator[Token]:
        """Whom a speech act without a recipient of its own is about: the parties in its content and its condition."""
        conditions = (child for child in token.subtree if child.dep_ == "advcl" and _is_condition(child))
        for word in (*self.content(token), *(head for verb in conditions for head in self.grammar.at(verb, "subject"))):
            if self.cast.standing(word) >= Standing.SOCIAL:
                yield word

    def _those_opposed(self, token: Token) -> Iterator[Token]:
        """The political parties that a protest names, but for those that only say where it was."""
        for word in token.subtree:
            where = word.dep_ == "pobj" and word.head.lower_ in _WHERE and word.lemma_.lower() not in _FOREIGN_SEATS
            if self.cast.standing(word) is Standing.POLITICAL and not where:
                yield word

    def content(self, token: Token) -> Iterator[Token]:
        """The words of what a speech act is about, from the top down, without side remarks."""
        heads = [head for position in _CONTENTS for head in self.grammar.at(token, position)]
        waiting = deque(dict.fromkeys(heads))
        for _ in range(MOST_PARTIES):
            if not waiting:
                return
            word = waiting.popleft()
            yield word
            waiting.extend(child for child in word.children if child.dep_ in _INWARD or _says_what(child))

    def party(self, word: Token) -> Token | None:
        """The word if it heads an actor phrase, else the nearest actor inside its phrase: "the army's base"."""
        waiting = deque([word])
        for _ in range(_NEAREST):
            if not waiting:
                return None
            inner = waiting.popleft()
            if self.cast.position(inner) is not None:
                return inner
            waiting.extend(
                child
                for child in inner.children
                if child.dep_ in _INSIDE and (child.dep_ != "prep" or child.lower_ in _BELONGING)
            )
        return None


_OBJECTS_OF_NOUNS = frozenset({"object", "on", "of", "against", "at"})
_CONTENTS = ("clause", "for", "object", "to", "of", "against")
_INWARD = frozenset(
    {
        "dobj",
        "xcomp",
        "ccomp",
        "conj",
        "prep",
        "pobj",
        "pcomp",
        "poss",
        "agent",
        "nsubj",
        "nsubjpass",
        "amod",
        "compound",
    }
)
_INSIDE = frozenset({"poss", "compound", "amod", "nmod", "appos", "prep", "pobj", "acl", "agent"})
_POINTING = frozenset({"the", "this", "that", "these", "those"})
_MADE_FOR_IT = frozenset(
    {"police", "squad", "gear", "shield", "helicopter", "aircraft", "jet", "plane", "fighter", "bomber", "drone"}
    | {"craft", "ship", "vessel", "submarine", "boat", "vehicle", "rifle", "gun", "weapon", "dog", "carrier"}
)
_DAYS = frozenset({*map(str.lower, calendar.day_name), "yesterday", "today"})
_FOREIGN_SEATS = frozenset({"embassy", "consulate"})  # whose state a protest at them is against
_WHERE = frozenset({"in", "at", "near", "outside", "from", "through", "across"})
_BELONGING = frozenset({"of", "by", "from", "between", "with", "against", "to"})
_UNDERTAKINGS = frozenset({"deal", "agreement", "truce", "negotiation"})
_TELLING = frozenset({"say", "announce", "confirm", "insist", "report", "declare", "add", "maintain"})
_NEAREST = 12  # words of a phrase among which its actor is looked for


def _is_new(noun: Token) -> bool:
    """Whether it is told for the first time: "an operation"."""
    return any(child.dep_ == "det" and child.lower_ in {"a", "an", "another", "no"} for child in noun.children)


def _names_members(preposition: Token) -> bool:
    """ "Including", "such as"."""
    before = preposition.doc[max(preposition.i - 1, 0)]
    return preposition.lower_ == "including" or (preposition.lower_ == "as" and before.lower_ == "such")


def _is_condition(clause: Token) -> bool:
    return any(child.dep_ == "mark" and child.lower_ in {"unless", "if", "until"} for child in clause.children)


def _says_what(clause: Token) -> bool:
    """Whether a clause says what its noun is: "readiness to talk"."""
    return clause.dep_ == "acl" and is_infinitive(clause)


def points_back(noun: Token) -> bool:
    """Whether it is a definite noun: "the attack", "those talks", "Sunday's attack"."""
    return noun.pos_ == "NOUN" and any(
        (child.dep_ == "det" and child.lower_ in _POINTING) or (child.dep_ == "poss" and child.lower_ in _DAYS)
        for child in noun.children
    )


def _enough(trigger: Trigger, actors: list[Standing], recipients: list[Standing]) -> bool:
    """Whether those who take part make it an event: police and courts do not by what they do to a private person."""
    acting, receiving = max(actors, default=Standing.NOBODY), max(recipients, default=Standing.NOBODY)
    public = max(acting, receiving) >= Standing.SOCIAL
    lawful = acting is Standing.LAW and receiving is Standing.NOBODY and trigger.event_type in _OF_THE_LAW
    if trigger.needs is Needs.NONE:
        return True
    if trigger.needs is Needs.ACTOR:
        return acting >= Standing.SOCIAL or lawful
    if trigger.needs is Needs.RECIPIENT:
        return receiving >= Standing.SOCIAL
    if trigger.needs is Needs.EITHER:
        return public or lawful
    least = Standing.NOBODY if trigger.event_type in _ON_ANYBODY else Standing.PRIVATE
    return public and acting > least and (receiving > least or len(actors) > 1)
