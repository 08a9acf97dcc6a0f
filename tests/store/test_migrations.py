"""A case that an earlier version made is brought up to date when it is opened, and holds what it held."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import MetaData, create_engine

from builders import make_article, make_coded, make_mention
from cases import CODER, fill
from databases import PostgresServer
from dateline.store import tables
from dateline.store.case import Case, open_case
from dateline.store.check import problems
from dateline.store.dump import dump
from dateline.store.fusing import fuse_case
from dateline.store.query import coded_articles
from dateline.store.search import put_texts


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


def test_a_case_that_kept_its_bodies_as_json_is_packed(place: str, empty_file: Path, tmp_path: Path) -> None:
    case = open_case(shutil.copy(str(empty_file), str(tmp_path / "case.db")))
    _fill(case)
    _bring_to(place, "0005")
    _copy_to_earlier(case, place)
    opened = open_case(place)
    with case.reading() as first, opened.reading() as second:
        assert list(problems(second)) == []
        assert list(dump(second)) == list(dump(first))
        assert {coded.article.title for coded in coded_articles(second)} == {"Größe 0", "Größe 1"}
    opened.close()
    case.close()
