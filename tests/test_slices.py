"""Fusing on files and in processes gives what fusing in memory gives."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from dateline import slices
from dateline.fuse.fusing import fuse
from dateline.model import Article, CodedArticle, Incident
from dateline.slices import fusing, fusing_in_slices
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


@pytest.mark.parametrize("processes", [1, pytest.param(2, marks=pytest.mark.slow)])
def test_slices_on_files_give_what_memory_gives(processes: int) -> None:
    articles = archive()
    fusion = fuse(articles)
    expected = list(fusion.incidents())
    with fusing_in_slices([*articles, articles[0]], processes, size=20) as fused:
        assert fused.articles == len(articles)
        assert fused.copies() == fusion.copies()
        assert fused.article_counts == {name.incident_id: len(name.article_ids) for name in expected}
        names = [incident.incident_id for incident in reversed(expected)]
        found = list(fused.read(names, whole))
    assert [incident for incident, _ in found] == expected[::-1]
    assert all(titles[0] and titles[0].split(" in ")[0] in TOLD for _, titles in found)


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
