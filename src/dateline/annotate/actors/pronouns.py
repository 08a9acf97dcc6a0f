"""Pronouns of the third person -> whom they mean.

Input: what an article has named before a pronoun, in order of the text, and the parse. Output: the last phrase that
fits in number, kind and gender, a subject before others and the same sentence before earlier ones. An object pronoun
never means who does or suffers the same act ("Okafor says Musa attacked him"): binding theory's principle B.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dateline.annotate.actors.phrases import GENDER_OF_ADDRESS, Phrase
from dateline.annotate.syntax.words import Words

__all__ = ["NEUTER", "PART", "PLURAL", "SINGULAR", "ClauseMates", "find_antecedent", "pronoun_phrases", "share_genders"]

SINGULAR = frozenset({"he", "she", "him", "her", "his", "himself", "herself"})
NEUTER = frozenset({"it", "its", "itself"})
PLURAL = frozenset({"they", "them", "their", "themselves"})
PART = frozenset({"many", "some", "others", "several", "most", "few", "all"})
_REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves"})
_GENDER = dict.fromkeys(("he", "him", "his", "himself"), "m") | dict.fromkeys(("she", "her", "herself"), "f")
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_OBJECTS = frozenset({"dobj", "dative", "pobj"})
_REACH = 400  # tokens that a pronoun may look back over
_MOST_CLAUSES = 4  # of verbs that lend each other their subject


def pronoun_phrases(words: Words) -> list[Phrase]:
    """A phrase for every pronoun of the third person, not yet linked."""
    found = []
    for index, pos in enumerate(words.pos):
        lower = words.folded[index]
        if lower in PART and _stands_alone(words, index):
            found.append(Phrase(index, index + 1, index, words.texts[index], "group", plural=True))
        if pos != "PRON":
            continue
        if lower in SINGULAR:
            found.append(Phrase(index, index + 1, index, words.texts[index], "person"))
        elif lower in PLURAL:
            found.append(Phrase(index, index + 1, index, words.texts[index], "group", plural=True))
        elif lower in NEUTER and words.deps[index] != "expl":
            found.append(Phrase(index, index + 1, index, words.texts[index], "organisation"))
        elif lower == "who" and words.deps[index] in {"nsubj", "nsubjpass", "dobj"}:
            found.append(Phrase(index, index + 1, index, words.texts[index], "relative"))
    return found


def share_genders(phrases: Sequence[Phrase], words: Words) -> None:
    """ "Mr. Larsen" says of every Larsen of the article that he is a man, unless there is a Mrs. Larsen too."""
    told: dict[str, set[str]] = {}
    people = [phrase for phrase in phrases if phrase.kind == "person" and not phrase.plural]
    for phrase in people:
        for word in words.folded[phrase.start : phrase.end]:
            if word.rstrip(".") in GENDER_OF_ADDRESS:
                told.setdefault(_last(phrase), set()).add(GENDER_OF_ADDRESS[word.rstrip(".")])
    for phrase in people:
        genders = told.get(_last(phrase), set())
        if len(genders) == 1:
            phrase.gender = phrase.gender or next(iter(genders))


def _last(phrase: Phrase) -> str:
    return phrase.name.lower().split()[-1]


def _stands_alone(words: Words, index: int) -> bool:
    """ "Some threw stones", unlike "some of the men", "some say": people of a group that was named."""
    following = words.folded[index + 1] if index + 1 < len(words) else ""
    return words.deps[index] in _SUBJECTS and words.left[index] == index and following not in {"of", "who"}


class ClauseMates:
    """The phrases that stand beside each verb of one article, as far as it is read."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._of_verb: dict[int, list[Phrase]] = {}
        self._by_head: dict[int, Phrase] = {}

    def remember(self, phrase: Phrase) -> None:
        self._by_head[phrase.head] = phrase
        if self._words.deps[phrase.head] in _SUBJECTS | _OBJECTS:
            self._of_verb.setdefault(self._verb_of(phrase.head), []).append(phrase)

    def of(self, pronoun: int) -> list[Phrase]:
        """Whom an object pronoun cannot mean: the other parties to what its verb tells."""
        words = self._words
        if words.deps[pronoun] not in _OBJECTS or words.folded[pronoun] in _REFLEXIVE:
            return []
        found: list[Phrase] = []
        verb = self._verb_of(pronoun)
        for _ in range(_MOST_CLAUSES):
            beside = self._of_verb.get(verb, [])
            if any(words.deps[phrase.head] in _SUBJECTS and words.heads[phrase.head] == verb for phrase in beside):
                return found + beside
            found += beside
            lender = words.heads[verb]
            if words.deps[verb] in {"relcl", "acl"} and lender in self._by_head:
                return [*found, self._by_head[lender]]
            if words.deps[verb] == "xcomp" and (objects := self._objects_of(lender)):
                return found + objects  # "asked the minister to help him"
            if words.deps[verb] not in {"xcomp", "conj", "advcl"} or lender == verb:
                return found
            verb = lender
        return found

    def _verb_of(self, head: int) -> int:
        words = self._words
        governor = words.heads[head]
        return words.heads[governor] if words.deps[head] == "pobj" else governor

    def _objects_of(self, verb: int) -> list[Phrase]:
        return [phrase for phrase in self._of_verb.get(verb, ()) if self._words.deps[phrase.head] in {"dobj", "dative"}]


def find_antecedent(phrase: Phrase, named: Sequence[Phrase], words: Words, mates: Sequence[Phrase]) -> Phrase | None:
    """Of what has been `named`, whom the pronoun means; none of its clause `mates`."""
    lower = phrase.name.lower()
    if lower in SINGULAR:
        return _last_fitting(phrase, _is_person, named, words, mates)
    if lower in NEUTER:
        return _last_fitting(phrase, _is_body, named, words, mates)
    if lower in PART:
        return _last_fitting(phrase, _is_crowd, named, words, mates)
    found = _last_fitting(phrase, _is_plural, named, words, mates)
    return found or _last_fitting(phrase, _is_state, named, words, mates)  # where nothing else is, a state is "they"


def _last_fitting(
    phrase: Phrase, fits: Callable[[Phrase], bool], named: Sequence[Phrase], words: Words, mates: Sequence[Phrase]
) -> Phrase | None:
    best, best_score = None, 0
    for candidate in reversed(named):
        if phrase.start - candidate.end > _REACH:
            break
        if (
            not fits(candidate)
            or not _same_gender(phrase.name.lower(), candidate)
            or words.heads[phrase.head] == candidate.head
            or _is_channel(candidate, words)
            or any(_is_same(candidate, mate) for mate in mates)
        ):
            continue
        sentences = words.sentences[phrase.start] - words.sentences[candidate.start]
        score = 10 - 4 * min(sentences, 2) + 3 * (words.deps[candidate.head] in _SUBJECTS)
        if score > best_score:
            best, best_score = candidate, score
        if sentences > 2:
            break
    return best


def _is_channel(candidate: Phrase, words: Words) -> bool:
    """ "Told the agency that they": who carries the words is not whom they are about, unless it acts itself."""
    return candidate.sector == "JRN" and words.deps[candidate.head] not in ("nsubj", "nsubjpass", "poss")


def _is_same(one: Phrase, other: Phrase) -> bool:
    return (one.antecedent or one) is (other.antecedent or other) or (
        one.actor_id is not None and one.actor_id == other.actor_id
    )


def _same_gender(pronoun: str, candidate: Phrase) -> bool:
    """Only a form of address or a word such as "king" tells; where neither does, both fit."""
    told = candidate.gender
    return told is None or pronoun not in SINGULAR or told == _GENDER.get(pronoun, told)


def _is_person(phrase: Phrase) -> bool:
    return phrase.kind == "person" and not phrase.plural and phrase.name.lower() not in SINGULAR


def _is_plural(phrase: Phrase) -> bool:
    return (phrase.plural or phrase.kind in {"group", "organisation"}) and phrase.name.lower() not in PLURAL


def _is_crowd(phrase: Phrase) -> bool:
    return phrase.plural and phrase.kind != "state" and phrase.name.lower() not in PLURAL | PART


def _is_state(phrase: Phrase) -> bool:
    return phrase.kind == "state"


def _is_body(phrase: Phrase) -> bool:
    return phrase.kind in {"state", "organisation", "office"} and phrase.name.lower() not in NEUTER
