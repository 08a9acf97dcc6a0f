"""Phrases -> phrases that know whom they refer back to and, where the text tells, their country.

Input: the phrases of one article in order of the text. Output: the same, with antecedents. Method: one pass from left
to right with what has been named so far. A family name goes to the person of that name; a title or "the leader" to the
last person who fits in country and office; "the two leaders" to the last two; a repeated noun ("the army") to its last
bearer with a country; a pronoun to the last fitting subject. Each link carries its reason. What still has no state
takes the article's (the one named most, the first sentence counting double), but never an unknown attacker.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from dateline.annotate.actors.names import Hit
from dateline.annotate.actors.phrases import Phrase, code_as
from dateline.annotate.actors.pronouns import NEUTER, PART, PLURAL, SINGULAR, ClauseMates, find_antecedent
from dateline.annotate.actors.several import those_counted, those_described
from dateline.annotate.syntax.words import Words
from dateline.knowledge.actors import ActorIndex
from dateline.knowledge.agents import modifiers
from dateline.knowledge.countries import SUPRANATIONAL, NameKind, country_names
from dateline.knowledge.names import fold, sound_key

__all__ = ["States", "link_back", "states_named"]

_OFFICES = frozenset({"GOV", "LEG", "MIL", "JUD", "COP", "SPY", "ELI", "PTY", "REB"})
_SCENE = frozenset({"in", "at", "near", "outside", "around", "across", "through", "throughout", "inside"})
_MOST_PARTS = 3  # of a place: "in the streets of the north of Goma"
_FAMILY_FIRST = frozenset({"KOR", "PRK", "CHN", "TWN", "HKG", "SGP", "KHM", "HUN"})
_GROUPS = frozenset({"group", "organisation", "organization", "movement"})
_GROUPED = frozenset({"REB", "UAF", "PRM", "CRM", "PTY", "OPP"})
_MOST_NAMED = 1_000  # actors that a description may look back over


@dataclass(frozen=True, slots=True)
class States:
    """The states that an article names: the one named most, and those of each sentence."""

    article: str | None
    weights: Mapping[str, int]
    of_sentence: Mapping[int, frozenset[str]]
    scene: Mapping[int, frozenset[str]]  # of the places that a sentence says something is in

    def near(self, sentence: int, *, by_name: bool = False) -> tuple[str | None, str]:
        """The state to infer for somebody in a sentence, and why: the only one of its places or names, else the
        article's; that first for who is told `by_name`, since the article may follow them abroad.
        """
        if by_name and self.article is not None:
            return self.article, "the state that the article is about"
        nobody = frozenset[str]()
        for named, reason in (
            (self.scene.get(sentence, nobody), "the only state that the sentence plays in"),
            (self.of_sentence.get(sentence, nobody), "the only state that the sentence names"),
        ):
            if len(named) == 1:
                return next(iter(named)), reason
        return self.article, "the state that the article is about"


def states_named(
    phrases: Iterable[Phrase], hits: Sequence[Hit], words: Words, places: Mapping[int, str], title: Iterable[str]
) -> States:
    """Count the states named by country words, known actors and places; the first sentence and title weigh double."""
    named = [(hit.start, hit.country.code) for hit in hits if hit.country and hit.start not in places]
    named += [(phrase.start, phrase.country) for phrase in phrases if phrase.country and phrase.actor_id]
    named += list(places.items())
    weights: Counter[str] = Counter()
    of_sentence: dict[int, set[str]] = {}
    for start, code in named:
        if code not in SUPRANATIONAL:
            sentence = words.sentences[start]
            weights[code] += 2 if sentence == 0 else 1
            of_sentence.setdefault(sentence, set()).add(code)
    weights.update(dict.fromkeys(title, 2))
    scene: dict[int, set[str]] = {}
    countries = {hit.start: hit.country.code for hit in hits if hit.country}
    for start, code in places.items():
        if _is_scene(start, words):
            scene.setdefault(words.sentences[start], set()).add(countries.get(start, code))
    most = weights.most_common(1)
    return States(most[0][0] if most else None, weights, _frozen(of_sentence), _frozen(scene))


def _is_scene(place: int, words: Words) -> bool:
    """Whether a place is where something happens: "in Goma", "through the streets of Goma"."""
    for _ in range(_MOST_PARTS):
        preposition = words.heads[place]
        if words.deps[place] != "pobj" or words.folded[preposition] != "of":
            break
        place = words.heads[preposition]
        if words.lemmas[place].lower() not in modifiers().parts:
            return False
    return words.deps[place] == "pobj" and words.folded[words.heads[place]] in _SCENE


def _frozen(sets: Mapping[int, set[str]]) -> dict[int, frozenset[str]]:
    return {number: frozenset(codes) for number, codes in sets.items()}


def link_back(
    phrases: Sequence[Phrase], words: Words, states: States, index: ActorIndex, day: date | None
) -> list[Phrase]:
    """Link every phrase to what it refers back to; phrases that refer to two come back twice."""
    linker = _Linker(words, states, index, day)
    linker.known = _known_by_family(phrases)
    linked: list[Phrase] = []
    for phrase in phrases:
        linked.extend(linker.link(phrase))
    return linked


class _Linker:
    """What has been named so far in one article."""

    def __init__(self, words: Words, states: States, index: ActorIndex, day: date | None):
        self.words, self.states, self.index, self.day = words, states, index, day
        self.named: list[Phrase] = []  # everything that a pronoun may mean
        self.people: dict[str, Phrase] = {}  # family name, as it sounds -> the person
        self.known: dict[str, Phrase] = {}  # the same of whom the actor list knows, anywhere in the article
        self.nouns: dict[str, Phrase] = {}  # agent noun -> its last bearer with a country
        self.by_head: dict[int, Phrase] = {}
        self.mates = ClauseMates(words)
        self.subjects: dict[int, Phrase] = {}  # verb -> the phrase that is its subject

    def link(self, phrase: Phrase) -> list[Phrase]:
        meant = self._refer(phrase)
        found = self._link(phrase) if meant is None else meant
        for linked in found:
            self._remember(linked)
        return found

    def _refer(self, phrase: Phrase) -> list[Phrase] | None:
        """Whom a phrase means that names nobody itself; None where it does name somebody."""
        lower = phrase.name.lower()
        if phrase.kind == "relative":
            return self._relative(phrase)
        if lower in SINGULAR | PLURAL | NEUTER | PART and phrase.end == phrase.start + 1:
            return self._pronoun(phrase)
        if phrase.kind == "counted":
            meant = those_counted(phrase, self.named, self.words)
            return self._several(phrase, meant, f"{phrase.name!r}: as many named before")
        return None

    def _link(self, phrase: Phrase) -> list[Phrase]:
        apposed = self._apposition(phrase)
        if apposed is not None:
            return [apposed]
        if phrase.actor_id is None and phrase.kind == "person" and phrase.agent is None:
            self._family_name(phrase)
            if phrase.bare and phrase.antecedent is None and not phrase.local and phrase.actor_id is None:
                return []
        self._owner(phrase)
        if phrase.agent is not None and phrase.definite:
            pair = those_described(phrase, self.named, self.words)
            if pair:
                return self._several(phrase, pair, f"{phrase.name!r}: the last two named")
            self._description(phrase)
        self._place_in_a_state(phrase)
        self._predicate(phrase)
        if phrase.private_person and phrase.sector is None:
            phrase.sector = "CVL"
        return [phrase]

    def _predicate(self, phrase: Phrase) -> None:
        """ "Okafor is a Kenyan lawyer": what the noun says holds of the person: the office, unless it is known, and the
        nationality of who was only known by a body above states.
        """
        words = self.words
        if words.deps[phrase.head] != "attr" or phrase.agent is None or phrase.agent.kind != "person":
            return
        subject = self.subjects.get(words.heads[phrase.head])
        if subject is None or subject.kind != "person" or subject.plural != phrase.plural:
            return
        person = subject.antecedent or subject
        told = phrase.country if phrase.basis == "stated" else None
        for each in self._mentions(person):
            if subject.private_person:
                each.sector, each.sectors = phrase.sector, phrase.sectors
            if told and (subject.private_person or each.country in SUPRANATIONAL):
                each.country = told

    def _mentions(self, person: Phrase) -> list[Phrase]:
        """The person's first mention, and those that refer back to it."""
        named = islice(reversed(self.named), _MOST_NAMED)
        return [person, *(mention for mention in named if mention.antecedent is person)]

    def _owner(self, phrase: Phrase) -> None:
        """ "Her campaign", "Okafor's lawyer": the state, and for those who act for the owner the sector too."""
        if phrase.agent is None or phrase.country is not None:
            return
        for token in range(phrase.start, phrase.head):
            owner = self.by_head.get(token) if self.words.deps[token] == "poss" else None
            if owner is not None and owner.country is not None:
                phrase.country, phrase.basis = owner.country, "inferred"
                phrase.reason, phrase.sure = f"belongs to {owner.name!r}", "probable"
                if phrase.agent.carrier and owner.sector is not None and owner.kind != "state":
                    phrase.sector = owner.sector
                return

    def _relative(self, phrase: Phrase) -> list[Phrase]:
        verb = self.words.heads[phrase.head]
        while self.words.deps[verb] == "conj" and self.words.heads[verb] != verb:
            verb = self.words.heads[verb]
        target = self.by_head.get(self.words.heads[verb]) if self.words.deps[verb] == "relcl" else None
        return [_take_over(phrase, target, "a relative pronoun")] if target else []

    def _pronoun(self, phrase: Phrase) -> list[Phrase]:
        antecedent = find_antecedent(phrase, self.named, self.words, self.mates.of(phrase.head))
        if antecedent is not None:
            return [_take_over(phrase, antecedent, "the last that the pronoun fits")]
        if phrase.name.lower() in NEUTER | PART:
            return []
        phrase.sector = "UNK"
        return [phrase]

    def _apposition(self, phrase: Phrase) -> Phrase | None:
        """ "Ahmed al-Sharaa, the interim president": both name one actor, and share what each of them tells."""
        if self.words.deps[phrase.head] != "appos":
            return None
        other = self.by_head.get(self.words.heads[phrase.head])
        if other is None or phrase.kind not in {"person", other.kind, "group"}:
            return None
        if other.actor_id is None and phrase.actor_id is not None:
            _share(other, phrase)
        elif phrase.actor_id is None:
            if other.sector is None or other.private_person:
                other.sector, other.sectors, other.private_person = phrase.sector, phrase.sectors, False
                other.country = phrase.country or other.country
                other.title = other.title or phrase.title
            _share(phrase, other)
        else:
            return None
        phrase.antecedent, phrase.basis = other, "inferred"
        phrase.reason, phrase.sure = f"in apposition to {other.name!r}", "certain"
        return phrase

    def _family_name(self, phrase: Phrase) -> None:
        person = self.people.get(_family(phrase.name))
        if (person is None or person.private_person) and " " not in phrase.name:
            person = self.known.get(_family(phrase.name), person)
        if person is None and " " not in phrase.name:
            self._holder(phrase)
        if person is None or (" " in phrase.name and fold(person.name.split()[0]) != fold(phrase.name.split()[0])):
            return
        _share(phrase, person)
        phrase.antecedent, phrase.basis = person if person.start < phrase.start else None, "inferred"
        phrase.reason, phrase.sure = f"the family name of {person.name!r}", "probable"
        phrase.private_person = person.private_person

    def _holder(self, phrase: Phrase) -> None:
        """A family name not named before: the only holder of an office in a state that the article names."""
        fits = []
        for actor_id in self.index.family(fold(phrase.name)):
            actor = self.index.get(actor_id)
            role = actor.role_on(self.day)
            if role is not None and role.country in self.states.weights and (role.title or "") and role.sector == "GOV":
                fits.append(actor)
        if len(fits) == 1:
            code_as(phrase, fits[0], self.day)
            phrase.reason = f"the only {phrase.name!r} in an office of a state that the article names"
            phrase.name, phrase.basis, phrase.sure = fits[0].name, "inferred", "possible"

    def _several(self, phrase: Phrase, meant: Sequence[Phrase], reason: str) -> list[Phrase]:
        """A phrase for each whom one phrase means, at its place."""
        found = []
        for each in meant:
            copy = Phrase(phrase.start, phrase.end, phrase.head, each.name, each.kind, agent=phrase.agent)
            copy = _take_over(copy, each, reason)
            if phrase.agent is not None and phrase.agent.kind == "state" != each.kind:
                copy.name, copy.sector, copy.kind = _state_name(each.country), "GOV", "state"  # forces stand for theirs
            found.append(copy)
        return found

    def _description(self, phrase: Phrase) -> None:
        """ "The Russian leader" -> the last Russian in office; "the army" -> the army named before."""
        agent = phrase.agent
        if agent is None:
            return
        if agent.kind == "person" and agent.title and not agent.plural:
            for candidate in islice(reversed(self.named), _MOST_NAMED):
                if candidate.kind != "person" or candidate.actor_id is None or candidate.sector not in _OFFICES:
                    continue
                same_state = phrase.country is None or phrase.country == candidate.country
                if same_state and _office_fits(agent.noun, candidate.title):
                    _share(phrase, candidate)
                    phrase.antecedent, phrase.basis = candidate.antecedent or candidate, "inferred"
                    phrase.reason, phrase.sure = f"the last named to whom {phrase.name!r} fits", "probable"
                    return
        if agent.noun.split()[-1] in _GROUPS and phrase.country is None and self._group(phrase):
            return
        before = self.nouns.get(agent.noun)
        if before is not None and phrase.country is None:
            phrase.country, phrase.basis = before.country, "inferred"
            phrase.sector = before.sector if agent.carrier else phrase.sector
            phrase.antecedent, phrase.reason = before, f"{before.name!r} is named before"
            phrase.sure = "probable"

    def _group(self, phrase: Phrase) -> bool:
        """ "The group" -> the armed group or party that was named last."""
        for candidate in islice(reversed(self.named), _MOST_NAMED):
            if candidate.actor_id is not None and candidate.kind != "person" and candidate.sector in _GROUPED:
                _share(phrase, candidate)
                phrase.antecedent, phrase.basis = candidate.antecedent or candidate, "inferred"
                phrase.reason, phrase.sure = f"{candidate.name!r} is the last group named", "probable"
                return True
        return False

    def _place_in_a_state(self, phrase: Phrase) -> None:
        if phrase.country is not None:
            return
        if not phrase.local:
            self._place_on_the_scene(phrase)
            return
        before = self.nouns.get(phrase.agent.noun) if phrase.agent else None
        if before is not None:
            phrase.country, phrase.reason, sure = before.country, f"{before.name!r} is named before", "probable"
        else:
            by_name = phrase.kind == "person" and phrase.agent is None
            phrase.country, phrase.reason = self.states.near(self.words.sentences[phrase.start], by_name=by_name)
            sure = "possible"
        if phrase.country:
            phrase.basis, phrase.sure = "inferred", sure
        else:
            phrase.reason = None

    def _place_on_the_scene(self, phrase: Phrase) -> None:
        """Who is at home nowhere in particular, as unknown attackers, belongs where the sentence plays, if anywhere."""
        scene = self.states.scene.get(self.words.sentences[phrase.start], frozenset())
        if phrase.agent is not None and len(scene) == 1:
            phrase.country = next(iter(scene))
            phrase.basis, phrase.sure = "inferred", "possible"
            phrase.reason = "the only state that the sentence plays in"

    def _remember(self, phrase: Phrase) -> None:
        self.by_head[phrase.head] = phrase
        self.mates.remember(phrase)
        if self.words.deps[phrase.head] in ("nsubj", "nsubjpass"):
            self.subjects[self.words.heads[phrase.head]] = phrase
        self.named.append(phrase)
        if phrase.kind == "person" and phrase.agent is None and phrase.antecedent is None:
            self.people |= dict.fromkeys(_families(phrase), phrase)
        if phrase.agent is not None and phrase.country is not None and phrase.antecedent is None:
            self.nouns[phrase.agent.noun] = phrase


def _state_name(code: str | None) -> str:
    return next((each.text for each in country_names() if each.code == code and each.kind is NameKind.NAME), code or "")


def _known_by_family(phrases: Iterable[Phrase]) -> dict[str, Phrase]:
    """Family name, as it sounds -> the first mention of the only one with that name whom the actor list knows."""
    found: dict[str, Phrase] = {}
    several = set()
    for phrase in phrases:
        if phrase.kind == "person" and phrase.actor_id is not None:
            for family in _families(phrase):
                if found.setdefault(family, phrase).actor_id != phrase.actor_id:
                    several.add(family)
    return {family: phrase for family, phrase in found.items() if family not in several}


def _families(person: Phrase) -> list[str]:
    """The last of a person's names; of those from countries where the family comes first, that too."""
    first = person.name.split()[0] if person.country in _FAMILY_FIRST else ""
    return [_family(person.name), _family(first)] if first else [_family(person.name)]


def _family(name: str) -> str:
    pieces = [piece for piece in name.replace("-", " ").split() if piece]
    return sound_key(fold(pieces[-1])) if pieces else ""


def _office_fits(noun: str, title: str | None) -> bool:
    if noun in {"leader", "official", "chief", "head", "politician"}:
        return True
    if title is None:
        return False
    bare = title.removeprefix("former ")
    return bare == noun or bare.endswith(f" {noun}") or (noun in {"premier", "pm"} and bare == "prime minister")


def _share(phrase: Phrase, source: Phrase) -> None:
    phrase.name, phrase.country, phrase.sector = source.name, source.country, source.sector
    phrase.sectors, phrase.actor_id = source.sectors, source.actor_id
    phrase.title = source.title or phrase.title


def _take_over(phrase: Phrase, source: Phrase, reason: str) -> Phrase:
    _share(phrase, source)
    phrase.kind, phrase.count, phrase.plural = source.kind, source.count, source.plural
    phrase.antecedent, phrase.private_person = source.antecedent or source, source.private_person
    phrase.basis, phrase.reason, phrase.sure = "inferred", f"{reason}: {source.name!r}", "probable"
    return phrase
