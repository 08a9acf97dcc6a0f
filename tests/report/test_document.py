"""Markdown and HTML of a report: whatever stands in an article stays text, and every note can be reached."""

from __future__ import annotations

import re
from datetime import date
from html.parser import HTMLParser

import pytest

from dateline.report.document import Document, Line, Note, Picture, Section
from dateline.report.html_page import to_html
from dateline.report.markdown import to_markdown
from dateline.report.plain_text import one_line, safe_link

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    '=HYPERLINK("http://evil.example","here")',
    "[a link](javascript:alert(1))",
    "![picture](http://evil.example/p.png)",
    "`code` **bold** | cell | # head",
    "bare http://evil.example/ and www.evil.example",
    "\u202etxet desrever\u202c",
    "قالت الوزارة إن الهجوم وقع",
    "one\nline\x00 with\x1b[31m control",
]


def _document(words: str, url: str | None = "https://example.org/a?b=1&c=2") -> Document:
    note = Note(words, words, words, date(2025, 6, 2), url, words, "a-1")
    lines = (Line(words, (note,), heading=True), Line(words, (note,)), Line(words, (note,), depth=1))
    sections = (
        Section(words, words, lines, (Picture("<svg><title>ours</title></svg>", words),)),
        Section("Empty", "None."),
    )
    return Document(words, (words,), sections, date(2025, 6, 3), (words,))


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}
        self.ids += [value for name, value in attrs if name == "id" and value]
        self.links += [value for name, value in attrs if name == "href" and value]


def _read(page: str) -> _Page:
    parser = _Page()
    parser.feed(page)
    return parser


@pytest.mark.parametrize("words", HOSTILE)
def test_words_of_an_article_never_become_markup(words: str) -> None:
    page = _read(to_html(_document(words)))
    assert not {"script", "img", "iframe", "object"} & set(page.tags)
    assert not [name for name in page.attributes if name.startswith("on")]
    assert page.tags.count("h1") == 1


@pytest.mark.parametrize("words", HOSTILE)
def test_words_of_an_article_stay_words_in_markdown(words: str) -> None:
    text = to_markdown(_document(words))
    unescaped = re.sub(r"\\.", "", text)
    assert not re.search(r"(?<!\^)\]\(", unescaped)  # no link
    assert "![" not in unescaped
    assert not re.search(r"<(?!https://example\.org/)", unescaped)
    assert "`" not in unescaped
    assert not re.search(r"(?<!<)https?://evil", unescaped)
    assert all(
        line.startswith(("#", "*", "-", "[^", "Figure", "  -")) or line == "" or "|" not in line
        for line in unescaped.splitlines()
    )


def test_one_line_for_each_line() -> None:
    text = to_markdown(_document("one\nline\x00 with\x1b[31m control"))
    assert "\x1b" not in text
    assert "# one line with \\[31m control" in text


def test_every_note_is_reached_and_stands_once() -> None:
    page = _read(to_html(_document("words")))
    targets = [link[1:] for link in page.links if link.startswith("#")]
    assert set(targets) <= set(page.ids)
    assert page.ids.count("n1") == 1
    assert to_markdown(_document("words")).count("[^1]:") == 1


def test_the_page_needs_nothing_else() -> None:
    text = to_html(_document("words"))
    assert "default-src 'none'" in text
    assert not re.search(r"<(?:link|script|img)\b|url\(|@import", text)


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://example.org/a", "https://example.org/a"),
        ("http://example.org", "http://example.org"),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("file:///etc/passwd", None),
        ("https://", None),
        ("https://example.org/a b", None),
        ("http://[broken", None),
        (None, None),
    ],
)
def test_only_web_addresses_are_links(url: str | None, link: str | None) -> None:
    assert safe_link(url) == link
    page = _read(to_html(_document("words", url)))
    assert [found for found in page.links if not found.startswith("#")] == ([link] if link else [])


def test_long_words_are_cut() -> None:
    assert one_line("abc def", 6) == "abc d…"
    assert one_line("abc", 6) == "abc"
