"""A chain of sources -> whose account it is."""

from __future__ import annotations

import pytest

from builders import OWN_VOICE, make_article
from dateline.fuse.origins import Origins
from dateline.knowledge.sources import load_sources
from dateline.model import Article, Attribution, Source, SourceKind

ORIGINS = Origins(load_sources())
DAILY = make_article("Text.", publisher="Thornby Daily")
HERALD = make_article("Text.", publisher="Calderport Herald")
MINISTRY = Source("Ministry of Defence", SourceKind.OFFICIAL, country="PER")


def source(name: str, kind: SourceKind, country: str | None = "PER") -> Source:
    return Source(name, kind, country=country)


def origin(article: Article, *sources: Source) -> str:
    return ORIGINS.of(Attribution((OWN_VOICE, *sources)), article).name


@pytest.mark.parametrize(
    ("sources", "expected"),
    [
        ((), "Thornby Daily"),
        ((MINISTRY,), "Ministry of Defence"),
        ((source("security source", SourceKind.UNNAMED),), "Thornby Daily"),
        ((source("statement", SourceKind.DOCUMENT),), "Thornby Daily"),
        ((MINISTRY, source("witnesses", SourceKind.WITNESS)), "Ministry of Defence"),
        ((source("army", SourceKind.MILITARY),), "army (PER)"),
        ((source("interior ministry", SourceKind.OFFICIAL, None),), "interior ministry"),
        ((source("rebels", SourceKind.ARMED_GROUP),), "rebels (PER)"),
        ((source("officials", SourceKind.OFFICIAL),), "Thornby Daily"),
        ((source("soldier", SourceKind.MILITARY),), "Thornby Daily"),
    ],
)
def test_whose_account_it_is(sources: tuple[Source, ...], expected: str) -> None:
    assert origin(DAILY, *sources) == expected


def test_what_two_papers_quote_of_one_army_is_one_account() -> None:
    army = source("army", SourceKind.MILITARY)
    assert origin(DAILY, army) == origin(HERALD, army)
    assert origin(DAILY, army) != origin(DAILY, source("army", SourceKind.MILITARY, "CHL"))
    assert origin(DAILY) != origin(HERALD)
