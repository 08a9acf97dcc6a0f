"""Says who did an event, to whom and with what: links each event to actor phrases, weapons and targets.

Reads `slots.EVENTS` and `slots.ACTORS`; writes `slots.ROLES`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from spacy.language import Language

from dateline.annotate.component import Component
from dateline.annotate.events.cast import Cast
from dateline.annotate.events.eventhood import EventhoodScorer
from dateline.annotate.events.instruments import find_instruments
from dateline.annotate.events.match import Match
from dateline.annotate.events.matcher import Matcher
from dateline.annotate.events.targets import find_targets
from dateline.annotate.events.understood import Parties, Understanding
from dateline.annotate.parse import Doc, Span, Token
from dateline.annotate.slots import EVENTS, ROLES, ActorRow, EventRow, RoleRow, get, put
from dateline.knowledge.codebook import Codebook
from dateline.knowledge.codebook_file import load_codebook

__all__ = ["RolesComponent"]

_VIOLENCE = "ASSAULT"
_UNARMED = frozenset({"abduct", "beat", "torture", "sexual", "crowd-control"})  # also what police and jailers do


@Language.factory("dateline_roles", assigns=["doc.spans"], default_config={"codebook": None})
def make_roles(nlp: Language, name: str, codebook: str | None) -> RolesComponent:
    return RolesComponent(load_codebook(Path(codebook) if codebook else None))


class RolesComponent(Component):
    """Writes `slots.ROLES`."""

    def __init__(self, codebook: Codebook) -> None:
        self.codebook = codebook

    def annotate(self, doc: Doc) -> None:
        cast = Cast(doc, self.codebook.stand_ins)
        matcher = Matcher(doc, self.codebook, cast, EventhoodScorer(doc))
        understanding = Understanding(doc, matcher)
        rows: list[tuple[Span, RoleRow]] = []
        for number, (span, event) in enumerate(get(doc, EVENTS)):
            matches = _matches(doc, span, event, matcher)
            parties = parties_of(matches)
            if matches:
                understanding.complete(parties, matches)
            for role, heads in (("actor", parties.actors), ("recipient", parties.recipients)):
                for position, reason in _positions(heads, parties.reasons, cast).items():
                    start, end, actor = cast.rows[position]
                    sector = "MIL" if role == "actor" and _fights(actor, event) else None
                    basis = "inferred" if reason else "stated"
                    row = RoleRow(number, role, position, basis=basis, reason=reason, sector=sector)
                    rows.append((doc[start:end], row))
        events = get(doc, EVENTS)
        weapons = find_instruments(doc, events)
        rows += [(found.span, RoleRow(found.event, "instrument", name=found.weapon.name)) for found in weapons]
        targets = find_targets(doc, matcher.grammar, events)
        rows += [(found.span, RoleRow(found.event, "target")) for found in targets]
        put(doc, ROLES, rows)


def _matches(doc: Doc, span: Span, event: EventRow, matcher: Matcher) -> list[Match]:
    """What the event's own words tell: its rule's trigger first, then the words that tell an act of that type too."""
    words = [*span, *(doc[token] for token in event.also)]
    found = (matcher(word) or matcher.point_back(word, {event.event_type}) for word in words)
    matches = [match for match in found if match is not None]
    matches += [other for match in matches if (other := matcher.second(match)) is not None]
    own = [match for match in matches if match.trigger.trigger_id == event.rule]
    types = {match.trigger.event_type for match in own or matches}
    return own + [match for match in matches if match not in own and match.trigger.event_type in types]


def _fights(actor: ActorRow, event: EventRow) -> bool:
    """Whether a state acts here by its armed forces: "Turkey shelled the town" is told of its army."""
    armed = event.event_type == _VIOLENCE and event.mode not in _UNARMED
    return armed and actor.kind == "state" and actor.sector == "GOV"


def parties_of(matches: Sequence[Match]) -> Parties:
    """Who acts and who is acted on; what one word of an event leaves open, another may tell: "killed in a raid by"."""
    actors = next((match.actors for match in matches if match.actors), ())
    recipients = next((match.recipients for match in matches if match.recipients), ())
    return Parties(list(actors), [head for head in recipients if head not in actors])


def _positions(heads: Iterable[Token], reasons: Mapping[int, str], cast: Cast) -> dict[int, str | None]:
    """The positions in ACTORS of the phrases with these heads, each with the reason why it takes part."""
    return {position: reasons.get(head.i) for head in heads for position in cast.sharing(head)}
