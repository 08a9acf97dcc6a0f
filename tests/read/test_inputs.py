"""Each kind of input gives its articles, and each bad one says what is wrong and what to do."""

from __future__ import annotations

import gzip
import os
from datetime import date
from pathlib import Path

import pytest

from dateline.model import Article, Provenance
from dateline.read import Given, Unreadable, read_inputs, refuse_other_languages
from dateline.settings import Settings

ENGLISH = "The army withdrew from the border town on Monday after talks with the governor, two officials said. "
PAGE = f"""<!doctype html><html><head><title>Army leaves town</title>
<meta property="og:site_name" content="The Harbour Post">
<meta property="article:published_time" content="2024-05-06T10:00:00Z"></head>
<body><nav>Home</nav><article><h1>Army leaves town</h1><p>{ENGLISH * 5}</p></article></body></html>"""


def _one(path: Path, given: Given | None = None) -> Article | Unreadable:
    (found,) = _read(path, given=given)
    return found


def _read(*paths: Path, given: Given | None = None) -> list[Article | Unreadable]:
    return [item for _, item in refuse_other_languages(read_inputs([str(path) for path in paths], given or Given()))]


def _file(folder: Path, name: str, content: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_a_text_keeps_its_words_and_takes_what_the_user_states(tmp_path: Path) -> None:
    article = _one(_file(tmp_path, "a.txt", ENGLISH), Given(date(2024, 5, 7), "The Harbour Post"))
    assert isinstance(article, Article)
    assert article.text == ENGLISH
    assert (article.published_on, article.publisher) == (date(2024, 5, 7), "The Harbour Post")
    assert {field.name: field.provenance for field in article.metadata}["publisher"] is Provenance.USER


def test_a_page_tells_its_own_metadata(tmp_path: Path) -> None:
    article = _one(_file(tmp_path, "a.html", PAGE), Given(publisher="Somebody Else"))
    assert isinstance(article, Article)
    assert article.publisher == "The Harbour Post"
    assert article.published_on == date(2024, 5, 6)
    assert "Home" not in article.text
    assert {field.name: field.provenance for field in article.metadata}["publisher"] is Provenance.TAG


def test_a_page_without_a_suffix_is_seen_by_its_bytes(tmp_path: Path) -> None:
    article = _one(_file(tmp_path, "page", PAGE))
    assert isinstance(article, Article)
    assert article.title == "Army leaves town"


def test_jsonl_gives_an_article_a_line_and_names_the_bad_line(tmp_path: Path) -> None:
    lines = [
        f'{{"id": "7", "text": "{ENGLISH}", "published": "2024-05-06"}}',
        "{not json",
        '{"id": "8"}',
        f'{{"text": "{ENGLISH}", "published": "last week"}}',
        "[1, 2]",
    ]
    first, *bad = _read(_file(tmp_path, "a.jsonl", "\n".join(lines)))
    assert isinstance(first, Article)
    assert (first.source_id, first.published_on) == ("7", date(2024, 5, 6))
    assert [item.line for item in bad if isinstance(item, Unreadable)] == [2, 3, 4, 5]
    assert [str(item).split(": ", 1)[1].split(";")[0] for item in bad] == [
        "not JSON",
        "no 'text'",
        "'published' is 'last week', which is no date",
        "no 'text'",
    ]


@pytest.mark.parametrize("written", ["2025-02-31", "2025-13-01", "0000-01-01", "99999-01-01", "31 February 2025"])
def test_a_date_that_no_calendar_has_is_refused_with_its_line(tmp_path: Path, written: str) -> None:
    lines = [f'{{"text": "{ENGLISH}"}}', f'{{"text": "{ENGLISH}", "published": "{written}"}}']
    good, bad = _read(_file(tmp_path, "a.jsonl", "\n".join(lines)))
    assert isinstance(good, Article)
    assert isinstance(bad, Unreadable)
    assert bad.line == 2
    assert f"'published' is '{written}', which is no date" in str(bad)


def test_a_folder_is_read_in_order_of_its_names(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "c.png"):
        _file(tmp_path, name, f"{name}: {ENGLISH}")
    articles = _read(tmp_path)
    assert [article.text[:4] for article in articles if isinstance(article, Article)] == ["a.md", "b.tx"]


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("empty.txt", b"", "the text is empty"),
        ("blank.txt", b" \n\t ", "the text is empty"),
        ("picture.txt", bytes(range(256)) * 4, "binary bytes"),
        ("broken.txt", ENGLISH.encode() + b"\n\xff\xfe broken", "(line 2) is not UTF-8"),
        ("long.txt", (ENGLISH * 20).encode(), "over the limit of 1,000"),
        ("german.txt", "Die Armee zog sich am Montag aus der Grenzstadt zurück, sagten zwei Beamte.".encode(), "'de'"),
        ("bare.html", b"<html><body></body></html>", "no article text"),
        ("empty.jsonl", b"\n\n", "the text is empty"),
        ("folder.zip", b"PK\x03\x04 and so on", "it is packed"),
        ("story.txt.gz", gzip.compress(ENGLISH.encode(), mtime=0), "it is packed"),
        ("deep.jsonl", b"[" * 3_500, "not JSON"),
        ("wide.jsonl", b"[" * 100_000, "longer than 4,000 bytes"),
    ],
)
def test_bad_input_is_named_with_a_remedy(tmp_path: Path, name: str, content: bytes, problem: str) -> None:
    found = _one(_file(tmp_path, name, content), Given(settings=Settings(max_article_bytes=1_000)))
    assert isinstance(found, Unreadable)
    assert problem in str(found)
    assert name in str(found)
    assert found.remedy


def test_a_missing_file_and_an_empty_folder_are_named(tmp_path: Path) -> None:
    missing, empty = _read(tmp_path / "none.txt", tmp_path)
    assert "there is no such file" in str(missing)
    assert "the folder holds no articles" in str(empty)


def test_a_name_with_a_line_break_stays_on_one_line(tmp_path: Path) -> None:
    assert "\n" not in str(_one(_file(tmp_path, "two\nlines.txt", b"")))


def test_a_file_without_permission_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Path) -> bytes:
        raise PermissionError(13, os.strerror(13))

    path = _file(tmp_path, "a.txt", ENGLISH)
    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert "it cannot be read (Permission denied)" in str(_one(path))


def test_capitals_are_english_too(tmp_path: Path) -> None:
    assert isinstance(_one(_file(tmp_path, "a.txt", ENGLISH.upper())), Article)
