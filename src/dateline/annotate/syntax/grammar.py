"""Who stands in which relation to a word: a verb's or event noun's arguments by position, through the parse.

Input: a token of a parsed Doc. Output: the heads of the phrases at a position: `subject` (the one who does it) and
`object` (the one it is done to), whatever the voice; `indirect`, `clause`, `poss`, `modifier`, and any preposition.
Followed are passives, relative clauses, control ("agreed to withdraw"), coordination, participles, and the light verbs
that carry an event noun ("launched an attack on"). Labels are those of ClearNLP, as spaCy's English pipelines write
them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dateline.annotate.parse import Doc, Token
from dateline.annotate.syntax.prepositions import by_the_hands_of, objects_of, prepositional

__all__ = ["MOST_PARTIES", "Grammar", "conjuncts"]

MOST_PARTIES = 40
"""How many coordinated parties are followed: beyond this, a sentence is a list."""
_MOST_STEPS = 6  # of control: "agreed to try to begin to withdraw"
_SUBJECTS = frozenset({"nsubj", "csubj"})
_PASSIVE_SUBJECTS = frozenset({"nsubjpass", "csubjpass"})
_RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
_CLAUSES = frozenset({"xcomp", "ccomp"})
_NEVER_OF_PLACES = frozenset({"against", "between", "by", "with"})
_PLACING = frozenset({"in", "at", "near", "on", "outside"})
_AIMING = frozenset({"on", "against", "at"})
_CARRYING_NOUNS = frozenset(
    {"wave", "series", "spate", "string", "round", "resumption", "start", "beginning", "escalation", "day", "week"}
    | {"month", "night", "hour", "campaign", "number", "rash", "spike", "surge", "outbreak", "flurry", "barrage"}
)
_HAPPENING = frozenset(
    {
        "break",
        "erupt",
        "begin",
        "start",
        "resume",
        "continue",
        "take",
        "occur",
        "happen",
        "open",
        "flare",
        "rage",
        "ensue",
    }
)
_UTTERANCES = frozenset(
    {"statement", "declaration", "letter", "resolution", "message", "speech", "note", "petition", "order", "decree"}
)


def conjuncts(token: Token) -> list[Token]:
    """The token and what is coordinated with it."""
    found = [token]
    for item in found:
        found.extend(child for child in item.children if child.dep_ == "conj" and child not in found)
        if len(found) > MOST_PARTIES:
            break
    return found


class Grammar:
    """Arguments of the words of one Doc, each looked up once."""

    def __init__(
        self, doc: Doc, light_verbs: Mapping[str, str | None], doers: Mapping[str, Mapping[str, str]] | None = None
    ) -> None:
        """`doers`: where an event noun stands -> by which verb -> where the one stands who did it."""
        self.doc = doc
        self.light_verbs = light_verbs
        self.doers = doers or {}
        self._known: dict[tuple[int, str], tuple[Token, ...]] = {}

    def at(self, token: Token, position: str) -> tuple[Token, ...]:
        """The heads at a position; "object.of" follows the position of a position."""
        key = token.i, position
        if key not in self._known:
            self._known[key] = ()  # a parse with a cycle of control must end
            self._known[key] = tuple(dict.fromkeys(self._follow(token, position)))
        return self._known[key]

    def _follow(self, token: Token, position: str) -> Iterator[Token]:
        last, _, rest = position.partition(".")
        if rest:  # "of.object": the "of" of the object
            for middle in self.at(token, rest):
                yield from self.at(middle, last)
        elif token.pos_ in {"NOUN", "PROPN"}:
            yield from self._of_noun(token, position)
        else:
            yield from self._of_verb(token, position)

    def light_verb(self, noun: Token) -> Token | None:
        """The verb that only carries this noun, if any: its object, its subject in the passive, or described by it."""
        return next((verb for verb in _verbs_done_to(_first(noun)) if _name(verb) in self.light_verbs), None)

    def _doers(self, noun: Token) -> Iterator[Token]:
        """Whose act it is, by a verb that governs the noun: "admitted the attack", "blamed them for the raid"."""
        for place, verb in _governors(noun):
            known = self.doers.get(place, {})
            position = next((known[name] for name in _names(verb) if name in known), None)
            if position is not None:
                yield from self.at(verb, position)

    def _carrier_as(self, noun: Token, position: str) -> Token | None:
        """The verb that carries the noun, if its subject stands at this position of the noun: "suffered an attack"."""
        carrier = self.light_verb(noun)
        return carrier if carrier is not None and self.light_verbs[_name(carrier)] == position else None

    def arguments(self, token: Token) -> Iterator[Token]:
        """Every argument's head, and the words that modify the token."""
        for position in ("subject", "object", "indirect", "poss", "clause"):
            yield from self.at(token, position)
        carrier = self.light_verb(token) if token.pos_ == "NOUN" else None
        for holder in (token, carrier) if carrier is not None else (token,):
            for child in holder.children:
                if child.dep_ in {"prep", "agent"}:
                    yield from objects_of(child)
                elif child.dep_ in {"amod", "compound", "nmod", "advmod", "acomp", "attr", "oprd"}:
                    yield child

    # -- verbs ----------------------------------------------------------------------------------------------------

    def _of_verb(self, verb: Token, position: str) -> Iterator[Token]:
        if position == "subject":
            yield from self._subjects(verb, _MOST_STEPS)
        elif position == "object":
            yield from self._objects(verb, _MOST_STEPS)
        elif position == "indirect":
            for child in verb.children:
                if child.dep_ == "dative" and child.pos_ != "ADP":
                    yield child
        elif position == "attribute":
            yield from (child for child in verb.children if child.dep_ in {"attr", "acomp"})
        elif position == "clause":
            yield from _clauses(verb)
        else:  # the parse hangs a phrase on the verb or on its object, as it happens
            own = list(prepositional(verb, position))
            yield from own or [head for noun in self.at(verb, "object") for head in prepositional(noun, position)]

    def _subjects(self, verb: Token, steps: int) -> Iterator[Token]:
        """Who does it: the grammatical subject, or in the passive the agent."""
        if is_passive(verb):
            for child in verb.children:
                if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
                    yield from objects_of(child)
            yield from by_the_hands_of(verb)
            return
        own = [child for child in verb.children if child.dep_ in _SUBJECTS] or _misread_subject(verb)
        if own:
            yield from (_referent(child, verb) for child in own)
        elif steps:
            yield from self._lent_subjects(verb, steps - 1)

    def _lent_subjects(self, verb: Token, steps: int) -> Iterator[Token]:
        """The subject that a clause without its own takes from outside."""
        head = verb.head
        if verb.dep_ == "conj":
            yield from self._grammatical_subjects(head, steps)
        elif verb.dep_ in {"xcomp", "ccomp"}:
            controllers = [child for child in head.children if child.dep_ in {"dobj", "dative", "nsubjpass"}]
            asked = (
                [
                    noun
                    for child in head.children
                    if child.dep_ == "prep" and child.lower_ in {"on", "upon", "to"}
                    for noun in objects_of(child)
                ]
                if head.lemma_.lower() in {"call", "appeal"}
                else []
            )
            yield from controllers or asked or self._grammatical_subjects(head, steps)
        elif verb.dep_ in {"advcl", "acomp"}:
            yield from self._grammatical_subjects(head, steps)
        elif verb.dep_ in {"acl", "relcl"} and head.pos_ in {"NOUN", "PROPN", "PRON"}:
            if verb.tag_ == "VBG" and head.lemma_.lower() in _UTTERANCES:
                yield from self.at(head, "poss") or self._utterers(head, steps)
            elif verb.tag_ == "VBG" or verb.dep_ == "relcl":
                yield head
            else:  # "an order to withdraw", "their decision to strike"
                yield from self.at(head, "poss") or self.at(head, "subject")
        elif verb.dep_ == "pcomp":
            governor = head.head
            controllers = [child for child in governor.children if child.dep_ in {"dobj", "nsubjpass"}]
            if head.lower_ in {"of", "for", "with", "from"} and controllers and governor.pos_ == "VERB":
                yield from controllers
            elif governor.pos_ in {"NOUN", "PROPN"}:
                yield from self.at(governor, "poss") or self.at(governor, "subject")
            else:
                yield from self._grammatical_subjects(governor, steps)

    def _utterers(self, utterance: Token, steps: int) -> Iterator[Token]:
        """Who made a statement: "the union issued a letter demanding"."""
        if utterance.dep_ in {"dobj", "pobj"}:
            verb = utterance.head if utterance.dep_ == "dobj" else utterance.head.head
            yield from self._grammatical_subjects(verb, steps)

    def _grammatical_subjects(self, verb: Token, steps: int) -> Iterator[Token]:
        """The subject in the sentence's grammar, also of a passive."""
        own = [child for child in verb.children if child.dep_ in _SUBJECTS | _PASSIVE_SUBJECTS]
        if own:
            yield from (_referent(child, verb) for child in own)
        elif verb.dep_ == "acl" and verb.tag_ in {"VBN", "VBG"} and verb.head.lemma_.lower() not in _UTTERANCES:
            yield verb.head
        elif steps:
            yield from self._lent_subjects(verb, steps - 1)

    def _objects(self, verb: Token, steps: int) -> Iterator[Token]:
        """To whom it is done: the object, or in the passive the subject."""
        if is_passive(verb):
            own = [child for child in verb.children if child.dep_ in _PASSIVE_SUBJECTS | _SUBJECTS]
            if own:
                yield from (_referent(child, verb) for child in own)
            elif verb.dep_ in {"acl", "relcl"}:
                yield verb.head
            elif steps:
                yield from self._lent_subjects(verb, steps - 1)
            return
        own = [child for child in verb.children if child.dep_ in {"dobj", "oprd"} and not _is_quality(child)]
        if own:
            yield from (_referent(child, verb) for child in own)
        elif _lacks_its_object(verb):
            yield verb.head  # "the town that rebels attacked" with the pronoun left out

    # -- nouns ----------------------------------------------------------------------------------------------------

    def _of_noun(self, noun: Token, position: str) -> Iterator[Token]:
        noun_first = _first(noun)
        carrier = self.light_verb(noun)
        if position in {"subject", "object"}:
            bearer = self._carrier_as(noun, position)
            if bearer is not None:
                yield from self._subjects(bearer, _MOST_STEPS)
            elif position == "subject" and carrier is None and _is_joined_to_verb(noun_first):
                yield from self._subjects(noun_first.head, _MOST_STEPS)
            elif position == "subject":
                yield from self._doers(noun_first)
        elif position == "poss":
            yield from (child for child in noun_first.children if child.dep_ == "poss")
        elif position == "modifier":
            yield from (child for child in noun.children if child.dep_ in {"amod", "compound", "nmod"})
        elif position == "clause":
            yield from (child for child in noun.children if child.dep_ in {"acl", "ccomp", "xcomp"})
        elif position == "indirect":
            if carrier is not None:
                yield from (child for child in carrier.children if child.dep_ == "dative" and child.pos_ != "ADP")
        else:
            happening = _happening_verb(noun_first) if position in _NEVER_OF_PLACES else None
            holders = (noun, carrier, _carrying_noun(noun_first), happening)
            reaches = (reach(holder, position) for reach in (prepositional, _farther) for holder in holders if holder)
            yield from next(filter(None, map(list, reaches)), [])


def _name(verb: Token) -> str:
    particle = next((child.lower_ for child in verb.children if child.dep_ == "prt"), None)
    return f"{verb.lemma_.lower()} {particle}" if particle else verb.lemma_.lower()


def _names(verb: Token) -> Iterator[str]:
    """The verb with the word that makes a phrase of it, then alone: "take part", "be responsible"; "take"."""
    lemma = verb.lemma_.lower()
    for child in verb.children:
        if child.dep_ in {"prt", "dobj", "acomp", "oprd"}:
            yield f"{lemma} {child.lemma_.lower()}"
    yield lemma


def _verbs_done_to(noun: Token) -> Iterator[Token]:
    """The verbs whose object it is, above it or in a clause behind it: "the raid led by", "a vow they made"."""
    if noun.dep_ in {"dobj", "nsubjpass", "dative"} and noun.head.pos_ in {"VERB", "AUX"}:
        yield noun.head
    for clause in noun.children:
        if (clause.dep_ == "acl" and clause.tag_ in {"VBN", "VBD"}) or _relates_as_object(clause):
            yield clause


def _relates_as_object(clause: Token) -> bool:
    """Whether a relative clause is about its object: "the raid they led", "talks which were held"."""
    related = (child for child in clause.children if child.dep_ in {"dobj", "nsubjpass"} and _is_relative(child))
    return clause.dep_ == "relcl" and (_lacks_its_object(clause) or any(related))


def _governors(noun: Token) -> Iterator[tuple[str, Token]]:
    """The verbs that govern the noun, each with where it stands to them: as an object, or behind which preposition."""
    yield from (("object", verb) for verb in _verbs_done_to(noun))
    if noun.dep_ == "pobj":
        holder = noun.head.head
        while holder.pos_ != "VERB" and holder.dep_ in {"dobj", "nsubjpass", "conj", "acomp", "oprd"}:
            holder = holder.head
        if holder.pos_ in {"VERB", "AUX"}:
            yield noun.head.lower_, holder


def _is_joined_to_verb(noun: Token) -> bool:
    """A verb that the parser took for a noun: "met the king and visits the port"."""
    return noun.dep_ == "conj" and noun.head.pos_ == "VERB"


def is_passive(verb: Token) -> bool:
    if any(child.dep_ in {"auxpass", "nsubjpass", "agent"} for child in verb.children):
        return True
    return verb.dep_ == "acl" and verb.tag_ == "VBN"


def _is_quality(word: Token) -> bool:
    """An adjective that names nobody: "made them free", unlike "took the wounded"."""
    return word.pos_ == "ADJ" and not any(child.dep_ == "det" for child in word.children)


def _misread_subject(verb: Token) -> list[Token]:
    """The name right before a past tense that the parser took for a participle without a subject."""
    if verb.dep_ != "ROOT" or verb.tag_ != "VBN" or verb.i == verb.sent.start:
        return []
    before = verb.nbor(-1)
    return [before] if before.head == verb and before.pos_ == "PROPN" and before.dep_ == "npadvmod" else []


def _lacks_its_object(verb: Token) -> bool:
    if verb.dep_ != "relcl" or any(_is_relative(child) for child in verb.children):
        return False
    return any(child.dep_ in _SUBJECTS for child in verb.children) and not _clauses(verb)


def _clauses(verb: Token) -> list[Token]:
    clauses = [child for child in verb.children if child.dep_ in _CLAUSES]
    found = [child for child in clauses if child.i > verb.i or (child.dep_ == "ccomp" and verb.lemma_ == "say")]
    for child in verb.children:
        if child.dep_ == "prep":
            found += [clause for clause in child.children if clause.dep_ == "pcomp"]
    return found


def _carrying_noun(noun: Token) -> Token | None:
    """The noun that only counts or times an event: "a wave of attacks by", "the resumption of talks between"."""
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lemma_.lower() in _CARRYING_NOUNS:
        return noun.head.head
    return None


def _happening_verb(noun: Token) -> Token | None:
    """The verb that only says that the event takes place: "clashes broke out between", "talks resumed with"."""
    happens = noun.dep_ == "nsubj" and noun.head.pos_ == "VERB" and noun.head.lemma_.lower() in _HAPPENING
    return noun.head if happens else None


def _farther(noun: Token, preposition: str) -> Iterator[Token]:
    """A phrase that hangs on a place or a doer between: "protests in the capital against", "attacks by rebels on",
    "the arrest of two men by"."""
    between = _PLACING if preposition in _NEVER_OF_PLACES else frozenset[str]()
    between |= {"by"} if preposition in _AIMING else frozenset[str]()
    between |= {"of"} if preposition == "by" else frozenset[str]()
    for child in noun.children:
        if child.dep_ in {"prep", "agent"} and child.lower_ in between:
            for middle in objects_of(child):
                for word in conjuncts(middle):
                    yield from prepositional(word, preposition)


def _first(noun: Token) -> Token:
    """The first of several coordinated nouns: what governs it governs all."""
    while noun.dep_ == "conj" and noun.head.pos_ in {"NOUN", "PROPN"}:
        noun = noun.head
    return noun


def _is_relative(token: Token) -> bool:
    return token.lower_ in _RELATIVE and token.tag_ in {"WP", "WDT", "WP$", "IN"}


def _referent(argument: Token, verb: Token) -> Token:
    """A relative pronoun stands for the noun that its clause describes."""
    if argument.lower_ in _RELATIVE and verb.dep_ == "relcl":
        return verb.head
    if argument.lower_ in _RELATIVE and verb.dep_ == "conj" and verb.head.dep_ == "relcl":
        return verb.head.head
    return argument
