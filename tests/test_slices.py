"""Fusing on files and in processes gives what fusing in memory gives."""

from __future__ import annotations

import gc
import os
from collections.abc import Mapping

import pytest

from builders import make_article, make_coded, make_mention
from dateline import slices
from dateline.fuse.fusing import fuse
from dateline.model import Article, CodedArticle, Incident
from dateline.slices import LostProcessError, fusing, fusing_in_slices
from reports import TOLD, article_of


def whole(incident: Incident, articles: Mapping[str, Article]) -> tuple[Incident, list[str | None]]:
    return incident, [articles[article_id].title for article_id in incident.article_ids]


def archive() -> list[CodedArticle]:
    places, papers = ("Morvale", "Eastwick", "Harrowgate"), ("Daily", "Courier", "Herald (Daily)")
    return [
        article_of(kind, town, day, paper, 4)
        for kind in sorted(TOLD)
        for town in places
        for day in range(1, 29, 4)
        for paper in papers
    ]


def odd_articles() -> list[CodedArticle]:
    """Without a date, without mentions, a text many times over, and one article with as many mentions as an archive."""
    undated = make_article("Gunmen attacked a patrol near Morvale.", publisher="Herald")
    crowded = make_article(" ".join(f"Raid{number} hit Town{number}." for number in range(60)), published="2025-03-04")
    raids = [make_mention(crowded, trigger=f"Raid{number} ", places=[f"Town{number}"]) for number in range(60)]
    text = "Nothing of note was told on any of these days, the paper wrote, and nobody asked why it had been printed."
    silent = [make_article(text, publisher=f"Paper {number}", published="2025-03-04") for number in range(30)]
    return [
        make_coded(undated, [make_mention(undated, trigger="attacked", places=["Morvale"])]),
        make_coded(crowded, raids),
        *(make_coded(article) for article in silent),
    ]


@pytest.mark.parametrize("processes", [1, pytest.param(2, marks=pytest.mark.slow)])
def test_slices_on_files_give_what_memory_gives(processes: int) -> None:
    articles = [*archive(), *odd_articles()]
    fusion = fuse(articles)
    expected = list(fusion.incidents())
    with fusing_in_slices([*articles, articles[0]], processes, size=20) as fused:
        assert fused.articles == len(articles)
        assert fused.copies() == fusion.copies()
        assert fused.article_counts == {name.incident_id: len(name.article_ids) for name in expected}
        names = [incident.incident_id for incident in reversed(expected)]
        found = list(fused.read(names, whole))
    assert [incident for incident, _ in found] == expected[::-1]
    told = [titles[0].split(" in ")[0] for _, titles in found if titles[0]]
    assert sorted(set(told)) == sorted(TOLD)
    assert len([group for group in fusion.copies() if len(group) == 30]) == 1


@pytest.mark.parametrize("few", [1, 10_000])
def test_few_articles_are_fused_in_memory(few: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slices, "_FEW", few)
    articles = archive()[:12]
    with fusing(articles, 1) as fused:
        found = [incident for incident, _ in fused.read(sorted(fused.article_counts), whole)]
    assert found == list(fuse(articles).incidents())


def test_nothing_fuses_to_nothing() -> None:
    with fusing([], 1) as fused, fusing_in_slices([], 1) as sliced:
        assert not fused.article_counts
        assert not sliced.article_counts


def searched(_incident: Incident, _articles: Mapping[str, Article]) -> bool:
    return gc.isenabled()


def test_circular_references_are_searched_for_again_afterwards() -> None:
    assert gc.isenabled()
    with fusing_in_slices(archive()[:12], 1) as fused:
        assert gc.isenabled()
        assert set(fused.read(list(fused.article_counts), searched)) == {False}
    assert gc.isenabled()


def killed(_incident: Incident, _articles: Mapping[str, Article]) -> None:
    os._exit(9)


@pytest.mark.slow
def test_a_process_that_is_killed_is_told() -> None:
    articles = archive()[:12]
    with fusing_in_slices(articles, 2) as fused, pytest.raises(LostProcessError, match="DATELINE_PROCESSES"):
        list(fused.read(fused.article_counts, killed))
