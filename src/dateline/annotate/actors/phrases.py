"""Noun phrases -> actors: which phrase names somebody, and what its own words say of country, sector and title.

Input: `Words`, the `Hit`s in them, the article's day and the countries of places. Output: `Phrase`s, one a noun phrase
(two where two nations share a noun: "French and Italian warships"), coded from what stands in the phrase: its head
noun, the organisation it belongs to (possessor, modifier, "of ..."), demonyms and place names. What the rest of the
article adds is `coreference.py`'s.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dateline.annotate.actors.belonging import Belonging, BelongingReader
from dateline.annotate.actors.names import Hit, last_names
from dateline.annotate.syntax.numbers import count_of
from dateline.annotate.syntax.words import Words
from dateline.knowledge.actors import Actor, ActorIndex
from dateline.knowledge.agents import Agent, agent_nouns, modifiers
from dateline.knowledge.countries import NameKind
from dateline.knowledge.names import name_pieces, same_person_name

__all__ = ["GENDER_OF_ADDRESS", "Phrase", "PhraseReader", "code_as"]

_MODIFYING = frozenset({"compound", "amod", "nmod", "det", "quantmod", "nummod", "predet"})
_PERSON_ENDINGS = ("ist", "ant", "ian", "man", "woman", "men", "women", "ists", "ants", "ians")
_BODIES = frozenset({"organisation", "person", "group", "office"})  # whose act a noun after them may be
GENDER_OF_ADDRESS = dict.fromkeys(("mrs", "ms", "miss", "lady", "dame", "madam", "madame"), "f") | dict.fromkeys(
    ("mr", "sir", "lord", "monsieur", "herr"), "m"
)


@dataclass(slots=True)
class Phrase:
    """A noun phrase that names somebody, as far as it is coded."""

    start: int
    end: int
    head: int
    name: str
    kind: str = "group"
    country: str | None = None
    sector: str | None = None
    sectors: tuple[str, ...] = ()
    actor_id: str | None = None
    title: str | None = None
    count: int | None = None
    plural: bool = False
    local: bool = False  # takes the article's country where it has none
    definite: bool = False
    antecedent: Phrase | None = None
    basis: str = "stated"
    reason: str | None = None
    sure: str | None = None  # how sure the link or inference is that the reason gives (model.CertaintyLevel)
    private_person: bool = False
    agent: Agent | None = None
    gender: str | None = None  # m, f: by the form of address
    bare: bool = False  # one proper noun that only another mention can explain
    consumed: frozenset[int] = frozenset()  # tokens of inner noun phrases that this one speaks for


def code_as(phrase: Phrase, actor: Actor, day: date | None) -> None:
    """Give a phrase the identity of a known person, with the role of the day; a title in the text outranks our data."""
    role = actor.coding_on(day)
    phrase.actor_id, phrase.private_person = actor.actor_id, False
    if role is None:
        return
    phrase.country = role.country
    if phrase.title is None or phrase.sector is None:
        phrase.sector, phrase.sectors, phrase.title = role.sector, role.sectors, phrase.title or role.title


class PhraseReader:
    """Reads one document's phrases."""

    def __init__(
        self, words: Words, hits: Sequence[Hit], index: ActorIndex, day: date | None, places: Mapping[int, str]
    ):
        self.words, self.index, self.day, self.places = words, index, day, places
        self.hit_at: dict[int, Hit] = {token: hit for hit in hits for token in range(hit.start, hit.end)}
        self.owners = BelongingReader(words, self.hit_at, index, day, places)
        self.last_names = last_names(words)

    def read(self) -> list[Phrase]:
        """Every phrase that its own words make an actor, in order of the text."""
        words = self.words
        found: list[Phrase] = []
        consumed: set[int] = set()
        for head in range(len(words)):
            if head in consumed or self._is_modifier(head) or self._is_inside_name(head):
                continue
            for phrase in self._phrases_at(head):
                found.append(phrase)
                consumed |= phrase.consumed
        return [phrase for phrase in found if phrase.head not in consumed]

    def _is_inside_name(self, index: int) -> bool:
        """Whether another token of the same name is the name's head."""
        head = self.words.heads[index]
        hit = self.hit_at.get(index)
        return head != index and hit is not None and hit is self.hit_at.get(head)

    def _is_modifier(self, index: int) -> bool:
        """Whether a token modifies a later noun, alone or joined to another modifier ("French and Italian ships")."""
        deps, heads = self.words.deps, self.words.heads
        while deps[index] == "conj" and heads[index] < index:
            index = heads[index]
            if deps[index] not in _MODIFYING and deps[index] != "conj":
                return False
        return deps[index] in _MODIFYING and heads[index] > index

    def _phrases_at(self, head: int) -> list[Phrase]:
        words = self.words
        hit = self.hit_at.get(head)
        known = hit is not None and bool(hit.ids)  # taggers take rare acronyms for verbs
        if words.pos[head] not in {"NOUN", "PROPN", "NUM", "ADJ", "X"} and not known:
            return []
        start = words.left[head]
        if hit is None:
            return self._unknown(start, head)
        end = max(head + 1, hit.end)
        start = min(start, hit.start)
        if hit.agent is not None:
            return self._agent(start, end, head, hit)
        if hit.country is not None:
            if hit.country.kind is NameKind.SEAT and self._is_location(head):
                return []
            return self._country(start, end, head, hit)
        return self._with_partners(self._named(start, end, head, hit), start, hit)

    def _with_partners(self, phrase: Phrase, start: int, hit: Hit) -> list[Phrase]:
        """ "Kenyan and Ugandan troops": the other nations joined to a name that begins with one ("Ugandan troops")."""
        nations = self.owners.nations(start, hit.start + 1) if phrase.kind == "organisation" else []
        if not nations or phrase.country is None:
            return [phrase]
        others = [nation for nation in nations if nation != phrase.country]
        phrase.name = self._text(phrase.start, phrase.end)
        return [*(replace(phrase, country=nation, actor_id=None) for nation in others), phrase]

    def _is_location(self, head: int) -> bool:
        """Whether a capital is only where something happens: "in Damascus", "Damascus, Syria"."""
        words = self.words
        if words.deps[head] in {"conj", "appos"} and words.heads[head] < head:
            return self._is_location(words.heads[head])
        if words.deps[head] == "pobj":
            return words.folded[words.heads[head]] in modifiers().locatives
        if words.deps[head] == "ROOT":
            return head + 1 < len(words) and words.pos[head + 1] == "PUNCT"
        return words.deps[head] in {"npadvmod", "dep", "nmod"}

    # -- the head is a known name ------------------------------------------------------------------------------------

    def _named(self, start: int, end: int, head: int, hit: Hit) -> Phrase:
        belonging = self.owners.of(start, hit.start, head, end)
        title = self._title_before(start, hit.start)
        actor = self.index.get(self._choose(hit.ids, belonging.country, title))
        role = actor.coding_on(self.day)
        kind = actor.kind if actor.kind == "person" else "organisation"
        phrase = Phrase(start, end, head, actor.name, kind, actor_id=actor.actor_id, title=title)
        phrase.reason = f"{self._text(hit.start, hit.end)!r} is a name of {actor.actor_id}"
        phrase.sure = "certain" if len(hit.ids) == 1 else "probable"
        phrase.consumed = self._spoken_for(start, hit.start, None)
        if role is not None:
            phrase.country, phrase.sector, phrase.sectors = role.country, role.sector, role.sectors
            phrase.title = title or (role.title if actor.kind == "person" else None)
        else:
            phrase.country = belonging.country
        if actor.kind == "person":
            held = actor.role_on(self.day) is not None
            self._by_title(phrase, start, hit.start, belonging, held=held)
        return phrase

    def _by_title(self, phrase: Phrase, start: int, end: int, belonging: Belonging, *, held: bool) -> None:
        """The office that the text gives a person overrules one not `held` on the day, or none that our data knows."""
        agent = next((hit.agent for hit in self._hits_before(start, end) if hit.agent), None)
        agent = agent or agent_nouns().get(self.words.folded[end])  # the title may be part of the known name
        if belonging.former:
            phrase.sector = "ELI"
        elif agent is not None and agent.title and (phrase.sector is None or not held):
            phrase.sector, phrase.sectors = agent.sector, agent.sectors

    def _hits_before(self, start: int, end: int) -> Iterator[Hit]:
        """The hits between two tokens, the nearest to the end first."""
        token = end - 1
        while token >= start:
            hit = self.hit_at.get(token)
            if hit is not None:
                yield hit
            token = hit.start - 1 if hit is not None else token - 1

    def _choose(self, ids: Sequence[str], country: str | None, title: str | None) -> str:
        """Of several bearers of a name: the one whose country or office the phrase tells, else who is in office."""

        def fit(actor_id: str) -> tuple[bool, bool, bool]:
            actor = self.index.get(actor_id)
            role = actor.coding_on(self.day)
            near = country is not None and any(held.country == country for held in actor.roles)
            office = title is not None and any((held.title or "").endswith(title) for held in actor.roles)
            return near, office, role is not None and role.sector != "ELI"

        return max(ids, key=fit)

    def _title_before(self, start: int, end: int) -> str | None:
        hit = next((hit for hit in self._hits_before(start, end) if hit.agent), None)
        return self._text(hit.start, hit.end).lower() if hit else None

    # -- the head is a country word ----------------------------------------------------------------------------------

    def _country(self, start: int, end: int, head: int, hit: Hit) -> list[Phrase]:
        country = hit.country
        if country is None:
            return []
        people = country.kind in (NameKind.PEOPLE, NameKind.DEMONYM)
        phrase = Phrase(start, end, head, country.label if not people else self._text(start, end))
        phrase.kind = "group" if people else "state"
        phrase.country = self.owners.code_of(hit)
        phrase.sector = country.sector or ("CVL" if people and self._ordinary(start, hit.start) else "GOV")
        if people:
            phrase.plural = country.kind is NameKind.PEOPLE
            if self.owners.is_epithet(hit):  # "ethnic Albanians" are at home where the article is
                phrase.country, phrase.local = None, True
            phrase.count = count_of(self.words, start, hit.start)
        if hit.written is not None:
            phrase.basis, phrase.reason = "inferred", f"{hit.written!r} is read as {country.text!r}"
            phrase.sure = "probable"
        if country.kind is NameKind.SEAT:
            phrase.basis, phrase.reason = "inferred", f"{country.text} stands for the government of {country.label}"
            phrase.sure = "probable"
        return [phrase]

    def _ordinary(self, start: int, end: int) -> bool:
        return "the" not in self.words.folded[start:end]

    # -- the head is a common noun -----------------------------------------------------------------------------------

    def _agent(self, start: int, end: int, head: int, hit: Hit) -> list[Phrase]:
        agent = hit.agent
        if agent is None:
            return []
        inner = self.owners.complement(head, end)
        if agent.noun in modifiers().quantities and inner is not None and inner[2].agent and inner[0] == "of":
            return self._through(start, head, inner)
        belonging = self.owners.of(start, hit.start, head, end)
        sharing = self.owners.sharing(inner)
        if inner is not None and (inner[0] == "of" or sharing):
            end = max(inner[2].end, *(self.hit_at[token].end for token in sharing), end)
        phrase = Phrase(start, end, head, self._text(start, end), agent.kind, agent=agent)
        phrase.plural, phrase.local = agent.plural, agent.local
        phrase.definite = self.words.folded[start] in {"the", "this", "that", "these", "those", "both"}
        self._code(phrase, agent, belonging)
        phrase.count = count_of(self.words, start, hit.start)
        if agent.title and agent.kind == "person" and not agent.plural:
            phrase.title = agent.noun
        phrase.consumed = self._spoken_for(start, hit.start, inner) | frozenset(sharing)
        nations = self.owners.nations(start, hit.start) or list(dict.fromkeys(sharing.values()))
        return [phrase] if len(nations) < 2 else [replace(phrase, country=nation) for nation in nations]

    def _spoken_for(self, start: int, core: int, inner: tuple[str, int, Hit] | None) -> frozenset[int]:
        """Inner noun phrases that are no actors of their own: a possessing state or body, "of ..."; a person is one."""
        tokens = {token for token in range(start, core) if (hit := self.hit_at.get(token)) and not self._is_person(hit)}
        if inner is not None and inner[0] != "in" and not self._is_person(inner[2]):
            tokens.add(inner[1])
        return frozenset(tokens)

    def _is_person(self, hit: Hit) -> bool:
        return any(self.index.get(actor_id).kind == "person" for actor_id in hit.ids)

    def _code(self, phrase: Phrase, agent: Agent, belonging: Belonging) -> None:
        phrase.country = agent.country or belonging.country
        phrase.sector, phrase.sectors = agent.sector, agent.sectors
        civil = agent.sector == "CVL" and belonging.sector != "GOV" and not belonging.person
        if belonging.sector and (agent.carrier or civil):
            phrase.sector, phrase.sectors = belonging.sector, belonging.sectors
        elif belonging.sector and agent.sector in {"UAF", "REB"} and belonging.sector in {"REB", "PRM", "CRM", "MIL"}:
            phrase.sector = belonging.sector
        if belonging.former and agent.kind == "person" and phrase.sector in {"GOV", "LEG", "MIL", "JUD", "SPY", "COP"}:
            phrase.sector = "ELI"
        if agent.sector == "JRN" and belonging.state_owned:
            phrase.sector, phrase.sectors = "GOV", ("JRN",)
        if agent.unknown and phrase.country is None:
            phrase.local = False

    def _through(self, start: int, head: int, inner: tuple[str, int, Hit]) -> list[Phrase]:
        """ "Hundreds of protesters": the phrase is coded as its complement, with its own head."""
        _, inner_head, _ = inner
        phrases = self._phrases_at(inner_head)
        for phrase in phrases:
            phrase.consumed = phrase.consumed | {phrase.head}
            phrase.start, phrase.head = start, head
            phrase.count = phrase.count or count_of(self.words, start, head + 1)
            phrase.name = self._text(phrase.start, phrase.end)
        return phrases

    # -- the head is not known ---------------------------------------------------------------------------------------

    def _unknown(self, start: int, head: int) -> list[Phrase]:
        words = self.words
        if words.pos[head] == "NUM" or words.lemmas[head].lower() in modifiers().quantities:
            inner = self.owners.complement(head, head + 1)
            return self._through(start, head, inner) if inner and inner[0] == "of" and inner[2].agent else []
        if words.capital(head) and (words.pos[head] == "PROPN" or words.folded[head] in self.last_names):
            return self._unknown_name(start, head)
        belonging = self.owners.of(start, head, head, head + 1)
        if belonging.sector and words.texts[head].endswith(_PERSON_ENDINGS):
            phrase = Phrase(start, head + 1, head, self._text(start, head + 1), "person", local=True)
            phrase.country, phrase.sector = belonging.country, belonging.sector
            phrase.plural = words.tags[head] == "NNS"
            phrase.count = count_of(words, start, head)
            return [phrase]
        return self._adjectival(start, head)

    def _adjectival(self, start: int, head: int) -> list[Phrase]:
        """ "Israeli strikes", "a rebel offensive": the modifier itself names whose act it is."""
        found: list[Phrase] = []
        for hit in self._hits_before(start, head):
            inner = hit.end - 1
            if (
                self.words.deps[inner] == "poss"
                or self.owners.is_epithet(hit)
                or any(inner in phrase.consumed for phrase in found)
            ):
                continue  # a noun phrase of its own, or part of one
            if hit.country is not None:
                found.append(self._demonym(hit, head))
            elif hit.ids:
                found.append(self._named(hit.start, hit.end, inner, hit))
            elif hit.agent is not None and hit.agent.kind in _BODIES:
                found.extend(self._agent(start, hit.end, inner, hit))
        return found[::-1]

    def _demonym(self, hit: Hit, head: int) -> Phrase:
        country = hit.country
        label, sector = (country.label, country.sector) if country else ("", None)
        reason = f"{self._text(hit.start, hit.end)!r} modifies {self.words.texts[head]!r}"
        phrase = Phrase(hit.start, hit.end, hit.end - 1, label, "state", self.owners.code_of(hit), sector or "GOV")
        phrase.basis, phrase.reason, phrase.sure = "inferred", reason, "probable"
        return phrase

    def _unknown_name(self, start: int, head: int) -> list[Phrase]:
        """A run of proper nouns that the knowledge does not know: a person if a title or two names say so."""
        words = self.words
        first = self._first_of_name(start, head)
        title = self._title_before(start, first)
        honorific = next((word for word in words.folded[start:head] if word in modifiers().honorifics), None)
        named = head - first >= 1
        if head in self.places and not title and not honorific:
            return []
        if not (title or honorific or named):
            found = self._adjectival(start, head)
            return found or self._bare_name(start, head)
        belonging = self.owners.of(start, first, head, head + 1)
        title_hit = next((hit for hit in self._hits_before(start, first) if hit.agent), None)
        phrase = Phrase(start, head + 1, head, self._text(first, head + 1), "person", title=title)
        phrase.country, phrase.local = belonging.country, True
        phrase.gender = GENDER_OF_ADDRESS.get(honorific or "")
        phrase.consumed = self._spoken_for(start, first, None)
        if title_hit is not None and title_hit.agent is not None:
            inner = self.owners.of(start, title_hit.start, head, head + 1)
            self._code(phrase, title_hit.agent, inner)
        phrase.private_person = title_hit is None
        self._known_by_sound(phrase, belonging.country)
        return [phrase]

    def _known_by_sound(self, phrase: Phrase, country: str | None) -> None:
        """Another spelling of a known person's full name; a state that the phrase tells must be one of theirs."""
        for actor_id in self.index.alike(name_pieces(phrase.name)):
            actor = self.index.get(actor_id)
            states = {role.country for role in actor.roles}
            names = (actor.name, *actor.aliases)
            if (country is None or country in states) and any(same_person_name(phrase.name, name) for name in names):
                code_as(phrase, actor, self.day)
                phrase.reason = f"{phrase.name!r} is another spelling of {actor.name!r}"
                phrase.name, phrase.basis, phrase.sure = actor.name, "inferred", "probable"
                return

    def _first_of_name(self, start: int, head: int) -> int:
        """Where the run of unknown proper nouns that ends at `head` begins; hyphens belong to it."""
        words, first = self.words, head
        while first - 1 >= start and (first - 1) not in self.hit_at:
            if words.pos[first - 1] != "PROPN" and words.texts[first - 1] != "-":
                break
            first -= 1
        while first < head and (words.texts[first] == "-" or words.folded[first].rstrip(".") in modifiers().honorifics):
            first += 1
        return first

    def _bare_name(self, start: int, head: int) -> list[Phrase]:
        """One unknown proper noun: somebody's family name, if the article has named them or lets them act."""
        words = self.words
        acts = words.deps[head] in ("nsubj", "nsubjpass")
        phrase = Phrase(start, head + 1, head, words.texts[head], "person", local=acts, private_person=True)
        phrase.bare = True
        return [phrase]

    def _text(self, start: int, end: int) -> str:
        return " ".join(self.words.texts[start:end]).replace(" - ", "-").replace(" '", "'").replace(" ’", "’")
