"""The corpus figures on a corpus of a few sentences whose figures can be worked out by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from builders import make_article, make_coded, make_mention
from dateline.evaluate.corpus import read_groups
from dateline.evaluate.corpus_articles import number_matches, score_articles
from dateline.evaluate.corpus_incidents import score_incidents
from dateline.evaluate.gold import GoldError
from dateline.evaluate.names import names_match
from dateline.fuse.fusing import fuse
from dateline.knowledge.actors import load_actors
from dateline.model import CasualtyKind, CasualtyValue, CodedArticle, TextSpan

RAID = "Raiders attacked the mill at Thornby and killed three guards, the ministry said. It may have been revenge."
RAID_AGAIN = "Raiders attacked the mill at Thornby on Monday and killed five guards, villagers told the Gazette."
TALKS = "Ministers of both republics met in Calderport for talks on fishing rights in the northern bay."


def coded(
    text: str, event_type: str, place: str, published: str, killed: list[int], said_by: list[str]
) -> CodedArticle:
    article = make_article(
        text, title=text.split(",", maxsplit=1)[0], publisher=f"Paper {published}", published=published
    )
    days = ["2025-05-05"] if killed else []
    return make_coded(
        article, [make_mention(article, event_type, places=[place], days=days, killed=killed, said_by=said_by)]
    )


CODED = {
    "x-1": coded(RAID, "ASSAULT", "Thornby", "2025-05-05", [3], ["Ministry"]),
    "x-2": coded(RAID_AGAIN, "ASSAULT", "Thornby", "2025-05-05", [5], ["Gazette"]),
    "x-3": coded(TALKS, "CONSULT", "Calderport", "2025-06-09", [], []),
}
GOLDS: dict[str, dict[str, Any]] = {
    "x-1": {
        "main_incident": "raid",
        "sources_cited": ["the Ministry", "Osric"],
        "copies_of": None,
        "speculative_sentences": ["It may have"],
    },
    "x-2": {"main_incident": "raid", "sources_cited": ["The Gazette"], "copies_of": ["x-1"]},
    "x-3": {"main_incident": "talks", "sources_cited": []},
}


def row(value: object, *articles: str, said_by: tuple[str, ...] = (), unit: str = "guards") -> dict[str, Any]:
    return {"value": value, "unit": unit, "articles": list(articles), "said_by": list(said_by)}


INCIDENTS: list[dict[str, Any]] = [
    {
        "id": "raid",
        "members": ["x-1", "x-2"],
        "disputed": ["killed", "perpetrator"],
        "attributes": {
            "killed": [row(3, "x-1", said_by=("Ministry",)), row(5, "x-2", said_by=("Gazette",))],
            "place": [row("Thornby mill", "x-1", "x-2")],
            "date": [row("2025-05-05 (Monday)", "x-2"), row("2025-05-06", "x-1")],
        },
    },
    {"id": "talks", "members": ["x-3"], "disputed": [], "attributes": {}},
]


def sentences(name: str) -> list[tuple[int, int]]:
    text = CODED[name].article.text
    first = text.index(". ") + 1 if ". " in text else len(text)
    return [(0, first), (first + 1, len(text))] if first < len(text) else [(0, first)]


def test_sources_and_casualties_of_articles() -> None:
    figures = score_articles(GOLDS, INCIDENTS, CODED, {name: sentences(name) for name in CODED})
    assert figures["sources_recall"] == pytest.approx(2 / 3)  # nobody named Osric was read out of the first
    assert figures["casualties_recall"] == 1.0
    assert figures["casualties_precision"] == 1.0
    assert figures["speculation_recall"] == 0.0


def test_speculation_is_scored_by_sentence() -> None:
    first = CODED["x-1"]
    start = first.article.text.index("may have")
    spans = (TextSpan.of(first.article.text, start, start + 8), TextSpan.of(first.article.text, 0, 7))
    guessed = {**CODED, "x-1": CodedArticle(first.article, first.mentions, speculation=spans)}
    figures = score_articles(GOLDS, INCIDENTS, guessed, {name: sentences(name) for name in CODED})
    assert (figures["speculation_recall"], figures["speculation_precision"]) == (1.0, 0.5)


def test_groups_states_and_values_of_incidents() -> None:
    figures = score_incidents(GOLDS, INCIDENTS, CODED, fuse(CODED.values()))
    assert figures["b_cubed_f1"] == figures["conll_f1"] == pytest.approx(1.0)
    assert figures["by_main_telling_b_cubed_f1"] == figures["by_main_telling_conll_f1"] == pytest.approx(1.0)
    assert figures["baseline_b_cubed_f1"] == pytest.approx(0.8)  # three groups of one: precision 1, recall 2/3
    assert figures["copies_recall"] == 0.0
    assert figures["disputed_recall"] == 0.5  # the perpetrator is in doubt in the gold only
    assert figures["disputed_precision"] == 1.0
    assert figures["revised_accuracy"] == 1.0
    assert figures["values_recall"] == pytest.approx(4 / 5)  # nobody says 6 May


def test_a_wrong_grouping_is_seen() -> None:
    wrong = [{**INCIDENTS[0], "members": ["x-1"]}, {**INCIDENTS[1], "members": ["x-2", "x-3"]}]
    golds = {**GOLDS, "x-2": {**GOLDS["x-2"], "main_incident": "talks"}}
    figures = score_incidents(golds, wrong, CODED, fuse(CODED.values()))
    assert figures["b_cubed_f1"] == pytest.approx(2 / 3)
    assert figures["by_main_telling_b_cubed_f1"] == pytest.approx(2 / 3)
    assert figures["conll_f1"] < 0.6


def test_names_match_that_one_actor_bears() -> None:
    actors = load_actors()
    assert names_match("WHO", "the World Health Organization", actors)
    assert not names_match("WHO", "UNICEF", actors)
    assert not names_match("Osric", "Edric", actors)


@pytest.mark.parametrize(
    ("gold", "found", "expected"),
    [
        ("The Ministry of Grain", "grain ministry", True),
        ("The Ministry of Grain", "Ministry of Salt", False),
        ("the Gazette", "Gazette", True),
        ("Syrian state television", "state television", True),
        ("Gazette", "Herald", False),
        ("the", "Gazette", False),
        ("Grain Ministry official", "the Grain Ministry's official", True),
        ("WHO", "World Health Organization", False),  # by its words; the actors know better
    ],
)
def test_names_match_by_contained_words(gold: str, found: str, expected: bool) -> None:
    assert names_match(gold, found) is expected


@pytest.mark.parametrize(
    ("low", "best", "high", "expected"),
    [(5, 5, 5, True), (3, None, 6, True), (5, 7, None, False), (None, None, None, False), (6, 6, 9, False)],
)
def test_a_number_matches_the_best_or_the_range(
    low: int | None, best: int | None, high: int | None, expected: bool
) -> None:
    assert number_matches(5, CasualtyValue(CasualtyKind.KILLED, low=low, best=best, high=high)) is expected


def test_groups_are_read_from_folders(tmp_path: Path) -> None:
    group = tmp_path / "mill"
    group.mkdir()
    record = {"id": "x-1", "text": RAID, "title": None, "publisher": "Paper", "published": "2025-05-05", "url": None}
    (group / "01.json").write_text(json.dumps(record))
    (group / "gold.json").write_text(json.dumps({"incidents": INCIDENTS, "articles": GOLDS}))
    articles, incidents = read_groups(tmp_path)
    assert [(item.name, item.article.publisher) for item in articles] == [("x-1", "Paper")]
    assert len(incidents) == 2


def test_a_folder_without_groups_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="the folder that holds the groups"):
        read_groups(tmp_path)
