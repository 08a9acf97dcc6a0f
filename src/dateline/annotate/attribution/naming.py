"""Who a source is: its full name inside the article, its kind, and the actor it stands for.

Input: a `Layout`, the actors found before, and the head tokens of sources in the order of the text. Output: a
`NamedSource` each. An article names people once in full and then by surname, role or pronoun: a surname is completed
from the article's own full names; a pronoun goes where the actors say, else to the last source that fits; "the agency"
goes to the last source that was called so. What cannot be resolved keeps its own words.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from dateline.annotate.attribution.bodies import find_body, is_initials
from dateline.annotate.attribution.proper_names import ProperNames, written
from dateline.annotate.attribution.speakers import phrase
from dateline.annotate.parse import Span, Token
from dateline.annotate.slots import ActorRow, TokenRange
from dateline.annotate.syntax.layout import Layout
from dateline.knowledge.reporting import ReportingLexicon
from dateline.knowledge.sources import SourceBook

__all__ = ["UNNAMED", "NamedSource", "SourceNamer", "outlet_kind", "sector_kind"]

_REACH = 500  # tokens back to what a pronoun or a role stands for
_BODIES = frozenset({"outlet", "official", "military", "armed_group", "organisation", "document"})
_OUTLETS = frozenset({"agency", "newspaper", "broadcaster", "website", "channel", "magazine", "outlet"})
_BY_SECTOR = {
    "GOV": "official",
    "COP": "official",
    "JUD": "official",
    "LEG": "official",
    "SPY": "official",
    "MIL": "military",
    "REB": "armed_group",
    "PRM": "armed_group",
    "UAF": "armed_group",
}
_BY_ACTOR_KIND = {
    "person": "person",
    "state": "official",
    "office": "official",
    "agency": "outlet",
    "broadcaster": "outlet",
}


@dataclass(frozen=True)
class NamedSource:
    name: str
    kind: str
    person: bool = False  # can "he" or "she" go back to it?
    country: str | None = None
    actor_id: str | None = None
    body: int | None = None  # the head of the name of the body that a person speaks for


UNNAMED = NamedSource("unnamed source", "unnamed")


@dataclass(frozen=True)
class _Said:
    """A source that has spoken: who, in which words, where."""

    source: NamedSource
    words: frozenset[str]
    at: int


@dataclass
class SourceNamer:
    """Names the sources of one article; call `name` in the order of the text."""

    layout: Layout
    lexicon: ReportingLexicon
    book: SourceBook
    actors: list[tuple[Span, ActorRow]]
    names: ProperNames = field(init=False)
    _actor_of: dict[int, int] = field(init=False)  # head token -> position in actors
    _said: list[_Said] = field(default_factory=list)
    _bodies: dict[str, int] = field(default_factory=dict)  # of persons by name

    def __post_init__(self) -> None:
        self.names = ProperNames(self.layout, self.lexicon)
        self._actor_of = {row.head: position for position, (_, row) in enumerate(self.actors)}

    def name(self, head: int) -> NamedSource:
        """Who the noun phrase with this head is."""
        token = self._bearer(self.layout.tokens[head])
        group = self._pronoun(token) if token.pos_ in {"PRON", "DET"} else None
        if group is not None:
            return self._for_pronoun(token, group)
        span = phrase(self.layout, token.i)
        words = frozenset(part.lower_ for part in self.layout.tokens[span[0] : span[1]] if part.is_alpha)
        if self.layout.tokens[head].pos_ == "NOUN":
            words |= {self.layout.tokens[head].lower_}  # "the director, Ann Berg" is called by both
        source = self._of_role(token, words) or self._of_phrase(token, span)
        self._said.append(_Said(source, words, token.i))
        return source

    def name_body(self, head: int) -> NamedSource:
        """Who the body with this head is: never a person."""
        body = self.name(head)
        return replace(body, kind="organisation", person=False) if body.kind in {"person", "unnamed"} else body

    def _pronoun(self, token: Token) -> str | None:
        return None if is_initials(token) else self.lexicon.pronouns.get(token.lower_)

    def _bearer(self, token: Token) -> Token:
        """The noun that a relative or personal pronoun stands for, and the name beside an office."""
        group = self._pronoun(token)
        if group == "relative":
            token = _antecedent(token)
        elif group is not None and (actor := self._actor_of.get(token.i)) is not None:
            token = self._first_mention(actor) or token
        if self.lexicon.kinds.get(token.lemma_.lower()) == "document" and (bringer := _bringer(token)) is not None:
            return bringer
        if token.pos_ == "NOUN":
            beside = (child for child in token.children if child.dep_ == "appos" and child.i > token.i)
            return next((child for child in beside if child.pos_ == "PROPN" and not self.names.is_body(child)), token)
        return token

    def _first_mention(self, actor: int) -> Token | None:
        """The noun to which a chain of references goes back."""
        for _ in range(20):
            antecedent = self.actors[actor][1].antecedent
            if antecedent is None:
                break
            actor = antecedent
        token = self.layout.tokens[self.actors[actor][1].head]
        return None if token.pos_ == "PRON" else token

    def _for_pronoun(self, token: Token, group: str) -> NamedSource:
        if group in {"person", "thing", "several"}:
            for said in reversed(self._said):
                if token.i - said.at > _REACH:
                    break
                if said.source.person if group == "person" else said.source.kind in _BODIES and not said.source.person:
                    return said.source
            if group == "person" and (name := self.names.last_person(token.i)):
                return NamedSource(name, "person", person=True)
        return NamedSource(token.text, "person" if group in {"person", "speaker"} else "unnamed")

    def _of_role(self, token: Token, words: frozenset[str]) -> NamedSource | None:
        """ "The spokesman", "the agency": the last source that was called so, or an outlet where one is asked for."""
        definite = any(child.lower_ in {"the", "this", "that"} for child in token.children if child.dep_ == "det")
        if token.pos_ != "NOUN" or not definite or token.tag_ == "NNS":
            return None
        called = words - {"the", "this", "that"}
        outlet = len(called) == 1 and self.lexicon.kinds.get(token.lemma_.lower()) == "outlet"
        for said in reversed(self._said):
            if token.i - said.at > _REACH:
                return None
            if called < said.words or (outlet and said.source.kind == "outlet"):
                return said.source
        return None

    def _of_phrase(self, token: Token, span: TokenRange) -> NamedSource:
        """A source by the words of its own phrase."""
        several = any(child.dep_ == "conj" and child.i < span[1] for child in token.children)
        if token.pos_ == "PROPN" and not several:
            titled = token.lemma_.lower() in self.lexicon.people and self.names.person_in((token.i + 1, span[1]))
            name = titled or self.names.name_at(token.i)  # "Secretary of State Ann Berg"
        else:
            name = written(self.layout.tokens[span[0] : span[1]]) or UNNAMED.name
        position = self._actor_of.get(token.i)
        actor = self.actors[position][1] if position is not None and not several else None
        kind = self._kind(token, span, name, actor)
        body = self._body(token, name) if token.pos_ == "PROPN" and not several else None
        return NamedSource(
            name,
            kind,
            person=not several and self._is_person(token, name, kind, actor),
            country=actor.country if actor else None,
            actor_id=actor.actor_id if actor else None,
            body=body,
        )

    def _body(self, token: Token, name: str) -> int | None:
        """What the words here or those at an earlier mention say that the person speaks for."""
        found = find_body(self.layout, self.lexicon, token)
        if found is not None:
            self._bodies[name] = found.i
        return self._bodies.get(name)

    def _kind(self, token: Token, span: TokenRange, name: str, actor: ActorRow | None) -> str:
        """From the book of sources; then from the words of the phrase, the head first; then from the actor."""
        if (known := outlet_kind(self.book, name)) is not None:
            return known
        for noun in [token, *reversed(self.layout.tokens[span[0] : token.i])]:
            kind = self.lexicon.kinds.get(noun.lemma_.lower()) or self.lexicon.kinds.get(noun.lower_)
            if kind is not None and noun.pos_ in {"NOUN", "PROPN", "DET", "PRON"}:
                return kind
        state = actor is not None and actor.kind == "state"  # "the US said"
        if token.is_upper and len(token) > 1 and not state and (actor is None or actor.actor_id is None):
            return "outlet"  # of bare initials in the place of a source, most are an agency's or a channel's
        if actor is not None:
            return sector_kind(actor)
        return "person" if token.pos_ == "PROPN" else "unnamed"

    def _is_person(self, token: Token, name: str, kind: str, actor: ActorRow | None) -> bool:
        if token.tag_ in {"NNS", "NNPS"} or kind in {"outlet", "document"}:
            return False
        if actor is not None and actor.actor_id is not None:
            return actor.kind == "person"
        if token.pos_ == "PROPN":
            return not self.names.is_body(token) and self.names.is_full(name)
        return token.lemma_.lower() in self.lexicon.people


def outlet_kind(book: SourceBook, name: str) -> str | None:
    """The kind of a source that the book knows for an outlet."""
    record = book.named(name)
    return "outlet" if record is not None and record.kind in _OUTLETS else None


def sector_kind(actor: ActorRow) -> str:
    """The kind of source that an actor makes."""
    return _BY_SECTOR.get(actor.sector or "") or _BY_ACTOR_KIND.get(actor.kind, "organisation")


def _bringer(document: Token) -> Token | None:
    """Whose a document is: "reports from the channel Radio Sur" are Radio Sur's."""
    for preposition in document.children:
        if preposition.dep_ == "prep" and preposition.lower_ in {"from", "by"}:
            for body in preposition.children:
                if body.dep_ == "pobj" and body.pos_ in {"NOUN", "PROPN"}:
                    named = (name for name in body.children if name.dep_ == "appos" and name.left_edge.i == body.i + 1)
                    return next(named, body)
    return None


def _antecedent(token: Token) -> Token:
    """The noun that "who" or "which" stands for."""
    above = token
    for _ in range(4):
        if above.dep_ in {"relcl", "acl"}:
            return above.head
        above = above.head
    return token
