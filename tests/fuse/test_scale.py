"""Bad input and large input: thousands of copies, an article of 500 mentions, a crowded incident, the archive."""

from __future__ import annotations

import importlib.util
import sys
from types import ModuleType

import pytest

from builders import make_article, make_coded, make_mention
from conftest import PROJECT
from dateline.fuse.fusing import fuse
from dateline.model import CodedArticle

REPORT = (
    "Gunmen attacked a convoy near Morvale on the third day of the month and killed four drivers before they fled "
    "across the river towards the hills, the interior ministry said. Drones searched for them all day in vain."
)


@pytest.fixture(scope="module")
def synthetic() -> ModuleType:
    spec = importlib.util.spec_from_file_location("synthetic", PROJECT / "benchmarks" / "synthetic.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["synthetic"] = module
    spec.loader.exec_module(module)
    return module


def copy_of(number: int, mentions: bool = True) -> CodedArticle:
    article = make_article(f"{REPORT} Report {number}.", publisher=f"Outlet {number}", published="2025-03-04")
    told = make_mention(article, trigger="attacked", places=["Morvale"], days=["2025-03-03"], killed=[4])
    return make_coded(article, [told] if mentions else [])


def test_hundreds_of_copies_are_one_group_and_one_origin() -> None:
    fusion = fuse(copy_of(number) for number in range(300))
    assert [len(group) for group in fusion.copies()] == [300]
    (incident,) = fusion.incidents()
    assert len(incident.article_ids) == 300
    assert len(incident.origins) == 1


@pytest.mark.slow
def test_thousands_of_copies_are_one_group() -> None:
    fusion = fuse(copy_of(number, mentions=False) for number in range(5_000))
    assert [len(group) for group in fusion.copies()] == [5_000]


def test_an_article_of_five_hundred_mentions_loses_none() -> None:
    article = make_article(" ".join(f"Raid{number} hit Town{number}." for number in range(500)), published="2025-03-04")
    mentions = [make_mention(article, trigger=f"Raid{number} ", places=[f"Town{number}"]) for number in range(500)]
    fusion = fuse([make_coded(article, mentions)])
    found = [mention for incident in fusion.incidents() for mention in incident.mention_ids]
    assert sorted(found) == sorted(mention.mention_id for mention in mentions)


@pytest.mark.slow
def test_an_incident_of_twenty_thousand_members() -> None:
    fusion = fuse(copy_of(number) for number in range(20_000))
    (incident,) = fusion.incidents()
    assert len(incident.mention_ids) == 20_000


def test_the_synthetic_archive_is_found_again(synthetic: ModuleType) -> None:
    fusion = fuse(synthetic.make_archive(40))
    incidents = list(fusion.incidents())
    assert len(fusion.mentions) == 40 * synthetic.ARTICLES_AN_INCIDENT * synthetic.MENTIONS_AN_ARTICLE
    assert 38 <= len(incidents) <= 44
    late = synthetic.make_article_of(7, synthetic.ARTICLES_AN_INCIDENT, 40)
    changed = fusion.add([late])
    assert any(late.article.article_id in incident.article_ids for incident in fusion.incidents(changed))
