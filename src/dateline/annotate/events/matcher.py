"""Words -> the codebook's triggers that they are: lexicon, frame and parties.

Input: a parsed Doc with `slots.ACTORS`, and a codebook. Output: for a token, the trigger that fits best with the heads
of its actors and recipients, or nothing. Triggers are found by lemma; only those of the word itself are tried, the most
demanding first, so that the cost grows with the text and not with the codebook.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from dateline.annotate.events.cast import Cast, Standing
from dateline.annotate.syntax.grammar import MOST_PARTIES, Grammar, conjuncts
from dateline.knowledge.codebook import Codebook, Needs, PartOfSpeech, Trigger, WordTest

__all__ = ["Match", "Matcher", "points_back"]

_PARTS = {
    "VERB": PartOfSpeech.VERB,
    "AUX": PartOfSpeech.VERB,
    "NOUN": PartOfSpeech.NOUN,
    "PROPN": PartOfSpeech.NOUN,
    "ADJ": PartOfSpeech.ADJECTIVE,
}
WHOLE, FRAMED, BARE = 0.15, 0.45, 0.95
"""How sure the learned model must be of a word whose frame and parties fit, whose frame fits, or that is no more."""
_OF_THE_LAW = frozenset({"COERCE", "MOBILIZE", "ASSAULT", "PROTEST"})  # what police do to nobody in particular
_ON_ANYBODY = frozenset({"COERCE", "ASSAULT", "AID", "SANCTION", "RETREAT"})  # what may be done to private people
_PARTICLES = frozenset({"prt", "advmod", "prep", "dobj", "oprd", "acomp"})


@dataclass(frozen=True, slots=True)
class Match:
    """A word that tells an event, with the heads of those who take part."""

    token: Token
    trigger: Trigger
    actors: tuple[Token, ...]
    recipients: tuple[Token, ...]
    standing: Standing  # of the weightiest party
    enough: bool  # whether they are who the trigger needs
    probability: float  # that it is an event, by the learned model
    whole: bool = False  # whether frame and parties are all that the trigger asks


Scorer = Callable[[Token, str], float]
"""How likely the word is to tell an event of the type, as the learned model has it."""


class Matcher:
    """Matches the words of one Doc; remembers what it has matched."""

    def __init__(self, doc: Doc, codebook: Codebook, cast: Cast, scorer: Scorer) -> None:
        self.codebook = codebook
        self.cast = cast
        self.scorer = scorer
        self.grammar = Grammar(doc, codebook.light_verbs)
        self._matches: dict[int, Match | None] = {}
        self._probabilities: dict[tuple[int, str], float] = {}
        self._nearby: dict[int, frozenset[str]] = {}
        self._article = frozenset(token.lemma_.lower() for token in doc)

    def __call__(self, token: Token) -> Match | None:
        if token.i not in self._matches:
            self._matches[token.i] = None  # a word that asks about itself is answered with nothing
            self._matches[token.i] = self._match(token)
        return self._matches[token.i]

    def _match(self, token: Token) -> Match | None:
        """The trigger that fits wholly, else the one that the model is sure of although its frame is incomplete."""
        part = _PARTS.get(token.pos_)
        if part is None or (token.pos_ == "PROPN" and token.is_title and not token.is_sent_start):
            return None  # "March", "Battle", "the Strike" are names
        best: Match | None = None
        for trigger in self.codebook.candidates(part, token.lemma_.lower()):
            if not self._may_be(trigger, token):
                continue
            framed = self._fits(trigger, token)
            if not framed and not trigger.telling:
                continue
            match = self._with_parties(trigger, token)
            if framed and match.enough:
                if match.probability >= WHOLE:
                    return replace(match, whole=True)
            elif trigger.telling and match.probability >= max(
                FRAMED if framed else BARE, best.probability if best else 0
            ):
                best = match
        return best

    def point_back(self, token: Token, told: Container[str]) -> Match | None:
        """A definite noun that names an act the article has told before: "the attack"."""
        if token.i in self._matches and self._matches[token.i] is not None:
            return None
        if not points_back(token):
            return None
        for trigger in self.codebook.candidates(PartOfSpeech.NOUN, token.lemma_.lower()):
            if trigger.event_type in told and self._may_be(trigger, token):
                self._matches[token.i] = self._with_parties(trigger, token)
                return self._matches[token.i]
        return None

    # -- does the word stand as the trigger says? ----------------------------------------------------------------

    def _may_be(self, trigger: Trigger, token: Token) -> bool:
        """Whether it is the trigger's word, with nothing about it that the trigger bars."""
        if trigger.modifiers and not _preceded_by(token, trigger.modifiers):
            return False
        if trigger.particle and not _has_particle(token, trigger.particle):
            return False
        if trigger.lacks and self._any_in(trigger.lacks, self.grammar.arguments(token)):
            return False
        if trigger.not_sentence and self._is_near(trigger.not_sentence, token):
            return False
        at = self.grammar.at
        return not any(self._any_in(test, at(token, position)) for position, test in trigger.barred.items())

    def _fits(self, trigger: Trigger, token: Token) -> bool:
        """Whether its arguments and surroundings are what the trigger asks for."""
        at = self.grammar.at
        return (
            all(self._passes(test, at(token, position)) for position, test in trigger.arguments.items())
            and (not trigger.light or self.grammar.light_verb(token) is not None)
            and (trigger.has is None or self._any_in(trigger.has, self.grammar.arguments(token)))
            and (trigger.sentence is None or self._is_near(trigger.sentence, token))
            and (trigger.article is None or len(self._article & trigger.article.words) >= _TOPIC)
            and (not trigger.plural_subject or self._several(at(token, "subject")))
            and self._fits_clause(trigger, token)
        )

    def _fits_clause(self, trigger: Trigger, token: Token) -> bool:
        clauses = self.grammar.at(token, "clause")
        if trigger.finite_clause and not any(clause.dep_ == "ccomp" for clause in clauses):
            return False
        if trigger.infinitive_clause and not any(_is_infinitive(clause) for clause in clauses):
            return False
        if trigger.modal and not any(_has_modal(clause, trigger.modal) for clause in clauses):
            return False
        if trigger.future and not any(_is_future(clause) for clause in clauses):
            return False
        if not trigger.clause_types:
            return True
        told = (self(clause) for clause in clauses)
        return any(match is not None and match.trigger.event_type in trigger.clause_types for match in told)

    def _passes(self, test: WordTest, heads: tuple[Token, ...]) -> bool:
        if not heads:
            return test.nothing
        if test.anything:
            return True
        return any(self._is(test, word) for head in heads for word in conjuncts(head))

    def _any_in(self, test: WordTest, heads: Iterable[Token]) -> bool:
        return any(self._is(test, head) for head in heads)

    def _is(self, test: WordTest, token: Token) -> bool:
        return any(self._names(test, word) for word in self._measured(token))

    def _names(self, test: WordTest, word: Token) -> bool:
        lemma = word.lemma_.lower()
        if lemma in test.words or word.lower_ in test.words or self.cast.words(word) & test.words:
            return True
        return any(_preceded_by(word, before) for before in test.phrases.get(lemma, ()))

    def _measured(self, token: Token) -> Iterator[Token]:
        """A word and what it measures: "dozens of rebels" are rebels. The "of" of a measure may be its own."""
        waiting, seen = [token], set[int]()
        while waiting:
            word = waiting.pop()
            if word.i not in seen:
                seen.add(word.i)
                yield word
                if word.pos_ == "NUM" or word.lemma_.lower() in _MEASURES:
                    waiting.extend(reversed(self.grammar.at(word, "of")))

    def _is_near(self, test: WordTest, token: Token) -> bool:
        sentence = token.sent
        if sentence.start not in self._nearby:
            words = {word.lemma_.lower() for word in sentence} | {word.lower_ for word in sentence}
            for word in sentence:
                words |= self.cast.words(word)
            self._nearby[sentence.start] = frozenset(words)
        around = self._nearby[sentence.start]
        own = {token.lemma_.lower(), token.lower_}
        if (around & test.words) - own:
            return True
        return any(
            last in around and any(before <= around for before in phrases) for last, phrases in test.phrases.items()
        )

    def _several(self, heads: tuple[Token, ...]) -> bool:
        return len(heads) > 1 or any(
            len(conjuncts(head)) > 1 or "Plur" in head.morph.get("Number", []) for head in heads
        )

    # -- who takes part? -----------------------------------------------------------------------------------------

    def _with_parties(self, trigger: Trigger, token: Token) -> Match:
        actors = self._parties(trigger.actor, token)
        if trigger.symmetric and len(actors) == 1:
            actors = [*self._tellers(token, actors), *actors]
        promised = trigger.event_type == "AGREE"
        recipients = self._others(self._parties(trigger.recipient, token), actors, promised)
        if not recipients and trigger.operator is not None:
            recipients = self._others(self._addressees(token), actors, promised)[:1]
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
            probability=self._probability(token, trigger.event_type),
        )

    def _probability(self, token: Token, event_type: str) -> float:
        key = token.i, event_type
        if key not in self._probabilities:
            self._probabilities[key] = self.scorer(token, event_type)
        return self._probabilities[key]

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
        """The word's actor, and those joined to one inside its phrase: "clashes between soldiers and rebels"."""
        found = self.party(word)
        if found is None or found == word or found.dep_ != "pobj" or found.head.lower_ != "between":
            return [] if found is None else [found]
        return [head for head in conjuncts(found) if self.cast.position(head) is not None]

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

    def _others(self, parties: Iterable[Token], actors: Iterable[Token], promised: bool = False) -> list[Token]:
        """Those of the parties who are not the actors themselves: "its war" is the actor's own.

        A promise may be about what the actors own, too: "to withdraw its troops".
        """
        acting = {self._identity(head) for head in actors}
        found = [head for head in parties if self._identity(head) not in acting]
        return [head for head in found if not (promised and acting & set(self._owners(head)))]

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

    def _addressees(self, token: Token) -> Iterator[Token]:
        """Whom a speech act without a recipient of its own is about: the parties in its content and its condition."""
        conditions = (child for child in token.subtree if child.dep_ == "advcl" and _is_condition(child))
        for word in (*self.content(token), *(head for verb in conditions for head in self.grammar.at(verb, "subject"))):
            if self.cast.standing(word) >= Standing.SOCIAL:
                yield word

    def _those_opposed(self, token: Token) -> Iterator[Token]:
        """The political parties that a protest names, but for those that only say where it was."""
        for word in token.subtree:
            if self.cast.standing(word) is Standing.POLITICAL and not (
                word.dep_ == "pobj" and word.head.lower_ in _WHERE
            ):
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
_INSIDE = frozenset({"poss", "compound", "amod", "nmod", "prep", "pobj", "acl", "agent"})
_POINTING = frozenset({"the", "this", "that", "these", "those"})
_TOPIC = 4
"""So many different words of a topic make an article one about it."""
_WHERE = frozenset({"in", "at", "near", "outside", "from", "through", "across"})
_BELONGING = frozenset({"of", "by", "from", "between", "with", "against", "to"})
_NEAREST = 12  # words of a phrase among which its actor is looked for
_MEASURES = (
    frozenset({"dozen", "hundred", "thousand", "million", "billion", "score", "number", "group", "member", "handful"})
    | frozenset(
        {"crowd", "couple", "ten", "part", "most", "some", "majority", "half", "rest", "all", "many", "several"}
    )
    | frozenset({"ton", "tonne", "kg", "kilogram", "litre", "barrel", "bag", "box", "truckload", "shipment", "load"})
    | frozenset({"day", "week", "month", "year", "series", "round", "worth", "amount", "leader", "plane", "boatload"})
)


def _is_condition(clause: Token) -> bool:
    return any(child.dep_ == "mark" and child.lower_ in {"unless", "if", "until"} for child in clause.children)


def _is_infinitive(clause: Token) -> bool:
    """ "told the troops to leave", and not "told the troops that they had won"."""
    return any(child.tag_ == "TO" for child in clause.children)


def _says_what(clause: Token) -> bool:
    """Whether a clause says what its noun is: "readiness to talk"."""
    return clause.dep_ == "acl" and _is_infinitive(clause)


def points_back(noun: Token) -> bool:
    """Whether it is a definite noun: "the attack", "those talks"."""
    return noun.pos_ == "NOUN" and any(child.dep_ == "det" and child.lower_ in _POINTING for child in noun.children)


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


def _preceded_by(token: Token, words: Iterable[str]) -> bool:
    """Whether these words stand right before the token, as its modifiers or joined by hyphens."""
    before = token.doc[max(token.i - 5, token.sent.start) : token.i]
    around = {word.lower_ for word in before} | {word.lemma_.lower() for word in before}
    return all(word in around for word in words)


def _has_particle(token: Token, particle: str) -> bool:
    first, *rest = particle.split()
    child = next((child for child in token.children if child.lower_ == first and child.i > token.i), None)
    if child is None or child.dep_ not in _PARTICLES:
        return False
    return all(any(word.lower_ == following for word in token.sent if 0 < word.i - child.i <= 3) for following in rest)


def _has_modal(clause: Token, test: WordTest) -> bool:
    return any(child.dep_ == "aux" and child.lemma_.lower() in test.words for child in clause.children) or (
        clause.lemma_.lower() in test.words
    )


def _is_future(clause: Token) -> bool:
    helpers = {child.lower_ for child in clause.children if child.dep_ == "aux"}
    return bool(helpers & {"will", "would", "shall", "'ll", "to"})
