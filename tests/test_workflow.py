"""Coding for a case: in order, bounded in time, one bad article never holding up the others."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import cast

import pytest

from builders import make_article
from cases import PatternCoder, StubParser, write_stories
from dateline.annotate.pipeline import Pipeline
from dateline.coding import Uncoded, code_each
from dateline.model import Article, CodedArticle
from dateline.read import Given
from dateline.store import tables
from dateline.store.case import Case, open_case
from dateline.store.query import coded_articles
from dateline.workflow import add_inputs, recode_case

ARTICLES = [make_article(f"This is article {number}.") for number in range(3)]


@pytest.mark.parametrize(
    ("word", "told"), [("endless", "coding took longer than 3 seconds"), ("broken", "IndexError: no such token")]
)
def test_an_article_that_cannot_be_coded_is_told_and_the_rest_goes_on(word: str, told: str) -> None:
    bad = make_article(f"This one is {word}.")
    start = time.monotonic()
    outcome = code_each(cast(Pipeline, StubParser()), [*ARTICLES, bad, ARTICLES[0]], 3.0)
    assert time.monotonic() - start < 40
    assert [isinstance(item, CodedArticle) for item in outcome] == [True, True, True, False, True]
    failed = outcome[3]
    assert isinstance(failed, Uncoded)
    assert told in failed.problem
    assert [item.article for item in outcome] == [*ARTICLES, bad, ARTICLES[0]]


@dataclass(frozen=True)
class _Counting(PatternCoder):
    """Counts how many batches are begun and not yet taken."""

    held: list[int] = field(default_factory=list)
    most: list[int] = field(default_factory=list)

    def begin(self, articles: Sequence[Article]) -> Callable[[], list[CodedArticle | Uncoded]]:
        self.held.append(1)
        self.most.append(len(self.held))
        take = super().begin(articles)

        def taken() -> list[CodedArticle | Uncoded]:
            self.held.pop()
            return take()

        return taken


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    opened = open_case(str(tmp_path / "case.db"), create=True)
    yield opened
    opened.close()


@pytest.mark.parametrize("ahead", [0, 2])
def test_no_more_batches_are_held_than_the_coder_asks_for(case: Case, tmp_path: Path, ahead: int) -> None:
    stories = write_stories(tmp_path / "stories", 200)
    coder = _Counting(ahead=ahead)
    summary = add_inputs(case, coder, [str(stories)], Given(), lambda: None)
    assert summary.new == 200
    assert max(coder.most) == ahead + 1


def test_a_changed_page_is_a_new_version_and_both_stay(case: Case, tmp_path: Path) -> None:
    file = tmp_path / "pages.jsonl"
    for text in ("Rebels shelled Darun on 2024-05-01, killing 3.", "Rebels shelled Darun on 2024-05-01, killing 4."):
        file.write_text(f'{{"text": "{text}", "url": "https://news.example/1"}}\n')
        summary = add_inputs(case, PatternCoder(), [str(file)], Given(date(2024, 5, 12)), lambda: None)
    assert (summary.new, summary.changed) == (1, 1)
    with case.reading() as connection:
        rows = connection.execute(tables.articles.select()).all()
    assert len(rows) == 2
    assert sum(row.replaces is not None for row in rows) == 1


def test_what_is_not_english_is_kept_and_not_coded(case: Case, tmp_path: Path) -> None:
    file = tmp_path / "bericht.txt"
    file.write_text("Der Außenminister sagte am Dienstag, dass die Verhandlungen fortgesetzt werden sollen und müssen.")
    summary = add_inputs(case, PatternCoder(), [str(file)], Given(), lambda: None)
    assert (summary.new, summary.not_english) == (1, 1)
    with case.reading() as connection:
        assert connection.execute(tables.articles.select()).one().state == "not_english"
    assert recode_case(case, PatternCoder("coder-2"), lambda: None).changed == 0


def test_recode_tries_again_what_failed(case: Case, tmp_path: Path) -> None:
    stories = write_stories(tmp_path / "stories", 4)
    add_inputs(case, PatternCoder(fails_on="number 2 "), [str(stories)], Given(), lambda: None)
    with case.reading() as connection:
        assert len(list(coded_articles(connection))) == 3
    again = recode_case(case, PatternCoder(), lambda: None)
    assert (again.changed, again.failures) == (1, [])
    with case.reading() as connection:
        assert len(list(coded_articles(connection))) == 4
