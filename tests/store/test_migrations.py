"""A case that an earlier version made is brought up to date when it is opened, and holds what it held."""

from __future__ import annotations

import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import MetaData, create_engine, select

from builders import make_article, make_coded, make_mention
from cases import CODER, fill
from databases import PostgresServer
from dateline.store import tables
from dateline.store.case import Case, CaseError, Step, open_case
from dateline.store.check import problems
from dateline.store.dump import dump
from dateline.store.fusing import fuse_case
from dateline.store.query import coded_articles
from dateline.store.search import put_texts


def test_each_revision_number_stands_once_and_follows_another() -> None:
    """Two that were written side by side would both follow the same one."""
    scripts = [
        _script(file.read_text()) for file in Path(str(files("dateline.store"))).glob("migrations/versions/0*.py")
    ]
    numbers = [number for number, _ in scripts]
    assert len(set(numbers)) == len(numbers)
    assert sorted(before for _, before in scripts if before) == sorted(numbers)[:-1]


def _script(text: str) -> tuple[str, str | None]:
    found = dict(re.findall(r"^(revision|down_revision) = (?:\"(\d+)\"|None)$", text, re.MULTILINE))
    return found["revision"], found["down_revision"] or None


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where no case is yet."""
    if request.param == "sqlite":
        yield str(tmp_path / "earlier.db")
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    with server.database() as url:
        yield url


def _address(place: str) -> str:
    return place.replace("postgresql://", "postgresql+psycopg://") if "://" in place else f"sqlite:///{place}"


def _bring_to(place: str, revision: str) -> None:
    engine = create_engine(_address(place))
    config = Config()
    config.set_main_option("script_location", str(files("dateline.store").joinpath("migrations")))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
    engine.dispose()


def _fill(case: Case) -> None:
    for number in range(2):
        article = make_article(f"Rebels shelled Darun on Monday, killing {number + 2}.", title=f"Größe {number}")
        shelled = make_mention(article, trigger="shelled", actors=["Rebels"], places=["Darun"], killed=[number + 2])
        fill(case, [make_coded(article, [shelled])], CODER)
    fuse_case(case)


def _copy_to_earlier(case: Case, place: str) -> None:
    """The rows as revision 0005 held them: bodies as JSON, claims with what is not known as null."""
    engine = create_engine(_address(place))
    earlier = MetaData()
    with case.reading() as reading, engine.begin() as connection:
        earlier.reflect(connection)
        for table in tables.metadata.sorted_tables:
            rows = [dict(row._mapping) for row in reading.execute(table.select())]
            if table is tables.claims:
                rows = [{**row, "attribution": {**row["attribution"], "unknown": None}} for row in rows]
            if rows:
                connection.execute(earlier.tables[table.name].insert(), rows)
            if table is tables.articles:
                put_texts(connection, [(row["article_id"], row["title"], row["text"]) for row in rows])
    engine.dispose()


@pytest.fixture
def case(empty_file: Path, tmp_path: Path) -> Iterator[Case]:
    """A case of today with something in it."""
    opened = open_case(shutil.copy(str(empty_file), str(tmp_path / "case.db")))
    _fill(opened)
    yield opened
    opened.close()


@pytest.fixture
def earlier(place: str, case: Case) -> str:
    """The same as an earlier version kept it."""
    _bring_to(place, "0005")
    _copy_to_earlier(case, place)
    return place


def _holds_the_same(place: str, case: Case) -> None:
    opened = open_case(place)
    with case.reading() as first, opened.reading() as second:
        assert list(problems(second)) == []
        assert list(dump(second)) == list(dump(first))
    opened.close()


def test_a_case_that_kept_its_bodies_as_json_is_packed(earlier: str, case: Case) -> None:
    opened = open_case(earlier)
    with case.reading() as first, opened.reading() as second:
        assert list(problems(second)) == []
        assert list(dump(second)) == list(dump(first))
        assert {coded.article.title for coded in coded_articles(second)} == {"Größe 0", "Größe 1"}
        assert "upgraded by" not in second.execute(select(tables.case_info.c.key)).scalars().all()
    opened.close()


def test_it_is_told_what_is_done_and_how_far_it_is(earlier: str) -> None:
    told: list[Step] = []
    open_case(earlier, tell=told.append).close()
    assert [step.number for step in told if step.done == 0] == list(range(1, told[0].steps + 1))
    packing = [step for step in told if step.what.startswith("Bodies and originals are kept packed")]
    assert packing[-1].done == packing[-1].rows > 10
    assert [step.done for step in packing] == sorted({step.done for step in packing})
    told.clear()
    open_case(earlier, tell=told.append).close()
    assert told == []


def test_a_new_case_is_no_old_one(place: str) -> None:
    told: list[Step] = []
    open_case(place, create=True, tell=told.append).close()
    assert told == []


def test_stopped_in_the_middle_it_goes_on_from_there(earlier: str, case: Case) -> None:
    def stop(step: Step) -> None:
        if step.done:
            raise KeyboardInterrupt

    with pytest.raises(CaseError, match="stopped before it was up to date; nothing is lost, and opening it again goes"):
        open_case(earlier, tell=stop)
    _holds_the_same(earlier, case)


def test_a_second_program_is_told_who_is_at_it(earlier: str, case: Case) -> None:
    refusals: list[str] = []

    def second(step: Step) -> None:
        if step.done and not refusals:
            with pytest.raises(CaseError) as caught:
                open_case(earlier)
            refusals.append(str(caught.value))

    open_case(earlier, tell=second).close()
    (refusal,) = refusals
    assert f"it is being brought up to date by process {os.getpid()} of " in refusal
    assert refusal.endswith("; wait until that is done and run it again")
    assert "locked" not in refusal
    _holds_the_same(earlier, case)


def test_who_was_killed_at_it_holds_nobody_up(earlier: str, case: Case) -> None:
    code = (
        "import os, signal, sys\n"
        "from dateline.store.case import open_case\n"
        "open_case(sys.argv[1], tell=lambda step: step.done and os.kill(os.getpid(), signal.SIGKILL))\n"
    )
    killed = subprocess.run(
        [sys.executable, "-c", code, earlier], check=False, env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    )
    assert killed.returncode == -signal.SIGKILL
    _holds_the_same(earlier, case)


def test_a_writer_that_goes_on_is_told_apart_from_an_upgrade(tmp_path: Path) -> None:
    name = str(tmp_path / "earlier.db")
    _bring_to(name, "0006")
    other = sqlite3.connect(name, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(CaseError, match="another program is writing to it; run it again when that is done"):
        open_case(name, patience=0.1)
    other.close()


def test_a_long_statement_of_sqlite_can_be_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Signals are seen while one statement runs, not behind it."""
    name = str(tmp_path / "earlier.db")
    _bring_to(name, "0006")
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    monkeypatch.setattr(
        "dateline.store.upgrade.command.upgrade",
        lambda config, _: config.attributes["connection"].exec_driver_sql(endless),
    )
    signal.setitimer(signal.ITIMER_REAL, 0.3)
    before = signal.signal(signal.SIGALRM, signal.default_int_handler)
    try:
        with pytest.raises(CaseError, match="stopped before it was up to date"):
            open_case(name)
    finally:
        signal.signal(signal.SIGALRM, before)
