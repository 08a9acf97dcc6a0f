"""Coding many articles: in order, few of them here, many in other processes, one of which may be killed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest

from builders import make_article
from cases import PatternCoder, StubParser, code_or_die, write_stories
from dateline import processes
from dateline.coding import Uncoded, ahead_of
from dateline.model import Article, CodedArticle
from dateline.processes import FEW, PoolCoder, code_inputs, code_many, coding_apart, coding_with
from dateline.read import Given, Original, Unreadable
from dateline.read.original import TEXT
from dateline.settings import Settings
from dateline.store.case import open_case
from dateline.store.query import coded_articles
from dateline.workflow import add_inputs

SETTINGS = Settings(processes=2)


def _articles(count: int) -> list[Article]:
    return [
        make_article(f"Rebels shelled Darun on 2024-05-0{number % 9 + 1}, killing {number + 1}.")
        for number in range(count)
    ]


@dataclass
class _Pool:
    """Stands in for the pool; codes nothing before it is asked for the result."""

    settings: Settings
    sizes: list[int] = field(default_factory=list)
    waiting: int = 0
    most_waiting: int = 0
    ahead: int = 3
    version: str = "pool-1"

    def begin(self, articles: Sequence[Article]) -> Callable[[], list[CodedArticle | Uncoded]]:
        self.sizes.append(len(articles))
        self.waiting += 1
        self.most_waiting = max(self.most_waiting, self.waiting)

        def taken() -> list[CodedArticle | Uncoded]:
            self.waiting -= 1
            return PatternCoder().begin(articles)()

        return taken

    def close(self) -> None:
        assert not self.waiting


@pytest.fixture
def pools(monkeypatch: pytest.MonkeyPatch) -> list[_Pool]:
    """The pools that were started; the pipeline of this process is a stand-in."""
    started: list[_Pool] = []

    def start(settings: Settings) -> _Pool:
        started.append(_Pool(settings))
        return started[-1]

    monkeypatch.setattr(processes, "PoolCoder", start)
    monkeypatch.setattr(processes, "load_pipeline", lambda _: StubParser())
    return started


@pytest.mark.parametrize(
    ("count", "cores", "pooled"), [(FEW - 1, 2, False), (FEW, 2, True), (FEW, 1, False), (0, 2, False)]
)
def test_a_pool_is_started_for_many_articles_only(count: int, cores: int, pooled: bool, pools: list[_Pool]) -> None:
    articles = _articles(count)
    codings = list(code_many(articles, Settings(processes=cores)))
    assert [coding.article for coding in codings] == articles
    assert len(pools) == pooled


def test_a_program_that_answers_others_codes_nothing_itself(pools: list[_Pool]) -> None:
    with coding_apart(Settings(processes=1)) as coder:
        coder.begin(_articles(1))()
    assert len(pools) == 1


def test_articles_are_read_no_faster_than_they_are_coded(pools: list[_Pool]) -> None:
    read = 0

    def articles() -> Iterator[Article]:
        nonlocal read
        for article in _articles(400):
            read += 1
            yield article

    for done, _ in enumerate(code_many(articles(), SETTINGS)):
        assert read - done <= FEW + 5 * 8
    assert read == 400
    assert pools[0].most_waiting <= pools[0].ahead + 1


def test_the_first_batch_of_a_case_tells_where_it_is_coded(pools: list[_Pool]) -> None:
    with coding_with(SETTINGS) as coder:
        assert coder.ahead == 0
        assert len(coder.begin(_articles(FEW))()) == FEW
        assert (coder.ahead, coder.version) == (3, "pool-1")
    with coding_with(SETTINGS) as coder:
        assert len(coder.begin(_articles(FEW - 1))()) == FEW - 1
    assert len(pools) == 1


def test_results_are_taken_in_order() -> None:
    begun: list[int] = []

    def batches() -> Iterator[int]:
        for number in range(6):
            begun.append(number)
            yield number

    taken = [(number, len(begun)) for number in ahead_of(batches(), PatternCoder(ahead=2))]
    assert taken == [(0, 3), (1, 4), (2, 5), (3, 6), (4, 6), (5, 6)]


def test_what_cannot_be_coded_is_told_with_its_file_and_line(pools: list[_Pool]) -> None:
    texts = ["This is well.", "This one is endless.", "This is well too.", "This one is broken."]
    found = [(Original("news.jsonl", b"", TEXT, line), make_article(text)) for line, text in enumerate(texts, 1)]
    missing = Unreadable("none.txt", "there is no such file", "check the name")
    coded = list(code_inputs([*found, (None, missing)], Settings(max_coding_seconds=1)))
    assert [item.article.text for item in coded if isinstance(item, CodedArticle)] == [texts[0], texts[2]]
    told = sorted(str(item) for item in coded if isinstance(item, Unreadable))
    assert [line.partition(";")[0] for line in told] == [
        "news.jsonl:2: coding took longer than 1 seconds",
        "news.jsonl:4: coding failed (IndexError: no such token)",
        "none.txt: there is no such file",
    ]
    assert not pools


@pytest.mark.slow
def test_a_killed_process_costs_only_the_article_that_kills_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "_code", code_or_die)
    articles = _articles(9)
    articles[4] = make_article("This one is deadly.")
    pool = PoolCoder(SETTINGS)
    begun = [pool.begin(articles[start : start + 3]) for start in (0, 3, 6)]
    codings = [coding for taken in begun for coding in taken()]
    pool.close()
    assert [coding.article for coding in codings] == articles
    failed = [coding for coding in codings if isinstance(coding, Uncoded)]
    assert [(item.article, item.problem) for item in failed] == [
        (articles[4], "the process that coded it was killed, twice; it may lack memory")
    ]


@pytest.mark.slow
def test_several_processes_code_as_one_does(tmp_path: Path) -> None:
    stories = write_stories(tmp_path / "stories", FEW)
    found = []
    for count in (1, 2):
        case = open_case(str(tmp_path / f"{count}.db"), create=True)
        with coding_with(Settings(processes=count)) as coder:
            add_inputs(case, coder, [str(stories)], Given(date(2024, 5, 12)), lambda: None)
        with case.reading() as connection:
            found.append(list(coded_articles(connection)))
        case.close()
    assert found[0] == found[1]
    assert any(coded.mentions for coded in found[0])
