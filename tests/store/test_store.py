"""A case gives back what was put into it, and putting it twice changes nothing."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

import pytest

from dateline.annotate.pipeline import Pipeline
from dateline.identity import article_id
from dateline.model import Article, CodedArticle
from dateline.store.case import CaseError, open_case
from dateline.store.query import coded_article, coded_articles
from dateline.store.search import find_articles
from dateline.store.write import ArticleState, Filed, put_article, put_coding, put_original
from dateline.workflow import code_articles

TEXTS = (
    "Rebels shelled the town of Darun on Monday, killing at least three soldiers, the army said.",
    "The two presidents met in Geneva on Tuesday and discussed the prisoners, a spokesman said.",
)


@pytest.fixture(scope="module")
def coded(pipeline: Pipeline) -> list[CodedArticle]:
    articles = [
        Article(article_id(text, None, None, None), text, published_on=date(2024, 5, 7), language="en")
        for text in TEXTS
    ]
    return list(code_articles(pipeline, articles))


def _fill(path: Path, coded: list[CodedArticle]) -> list[bool]:
    case = open_case(str(path), create=True)
    new = []
    with case.writing() as connection:
        for item in coded:
            raw = item.article.text.encode()
            sha256 = hashlib.sha256(raw).hexdigest()
            put_original(connection, sha256, raw, "text/plain")
            filed = Filed("story.txt", None, sha256)
            new.append(put_article(connection, item.article, filed, ArticleState.UNCODED).is_new)
        put_coding(connection, coded, "coder-1")
    case.close()
    return new


def test_what_goes_in_comes_out(tmp_path: Path, coded: list[CodedArticle]) -> None:
    path = tmp_path / "a.db"
    assert _fill(path, coded) == [True, True]
    case = open_case(str(path))
    with case.reading() as connection:
        again = list(coded_articles(connection))
        assert coded_article(connection, coded[0].article.article_id) == coded[0]
    case.close()
    assert sorted(again, key=lambda item: item.article.article_id) == sorted(
        coded, key=lambda item: item.article.article_id
    )


def test_the_same_article_twice_is_one(tmp_path: Path, coded: list[CodedArticle]) -> None:
    path = tmp_path / "a.db"
    _fill(path, coded)
    assert _fill(path, coded) == [False, False]
    case = open_case(str(path))
    with case.reading() as connection:
        assert len(list(coded_articles(connection))) == len(coded)
    case.close()


@pytest.mark.parametrize(("words", "hits"), [("shelled", 1), ('"town of Darun"', 1), ("OR AND (", 0), ('"', 0)])
def test_search_reads_words_and_never_a_query(tmp_path: Path, coded: list[CodedArticle], words: str, hits: int) -> None:
    path = tmp_path / "a.db"
    _fill(path, coded)
    case = open_case(str(path))
    with case.reading() as connection:
        assert len(find_articles(connection, words)) == hits
    case.close()


def test_no_case_is_told_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="make one with: dateline add --case"):
        open_case(str(tmp_path / "none.db"))


def test_a_file_that_is_no_case_is_told(tmp_path: Path) -> None:
    path = tmp_path / "notes.db"
    path.write_text("these are notes, and no database, in more than a hundred characters of plain words " * 20)
    with pytest.raises(CaseError, match="no case can be opened here"):
        open_case(str(path), create=True)
