"""Who a source is: its full name inside the article, its kind, and the actor it stands for.

Input: a `Layout`, the actors found before, and the head tokens of sources in the order of the text. Output: a
`NamedSource` each. An article names people once in full and then by surname, role or pronoun: a surname is completed
from the article's own full names; "he" and "the minister" go back to the last source, else the last name, that fits.
What cannot be resolved keeps its own words.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

from spacy.tokens import Span, Token

from dateline.annotate.layout import Layout
from dateline.annotate.slots import ActorRow, TokenRange
from dateline.annotate.speakers import phrase
from dateline.knowledge.reporting import ReportingLexicon

__all__ = ["NamedSource", "SourceNamer"]

_BODIES = frozenset({"outlet", "official", "military", "armed_group", "organisation", "document"})
_OF_PEOPLE = frozenset({"official", "military", "person", "witness", "expert"})  # kinds of titles before a name
_LONGEST_NAME = 8


@dataclass(frozen=True)
class NamedSource:
    name: str
    kind: str
    country: str | None = None
    actor_id: str | None = None


@dataclass
class _Known:
    """A name that the article has used: its words, where its title stands, and what it was."""

    source: NamedSource
    words: frozenset[str]  # of the whole phrase, lower case: "kremlin spokesman dmitry peskov"
    person: bool
    at: int


@dataclass
class SourceNamer:
    """Names the sources of one article; call `name` in the order of the text."""

    layout: Layout
    lexicon: ReportingLexicon
    actors: list[tuple[Span, ActorRow]]
    _full_names: dict[str, str] = field(default_factory=dict)  # surname -> full name
    _people: list[tuple[int, str]] = field(default_factory=list)  # where a full name stands
    _known: list[_Known] = field(default_factory=list)
    _actor_at: dict[int, ActorRow] = field(default_factory=dict)  # head token -> actor

    def __post_init__(self) -> None:
        for start, end in _proper_runs(self.layout):
            first = self._without_title((start, end), end - 1)
            last = self.layout.tokens[end - 1]
            if first < end - 1 and last.lemma_.lower() not in self.lexicon.kinds:
                self._full_names.setdefault(last.text, self._words(first, end))
                self._people.append((first, self._words(first, end)))
        for _, row in self.actors:
            self._actor_at[row.head] = self._resolved(row)

    def _resolved(self, row: ActorRow) -> ActorRow:
        """The actor that a phrase goes back to, else its own."""
        seen = 0
        while row.antecedent is not None and seen < 10:
            row = self.actors[row.antecedent][1]
            seen += 1
        return row

    def name(self, head: int) -> NamedSource:
        """Who the noun phrase with this head is."""
        token = self._antecedent(self.layout.tokens[head])
        actor = self._actor_at.get(token.i)
        pronoun = self.lexicon.pronouns.get(token.lower_) if token.pos_ in {"PRON", "DET"} else None
        if pronoun is not None:
            return self._for_pronoun(token, pronoun, actor)
        span = phrase(self.layout, token.i)
        words = frozenset(part.lower_ for part in self.layout.tokens[span[0] : span[1]] if part.is_alpha)
        source = (
            self._named(token, span, actor) or self._same_role(token, words) or self._as_written(token, span, actor)
        )
        self._known.append(_Known(source, words, self._is_person(token, source), token.i))
        return source

    def _antecedent(self, token: Token) -> Token:
        """The noun that "who" or "which" stands for."""
        if self.lexicon.pronouns.get(token.lower_) != "relative":
            return token
        above = token
        for _ in range(4):
            if above.dep_ in {"relcl", "acl"}:
                return above.head
            above = above.head
        return token

    def _for_pronoun(self, token: Token, group: str, actor: ActorRow | None) -> NamedSource:
        if actor is not None and actor.name.lower() != token.lower_:
            return NamedSource(actor.name, self._kind_of_actor(actor), actor.country, actor.actor_id)
        if group in {"person", "thing", "several"}:
            person = group == "person"
            for known in reversed(self._known):
                fits = known.person if person else known.source.kind in _BODIES and not known.person
                if group == "several":
                    fits = not known.person
                if fits and token.i - known.at < 400:
                    return known.source
            if person and (name := self._last_person(token.i)):
                return NamedSource(name, "person")
        return NamedSource(token.text, "person" if group in {"person", "speaker"} else "unnamed")

    def _last_person(self, before: int) -> str | None:
        position = bisect_left(self._people, (before, ""))
        return self._people[position - 1][1] if position else None

    def _named(self, token: Token, span: TokenRange, actor: ActorRow | None) -> NamedSource | None:
        """A source that its own phrase names."""
        if token.pos_ != "PROPN":
            return None
        words = self._words(self._without_title(span, token.i), self._end_of_name(token))
        if " " not in words:
            words = self._full_names.get(words, words)
        kind = self._kind(token, span, actor)
        return NamedSource(words, kind, actor.country if actor else None, actor.actor_id if actor else None)

    def _without_title(self, span: TokenRange, head: int) -> int:
        """Where a name begins after its titles: "Foreign Minister Karel Novak" at Karel."""
        kinds = self.lexicon.kinds
        for i in range(head - 1, span[0] - 1, -1):
            token = self.layout.tokens[i]
            if token.pos_ not in {"PROPN", "PUNCT", "ADJ"} or kinds.get(token.lower_) in _OF_PEOPLE:
                return i + 1
        return span[0]

    def _end_of_name(self, token: Token) -> int:
        """After the "of" phrase that belongs to a body's name: "Ministry of Defence"."""
        for child in token.children:
            if child.i > token.i and child.lower_ == "of":
                inner = next((part for part in child.children if part.dep_ == "pobj"), None)
                if inner is not None and inner.pos_ == "PROPN":
                    return phrase(self.layout, inner.i)[1]
        return token.i + 1

    def _same_role(self, token: Token, words: frozenset[str]) -> NamedSource | None:
        """ "The spokesman", "the agency": the last source that was called so, or is of that kind."""
        definite = any(child.lower_ in {"the", "this", "that"} for child in token.children if child.dep_ == "det")
        role = token.lower_
        if not definite or token.tag_ == "NNS":
            return None
        said = words - {"the", "this", "that"}
        kind = self.lexicon.kinds.get(token.lemma_.lower())
        for known in reversed(self._known):
            if known.words > said and role in known.words:
                return known.source
            if len(said) == 1 and kind == "outlet" and known.source.kind == "outlet":
                return known.source
        return None

    def _as_written(self, token: Token, span: TokenRange, actor: ActorRow | None) -> NamedSource:
        kind = self._kind(token, span, actor)
        return NamedSource(
            self._words(*span), kind, actor.country if actor else None, actor.actor_id if actor else None
        )

    def _words(self, start: int, end: int) -> str:
        """The words of a phrase without its article and possessive mark."""
        tokens = self.layout.tokens[start:end]
        while len(tokens) > 1 and (tokens[0].lower_ in {"the", "a", "an"} or not tokens[0].text[0].isalnum()):
            tokens = tokens[1:]
        while len(tokens) > 1 and (tokens[-1].tag_ == "POS" or not tokens[-1].text[-1].isalnum()):
            tokens = tokens[:-1]
        written = "".join(token.text_with_ws for token in tokens)
        return " ".join(written.split()) or "unnamed source"

    def _kind(self, token: Token, span: TokenRange, actor: ActorRow | None) -> str:
        """From the words of the phrase, the head first; then from the actor; a bare name is a person."""
        kinds = self.lexicon.kinds
        nouns = [token, *reversed(self.layout.tokens[span[0] : token.i])]
        for noun in nouns:
            kind = kinds.get(noun.lemma_.lower()) or kinds.get(noun.lower_)
            if kind is not None and noun.pos_ in {"NOUN", "PROPN", "DET", "PRON"}:
                return kind
        if actor is not None:
            return self._kind_of_actor(actor)
        return "person" if token.pos_ == "PROPN" else "unnamed"

    @staticmethod
    def _kind_of_actor(actor: ActorRow) -> str:
        by_sector = {
            "GOV": "official", "MIL": "military", "COP": "official", "JUD": "official", "LEG": "official",
            "SPY": "official", "REB": "armed_group", "PRM": "armed_group", "UAF": "armed_group", "JRN": "outlet",
        }  # fmt: skip
        if actor.sector in by_sector:
            return by_sector[actor.sector]
        return {"person": "person", "state": "official", "office": "official"}.get(actor.kind, "organisation")

    def _is_person(self, token: Token, source: NamedSource) -> bool:
        """Can "he" or "she" go back to this source?"""
        if token.tag_ in {"NNS", "NNPS"} or any(child.dep_ == "conj" for child in token.children):
            return False
        actor = self._actor_at.get(token.i)
        if actor is not None and actor.kind in {"person", "state", "organisation"}:
            return actor.kind == "person"
        if token.pos_ == "PROPN":
            return token.lemma_.lower() not in self.lexicon.kinds and " " in source.name
        return source.kind in {"official", "military", "person", "witness", "expert", "unnamed"} and not _is_body(token)


def _is_body(token: Token) -> bool:
    return token.lemma_.lower() in {
        "ministry", "government", "administration", "authority", "parliament", "court", "police", "army", "military",
        "department", "office", "council", "embassy", "state", "force", "campaign", "agency",
    }  # fmt: skip


def _proper_runs(layout: Layout) -> list[TokenRange]:
    """Runs of proper nouns inside a sentence: candidates for full names."""
    runs: list[TokenRange] = []
    start = -1
    for i, token in enumerate([*layout.tokens, None]):
        proper = token is not None and token.pos_ == "PROPN" and not token.is_space
        if proper and start < 0:
            start = i
        elif not proper and start >= 0:
            if i - start <= _LONGEST_NAME:
                runs.append((start, i))
            start = -1
    return runs
