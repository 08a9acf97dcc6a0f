"""Does a word stand as a trigger of the codebook says: with its particle, its arguments, its surroundings?

Input: a parsed Doc, its cast, and a trigger with a word that has the trigger's lemma. Output: whether the word may be
the trigger at all (`may_be`: nothing stands there that it bars), and whether all that it asks for is there (`fits`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from dateline.annotate.events.cast import Cast
from dateline.annotate.parse import Doc, Token
from dateline.annotate.syntax.grammar import Grammar, conjuncts
from dateline.knowledge.codebook import Trigger, WordTest

__all__ = ["Frames", "is_infinitive"]

_PARTICLES = frozenset({"prt", "advmod", "prep", "dobj", "oprd", "acomp"})
_TOPIC = 4
"""So many different words of a topic make an article one about it."""
_MEASURES = (
    frozenset({"dozen", "hundred", "thousand", "million", "billion", "score", "number", "group", "member", "handful"})
    | frozenset(
        {"crowd", "couple", "ten", "part", "most", "some", "majority", "half", "rest", "all", "many", "several"}
    )
    | frozenset({"ton", "tonne", "kg", "kilogram", "litre", "barrel", "bag", "box", "truckload", "shipment", "load"})
    | frozenset({"day", "week", "month", "year", "series", "round", "worth", "amount", "leader", "plane", "boatload"})
)


class Frames:
    """Tests words of one Doc against triggers; `tells` says which types a clause tells wholly."""

    def __init__(self, doc: Doc, cast: Cast, grammar: Grammar, tells: Callable[[Token], frozenset[str]]) -> None:
        self.cast = cast
        self.grammar = grammar
        self._tells = tells
        self._nearby: dict[int, frozenset[str]] = {}
        self._article = frozenset(token.lemma_.lower() for token in doc)

    def may_be(self, trigger: Trigger, token: Token) -> bool:
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

    def fits(self, trigger: Trigger, token: Token) -> bool:
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
        if trigger.infinitive_clause and not any(is_infinitive(clause) for clause in clauses):
            return False
        if trigger.modal and not any(_has_modal(clause, trigger.modal) for clause in clauses):
            return False
        if trigger.future and not any(_is_future(clause) for clause in clauses):
            return False
        if not trigger.clause_types:
            return True
        return any(not trigger.clause_types.isdisjoint(self._tells(clause)) for clause in clauses)

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


def is_infinitive(clause: Token) -> bool:
    """ "told the troops to leave", and not "told the troops that they had won"."""
    return any(child.tag_ == "TO" for child in clause.children)


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
