"""Parties whom no position of an event's words names, and a reader yet understands.

Input: the actors, attributions and grammar of a Doc, and an event with the parties that its words name. Output: the
parties with those that are understood, and why. Armed people who die in a clash fought in it; an army that tells of
its foes' death, or of its operations, tells of its own act; an attack in a rebels' stronghold is one on the rebels;
whom a bombing forces to flee suffers it; and "an attack in which gunmen killed two" is the gunmen's. Those who are
called protesters did what is told of a protest; and whoever says "we condemn" or "I urge" is the one who does it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from dateline.annotate.events.cast import Cast
from dateline.annotate.events.match import Match
from dateline.annotate.events.matcher import Matcher
from dateline.annotate.parse import Doc, Token
from dateline.annotate.slots import ATTRIBUTIONS, ActorRow, get

__all__ = ["Parties", "Understanding"]

_VIOLENCE = "ASSAULT"
_STATE_FORCES = frozenset({"MIL", "COP", "PRM", "SPY"})
_IRREGULARS = frozenset({"REB", "UAF"})
_ARMED = _STATE_FORCES | _IRREGULARS
_OWN_ACTS = frozenset(
    {"operation", "campaign", "offensive", "advance", "recapture", "retake", "regain", "liberate", "counteroffensive"}
)
_MOST_WHOLES = 3
_FIRST_PERSON = frozenset({"i", "we", "me", "us"})
_CROWD = frozenset(
    {"protester", "protestor", "demonstrator", "marcher", "striker", "rioter", "picketer", "mutineer", "looter"}
)
_HARMS = frozenset(
    {"kill", "wound", "injure", "maim", "displace", "force", "drive", "hit", "strike", "trap", "terrify", "uproot"}
    | {"demoralise", "demoralize", "dislodge", "target", "terrorise", "terrorize", "punish", "flush", "crush", "expel"}
)
_HOLDING = frozenset({"hold", "control", "run", "rule", "occupy", "seize", "capture", "besiege"})
_NAMING = frozenset({"compound", "amod", "nmod", "poss"})
_DURING = ("in", "during")
_WITHIN = ("in", "at", "around", "near", "inside", "on")


@dataclass(slots=True)
class Parties:
    """The heads of those who act and those acted on, in order; why, where a party is only understood."""

    actors: list[Token]
    recipients: list[Token]
    reasons: dict[int, str] = field(default_factory=dict)  # by head

    def add(self, side: list[Token], heads: Iterable[Token], reason: str) -> None:
        for head in heads:
            if head not in self.actors and head not in self.recipients:
                side.append(head)
                self.reasons[head.i] = reason


class Understanding:
    """Completes the parties to the events of one Doc."""

    def __init__(self, doc: Doc, matcher: Matcher) -> None:
        self.doc, self.cast, self.matcher, self.grammar = doc, matcher.cast, matcher, matcher.grammar
        self.told_by = _tellers(doc, self.cast)

    def complete(self, parties: Parties, matches: list[Match]) -> None:
        for side, positions in ((parties.actors, "actor"), (parties.recipients, "recipient")):
            if not side:
                parties.add(side, self._first_persons(matches, positions), "says so of himself")
        if matches[0].trigger.event_type == "PROTEST" and not parties.actors:
            parties.add(parties.actors, self._crowd(matches[0]), "is called after the protest")
        if matches[0].trigger.event_type == _VIOLENCE:
            self._complete_violence(parties, matches)

    def _first_persons(self, matches: Iterable[Match], side: str) -> Iterator[Token]:
        """The speaker, where "I" or "we" stands at a position of an actor or recipient."""
        for match in matches:
            teller = self.told_by.get(match.token.i)
            positions = match.trigger.actor if side == "actor" else match.trigger.recipient
            if teller is not None and any(self._is_first_person(match.token, position) for position in positions):
                yield teller

    def _is_first_person(self, word: Token, positions: str) -> bool:
        heads = (head for position in positions.split("|") for head in self.grammar.at(word, position))
        return any(head.lower_ in _FIRST_PERSON for head in heads)

    def _crowd(self, protest: Match) -> Iterator[Token]:
        """ "Police fired tear gas at protesters during the demonstration", "miners voted to end the strike"."""
        on_strike = protest.trigger.mode == "strike"
        for word in protest.token.sent:
            named = word.pos_ == "NOUN" and self.cast.position(word) is not None
            if named and (word.lemma_.lower() in _CROWD or (on_strike and self._sector(word) == "LAB")):
                yield word

    def _complete_violence(self, parties: Parties, matches: list[Match]) -> None:
        words = [match.token for match in matches]
        if any(match.trigger.symmetric for match in matches):
            if all(match.trigger.symmetric for match in matches if match.actors):
                self._join_fighters(parties)
        else:
            if not parties.actors:
                parties.add(parties.actors, self._in_which(words[0]), "does what happens in it")
                parties.add(parties.actors, self._attackers(words), "does what they fell in")
            if not parties.recipients:
                parties.add(parties.recipients, self._harmed(words), "suffers what it does")
                parties.add(parties.recipients, self._besieged(words, parties.actors), "holds the place")
        if not parties.actors:
            parties.add(parties.actors, self._teller(words, parties.recipients), "tells it as its own act")

    def _join_fighters(self, parties: Parties) -> None:
        """Of the victims of a clash, those who are armed are parties to it."""
        fighters = [head for head in parties.recipients if self._sector(head) in _ARMED]
        parties.recipients = [head for head in parties.recipients if head not in fighters]
        parties.add(parties.actors, fighters, "fell in the clash")

    def _in_which(self, noun: Token) -> Iterator[Token]:
        """ "An attack in which gunmen killed two", "the operation during which police shot a man"."""
        if noun.pos_ == "NOUN":
            clauses = (child for child in (*noun.children, *noun.head.children) if child.i > noun.i)
            for clause in clauses:
                if clause.dep_ in {"relcl", "advcl"} and _opens_with_in_which(clause):
                    yield from (head for head in self.grammar.at(clause, "subject") if self._sector(head) in _ARMED)

    def _attackers(self, words: Iterable[Token]) -> Iterator[Token]:
        """ "Killed in Kenyan shelling of the town", "killed when rebels opened fire": who does what harmed them."""
        for word in words:
            for noun in (head for position in _DURING for head in self.grammar.at(word, position)):
                told = next(self._violence(noun), None)
                yield from told.actors if told is not None else self._named_before(noun, word)
            for clause in word.children:
                if clause.dep_ == "advcl" and _says_when(clause):
                    told = next(self._violence(clause), None)
                    yield from told.actors if told is not None else ()

    def _violence(self, word: Token) -> Iterator[Match]:
        return (each for each in self.matcher.proposals(word) if each.trigger.event_type == _VIOLENCE)

    def _named_before(self, noun: Token, harm: Token) -> Iterator[Token]:
        """ "In Kenyan shelling", where the parser took the act for a verb and the words before it for its place."""
        act = self.doc[noun.i + 1] if noun.i + 1 < len(self.doc) else noun
        attacker = self.matcher.party(noun)
        if act.tag_ == "VBG" and act.head == harm and attacker is not None and any(self._violence(act)):
            yield attacker

    def _harmed(self, words: Iterable[Token]) -> Iterator[Token]:
        """ "The bombing forced them to flee", "used napalm to demoralise the rebels"."""
        for word in words:
            verbs = [child for child in word.children if child.dep_ in {"xcomp", "advcl"} and child.pos_ == "VERB"]
            if word.pos_ == "NOUN" and word.dep_ == "nsubj":
                verbs.append(word.head)
            for verb in verbs:
                if verb.lemma_.lower() in _HARMS:
                    heads = self.grammar.at(verb, "object")
                    yield from (head for head in heads if self.cast.position(head) is not None)

    def _besieged(self, words: Iterable[Token], actors: Iterable[Token]) -> Iterator[Token]:
        """ "Operations in the last rebel bastion", "shelling of a town held by the militia"."""
        acting = {self._side(head) for head in actors}
        for word in words:
            holders = [word, word.head] if word.pos_ == "NOUN" and word.dep_ in {"dobj", "nsubj"} else [word]
            places = (place for holder in holders for where in _WITHIN for place in self.grammar.at(holder, where))
            for head in (holder for place in places for holder in self._holders(place)):
                if self._sector(head) in _IRREGULARS and self._side(head) not in acting:
                    yield head

    def _holders(self, place: Token) -> Iterator[Token]:
        """Who a place is said to belong to, also by what it is part of: "the outskirts of a town held by rebels"."""
        for part in (place, *_wholes(place)):
            for child in part.children:
                if child.dep_ in _NAMING:
                    yield child
                elif child.dep_ == "acl" and child.lemma_.lower() in _HOLDING:
                    yield from self.grammar.at(child, "by")

    def _teller(self, words: list[Token], victims: list[Token]) -> Iterator[Token]:
        """The armed body that tells the act, if its foes are the victims or the word is one for its own acts."""
        teller = self.told_by.get(words[0].i)
        if teller is None or self._sector(teller) not in _ARMED:
            return
        if victims:
            foes = _IRREGULARS | {"CRM"} if self._sector(teller) in _STATE_FORCES else _STATE_FORCES | {"GOV"}
            own = all(self._sector(victim) in foes for victim in victims)
        else:
            own = any(word.lemma_.lower() in _OWN_ACTS for word in words) and self._is_alone(teller)
        if own:
            yield teller

    def _is_alone(self, teller: Token) -> bool:
        """Whether its sentence names no other armed side, whose act it may be."""
        sides = {self._side(word) for word in teller.sent if self._sector(word) in _ARMED}
        return sides <= {self._side(teller)}

    def _row(self, head: Token) -> ActorRow | None:
        position = self.cast.position(head)
        return self.cast.resolved(position) if position is not None else None

    def _sector(self, head: Token) -> str | None:
        row = self._row(head)
        return row.sector if row is not None else None

    def _side(self, head: Token) -> tuple[str | None, str | None]:
        row = self._row(head)
        return (row.country, row.sector) if row is not None else (None, None)


def _tellers(doc: Doc, cast: Cast) -> dict[int, Token]:
    """Word -> the head of the actor who says it; inside what somebody relays, of the one who is relayed."""
    found: dict[int, Token] = {}
    rows = [row for _, row in get(doc, ATTRIBUTIONS) if row.source is not None and row.contents and row.reports]
    for row in sorted(rows, key=lambda row: row.contents[0][0] - row.contents[-1][1]):  # the innermost is put last
        teller = doc[row.source[0] : row.source[1]].root if row.source else None
        if teller is not None and cast.position(teller) is not None:
            found |= {token: teller for start, end in row.contents for token in range(start, end)}
    return found


def _says_when(clause: Token) -> bool:
    return any(child.i < clause.i and child.lower_ in {"when", "as", "after", "while"} for child in clause.children)


def _opens_with_in_which(clause: Token) -> bool:
    prepositions = (child for child in clause.children if child.lower_ in {"in", "during"} and child.i < clause.i)
    return any(child.tag_ == "WDT" for preposition in prepositions for child in preposition.children)


def _wholes(part: Token) -> Iterator[Token]:
    """ "The city" and "Jos" of "the outskirts of the city of Jos"."""
    for _ in range(_MOST_WHOLES):
        of = next((child for child in part.children if child.dep_ == "prep" and child.lower_ == "of"), None)
        whole = next((child for child in of.children if child.dep_ == "pobj"), None) if of is not None else None
        if whole is None:
            return
        yield whole
        part = whole
