"""Words of killing, wounding, arrest and flight -> whom they befell.

Input: `Words`. Output: `Victims`: a kind, the head of the noun phrase of those hurt, and how real it is told. Method:
patterns over the parse for verbs ("killed three soldiers", "five were wounded", "a nurse killed"), states ("25 people
are dead",
"left 12 injured"), counted nouns ("20 deaths", "no casualties"), acts ("the killing of four men") and tolls ("the toll
rose from 20 to 32"). What is only wished, threatened or conditional befell nobody; what is feared is at most.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from dateline.annotate.casualties.figures import ORDINALS
from dateline.annotate.syntax.numbers import number_at
from dateline.annotate.syntax.words import Words
from dateline.knowledge.casualty_words import casualty_words

__all__ = ["Telling", "VictimFinder", "Victims"]

_NOMINAL = frozenset({"NOUN", "PROPN", "NUM", "PRON", "ADJ", "DET"})
_MODALS_OPEN = frozenset({"may", "might", "could"})
_DENIALS = frozenset({"deny", "reject", "refute", "dispute", "without"})
_LIFE_VERBS = frozenset({"claim", "take", "cost", "lose", "have"})
_HOSPITAL_VERBS = frozenset({"be", "remain", "lie", "take", "rush", "admit", "bring", "carry", "stay"})
_TOLL_REACH = 14
_NOBODY = frozenset({"which", "that", "who", "what", "it", "this", "hopes", "fears", "time", "toll"})
_ESTIMATING = frozenset({"put", "estimate", "place", "count"})
_AMONG = frozenset({"among", "amongst"})


class Telling(StrEnum):
    REAL = "real"
    FEARED = "feared"  # at most that many
    DENIED = "denied"  # "killed nobody"
    UNREAL = "unreal"


@dataclass(frozen=True, slots=True)
class Victims:
    kind: str
    head: int  # of the noun phrase of those hurt, or the number of a toll
    predicate: int  # the word that tells what befell them
    telling: Telling = Telling.REAL
    is_toll: bool = False


class VictimFinder:
    """Finds the victims in one document."""

    def __init__(self, words: Words):
        self.words = words
        self.children: dict[int, list[int]] = {}
        for index, head in enumerate(words.heads):
            if head != index:
                self.children.setdefault(head, []).append(index)

    def find(self) -> Iterator[Victims]:
        words, table = self.words, casualty_words()
        for index in range(len(words)):
            lemma, lower, tag = words.lemmas[index].lower(), words.folded[index], words.tags[index]
            verbal = tag[:2] == "VB"
            if verbal and lemma in table.object:
                yield from self._verb(index, table.object[lemma])
            elif verbal and lemma in table.subject:
                yield from self._told(index, table.subject[lemma], self._arguments(index, {"nsubj"}))
            elif verbal and lemma in ("shoot", "beat", "stab", "hack", "blow") and self._deadly(index):
                yield from self._verb(index, "killed")
            elif verbal and lemma == "lose":
                yield from self._lose(index)
            elif lower == "hospital":
                yield from self._in_hospital(index)
            elif lower in table.states and not verbal:
                yield from self._state(index, table.states[lower])
            elif tag[:2] == "NN":
                yield from self._noun(index, lemma)

    # -- verbs -------------------------------------------------------------------------------------------------------

    def _verb(self, verb: int, kind: str) -> Iterator[Victims]:
        heads, shared = self._hurt_by(verb)
        if self._joined_without_own(verb):
            shared = True
        for victims in self._told(verb, kind, heads):
            feared = shared and victims.telling is Telling.REAL
            yield Victims(kind, victims.head, verb, Telling.FEARED) if feared else victims

    def _hurt_by(self, verb: int) -> tuple[list[int], bool]:
        """Whom a verb of harm befell, and whether they are shared with another such verb."""
        words = self.words
        heads = self._arguments(verb, {"dobj", "nsubjpass"})
        if not heads and words.tags[verb] != "VBG":  # none of these verbs is without an object: a reduced passive
            heads = [h for h in self._arguments(verb, {"nsubj"}) if words.tags[verb] == "VBN" or self._has_number(h)]
        if not heads and words.deps[verb] == "acl" and words.tags[verb] == "VBN":
            heads = [words.heads[verb]]
        if not heads and words.tags[verb] in ("VBN", "VBD"):
            heads = self._just_before(verb)
        if not heads and words.deps[verb] == "conj" and words.heads[verb] < verb:
            return self._shared_arguments(words.heads[verb]), True
        return heads, False

    def _just_before(self, verb: int) -> list[int]:
        """ "Three others wounded", "a fifth injured": the counted noun that stands before the participle."""
        words, at = self.words, verb - 1
        while at > 0 and words.pos[at] == "ADV" and words.folded[at] not in ORDINALS:
            at -= 1
        if at < 0 or words.sentences[at] != words.sentences[verb]:
            return []
        counted = words.folded[at] in ORDINALS or words.pos[at] == "NUM" or self._has_number(at)
        return [at] if counted else []

    def _shared_arguments(self, first: int) -> list[int]:
        """ "30 people were killed and wounded": one number for both, so each is at most that many."""
        lemma = self.words.lemmas[first].lower()
        if lemma not in casualty_words().object:
            return []
        return self._arguments(first, {"dobj", "nsubjpass"})

    def _joined_without_own(self, verb: int) -> bool:
        """Whether another verb of harm shares this one's victims: "killed or wounded 20", "20 were killed or hurt"."""
        words, objects = self.words, casualty_words().object
        joined = [c for c in self.children.get(verb, ()) if words.deps[c] == "conj" and c > verb]
        return any(words.lemmas[c].lower() in objects and not self._hurt_apart(c) for c in joined)

    def _hurt_apart(self, verb: int) -> bool:
        return bool(self._arguments(verb, {"dobj", "nsubjpass", "nsubj"}) or self._just_before(verb))

    def _deadly(self, verb: int) -> bool:
        """ "Shot dead", "beaten to death", "blew himself up"."""
        after = self.words.folded[verb + 1 : verb + 9]
        lemma = self.words.lemmas[verb].lower()
        if lemma == "blow":
            return after[:2] in (["himself", "up"], ["herself", "up"], ["themselves", "up"])
        return "dead" in after[:8] or ("to" in after and "death" in after[after.index("to") :][:2])

    def _lose(self, verb: int) -> Iterator[Victims]:
        """ "Ten people lost their lives"; "the army lost ten soldiers" counts only people, which the caller checks."""
        objects = self._arguments(verb, {"dobj"})
        own_lives = any(self.words.lemmas[child].lower() == "life" for child in objects)
        if own_lives and not any(self._has_number(child) for child in objects):
            yield from self._told(verb, "killed", self._arguments(verb, {"nsubj"}))

    def _in_hospital(self, noun: int) -> Iterator[Victims]:
        """ "Six guards are in hospital", "12 were taken to hospital"."""
        words = self.words
        preposition = words.heads[noun]
        verb = words.heads[preposition]
        if words.folded[preposition] in ("in", "to") and words.lemmas[verb].lower() in _HOSPITAL_VERBS:
            heads = self._arguments(
                verb, {"nsubjpass"} if words.folded[preposition] == "to" else {"nsubj", "nsubjpass"}
            )
            yield from self._told(verb, "wounded", [head for head in heads if self._has_number(head)])

    def _arguments(self, verb: int, wanted: set[str]) -> list[int]:
        words = self.words
        return [
            child
            for child in self.children.get(verb, ())
            if words.deps[child] in wanted and (words.pos[child] in _NOMINAL or words.tags[child] == "VBN")
        ]

    # -- states and nouns --------------------------------------------------------------------------------------------

    def _state(self, state: int, kind: str) -> Iterator[Victims]:
        words = self.words
        head, dep = words.heads[state], words.deps[state]
        if words.lemmas[head].lower() in ("shoot", "beat", "stab", "hack"):
            return
        own = self._arguments(state, {"nsubj"})
        if own:
            yield from self._told(state, kind, own)
        elif dep == "acomp" and head < state:
            yield from self._told(head, kind, self._arguments(head, {"nsubj", "nsubjpass"}))
        elif dep in ("oprd", "acomp", "ccomp", "advcl", "xcomp"):
            hurt = self._arguments(head, {"dobj", "nsubjpass"})
            yield from self._told(state, kind, hurt or [state] * self._has_number(state))
        elif dep == "pobj" and words.folded[head] in _AMONG and words.lemmas[words.heads[head]] == "be":
            yield from self._told(state, kind, self._arguments(words.heads[head], {"nsubj"}))
        elif dep == "dobj" and (number := self._put_at(head)) is not None:
            yield Victims(kind, number, state, is_toll=True)
        elif dep == "amod":
            if self._has_number(head):
                yield from self._told(state, kind, [head])
        elif self._numbered(state):
            yield from self._told(state, kind, [state])

    def _put_at(self, verb: int) -> int | None:
        """ "Put the wounded at two guards": the last word of the number's phrase."""
        if self.words.lemmas[verb].lower() not in _ESTIMATING:
            return None
        objects = (
            child
            for preposition in self.children.get(verb, ())
            if self.words.folded[preposition] == "at"
            for child in self.children.get(preposition, ())
        )
        return next((child for child in objects if self.words.deps[child] == "pobj"), None)

    def _has_number(self, index: int) -> bool:
        return any(self.words.deps[child] == "nummod" for child in self.children.get(index, ()))

    def _numbered(self, index: int) -> bool:
        words = self.words
        return any(words.deps[child] in ("nummod", "amod", "det") for child in self.children.get(index, ()))

    def _noun(self, noun: int, lemma: str) -> Iterator[Victims]:
        table, words = casualty_words(), self.words
        toll = self._toll(noun)
        if toll is not None:
            yield from toll
        elif lemma == "number" and (counted := self._counted(noun)) is not None:
            yield from self._number_of_toll(*counted)
        elif lemma in table.either:
            for kind in ("killed", "wounded"):
                yield from self._told(noun, kind, [noun])
        else:
            victims = self._of(noun) if lemma in table.acts else []
            if victims:
                yield from self._told(noun, table.acts[lemma], victims)
            elif lemma in table.nouns and self._numbered(noun):
                if lemma == "life" and words.lemmas[words.heads[noun]].lower() not in _LIFE_VERBS:
                    return
                yield from self._told(noun, table.nouns[lemma], [noun])

    def _of(self, noun: int) -> list[int]:
        words = self.words
        return [
            target
            for preposition in self.children.get(noun, ())
            if words.folded[preposition] == "of"
            for target in self.children.get(preposition, ())
            if words.deps[target] == "pobj"
        ]

    def of_complement(self, noun: int) -> int | None:
        """The noun that "of" ties to this one: "dozens of civilians" -> civilians."""
        found = self._of(noun)
        return found[0] if found and found[0] > noun else None

    @cached_property
    def befalling(self) -> dict[int, int]:
        """ "Among" after a bare noun of harm -> that noun: "casualties among the guards" lists no part of them."""
        words, nouns = self.words, casualty_words().either
        found = {}
        for at, lower in enumerate(words.folded):
            if lower in ("among", "amongst") and at:
                noun = next((n for n in (at - 1, words.heads[at]) if words.lemmas[n].lower() in nouns), None)
                if noun is not None:
                    found[at] = noun
        return found

    def sufferers(self, noun: int) -> int:
        """The head of those who were hurt: the noun itself, or the one that "among" ties to it."""
        own = [at for at, head in self.befalling.items() if head == noun]
        found = [target for at in own for target in self.children.get(at, ()) if self.words.deps[target] == "pobj"]
        return found[0] if found else noun

    def _toll(self, noun: int) -> list[Victims] | None:
        """ "The death toll rose from 20 to 32": the last number of the toll's clause."""
        words = self.words
        tolls = casualty_words().tolls
        for length in (3, 2, 1):
            start = noun - length + 1
            kind = tolls.get(tuple(words.folded[start : noun + 1])) if start >= 0 else None
            if kind is not None and (
                length > 1 or words.folded[noun] == "toll" or words.folded[words.heads[noun]] in casualty_words().rises
            ):
                return self._number_of_toll(noun, kind)
        return None

    def _counted(self, number: int) -> tuple[int, str] | None:
        """ "The number of people killed": the participle, and what befell them."""
        words, verbs = self.words, casualty_words().object
        for people in self._of(number):
            for child in self.children.get(people, ()):
                if words.tags[child] == "VBN" and words.lemmas[child].lower() in verbs:
                    return child, verbs[words.lemmas[child].lower()]
        return None

    def _number_of_toll(self, noun: int, kind: str) -> list[Victims]:
        words, found = self.words, None
        for at in range(noun + 1, min(noun + _TOLL_REACH, len(words))):
            if words.sentences[at] != words.sentences[noun] or words.texts[at] in (";", ":", "("):
                break
            number = number_at(words, at)
            if number is not None and words.folded[at - 1] != "from" and not _is_year(words, at):
                found = at
                break
        return [Victims(kind, found, noun, is_toll=True)] if found is not None else []

    # -- how real ----------------------------------------------------------------------------------------------------

    def _told(self, predicate: int, kind: str, heads: list[int]) -> Iterator[Victims]:
        telling = self._telling(predicate)
        for head in heads:
            for each in self.joined(head):
                if self._counts_no_people(each) or (kind == "displaced" and self._is_hurt(each)):
                    continue
                yield Victims(kind, each, predicate, telling)

    def _is_hurt(self, head: int) -> bool:
        """ "Helicopters evacuated the wounded": who is carried away hurt or dead has not been driven out."""
        table, lemma = casualty_words(), self.words.lemmas[head].lower()
        described = (head, *(child for child in self.children.get(head, ()) if self.words.deps[child] == "amod"))
        hurt = any(self.words.folded[word] in table.states for word in described)
        return hurt or table.nouns.get(lemma) in ("killed", "wounded")

    def _counts_no_people(self, head: int) -> bool:
        return self.words.folded[head] in _NOBODY

    def joined(self, head: int) -> list[int]:
        """The noun and those joined to it that bring a number or an article of their own."""
        words, found = self.words, [head]
        queue = list(self.children.get(head, ()))
        while queue:
            child = queue.pop(0)
            if words.deps[child] == "conj" and words.pos[child] in _NOMINAL:
                own = words.left[child] < child or words.pos[child] in ("NUM", "PROPN", "PRON")
                if own:
                    found.append(child)
                queue.extend(self.children.get(child, ()))
        return found

    def _telling(self, predicate: int) -> Telling:
        words = self.words
        at, telling = predicate, Telling.REAL
        for _ in range(6):  # the predicate and the clauses around it
            telling = self._own_telling(at)
            if telling is not Telling.REAL:
                return telling
            head = words.heads[at]
            if head == at or words.deps[at] not in ("conj", "xcomp", "pcomp", "prep", "dobj", "advcl", "attr", "acomp"):
                break
            if words.lemmas[head].lower() in _DENIALS and words.deps[at] in ("xcomp", "pcomp", "dobj", "pobj"):
                return Telling.DENIED
            at = head
        return telling

    def _own_telling(self, at: int) -> Telling:
        words = self.words
        kids = self.children.get(at, ())
        helpers = [child for child in kids if words.deps[child] in ("aux", "auxpass", "neg", "mark")]
        lemmas = {words.folded[child] for child in helpers}
        perfect = bool({"have", "has", "had", "ve"} & lemmas)
        if {"not", "nt", "never"} & lemmas:
            return Telling.DENIED
        modal = next((words.folded[child] for child in helpers if words.tags[child] == "MD"), None)
        if modal is not None:
            return Telling.FEARED if perfect and modal in _MODALS_OPEN else Telling.UNREAL
        if any(words.tags[child] == "TO" for child in helpers) and not perfect:
            return Telling.UNREAL
        if "if" in lemmas or "unless" in lemmas:
            return Telling.UNREAL
        around = {words.folded[child] for child in kids} | {words.folded[words.heads[at]]}
        return Telling.FEARED if casualty_words().feared & around else Telling.REAL


def _is_year(words: Words, at: int) -> bool:
    """A year of the calendar: "since the war began in 2011"."""
    text = words.texts[at]
    return text.isdigit() and len(text) == 4 and words.folded[at - 1] in ("in", "since", "of", "during", "by", "from")
