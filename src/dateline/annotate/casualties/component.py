"""Finds the figures of killed, wounded, missing, detained and displaced, and the event each falls on.

Reads the parse, `slots.ACTORS` (who the group is) and `slots.EVENTS`; writes `slots.CASUALTIES`. See `patterns.py`
(whom a word of harm befell), `figures.py` (how many) and `falling.py` (on which event). A part of a total ("three
people, including a child") points at it, so that nothing is counted twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from spacy.language import Language

from dateline.annotate.casualties.falling import EventsOfFigures
from dateline.annotate.casualties.figures import ORDINALS, UNKNOWN, Figure, figure_of
from dateline.annotate.casualties.parts import INCLUDING, Part, find_parts
from dateline.annotate.casualties.patterns import Telling, VictimFinder, Victims
from dateline.annotate.component import Component
from dateline.annotate.parse import Doc, Span
from dateline.annotate.slots import ACTORS, CASUALTIES, ActorRow, CasualtyRow, get, put
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
        "life",
        "lives",
    }
)
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
    part: bool = False  # of the total told before it


class CasualtiesComponent(Component):
    """Writes `slots.CASUALTIES`."""

    def annotate(self, doc: Doc) -> None:
        words = Words.of(doc)
        actors: dict[int, list[ActorRow]] = {}
        for _, actor in get(doc, ACTORS):
            actors.setdefault(actor.head, []).append(actor)
        found = _figures(words, VictimFinder(words), actors)
        events = EventsOfFigures(doc, words)
        totals = _totals(words, found)
        put(doc, CASUALTIES, _rows(doc, words, found, totals, actors, events))


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
    listed = list(find_parts(words, finder))
    parts = {part.head for part in listed}
    rows = sorted(found.values(), key=lambda row: (row.start, row.end))
    rows = [replace(row, part=row.victims.head in parts) for row in rows]
    return [*rows, *_parts(words, finder, rows, listed, actors)]


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
    words: Words,
    finder: VictimFinder,
    totals: Sequence[_Found],
    listed: Sequence[Part],
    actors: dict[int, list[ActorRow]],
) -> list[_Found]:
    """ "Three people, including a child": the child is a part, of the kind of its total."""
    parts: list[_Found] = []
    taken = {row.victims.head for row in totals}
    of_sentence: dict[int, list[_Found]] = {}
    for row in totals:
        of_sentence.setdefault(words.sentences[row.start], []).append(row)
    for part in listed:
        at = min(part.at, words.left[part.head])
        near = [row for row in of_sentence.get(words.sentences[at], ()) if row.end <= at]
        total = max(near, key=lambda row: row.end, default=None)
        if total is None or part.head in taken:
            continue
        victims = replace(total.victims, head=part.head, is_toll=False)
        figure = _figure(words, finder, victims, actors)
        if figure is not None and figure.known:
            end = max(_extent(words, finder, victims)[1], part.sufferers + 1)
            parts.append(_Found(words.left[part.head], end, victims, figure, part.sufferers, part=True))
            taken.add(part.head)
    return parts


def _totals(words: Words, found: Sequence[_Found]) -> dict[int, int]:
    """Position of a part -> position of the total that includes it."""
    totals = {}
    told: dict[tuple[int, str], list[tuple[int, int]]] = {}  # ends and positions, by word of harm and kind
    for position, row in enumerate(found):
        same = told.setdefault((row.victims.predicate, row.victims.kind), [])
        before = [*same]
        same.append((row.end, position))
        wholes = [pair for pair in before if pair[0] <= row.start and not found[pair[1]].part]
        if row.part and wholes:
            totals[position] = max(wholes)[1]
            continue
        listed = any(words.folded[token] in INCLUDING for token in range(max(0, row.start - 12), row.start))
        if listed and before and row.start > before[0][0]:
            totals[position] = before[0][1]
    return totals


def _rows(
    doc: Doc,
    words: Words,
    found: Sequence[_Found],
    totals: dict[int, int],
    actors: dict[int, list[ActorRow]],
    events: EventsOfFigures,
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
                    event=events.of(row.victims.predicate, row.victims.kind),
                    part_of=totals.get(position),
                ),
            )


def _group(words: Words, row: _Found) -> tuple[int, int]:
    """The phrase of those who were hurt."""
    if row.sufferers == row.victims.head:
        return (row.start, row.end)
    return (words.left[row.sufferers], row.sufferers + 1)
