"""Situation -> document: every sentence made by a template from claims, with the words that it rests on.

Input: a `Situation`. Output: a `Document`. A sentence says what is said, by whom; none says that it is so. Numbers
are those of claims or counts of articles, accounts and incidents; tolls are ranges and are never added up over
incidents.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

from dateline.knowledge.outlines import BORDER_NOTE
from dateline.knowledge.places import ATTRIBUTION
from dateline.model import AttributeState, Incident, IncidentAttribute, OriginClaims, Reported
from dateline.report.accounts import own_accounts, value_shown
from dateline.report.compose_picture import COUNTED_WORDS, picture_sections
from dateline.report.document import Document, Line, Note, Section
from dateline.report.document import Picture as Figure
from dateline.report.situation import IncidentLine, Scope, Situation, key_incidents
from dateline.report.wording import NotesOf, counted, listed, named_day, type_words

__all__ = ["KEY_INCIDENTS", "LISTED", "compose", "wanted_whole"]

KEY_INCIDENTS = 12
LISTED = 25  # lines of a list
_ACCOUNTS = 6  # of an attribute that are told
_NOTES = 3  # of an account
_FIELDS = {
    "type": "What",
    "actors": "Who did it",
    "recipients": "To whom",
    "side": "Side",
    "place": "Where",
    "date": "When",
    "killed": "Killed",
    "wounded": "Wounded",
    "missing": "Missing",
    "detained": "Detained",
    "displaced": "Displaced",
    "instrument": "With what",
    "claimed_by": "Claimed by",
}


def wanted_whole(incidents: Sequence[IncidentLine]) -> list[str]:
    """The incidents that are told with all their accounts: key ones and deadly ones."""
    deadly = sorted(
        (line for line in incidents if line.killed), key=lambda line: (-(line.killed or 0), line.incident_id)
    )
    chosen = [
        *key_incidents(incidents, KEY_INCIDENTS),
        *deadly[:LISTED],
    ]
    return list(dict.fromkeys(line.incident_id for line in chosen))


def compose(situation: Situation, figures: Sequence[Figure] = ()) -> Document:
    """The whole report. `figures` are map, timeline and network, as far as there is something to draw."""
    telling = _Telling(situation)
    sections = [
        telling.overview(figures),
        telling.news(),
        telling.key(),
        telling.tolls(),
        *picture_sections(situation, telling.notes),
        telling.single(),
        telling.revised(),
        telling.gaps(),
    ]
    return Document(
        title=f"Situation report: {_title(situation.scope)}",
        about=_about(situation),
        sections=tuple(sections),
        made_on=situation.made_on,
        credits=(ATTRIBUTION + ".", BORDER_NOTE, f"Relations are scored by {situation.picture.weights}."),
    )


def _title(scope: Scope) -> str:
    about = [part for part in (scope.actor, scope.place, scope.country) if part]
    when = ""
    if scope.since or scope.until:
        when = f", {scope.since or 'the beginning'} to {scope.until or 'today'}"
    return (", ".join(about) or scope.case) + when


def _about(situation: Situation) -> tuple[str, ...]:
    coverage = situation.coverage
    read = f"{counted(coverage.articles, 'article')} of {counted(len(coverage.outlets), 'outlet')}"
    asked = [name for name, wanted in asdict(situation.counting).items() if wanted]
    beside = f"what is {listed(COUNTED_WORDS[name] for name in asked)}" if asked else "nothing else"
    return (
        f"Made on {situation.made_on} from {read}: {counted(len(situation.incidents), 'incident')}.",
        f"Counted are events that are said to have happened, and {beside}.",
        "Every sentence is what somebody says; the note behind it gives the words, the source, the outlet, the date "
        "and the address. Nothing here is verified, and an account that many outlets repeat is one account.",
    )


class _Telling:
    """Makes the sections about incidents."""

    def __init__(self, situation: Situation) -> None:
        self._situation = situation
        self.notes = NotesOf(situation)

    def overview(self, figures: Sequence[Figure]) -> Section:
        incidents = self._situation.incidents
        if not incidents:
            return Section("Overview", f"No incident of this case {_falls(self._situation.scope)}.")
        by_state = {state: len(_in_state(incidents, state)) for state in AttributeState}
        told = ", ".join(f"{count} {state}" for state, count in by_state.items() if count)
        return Section("Overview", f"{counted(len(incidents), 'incident')}: {told}.", pictures=tuple(figures))

    # -- new ----------------------------------------------------------------------------------------------------------

    def news(self) -> Section:
        earlier = self._situation.earlier
        if earlier is None:
            return Section("What is new", "No earlier report and no date was given to compare with.")
        fresh = [line for line in self._situation.incidents if self._is_new(line)]
        lines = [Line(f"New: {_head(line)}", self._first_notes(line)) for line in key_incidents(fresh, LISTED)]
        lines += list(self._changed())
        about = f"Since {earlier.day}: {counted(len(fresh), 'new incident')}."
        if len(fresh) > LISTED:
            about += f" The {LISTED} most told are listed."
        return Section("What is new", about if lines else f"Since {earlier.day}: nothing.", tuple(lines))

    def _is_new(self, line: IncidentLine) -> bool:
        earlier = self._situation.earlier
        if earlier is None:
            return False
        if earlier.incidents is not None:
            return line.incident_id not in earlier.incidents
        first = self._situation.first_reported.get(line.incident_id)
        return first is not None and first >= earlier.day

    def _changed(self) -> Iterator[Line]:
        earlier = self._situation.earlier
        if earlier is None or earlier.incidents is None:
            return
        found = 0
        for line in key_incidents(self._situation.incidents, len(self._situation.incidents)):
            before = earlier.incidents.get(line.incident_id)
            changes = _changes(line, before) if before else []
            if changes and found < LISTED:
                found += 1
                yield Line(f"Changed: {_head(line)} {' '.join(changes)}", self._first_notes(line))

    def _first_notes(self, line: IncidentLine) -> tuple[Note, ...]:
        return self.notes.of_passages(self._situation.told_of.get(line.incident_id, ()), 2)

    # -- incidents ----------------------------------------------------------------------------------------------------

    def key(self) -> Section:
        chosen = key_incidents(self._situation.incidents, KEY_INCIDENTS)
        lines = [line for item in chosen for line in self._incident(item)]
        left = len(self._situation.incidents) - len(chosen)
        about = f"The {counted(len(chosen), 'incident')} that most accounts tell; {left} more are not told here."
        if not left:
            about = "All incidents, those that most accounts tell first." if chosen else "None."
        return Section("Key incidents and their disputes", about, tuple(lines))

    def _incident(self, line: IncidentLine) -> Iterator[Line]:
        incident = self._situation.whole.get(line.incident_id)
        yield Line(_head(line), self._first_notes(line), heading=True)
        if incident is None:
            return
        for attribute in incident.attributes:
            if attribute.name in _FIELDS and attribute.name != "type":
                yield from self._attribute(incident, attribute)

    def _attribute(self, incident: Incident, attribute: IncidentAttribute) -> Iterator[Line]:
        told = own_accounts(incident, attribute, self._type_of)
        if not told or (attribute.name == "side" and attribute.state is not AttributeState.DISPUTED):
            return
        shown = self._range(incident, attribute) or value_shown(attribute, told) or "told in several ways"
        notes = self.notes.of_claims((claim for origin in told for claim in origin.claims), 1)
        if len(told) == 1:
            yield self._account(f"{_FIELDS[attribute.name]}: ", told[0], 0)
            return
        yield Line(f"{_FIELDS[attribute.name]}: {shown} ({attribute.state}).", notes)
        for origin in told[:_ACCOUNTS]:
            yield self._account("", origin, 1)
        if len(told) > _ACCOUNTS:
            rest = told[_ACCOUNTS:]
            notes = self.notes.of_claims((claim for origin in rest for claim in origin.claims), _NOTES)
            yield Line(f"Told by {counted(len(rest), 'more account')} too.", notes, 1)

    def _account(self, opening: str, origin: OriginClaims, depth: int) -> Line:
        told = f"according to {origin.origin}, {listed(origin.values)}" if origin.values else ""
        denied = f"denied by {origin.origin}: {listed(origin.denied)}" if origin.denied else ""
        text = "; ".join(part for part in (told, denied) if part)
        text = f"{opening}{text}." if opening else f"{text[0].upper()}{text[1:]}."
        return Line(text, self.notes.of_claims(origin.claims, _NOTES), depth)

    def _type_of(self, claim: Reported) -> str | None:
        told = self._situation.told_in.get(claim.claim_id)
        return told.event_type if told else None

    def _range(self, incident: Incident, attribute: IncidentAttribute) -> str | None:
        toll = self._situation.tolls.get((incident.incident_id, attribute.name))
        return _in_words(toll.low, toll.high) if toll else None

    def tolls(self) -> Section:
        deadly = [
            (line, self._situation.whole.get(line.incident_id)) for line in self._situation.incidents if line.killed
        ]
        deadly.sort(key=lambda item: (-(item[0].killed or 0), item[0].incident_id))
        lines = [line for item, incident in deadly[:LISTED] if incident for line in self._toll(item, incident)]
        about = "Ranges over all accounts of each incident; incidents are not added up, since they may overlap."
        if len(deadly) > LISTED:
            about += f" The {LISTED} deadliest of {len(deadly)} are listed."
        return Section("Tolls", about if lines else "No account gives a toll.", tuple(lines))

    def _toll(self, line: IncidentLine, incident: Incident) -> Iterator[Line]:
        for name in ("killed", "wounded"):
            attribute = incident.attribute(name)
            told = self._range(incident, attribute) if attribute else None
            if attribute is not None and told is not None:
                claims = (claim for origin in attribute.origins for claim in origin.claims)
                yield Line(f"{_head(line)} {told} {name} ({attribute.state}).", self.notes.of_claims(claims, _NOTES))

    # -- what is thin -------------------------------------------------------------------------------------------------

    def single(self) -> Section:
        return self._in_state(
            AttributeState.SINGLE_ORIGIN,
            "Only of one origin",
            "Every detail is told by one account only, however many outlets repeat it",
        )

    def revised(self) -> Section:
        return self._in_state(AttributeState.REVISED, "Revised", "An account that corrected its own earlier figures")

    def _in_state(self, state: AttributeState, title: str, what: str) -> Section:
        found = _in_state(self._situation.incidents, state)
        shown = key_incidents(found, LISTED)
        about = f"{what}: {counted(len(found), 'incident')}."
        if len(found) > len(shown):
            about += f" {len(shown)} are listed."
        return Section(title, about, tuple(Line(_head(line), self._first_notes(line)) for line in shown))

    def gaps(self) -> Section:
        coverage = self._situation.coverage
        lines = [
            f"Languages: {_shares(coverage.languages)}.",
            f"Sides of the outlets, as far as known: {_shares(coverage.sides)}.",
            f"Outlets with most articles: {_shares(coverage.outlets)}.",
            *_silent_days(coverage.days, self._situation.scope),
        ]
        if coverage.undated:
            lines.append(f"Without a date: {counted(coverage.undated, 'article')}.")
        unplaced = sum(line.lat is None for line in self._situation.incidents)
        undated = sum(line.first_day is None for line in self._situation.incidents)
        lines.append(f"Incidents without a point: {unplaced}; without a day: {undated}.")
        return Section(
            "Gaps in coverage", "Counted over the articles of this report.", tuple(Line(line) for line in lines)
        )


def _in_state(incidents: Iterable[IncidentLine], state: AttributeState) -> list[IncidentLine]:
    return [line for line in incidents if line.state is state]


def _head(line: IncidentLine) -> str:
    where = f" in {line.place}" if line.place else ", place not told"
    when = f", {named_day(line.first_day)}" if line.first_day else ", day not told"
    apart = line.accounts > 1 and line.state is AttributeState.SINGLE_ORIGIN
    state = "each detail of one account" if apart else line.state.value
    accounts = f"{counted(line.accounts, 'account')}, {counted(line.articles, 'article')}, {state}"
    return f"{type_words(line.event_type)}{where}{when} ({accounts})."


def _in_words(low: int | None, high: int | None) -> str | None:
    if low is None and high is None:
        return None
    if low is None or high is None:
        return f"at least {low}" if low is not None else f"up to {high}"
    return str(low) if low == high else f"{low} to {high}"


def _changes(line: IncidentLine, before: Mapping[str, Any]) -> list[str]:
    names: dict[str, Callable[[IncidentLine], object]] = {
        "killed": lambda item: item.killed,
        "state": lambda item: item.state.value,
        "accounts": lambda item: item.accounts,
    }
    return [
        f"{name.capitalize()}: {before.get(name) if before.get(name) is not None else 'not told'} before, "
        f"{now(line) if now(line) is not None else 'not told'} now."
        for name, now in names.items()
        if before.get(name) != now(line)
    ]


def _falls(scope: Scope) -> str:
    """Why a report is empty, as plainly as it can be told."""
    bounds = (("names", scope.actor), ("is told to be in", scope.place), ("is placed in", scope.country))
    wanted = [f"{what} {name}" for what, name in bounds if name]
    if scope.since or scope.until:
        wanted.append(f"falls between {scope.since or 'the beginning'} and {scope.until or 'today'}")
    return " and ".join(wanted) or "is known: it is empty, or nothing in it could be coded"


def _shares(counts: Counter[str]) -> str:
    told = [f"{name} {count}" for name, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:8]]
    more = len(counts) - len(told)
    return (", ".join(told) + (f" and {more} more" if more > 0 else "")) or "none"


def _silent_days(days: Counter[date], scope: Scope) -> list[str]:
    """The days of the period on which no article was published."""
    told = sorted(days)
    first, last = scope.since or (told[0] if told else None), scope.until or (told[-1] if told else None)
    if first is None or last is None:
        return ["No article has a date."]
    silent = [day for day in _days(first, last) if day not in days]
    if not silent:
        return [f"Every day from {first} to {last} has an article."]
    stretches = _stretches(silent)
    shown = ", ".join(f"{start}" if start == end else f"{start} to {end}" for start, end in stretches[:8])
    more = f" and {len(stretches) - 8} more stretches" if len(stretches) > 8 else ""
    return [f"Days without an article, of {(last - first).days + 1}: {len(silent)} ({shown}{more})."]


def _days(first: date, last: date) -> Iterator[date]:
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)


def _stretches(days: Sequence[date]) -> list[tuple[date, date]]:
    found: list[tuple[date, date]] = []
    for day in days:
        if found and day - found[-1][1] == timedelta(days=1):
            found[-1] = (found[-1][0], day)
        else:
            found.append((day, day))
    return found
