"""Mentions of an article -> CAMEO dyads: who did what to whom, as the older coders of the field write it.

Input: a `CodedArticle` and the codebook. Output: triples (source, target, CAMEO code). Each pair of an actor and a
recipient gives one, so that an event with one side gives none; those who act on each other give both directions. A
hostile act that one political actor tells of another is the former's accusation, and told only so. Codes of actors are
country and sector, "---" for a country that is not known, as in CAMEO's dictionaries (Schrodt 2012).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import permutations, product

from dateline.knowledge.cameo import Cameo, load_cameo
from dateline.knowledge.codebook import Codebook
from dateline.knowledge.countries import country_names
from dateline.model import ActorValue, Attribution, Claim, CodedArticle, EventMention, Polarity, SourceKind

__all__ = ["NOBODY", "Dyad", "dyads_of", "mention_dyads"]

Dyad = tuple[str, str, str]
NOBODY = "---"
_BODIES = {"UNO": "IGOUNO", "EUR": "IGOEUREEC"}  # CAMEO counts both among the bodies above states
_NEAR = 60  # characters
_SPEAKING = frozenset({SourceKind.OFFICIAL, SourceKind.MILITARY, SourceKind.ORGANISATION})


def dyads_of(coded: CodedArticle, codebook: Codebook) -> set[Dyad]:
    """Every dyad of the article; what did not happen by any account, or is only called for, is none."""
    return {dyad for mention in coded.mentions for dyad in mention_dyads(mention, codebook)}


def mention_dyads(mention: EventMention, codebook: Codebook) -> set[Dyad]:
    if mention.polarity is Polarity.DENIED or mention.status.is_idea:
        return set()
    cameo = load_cameo()
    actors, recipients = _codes(mention.actors, cameo), _codes(mention.recipients, cameo)
    accuser = _accuser(mention.attribution)
    if accuser and mention.event_type in cameo.told_types and actors and all(a[:3] != accuser[:3] for a in actors):
        return {(accuser, actor, cameo.accusation) for actor in actors}
    if mention.mode == "visit":  # CAMEO codes the visit and the welcome
        pairs = list(product(actors, recipients))
        return {(a, r, "042") for a, r in pairs} | {(r, a, "043") for a, r in pairs}
    code = cameo.code(codebook, mention.event_type, mention.mode, mention.contexts, _words(mention))
    if len(actors) > 1 and not recipients:
        return {(source, target, code) for source, target in permutations(actors, 2)}
    return {(source, target, code) for source, target in product(actors, recipients)}


@cache
def _state_labels() -> frozenset[str]:
    return frozenset(name.label for name in country_names())


def _words(mention: EventMention) -> str:
    """What stands around the trigger: a sentence may tell more than one event."""
    told = next(
        (span for span in mention.evidence if span.start_char <= mention.trigger.start_char < span.end_char), None
    )
    if told is None:
        return mention.trigger.quote
    at = mention.trigger.start_char - told.start_char
    return told.quote[max(0, at - _NEAR) : at + len(mention.trigger.quote) + _NEAR]


def _accuser(attribution: Attribution) -> str | None:
    """The code of the innermost source, if it is a public one whose country is known."""
    source = attribution.innermost
    return source.country if source.country and source.kind in _SPEAKING else None


def _codes(claims: Iterable[Claim[ActorValue]], cameo: Cameo) -> list[str]:
    return list(dict.fromkeys(_code_each(claims, cameo)))


def _code_each(claims: Iterable[Claim[ActorValue]], cameo: Cameo) -> Iterator[str]:
    """Country and sector; a state named as such has no sector in CAMEO."""
    for claim in claims:
        value = claim.value
        if value.country or value.sector:
            country = value.country or NOBODY
            yield _BODIES.get(country, country + _sector(claim, cameo))


def _sector(claim: Claim[ActorValue], cameo: Cameo) -> str:
    value = claim.value
    if value.name in _state_labels():
        return ""
    if value.sector == "CVL" and not cameo.opposition.isdisjoint(claim.as_written.lower().split()):
        return "OPP"
    return value.sector or ""
