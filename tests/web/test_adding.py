"""Adding from the page: text, files, addresses; progress; what is no article; a connection that is lost."""

from __future__ import annotations

import socket
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest

from asking import Client
from cases import PatternCoder
from dateline.coding import Uncoded
from dateline.model import Article, CodedArticle
from dateline.picture.drawing import Drawing
from dateline.settings import Settings
from dateline.store import tables
from dateline.store.case import Case
from dateline.store.latest import count_coded
from dateline.web.adding import Batch, safe_name
from dateline.web.app import create_app
from dateline.web.desk import Desk
from dateline.web.people import OneUser
from serving import serve

STORY = "Rebels shelled Kerun on 2024-05-06, killing 3 people, officials said."


@pytest.fixture(autouse=True)
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the files of a batch lie until they have been read."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def client(case: Case, tmp_path: Path) -> Client:
    desk = Desk(case, Settings(data_folder=tmp_path, max_original_bytes=100_000), OneUser("mira"))
    return Client(create_app(desk, coding=lambda: nullcontext(PatternCoder(fails_on="unspeakable"))))


@dataclass(frozen=True)
class _Held(PatternCoder):
    """Codes nothing before it is let go; then each batch fails, so that no thread outlives its test."""

    go: threading.Event = field(default_factory=threading.Event)

    def _code(self, articles: Sequence[Article]) -> list[CodedArticle | Uncoded]:
        assert self.go.wait(60)
        raise RuntimeError(f"{len(articles)} articles were held")


@pytest.fixture
def held() -> Iterator[_Held]:
    coder = _Held()
    yield coder
    coder.go.set()


def add(client: Client, **options: Any) -> httpx.Response:
    token = client.token("/add")
    return client.post("/add", data={"token": token, **options.pop("data", {})}, **options)


def finished(client: Client, answer: httpx.Response) -> dict[str, Any]:
    assert answer.status_code == 303, answer.text
    path = answer.headers["location"]
    until = time.monotonic() + 20
    while True:
        told: dict[str, Any] = client.get(path.replace("/add/", "/api/v1/batches/")).json()
        if told["state"] in ("done", "failed"):
            return told | {"page": client.get(path).text}
        assert time.monotonic() < until
        time.sleep(0.05)


def test_a_pasted_text_is_read_coded_and_fused(client: Client, scratch: Path) -> None:
    data = {"text": STORY, "title": "Kerun shelled", "publisher": "Kerun News", "published": "2024-05-07"}
    told = finished(client, add(client, data=data))
    assert (told["state"], told["new"], told["failures"]) == ("done", 1, [])
    found = client.get("/api/v1/incidents?place=Kerun").json()["incidents"]
    assert len(found) == 1
    article = client.get("/api/v1/search?q=Kerun").json()["articles"][0]
    assert (article["title"], article["publisher"]) == ("Kerun shelled", "Kerun News")
    assert article["published_on"] == "2024-05-07"
    assert list(scratch.iterdir()) == []


def test_what_the_picture_finds_is_kept_with_the_articles(
    client: Client, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that neither a report nor the pages of the picture read their codings back."""
    told = finished(client, add(client, data={"text": STORY, "title": "Kerun shelled", "published_on": "2024-05-07"}))
    assert (told["state"], told["new"]) == ("done", 1)
    with case.reading() as connection:
        assert len(connection.execute(tables.findings.select()).all()) == count_coded(connection) > 0

    def read_anew(_: Drawing, coded: CodedArticle) -> None:
        raise AssertionError(f"{coded.article.article_id} was read anew")

    monkeypatch.setattr(Drawing, "find", read_anew)
    for page in ("/relations", "/agreements", "/sites"):
        assert client.get(page).status_code == 200
    assert client.get("/report").status_code == 200


def test_files_in_several_shapes_and_the_same_again(client: Client) -> None:
    files = [
        ("files", ("one.txt", STORY.encode())),
        ("files", ("two.html", f"<html><body><article><p>{STORY} It was night.</p></article></body></html>".encode())),
        ("files", ("empty.txt", b"")),
        ("files", ("picture.txt", bytes(range(256)) * 4)),
        ("files", ("one.txt", b"Rebels shelled Darun on 2024-06-06, killing 1 people, officials said.")),
    ]
    told = finished(client, add(client, files=files))
    assert told["new"] == 3
    assert sorted(told["failures"]) == [
        "empty.txt: the text is empty; give a file that holds an article",
        "picture.txt: these are binary bytes, not text; give text, HTML, PDF or a table of texts",
    ]
    assert "picture.txt: these are binary bytes" in told["page"]
    assert finished(client, add(client, files=files[:1]))["known"] == 1


def test_a_file_that_is_too_large(client: Client) -> None:
    told = finished(client, add(client, files=[("files", ("long.txt", b"x" * 200_000))]))
    assert told["failures"] == ["long.txt: the file is larger than 100,000 bytes; split it"]


@pytest.mark.parametrize("address", ["http://127.0.0.1:1/", "http://localhost/", "http://[::1]/", "http://10.0.0.8/x"])
def test_an_address_that_is_not_on_the_public_web(client: Client, address: str) -> None:
    told = finished(client, add(client, data={"address": address}))
    assert "not on the public internet" in told["failures"][0]


def test_what_cannot_be_coded_is_told_and_kept(client: Client) -> None:
    told = finished(client, add(client, data={"text": f"{STORY} An unspeakable night."}))
    assert "coding failed" in told["failures"][0]
    assert client.get("/api/v1/search?q=unspeakable").json()["articles"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({}, "nothing to read"),
        ({"text": "   "}, "nothing to read"),
        ({"address": "/etc/passwd"}, "http://"),
        ({"address": "file:///etc/passwd"}, "http://"),
        ({"text": STORY, "published": "yesterday"}, "no date"),
        ({"text": STORY, "title": "x" * 3000}, "too long"),
    ],
)
def test_nothing_sensible(client: Client, scratch: Path, data: dict[str, str], said: str) -> None:
    answer = add(client, data=data)
    assert answer.status_code == 422
    assert said in answer.text
    assert list(scratch.iterdir()) == []


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("..\\..\\boot.ini", "boot.ini"),
        ("C:\\reports\\may.pdf", "may.pdf"),
        ("..", "unnamed.txt"),
        ("a\x00b\n.txt", "a_b_.txt"),
        ("تقرير.txt", "تقرير.txt"),
        ("x" * 300 + ".html", "x" * 115 + ".html"),
    ],
)
def test_names_of_files_lead_nowhere(given: str, kept: str) -> None:
    assert safe_name(given) == kept


def test_the_api_adds_too(client: Client) -> None:
    answer = client.post("/api/v1/articles", json={"text": STORY, "title": "Kerun", "published": "2024-05-07"})
    assert answer.status_code == 202
    until = time.monotonic() + 20
    while client.get(f"/api/v1/batches/{answer.json()['batch']}").json()["state"] != "done":
        assert time.monotonic() < until
        time.sleep(0.05)
    assert client.post("/api/v1/articles", json={}).status_code == 422
    assert client.post("/api/v1/articles", json={"address": "/etc/passwd"}).status_code == 422
    assert client.get("/api/v1/batches/none").status_code == 404
    assert "restarted" in client.get("/add/none").text


def test_too_many_at_once_are_turned_away(case: Case, tmp_path: Path, scratch: Path, held: _Held) -> None:
    app = create_app(Desk(case, Settings(data_folder=tmp_path), OneUser("mira")), coding=lambda: nullcontext(held))
    client = Client(app)
    codes = [client.post("/api/v1/articles", json={"text": f"{STORY} {number}"}).status_code for number in range(25)]
    assert codes[:5] == [202] * 5
    assert codes[-1] == 503
    assert len(list(scratch.iterdir())) == codes.count(202)


@pytest.fixture
def listening(client: Client) -> Iterator[tuple[str, int]]:
    served = serve(client.app)
    host, port = served.url.removeprefix("http://").split(":")
    yield host, int(port)
    served.stop()


def test_the_page_says_what_a_restart_leaves(case: Case, tmp_path: Path, held: _Held) -> None:
    desk = Desk(case, Settings(data_folder=tmp_path), OneUser("mira"))
    client = Client(create_app(desk, coding=lambda: nullcontext(held)))
    address = add(client, data={"text": STORY}).headers["location"]
    assert "stays in the case; the rest has to be added again" in client.get(address).text
    restarted = Client(create_app(desk, coding=lambda: nullcontext(PatternCoder())))
    found = restarted.get(address)
    assert found.status_code == 404
    assert "restarted" in found.text
    assert "add the rest again" in found.text


def test_a_connection_that_is_lost_in_an_upload_leaves_nothing(
    client: Client, listening: tuple[str, int], scratch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[Batch] = []
    monkeypatch.setattr(client.app.state.adding, "add", begun.append)
    head = (
        "POST /add HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000000\r\n"
        "Content-Type: multipart/form-data; boundary=xx\r\n\r\n"
        f'--xx\r\nContent-Disposition: form-data; name="token"\r\n\r\n{client.token("/add")}\r\n'
        '--xx\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\nRebels shelled'
    )
    with socket.create_connection(listening) as connection:
        connection.sendall(head.encode())
        time.sleep(0.3)
    time.sleep(0.3)
    assert httpx.get(f"http://127.0.0.1:{listening[1]}/incidents").status_code == 200
    assert begun == []
    assert list(scratch.iterdir()) == []
