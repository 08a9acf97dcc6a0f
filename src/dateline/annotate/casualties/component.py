"""Finds the figures of killed, wounded, missing, detained and displaced, and the event each falls on.

Reads the parse, `slots.ACTORS` (who the group is) and `slots.EVENTS`; writes `slots.CASUALTIES`. See
`casualty_patterns.py` (whom a word of harm befell) and `figures.py` (how many). A part of a total ("three people,
including a child") points at it, so that nothing is counted twice; a toll of a whole war falls on no event.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from spacy.language import Language
from spacy.tokens import Doc, Span

from dateline.annotate.casualties.figures import ORDINALS, UNKNOWN, Figure, figure_of
from dateline.annotate.casualties.patterns import Telling, VictimFinder, Victims
from dateline.annotate.slots import ACTORS, CASUALTIES, EVENTS, ActorRow, CasualtyRow, EventRow, get, put
from dateline.annotate.syntax.words import Words
from dateline.knowledge.casualty_words import casualty_words

__all__ = ["CasualtiesComponent"]

_TRANSPARENT = frozenset(
    {
        "group",
        "total",
        "number",
        "family",
        "crew",
        "team",
        "couple",
        "pair",
        "dozens",
        "hundreds",
        "thousands",
        "scores",
    }
)
_INCLUDING = frozenset({"including", "among", "include", "includes", "included"})
_VIOLENT = frozenset({"ASSAULT", "PROTEST", "COERCE"})
_WAR = frozenset({"war", "conflict", "uprising", "insurgency", "siege", "occupation"})
_INDEFINITE = frozenset({"a", "an", "one", "another"})
_MORTAL = frozenset({"kill", "wound", "injure", "murder", "execute", "assassinate", "die", "behead", "shoot"})


@Language.factory("dateline_casualties", assigns=["doc.spans"])
def make_casualties(nlp: Language, name: str) -> CasualtiesComponent:
    return CasualtiesComponent()


@dataclass(frozen=True, slots=True)
class _Found:
    """One figure before it is linked."""

    start: int
    end: int
    victims: Victims
    figure: Figure
    sufferers: int  # head of the phrase of those who were hurt


class CasualtiesComponent:
    """Writes `slots.CASUALTIES`."""

    def __call__(self, doc: Doc) -> Doc:
        words = Words.of(doc)
        actors: dict[int, list[ActorRow]] = {}
        for _, actor in get(doc, ACTORS):
            actors.setdefault(actor.head, []).append(actor)
        found = _figures(words, VictimFinder(words), actors)
        events = [(span, row) for span, row in get(doc, EVENTS)]
        totals = _totals(words, found)
        put(doc, CASUALTIES, _rows(doc, words, found, totals, actors, events))
        return doc


def _figures(words: Words, finder: VictimFinder, actors: dict[int, list[ActorRow]]) -> list[_Found]:
    found: dict[tuple[str, int], _Found] = {}
    for victims in finder.find():
        figure = _figure(words, finder, victims, actors)
        if figure is None or victims.telling is Telling.UNREAL:
            continue
        start, end = _extent(words, finder, victims)
        key = (victims.kind, victims.head)
        known = found.get(key)
        if known is None or (figure.known and not known.figure.known):
            found[key] = _Found(start, end, victims, figure, finder.sufferers(victims.head))
    rows = sorted(found.values(), key=lambda row: (row.start, row.end))
    return [*rows, *_parts(words, finder, rows, actors)]


def _figure(words: Words, finder: VictimFinder, victims: Victims, actors: dict[int, list[ActorRow]]) -> Figure | None:
    head = victims.head
    start = words.left[head]
    figure = figure_of(words, start, head, head + 1)
    if figure is None:
        return None
    if words.folded[head] in _TRANSPARENT and not figure.numeric:
        inner = finder.of_complement(head)
        figure = figure_of(words, words.left[inner], inner, inner + 1) if inner is not None else UNKNOWN
        figure = figure if figure is not None and figure.numeric else UNKNOWN
    if not figure.numeric and figure.known and not _is_person(words, victims, actors):
        figure = UNKNOWN
    return _as_told(words, victims, figure)


def _is_person(words: Words, victims: Victims, actors: dict[int, list[ActorRow]]) -> bool:
    """Whether a noun without a number is one human being."""
    head = victims.head
    if head in actors:
        return actors[head][0].kind == "person"
    if words.pos[head] == "PRON" or words.folded[head] in ORDINALS:
        return True
    return words.folded[words.left[head]] in _INDEFINITE and words.lemmas[victims.predicate].lower() in _MORTAL


def _as_told(words: Words, victims: Victims, figure: Figure) -> Figure | None:
    if victims.telling is Telling.DENIED:
        anybody = words.folded[victims.head] in ("anyone", "anybody", "any", "one", "nobody", "no") or figure.best == 0
        return Figure(0, 0, 0) if anybody else None
    if words.folded[victims.head] in ("anyone", "anybody"):
        return None
    if words.lemmas[victims.head].lower() in casualty_words().either and figure.best:
        return Figure(None, None, figure.best)  # killed or wounded: of each at most that many
    if victims.telling is Telling.FEARED:
        return Figure(None, None, figure.high or figure.best, figure.numeric)
    return figure


def _extent(words: Words, finder: VictimFinder, victims: Victims) -> tuple[int, int]:
    head = victims.head
    inner = finder.of_complement(head)
    return words.left[head], (inner if inner is not None else head) + 1


def _parts(
    words: Words, finder: VictimFinder, totals: Sequence[_Found], actors: dict[int, list[ActorRow]]
) -> list[_Found]:
    """ "Three people, including a child": the child is a part, of the kind of its total."""
    parts = []
    taken = {row.victims.head for row in totals}
    for at, lower in enumerate(words.folded):
        if lower not in _INCLUDING or at in finder.befalling:
            continue
        total = _total_before(words, totals, at)
        if total is None:
            continue
        for head in finder.listed_after(at):
            if head in taken:
                continue
            victims = replace(total.victims, head=head, is_toll=False)
            figure = _figure(words, finder, victims, actors)
            if figure is not None and figure.known:
                start, end = _extent(words, finder, victims)
                parts.append(_Found(start, end, victims, figure, head))
                taken.add(head)
    return parts


def _total_before(words: Words, totals: Sequence[_Found], at: int) -> _Found | None:
    near = [row for row in totals if row.end <= at and words.sentences[row.start] == words.sentences[at]]
    return max(near, key=lambda row: row.end, default=None)


def _totals(words: Words, found: Sequence[_Found]) -> dict[int, int]:
    """Position of a part -> position of the total that includes it."""
    totals = {}
    for position, row in enumerate(found):
        before = [
            (other.end, index)
            for index, other in enumerate(found[:position])
            if other.victims.predicate == row.victims.predicate and other.victims.kind == row.victims.kind
        ]
        listed = any(words.folded[token] in _INCLUDING for token in range(max(0, row.start - 12), row.start))
        if listed and before and position and row.start > before[0][0]:
            totals[position] = max(before)[1] if len(before) == 1 else before[0][1]
    return totals


def _rows(
    doc: Doc,
    words: Words,
    found: Sequence[_Found],
    totals: dict[int, int],
    actors: dict[int, list[ActorRow]],
    events: Sequence[tuple[Span, EventRow]],
) -> Iterable[tuple[Span, CasualtyRow]]:
    for position, row in enumerate(found):
        groups: Sequence[ActorRow | None] = actors.get(row.sufferers) or [None]
        for group in groups if row.figure == UNKNOWN else groups[:1]:  # a number cannot be counted for each nation
            shared = len(groups) > 1 and row.figure != UNKNOWN
            yield (
                doc[row.start : row.end],
                CasualtyRow(
                    kind=row.victims.kind,
                    low=row.figure.low,
                    best=row.figure.best,
                    high=row.figure.high,
                    group=_group(words, row),
                    country=group.country if group and not shared else None,
                    sector=group.sector if group else None,
                    event=_event_of(words, row, events),
                    part_of=totals.get(position),
                ),
            )


def _group(words: Words, row: _Found) -> tuple[int, int]:
    """The phrase of those who were hurt."""
    if row.sufferers == row.victims.head:
        return (row.start, row.end)
    return (words.left[row.sufferers], row.sufferers + 1)


def _event_of(words: Words, row: _Found, events: Sequence[tuple[Span, EventRow]]) -> int | None:
    """The event whose trigger is the word of harm; else the nearest violent one of the sentence."""
    sentence = words.sentences[row.start]
    if any(words.folded[token] in _WAR for token in _clause(words, row.victims.predicate)):
        return None
    near: list[tuple[int, int]] = []
    for position, (span, event) in enumerate(events):
        if span.start <= row.victims.predicate < span.end:
            return position
        if words.sentences[span.start] == sentence and event.event_type in _VIOLENT:
            near.append((abs(span.start - row.victims.predicate), position))
    return min(near)[1] if near else None


def _clause(words: Words, predicate: int) -> range:
    start = end = predicate
    while start and words.sentences[start - 1] == words.sentences[predicate] and words.texts[start - 1] not in ",;":
        start -= 1
    while (
        end + 1 < len(words) and words.sentences[end + 1] == words.sentences[predicate] and words.texts[end] not in ",;"
    ):
        end += 1
    return range(start, end + 1)
