"""Tables, feeds, archives and PDFs: each record is an article, and each damaged one is told without losing the rest."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dateline.model import Article
from dateline.read import Given, Unreadable, read_inputs
from dateline.settings import Settings

STORY = "The army withdrew from the border town on Monday after talks with the governor, two officials said. "


def _read(path: Path, **limits: int) -> list[Article | Unreadable]:
    return [item for _, item in read_inputs([str(path)], Given(settings=Settings(**limits)))]


def _articles(found: list[Article | Unreadable]) -> list[Article]:
    return [item for item in found if isinstance(item, Article)]


def test_a_csv_row_is_an_article(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f'id,text,published,extra\n1,"{STORY}",2024-05-06,x\n2,,2024-05-06,y\n')
    first, second = _read(path)
    assert isinstance(first, Article)
    assert (first.source_id, str(first.published_on)) == ("1", "2024-05-06")
    assert "a.csv:3: no 'text'" in str(second)


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("no_column.csv", b"id,body\n1,x\n", "there is no column 'text'"),
        ("latin.csv", b"id,text\n1,caf\xe9\n", "the row cannot be read"),
        ("text.parquet", b"PAR1 but not really", "no readable Parquet file"),
        ("cut.jsonl.gz", gzip.compress(b'{"text": "x"}\n' * 50, mtime=0)[:-12], "it is damaged"),
        ("nothing.pdf", b"%PDF-1.4\nnot a PDF", "no readable PDF"),
        ("entities.xml", b'<!DOCTYPE x [<!ENTITY a "aa">]><rss><channel/></rss>', "XML entities"),
        ("bad.rss", b"<rss><channel>", "the text is empty"),
        ("foreign.warc.gz", b"PK\x03\x04 a zip, not a WARC", "damaged"),
    ],
)
def test_a_damaged_container_is_named(tmp_path: Path, name: str, content: bytes, problem: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    told = " ".join(str(item) for item in _read(path) if isinstance(item, Unreadable))
    assert problem in told
    assert name in told


def test_a_parquet_row_is_an_article(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"text": [STORY, STORY + "More."], "publisher": ["The Post", None]}), path)
    assert [article.publisher for article in _articles(_read(path))] == ["The Post", None]


def test_a_parquet_file_without_texts_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"body": [STORY]}), path)
    assert "there is no column 'text'" in str(_read(path)[0])


def test_a_gzip_bomb_of_one_line_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "bomb.jsonl.gz"
    line = json.dumps({"text": STORY}).encode()
    path.write_bytes(gzip.compress(line + b"\n" + b" " * 50_000_000 + b"\n" + line))
    first, bomb, last = _read(path, max_article_bytes=10_000)
    assert isinstance(first, Article)
    assert "bomb.jsonl.gz:2: the line is longer than 40,000 bytes" in str(bomb)
    assert isinstance(last, Article)


def test_a_feed_gives_its_entries_without_scripts_in_links(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_text(
        "<rss version='2.0'><channel><title>The Post</title>"
        f"<item><title>One</title><link>javascript:alert(1)</link><description>{STORY}&lt;b&gt;Bold&lt;/b&gt;"
        "</description><pubDate>Mon, 06 May 2024 10:00:00 GMT</pubDate></item>"
        "<item><title>Two</title><link>https://post.example/2</link></item></channel></rss>"
    )
    first, second = _read(path)
    assert isinstance(first, Article)
    assert (first.url, first.publisher, str(first.published_on)) == (None, "The Post", "2024-05-06")
    assert first.text.endswith("Bold")
    assert "the entry holds no text" in str(second)


def _record(status: str, page: str) -> bytes:
    answer = f"HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{page}".encode()
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://post.example/1\r\n"
        "WARC-Date: 2024-05-06T10:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(answer)}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


def test_a_cut_archive_gives_what_came_before(tmp_path: Path) -> None:
    path = tmp_path / "cut.warc"
    page = f"<html><body><article><p>{STORY * 4}</p></article></body></html>"
    path.write_bytes(_record("200 OK", page) + _record("200 OK", page)[:-80])
    first, cut = _read(path)
    assert isinstance(first, Article)
    assert "cut.warc:2: the archive is damaged" in str(cut)


def test_a_record_that_is_longer_than_it_says_ends_the_archive(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "wrong.warc"
    page = f"<html><body><article><p>{STORY * 4}</p></article></body></html>"
    whole = _record("200 OK", page)
    length = whole.split(b"Content-Length: ")[1].split(b"\r\n")[0]
    path.write_bytes(whole + whole.replace(b"Content-Length: " + length, b"Content-Length: 17") + whole)
    first, wrong = _read(path)
    assert isinstance(first, Article)
    assert "wrong.warc:3: the archive is damaged (record 2 is longer than it says)" in str(wrong)
    assert capfd.readouterr().err == ""


def test_a_web_archive_gives_its_pages(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    page = f"<html><head><title>Army leaves</title></head><body><article><p>{STORY * 4}</p></article></body></html>"
    path.write_bytes(b"".join(gzip.compress(_record(status, page)) for status in ("200 OK", "404 Not Found")))
    ((original, article),) = read_inputs([str(path)], Given())
    assert isinstance(article, Article)
    assert article.url == "https://post.example/1"
    assert original is not None
    assert original.raw == page.encode()
    assert original.fetched_at is not None


def test_a_page_of_a_hundred_thousand_tags_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "deep.html"
    path.write_text("<html><body>" + "<div>" * 100_000 + STORY + "</div>" * 100_000)
    (found,) = _read(path)
    assert isinstance(found, Unreadable)


def test_a_file_over_the_limit_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.html"
    path.write_text("<html>" + STORY * 100)
    (found,) = _read(path, max_original_bytes=1_000)
    assert "the file is larger than 1,000 bytes" in str(found)


def test_a_pdf_without_text_asks_for_recognition(tmp_path: Path) -> None:
    from pypdf import PdfWriter

    path = tmp_path / "scan.pdf"
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.write(path)
    (found,) = _read(path)
    assert "the PDF holds no text" in str(found)
