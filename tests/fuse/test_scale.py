"""Bad input and large input: thousands of copies, an article of 500 mentions, a crowded incident, the archive."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from types import ModuleType

import pytest

from builders import make_article, make_coded, make_mention
from conftest import PROJECT
from dateline.fuse import states
from dateline.fuse.assemble import Assembler
from dateline.fuse.fusing import fuse
from dateline.fuse.origins import Origins
from dateline.fuse.states import Account
from dateline.knowledge.sources import load_sources
from dateline.model import AttributeState, CodedArticle, Polarity

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


def test_a_crowded_dispute_costs_each_account_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A thousand papers tell two tolls and half of them deny: pairs of accounts are not all looked at."""
    looked_at = 0
    told_apart = states._told_apart

    def counted(here: Iterable[Account], there: Collection[Account]) -> Iterator[tuple[Account, Account]]:
        nonlocal looked_at
        for pair in told_apart(here, there):
            looked_at += 1
            yield pair

    monkeypatch.setattr(states, "_told_apart", counted)
    told = [toll_of(number) for number in range(1_000)]
    articles = {coded.article.article_id: coded.article for coded in told}
    assembler = Assembler(Origins(load_sources()), articles, lambda name: name)
    incident = assembler.incident([mention for coded in told for mention in coded.mentions], "i-1")
    killed, occurrence = incident.attribute("killed"), incident.attribute("occurrence")
    assert killed is not None
    assert occurrence is not None
    assert killed.state is occurrence.state is AttributeState.DISPUTED
    assert sum(bool(origin.denied) for origin in occurrence.origins) == 250
    assert looked_at < 100


def toll_of(number: int) -> CodedArticle:
    """Paper by paper: 4 dead, 460 dead, the same again, and a denial."""
    article = make_article(f"{REPORT} Report {number}.", publisher=f"Outlet {number}", published="2025-03-04")
    mention = make_mention(article, trigger="attacked", places=["Morvale"], killed=[4 if number % 2 else 460])
    denied = replace(mention.certainty, polarity=Polarity.DENIED)
    return make_coded(article, [replace(mention, certainty=denied) if number % 4 == 3 else mention])
