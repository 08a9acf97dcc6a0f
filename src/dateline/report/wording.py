"""The small words of a report: counts, lists, days; and claims and passages as footnotes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from dateline.model import Reported
from dateline.picture.passages import Passage
from dateline.report.document import Note
from dateline.report.situation import Cited, Situation

__all__ = ["NotesOf", "counted", "listed", "named_day", "type_words"]

_TYPE_WORDS = {
    "AGREE": "Agreement or promise",
    "CONSULT": "Talks or visit",
    "SUPPORT": "Support",
    "CONCEDE": "Concession",
    "COOPERATE": "Cooperation",
    "AID": "Aid",
    "RETREAT": "Retreat or release",
    "REQUEST": "Request",
    "ACCUSE": "Accusation",
    "REJECT": "Rejection",
    "THREATEN": "Threat",
    "PROTEST": "Protest",
    "SANCTION": "Sanction",
    "MOBILIZE": "Mobilisation",
    "COERCE": "Coercion",
    "ASSAULT": "Assault",
}
_UNKNOWN = Cited(None, None, None, None)


def counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def type_words(event_type: str) -> str:
    """What an event type is called; one of another codebook by its own name."""
    return _TYPE_WORDS.get(event_type, event_type.capitalize())


def listed(values: Iterable[str], most: int = 4) -> str:
    """ "a", "a; b", "a; b and 3 more"."""
    told = list(dict.fromkeys(values))
    rest = len(told) - most
    return "; ".join(told[:most]) + (f" and {rest} more" if rest > 0 else "")


def named_day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


class NotesOf:
    """Footnotes, with what the case knows of each article."""

    def __init__(self, situation: Situation) -> None:
        self._cited = situation.cited
        self._told_in = situation.told_in

    def of_claims(self, claims: Iterable[Reported], most: int) -> tuple[Note, ...]:
        """The passages of the first claims, each once."""
        notes: dict[Note, None] = {}
        for claim in claims:
            told = self._told_in.get(claim.claim_id)
            if told is None:
                continue
            names = [source.name for source in claim.attribution.sources[1:]]
            notes[self._note(told.article_id, told.quote, names[-1] if names else None)] = None
            if len(notes) == most:
                break
        return tuple(notes)

    def of_passages(self, passages: Iterable[Passage], most: int = 4) -> tuple[Note, ...]:
        notes: dict[Note, None] = {}
        for passage in passages:
            source = passage.said_by[-1] if passage.said_by else None
            notes[self._note(passage.article_id, passage.span.quote, source)] = None
            if len(notes) == most:
                break
        return tuple(notes)

    def _note(self, article_id: str, quote: str, source: str | None) -> Note:
        cited = self._cited.get(article_id, _UNKNOWN)
        return Note(quote, source, cited.outlet, cited.published_on, cited.url, cited.title, article_id)
