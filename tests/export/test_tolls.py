"""What accounts count, and the readings that the field derives from it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builders import make_article, make_mention
from dateline.export.tolls import accounts_of, conservative, range_of
from dateline.model import (
    CasualtyKind,
    CasualtyValue,
    Certainty,
    CertaintyLevel,
    Claim,
    EventMention,
    Polarity,
    ToldIncident,
)
from exporting import make_told

KILLED = CasualtyKind.KILLED


def _exactly(number: int, group: str | None = None, part_of: str | None = None) -> CasualtyValue:
    return CasualtyValue(KILLED, group, number, number, number, part_of=part_of)


def _worded(mention: EventMention, words: str, value: CasualtyValue) -> EventMention:
    """The mention with one casualty claim of these words."""
    claim: Claim[CasualtyValue] = replace(mention.casualties[0], as_written=words, value=value)
    return replace(mention, casualties=(claim,))


def _told(*accounts: list[CasualtyValue], certainty: Certainty | None = None) -> ToldIncident:
    """One article of its own outlet for each account."""
    tellings = []
    for number, values in enumerate(accounts):
        article = make_article(
            f"Report {number}: gunmen attacked Darun.", publisher=f"Outlet {number}", published=f"2024-05-1{number}"
        )
        doubt = {"certainty": certainty} if certainty else {}
        tellings.append((article, make_mention(article, trigger="attacked", killed=values, **doubt)))
    return make_told(tellings)


def _readings(told: ToldIncident) -> tuple[int | None, int | None, int | None, int | None]:
    accounts = accounts_of(told, KILLED, told.mentions)
    span = range_of(accounts)
    return conservative(accounts), span.low, span.best, span.high


@pytest.mark.parametrize(
    ("accounts", "readings"),
    [
        ([], (None, None, None, None)),
        ([[_exactly(0)]], (0, 0, 0, 0)),
        ([[_exactly(5)]], (5, 5, 5, 5)),
        ([[_exactly(5)], [_exactly(7)], [_exactly(5)]], (5, 5, 5, 7)),
        ([[_exactly(5)], [_exactly(7)]], (5, 5, 7, 7)),  # of equals the latest
        ([[_exactly(2, "two soldiers"), _exactly(1, "an interpreter")]], (3, 3, 3, 3)),
        ([[_exactly(7, "people"), _exactly(2, "soldiers"), _exactly(5, "guards")]], (7, 7, 7, 7)),
        ([[_exactly(7, "villagers"), _exactly(3, "children", part_of="seven")]], (7, 7, 7, 7)),
        ([[_exactly(5), _exactly(5)]], (5, 5, 5, 5)),
        ([[CasualtyValue(KILLED, low=20, best=20)]], (20, 20, 20, 20)),
        ([[CasualtyValue(KILLED, low=10, best=12, high=15)]], (10, 10, 12, 15)),
        ([[CasualtyValue(KILLED, "villagers")]], (None, None, None, None)),
        ([[_exactly(2, "soldiers"), CasualtyValue(KILLED, "villagers", low=3)]], (5, 5, None, None)),
    ],
)
def test_readings(accounts: list[list[CasualtyValue]], readings: tuple[int | None, ...]) -> None:
    told = _told(*accounts) if accounts else _told([])
    assert _readings(told) == readings


@pytest.mark.parametrize(
    ("words", "value", "figure"),
    [
        ("tens", CasualtyValue(KILLED, low=20, best=20), 10),
        ("Dozens", CasualtyValue(KILLED, low=24), 12),
        ("hundreds", CasualtyValue(KILLED, low=100), 100),
        ("two dozen", CasualtyValue(KILLED, low=24, best=24, high=24), 24),
        ("at least 20", CasualtyValue(KILLED, low=20, best=20), 20),
    ],
)
def test_acled_reads_numbers_that_nobody_gave(words: str, value: CasualtyValue, figure: int) -> None:
    told = _told([_exactly(1)])
    mention = _worded(told.mentions[0], words, value)
    again = make_told([(told.articles[0], mention)])
    assert conservative(accounts_of(again, KILLED, again.mentions)) == figure


@pytest.mark.parametrize(
    "doubt",
    [
        Certainty(CertaintyLevel.POSSIBLE),
        Certainty(CertaintyLevel.PROBABLE),
        Certainty(CertaintyLevel.CERTAIN, Polarity.DENIED),
    ],
)
def test_what_is_doubted_or_denied_counts_nowhere(doubt: Certainty) -> None:
    assert _readings(_told([_exactly(5)], certainty=doubt)) == (None, None, None, None)


def test_an_origin_counts_by_its_latest_article() -> None:
    first = make_article("Gunmen attacked Darun, killing 9.", publisher="Harbour Post", published="2024-05-11")
    later = make_article(
        "Gunmen attacked Darun, killing 4 after all.", publisher="Harbour Post", published="2024-05-13"
    )
    told = make_told([(first, make_mention(first, killed=[9])), (later, make_mention(later, killed=[4]))])
    assert _readings(told) == (4, 4, 4, 4)
