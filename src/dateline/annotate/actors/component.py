"""Finds the phrases that name somebody who can act, and codes each by PLOVER.

Reads the parse, `slots.PLACES` and the article's date; writes `slots.ACTORS`, one row a noun phrase. See
`actor_names.py` (known words), `actor_phrases.py` (what a phrase says itself) and `coreference.py` (what the article
adds).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from spacy.language import Language

from dateline.annotate.actors.coreference import link_back, states_named
from dateline.annotate.actors.names import Lexicon
from dateline.annotate.actors.phrases import Phrase, PhraseReader
from dateline.annotate.actors.pronouns import pronoun_phrases, share_genders
from dateline.annotate.actors.several import counted_phrases, crowds
from dateline.annotate.component import Component
from dateline.annotate.parse import Doc, Span
from dateline.annotate.slots import ACTORS, PLACES, ActorRow, get, get_facts, put
from dateline.annotate.syntax.words import Words
from dateline.knowledge.actors import ActorIndex, load_actors

__all__ = ["ActorsComponent"]


@Language.factory("dateline_actors", assigns=["doc.spans"], default_config={"actors": [], "cache_folder": None})
def make_actors(nlp: Language, name: str, actors: list[str], cache_folder: str | None) -> ActorsComponent:
    files = [Path(path) for path in actors]
    return ActorsComponent(load_actors(files, Path(cache_folder) if cache_folder else None))


_CODES = {"XKX": "KOS"}  # Kosovo: the gazetteer's code -> PLOVER's


class ActorsComponent(Component):
    """Writes `slots.ACTORS`."""

    def __init__(self, index: ActorIndex):
        self.index = index
        self.lexicon = Lexicon(index)

    def annotate(self, doc: Doc) -> None:
        words = Words.of(doc)
        places = _countries_of_places(doc)
        hits = self.lexicon.find(words)
        facts = get_facts(doc)
        reader = PhraseReader(words, hits, self.index, facts.publication_date, places)
        phrases = join_offices(reader.read(), words)
        share_genders(phrases, words)
        naming = [hit for hit in hits if not reader.owners.is_epithet(hit)]
        states = states_named(phrases, naming, words, places, self.lexicon.countries_in(facts.title or ""))
        found = sorted(
            [*phrases, *pronoun_phrases(words), *counted_phrases(words), *crowds(words)],
            key=lambda phrase: (phrase.head, phrase.start),
        )
        put(doc, ACTORS, _rows(doc, link_back(found, words, states, self.index, facts.publication_date)))


def join_offices(phrases: Sequence[Phrase], words: Words) -> list[Phrase]:
    """An office and the name right behind it are one actor, however the parser hangs them: "president Ada Example"."""
    joined: list[Phrase] = []
    for phrase in sorted(phrases, key=lambda each: (each.start, each.end)):
        before = joined[-1] if joined else None
        if before is not None and before.end == phrase.start and _is_office(before) and _is_name(phrase):
            joined.pop()
            phrase.start, phrase.title = before.start, phrase.title or before.title
            if phrase.actor_id is None:
                phrase.country, phrase.sector = before.country, before.sector
            if words.heads[before.head] not in range(phrase.start, phrase.end):
                phrase.head = before.head
        joined.append(phrase)
    return joined


def _is_office(phrase: Phrase) -> bool:
    return phrase.agent is not None and phrase.kind == "person" and phrase.title is not None and not phrase.plural


def _is_name(phrase: Phrase) -> bool:
    return phrase.agent is None and phrase.kind == "person"


def _countries_of_places(doc: Doc) -> dict[int, str]:
    """Token -> country of the place name that it is part of."""
    return {
        token: row.country for span, row in get(doc, PLACES) if row.country for token in range(span.start, span.end)
    }


def _rows(doc: Doc, phrases: Sequence[Phrase]) -> list[tuple[Span, ActorRow]]:
    order = {id(phrase): position for position, phrase in enumerate(phrases)}
    return [
        (
            doc[phrase.start : phrase.end],
            ActorRow(
                name=phrase.name,
                country=phrase.country,
                sector=phrase.sector,
                sectors=phrase.sectors,
                actor_id=phrase.actor_id,
                title=phrase.title,
                count=phrase.count,
                kind=phrase.kind,
                head=phrase.head,
                antecedent=order.get(id(phrase.antecedent)) if phrase.antecedent else None,
                basis=phrase.basis,
                reason=phrase.reason,
                sure=phrase.sure,
                private_person=phrase.private_person,
            ),
        )
        for phrase in phrases
    ]
