"""Whatever happens to an `add`, the case stays whole, and running it again ends as an undisturbed run does."""

from __future__ import annotations

import gzip
import os
import random
import signal
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import event

from adding import full_export, kill_at_random, run_add, set_up, start_add, whole
from cases import PatternCoder
from databases import PostgresServer, running_postgres
from dateline.read import Given
from dateline.store import tables
from dateline.store.case import CaseError, open_case
from dateline.workflow import add_inputs

pytestmark = pytest.mark.slow

KILLS = int(os.environ.get("DATELINE_FAULT_KILLS", "15"))


@pytest.fixture(scope="module")
def postgres() -> Iterator[PostgresServer]:
    with running_postgres() as server:
        yield server


def _ends_as(name: str, stories: Path, undisturbed: bytes) -> None:
    """Whole as it is, and after running again the same as if nothing had happened."""
    assert whole(name) == []
    again = run_add(name, stories)
    assert again.returncode == 0, again.stderr
    assert whole(name) == []
    assert full_export(name) == undisturbed


def test_killed_at_random_moments(tmp_path: Path, stories: Path, undisturbed: bytes) -> None:
    """Killed again and again while adding to the same case, which is finished only now and then."""
    chosen = random.Random(20251213)
    alive = 0
    name = str(tmp_path / "case.db")
    for number in range(KILLS):
        if number % 5 == 0:
            name = str(tmp_path / f"case-{number}.db")
        alive += kill_at_random(name, stories, chosen, 1.2)
        set_up(name)  # where it was killed before there was a case
        assert whole(name) == []
        if number % 5 == 4:
            _ends_as(name, stories, undisturbed)
    assert alive >= KILLS // 3


def test_killed_on_postgresql(stories: Path, undisturbed: bytes, postgres: PostgresServer) -> None:
    chosen = random.Random(7)
    with postgres.database() as url:
        set_up(url)
        for _ in range(4):
            kill_at_random(url, stories, chosen, 1.2)
            assert whole(url) == []
        _ends_as(url, stories, undisturbed)


def test_interrupted_by_the_keyboard(tmp_path: Path, stories: Path, undisturbed: bytes) -> None:
    name = str(tmp_path / "case.db")
    set_up(name)
    process = start_add(name, stories)
    time.sleep(0.4)
    process.send_signal(signal.SIGINT)
    process.wait()
    _ends_as(name, stories, undisturbed)


def test_a_full_disk(tmp_path: Path, stories: Path, undisturbed: bytes) -> None:
    """A limit on the pages of the file is met as a full disk is."""
    name = str(tmp_path / "case.db")
    case = open_case(name, create=True)
    with case.reading() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    told = []
    for extra in (1, 20, 60):
        limit = pages + extra

        def limited(connection: sqlite3.Connection, _: object, limit: int = limit) -> None:
            connection.execute(f"PRAGMA max_page_count = {limit}")

        case.engine.dispose()
        event.listen(case.engine, "connect", limited)
        with pytest.raises(CaseError, match="full; make room on the disk and run it again") as caught:
            add_inputs(case, PatternCoder(), [str(stories)], Given(), lambda: None)
        event.remove(case.engine, "connect", limited)
        told.append(str(caught.value))
        assert whole(name) == []
    case.close()
    assert all(line.startswith(name) for line in told)
    _ends_as(name, stories, undisturbed)


def test_a_locked_file(tmp_path: Path, stories: Path, undisturbed: bytes) -> None:
    name = str(tmp_path / "case.db")
    set_up(name)
    other = sqlite3.connect(name, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    refused = run_add(name, stories, patience=0.2)
    assert refused.returncode == 2
    assert "locked; another program is writing to it" in refused.stderr
    assert "Traceback" not in refused.stderr
    other.execute("ROLLBACK")
    other.close()
    _ends_as(name, stories, undisturbed)


def test_a_writer_waits_for_a_lock_that_ends(tmp_path: Path, stories: Path, undisturbed: bytes) -> None:
    name = str(tmp_path / "case.db")
    set_up(name)
    other = sqlite3.connect(name, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    process = start_add(name, stories)
    time.sleep(0.5)
    other.execute("ROLLBACK")
    other.close()
    process.wait()
    assert process.returncode == 0
    assert full_export(name) == undisturbed


def test_a_lost_connection(stories: Path, undisturbed: bytes, postgres: PostgresServer) -> None:
    with postgres.database() as url:
        set_up(url)
        process = start_add(url, stories)
        ended = 0
        while not ended and process.poll() is None:
            ended = postgres.break_connections()
        process.wait()
        assert ended
        assert "Traceback" not in process.stderr
        told = "run it again" in process.stderr or "no case can be opened" in process.stderr
        assert process.returncode == 0 or told
        _ends_as(url, stories, undisturbed)


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_two_adds_at_once(
    database: str, tmp_path: Path, stories: Path, undisturbed: bytes, request: pytest.FixtureRequest
) -> None:
    if database == "sqlite":
        _add_twice(str(tmp_path / "case.db"), stories, undisturbed)
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    with server.database() as url:
        _add_twice(url, stories, undisturbed)


def _add_twice(name: str, stories: Path, undisturbed: bytes) -> None:
    set_up(name)
    both = [start_add(name, stories), start_add(name, stories)]
    for process in both:
        process.wait()
    assert [process.returncode for process in both] == [0, 0], [process.stderr for process in both]
    assert sum(int(process.stdout) for process in both) == 96
    assert full_export(name) == undisturbed
    _ends_as(name, stories, undisturbed)


def _page(number: int) -> bytes:
    """A record of an archive, gzipped by itself as they are."""
    text = (
        f"Rebels shelled Darun on 2024-0{number + 1}-03, killing {number + 2} people, officials said. "
        f"This page is number {number} of the archive, and it was kept for those who come later."
    )
    answer = f"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n{text}"
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http; msgtype=response\r\n"
        f"WARC-Target-URI: https://news.example/{number}\r\nWARC-Date: 2024-06-01T00:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-00000000000{number}>\r\n"
        f"Content-Length: {len(answer)}\r\n\r\n"
    )
    return gzip.compress(f"{head}{answer}\r\n\r\n".encode(), mtime=0)


def test_a_half_written_archive(tmp_path: Path) -> None:
    """What came before the break is kept; when the archive is whole, the rest follows, and it is as if read once."""
    archive = tmp_path / "pages.warc.gz"
    archive.write_bytes(b"".join(_page(number) for number in range(6)))
    complete = archive.read_bytes()
    name, other = str(tmp_path / "case.db"), str(tmp_path / "other.db")
    archive.write_bytes(complete[: len(complete) * 3 // 5])
    case = open_case(name, create=True)
    broken = add_inputs(case, PatternCoder(), [str(archive)], Given(), lambda: None)
    assert 0 < broken.new < 6
    assert len(broken.failures) == 1
    assert "damaged" in broken.failures[0].problem
    assert whole(name) == []
    archive.write_bytes(complete)
    mended = add_inputs(case, PatternCoder(), [str(archive)], Given(), lambda: None)
    assert (mended.known, mended.new) == (broken.new, 6 - broken.new)
    undisturbed = open_case(other, create=True)
    add_inputs(undisturbed, PatternCoder(), [str(archive)], Given(), lambda: None)
    with case.reading() as connection:
        assert connection.execute(tables.failures.select()).all() == []
    assert full_export(name) == full_export(other)
    case.close()
    undisturbed.close()


def test_an_article_that_cannot_be_coded_is_kept_and_told(tmp_path: Path, stories: Path, undisturbed: bytes) -> None:
    name = str(tmp_path / "case.db")
    case = open_case(name, create=True)
    summary = add_inputs(case, PatternCoder(fails_on="number 7 "), [str(stories)], Given(), lambda: None)
    assert (summary.new, len(summary.failures)) == (96, 1)
    assert summary.failures[0].name.endswith("0007.txt")
    assert whole(name) == []
    case.close()
    assert full_export(name) != undisturbed
