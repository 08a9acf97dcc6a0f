"""Agreements and talks from first mention to end: parties, subject, and each step with its date and source.

Input: the readings of articles. Output: `Agreement`s by parties and subject, with their steps in order of time. A
sentence tells a step where a word for the step stands near a word for the subject; talks are also taken from coded
CONSULT and AGREE events. A step is what somebody says, so opposite steps may stand side by side ("in force" and "not
in force").
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from dateline.knowledge.picture_rules import MARK
from dateline.model import Counting, EventMention, Status
from dateline.picture.marking import Marked
from dateline.picture.matching import ArticleReading
from dateline.picture.mediation import mediating, without_mediators
from dateline.picture.parties import Party, PartyKind, state
from dateline.picture.passages import Passage, passage_of

__all__ = ["STEPS", "Agreement", "Step", "StepTold", "agreement_tellings", "gather_agreements"]

STEPS = (
    "asked_for",
    "refused",
    "under_negotiation",
    "announced",
    "held",
    "postponed",
    "cancelled",
    "signed",
    "in_force",
    "not_in_force",
    "suspended",
    "revised",
    "broken",
    "ended",
)
TALKS = "talks"
_NEAR = 110  # characters between a subject's word and a step's
_PEOPLE = "national|citizen|man|woman|suspect|student|diver|businessman|journalist|activist|refugee|migrant|exile"
_ONE_OF = re.compile(rf" (?:{_PEOPLE})s?\b| (?:who|whom|whose|wanted|accused|suspected|living|arrested|detained)\b")
_OPPOSITES = (frozenset({"in_force", "not_in_force"}), frozenset({"in_force", "suspended"}))


class StepTold(NamedTuple):
    parties: frozenset[Party]
    subject: str
    step: str
    day: date | None
    dated: bool  # the day is the step's own, not that of the report
    passage: Passage
    inferred: bool  # the parties are those of the article, not of the sentence


@dataclass(frozen=True, slots=True)
class Step:
    """One step of one agreement: when it was first told or happened, and every passage that tells it."""

    step: str
    day: date | None
    dated: bool
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Agreement:
    parties: tuple[Party, ...]
    subject: str
    steps: tuple[Step, ...]  # by day, undated ones at the end

    @property
    def disputed(self) -> bool:
        """Whether sources tell steps that cannot both stand."""
        told = {step.step for step in self.steps}
        return any(pair <= told for pair in _OPPOSITES)


def agreement_tellings(reading: ArticleReading, counting: Counting) -> Iterator[StepTold]:
    """What one article tells of agreements and talks; each step of each sentence once."""
    seen: set[tuple[object, ...]] = set()
    for told in (*_in_sentences(reading), *_talks_by_rule(reading), *_talks_coded(reading, counting)):
        key = (told.parties, told.subject, told.step, told.passage.span.start_char)
        if len(told.parties) == 2 and key not in seen:
            seen.add(key)
            yield told


def _in_sentences(reading: ArticleReading) -> Iterator[StepTold]:
    rules = reading.references.rules
    for marked in reading.marked("agreements"):
        for subject, pattern in rules.subjects:
            places = [match.span() for match in pattern.finditer(marked.text)]
            for rule in rules.steps if places else ():
                if subject not in rule.subjects:
                    continue
                near = (match.span() for match in rule.pattern.finditer(marked.text) if _near(match.span(), places))
                found = next(near, None)
                if found is not None:
                    parties, inferred = _parties(marked, reading, _nearest(found, places)[0])
                    passage = reading.passage_at(marked, *found)
                    yield StepTold(parties, subject, rule.step, passage.reported_on, False, passage, inferred)


def _near(step: tuple[int, int], subjects: Iterable[tuple[int, int]]) -> bool:
    return any(max(start - step[1], step[0] - end) <= _NEAR for start, end in subjects)


def _nearest(step: tuple[int, int], subjects: Iterable[tuple[int, int]]) -> tuple[int, int]:
    return min(subjects, key=lambda subject: max(subject[0] - step[1], step[0] - subject[1]))


def _parties(marked: Marked, reading: ArticleReading, position: int) -> tuple[frozenset[Party], bool]:
    """The first two parties that are named in what is said about the subject at `position`, without whoever mediates
    and single people of a nation, else in the sentence; what it leaves out is taken from those that the article names
    most."""
    named = [(marked.marks[int(found[2])], found) for found in MARK.finditer(marked.text)]
    mediators = mediating(marked.text)
    acting = [
        (mark, mark.party)
        for mark, found in named
        if not any(start <= found.start() < end for start, end in mediators)
        and not (mark.letter == "D" and _ONE_OF.match(marked.text, found.end()))
    ]
    content = reading.speech.content_at(marked.offset(position))
    ordered = dict.fromkeys(
        party for mark, party in acting if party and _may_agree(party) and content[0] <= mark.start < content[1]
    )
    if len(ordered) < 2:
        ordered = dict.fromkeys(party for _, party in acting if party and _may_agree(party))
    main = [state(code) for code, _ in reading.countries.most_common(2)]
    missing = [party for party in main if party not in ordered]
    return frozenset([*ordered, *missing][:2]), len(ordered) < 2


def _may_agree(party: Party) -> bool:
    return party.kind in (PartyKind.STATE, PartyKind.BODY)


def _talks_by_rule(reading: ArticleReading) -> Iterator[StepTold]:
    for telling in reading.tellings(TALKS):
        if telling.party is None or telling.other is None:
            main = frozenset(state(code) for code, _ in reading.countries.most_common(2))
            yield StepTold(main, TALKS, telling.value, telling.passage.reported_on, False, telling.passage, True)
            continue
        both = frozenset((telling.party, telling.other))
        if all(_may_agree(party) for party in both):
            yield StepTold(both, TALKS, telling.value, telling.passage.reported_on, False, telling.passage, False)


def _talks_coded(reading: ArticleReading, counting: Counting) -> Iterator[StepTold]:
    article = reading.coded.article
    for mention in reading.coded.mentions:
        step = _talks_step(mention, counting)
        if step is None:
            continue
        book = reading.references.parties
        found = (
            book.of_value(claim.value, claim.as_written, article.published_on)
            for claim in (*without_mediators(mention), *mention.recipients)
        )
        parties = frozenset(party for party in found if party and _may_agree(party))
        own = [claim.value.start for claim in mention.dates if claim.value.start]
        day = min(own, default=article.published_on)
        yield StepTold(parties, TALKS, step, day, bool(own), passage_of(mention, article), False)


def _talks_step(mention: EventMention, counting: Counting) -> str | None:
    if mention.event_type == "CONSULT" and counting.takes(mention):
        return "held"
    meeting = mention.event_type == "AGREE" and mention.status in (Status.PLANNED, Status.ONGOING)
    return "announced" if meeting and replace(counting, planned=True).takes(mention) else None


def gather_agreements(told: Iterable[StepTold]) -> tuple[Agreement, ...]:
    """Put together by parties and subject; those most told first."""
    grouped: dict[tuple[tuple[Party, ...], str], list[StepTold]] = {}
    for one in told:
        grouped.setdefault((tuple(sorted(one.parties)), one.subject), []).append(one)
    found = [Agreement(parties, subject, _steps(group)) for (parties, subject), group in grouped.items()]
    weight = Counter({(agreement.parties, agreement.subject): _told(agreement) for agreement in found})
    return tuple(sorted(found, key=lambda item: (-weight[item.parties, item.subject], item.parties, item.subject)))


def _told(agreement: Agreement) -> int:
    return sum(len(step.passages) for step in agreement.steps)


def _steps(group: list[StepTold]) -> tuple[Step, ...]:
    """A step that has days of its own is told once a day; one that has none is dated by its first report."""
    steps: dict[tuple[str, date | None], list[StepTold]] = {}
    for one in group:
        steps.setdefault((one.step, one.day if one.dated else None), []).append(one)
    found = [_step(name, day, told) for (name, day), told in steps.items()]
    return tuple(sorted(found, key=lambda step: (step.day or date.max, STEPS.index(step.step))))


def _step(name: str, day: date | None, told: list[StepTold]) -> Step:
    reported = min((one.day for one in told if one.day), default=None)
    return Step(name, day or reported, day is not None, tuple(one.passage for one in told))
