"""A case gives back what was put into it, and putting it twice changes nothing; on both databases."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from builders import make_article, make_coded, make_mention
from cases import CODER, fill
from dateline import identity
from dateline.model import CodedArticle, Statement
from dateline.store import incidents, search, tables
from dateline.store.case import Case, CaseError, open_case
from dateline.store.fusing import fuse_case
from dateline.store.incidents import IncidentFilter, common_names, find_incidents
from dateline.store.listing import page_of_incidents
from dateline.store.query import coded_article, coded_articles
from dateline.store.search import find_articles
from dateline.store.write import put_original, put_rows


def _coded() -> list[CodedArticle]:
    first = make_article(
        "Rebels shelled the town of Darun on Monday, killing at least three soldiers, the army said.",
        published="2024-05-07",
    )
    second = make_article("The two presidents met in Geneva on Tuesday and discussed the prisoners.", title="Talks")
    shelled = make_mention(
        first, trigger="shelled", actors=["rebels"], places=["Darun"], days=["2024-05-06"], killed=[3]
    )
    met = make_mention(second, "CONSULT", trigger="met", actors=["president"], said_by=["a spokesman"])
    said = Statement(
        identity.statement_id(second.article_id, 0, 10),
        second.article_id,
        met.attribution,
        (second.span(0, 18),),
        second.span(0, len(second.text)),
    )
    return [make_coded(first, [shelled]), CodedArticle(second, (met,), (said,))]


def test_the_tests_of_the_store_run_on_both_databases(request: pytest.FixtureRequest) -> None:
    """A selection by name may leave one out; the whole suite never does."""
    if request.config.option.keyword or request.config.option.markexpr not in ("", "not gold and not slow"):
        return
    counts = {"sqlite": 0, "postgresql": 0}
    for item in request.session.items:
        parameters = getattr(item, "callspec", None)
        if parameters and parameters.params.get("case_name") in counts:
            counts[parameters.params["case_name"]] += 1
    assert counts["sqlite"] == counts["postgresql"] > 0


def test_a_case_lies_in_the_database_that_the_test_names(case: Case, request: pytest.FixtureRequest) -> None:
    assert case.engine.dialect.name == request.node.callspec.params["case_name"]


def test_what_goes_in_comes_out(case: Case) -> None:
    coded = _coded()
    assert fill(case, coded) == [True, True]
    with case.reading() as connection:
        again = list(coded_articles(connection))
        assert coded_article(connection, coded[0].article.article_id) == coded[0]
    assert {item.article.article_id: item for item in again} == {item.article.article_id: item for item in coded}


def test_the_same_article_twice_is_one(case: Case) -> None:
    coded = _coded()
    fill(case, coded)
    assert fill(case, coded) == [False, False]
    with case.reading() as connection:
        assert len(list(coded_articles(connection))) == len(coded)


def test_a_newer_coding_comes_into_force_and_the_older_one_stays(case: Case) -> None:
    first, second = _coded()
    fill(case, [first, second])
    newer = CodedArticle(first.article, ())
    fill(case, [newer], "coder-2")
    with case.reading() as connection:
        assert coded_article(connection, first.article.article_id) == newer
        kept = connection.execute(tables.mentions.select().where(tables.mentions.c.coder == CODER)).all()
    assert {row.mention_id for row in kept} == {item.mentions[0].mention_id for item in (first, second)}


def test_nothing_of_a_broken_transaction_is_kept(case: Case) -> None:
    def write_and_break() -> None:
        with case.writing() as connection:
            put_original(connection, "0" * 64, b"bytes", "text/plain")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        write_and_break()
    with case.reading() as connection:
        assert connection.execute(tables.originals.select()).first() is None


@pytest.mark.parametrize(("words", "hits"), [("shelled", 1), ('"town of Darun"', 1), ("OR AND (", 0), ('"', 0)])
def test_search_reads_words_and_never_a_query(case: Case, words: str, hits: int) -> None:
    fill(case, _coded())
    with case.reading() as connection:
        assert len(find_articles(connection, words).rows) == hits


def test_search_finds_titles_and_shows_the_passage(case: Case) -> None:
    fill(case, _coded())
    with case.reading() as connection:
        (found,) = find_articles(connection, "talks").rows
        (passage,) = find_articles(connection, "prisoners").rows
    assert found.title == "Talks"
    assert "prisoners" in passage.passage


@pytest.mark.parametrize(
    "wanted",
    [
        IncidentFilter(place="dar"),
        IncidentFilter(actor="rebels", place="Darun"),
        IncidentFilter(source="spokesman"),
        IncidentFilter(place="nowhere"),
        IncidentFilter("ASSAULT", place="Darun", source="nobody"),
    ],
)
def test_a_common_name_gives_the_list_of_a_rare_one(
    case: Case, wanted: IncidentFilter, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(case, _coded())
    fuse_case(case)
    with case.reading() as connection:
        rare = find_incidents(connection, wanted, 10)
        monkeypatch.setattr(incidents, "_MANY", 1)
        common = common_names(connection, wanted)
        assert find_incidents(connection, wanted, 10) == rare
        assert page_of_incidents(connection, wanted).rows == rare
    assert bool(rare) == (wanted.place != "nowhere" and wanted.source != "nobody")
    assert common == {kind for kind in ("place", "actor", "source") if getattr(wanted, kind) in _TOLD}


_TOLD = {"dar", "rebels", "Darun", "spokesman"}


def test_words_that_too_many_articles_hold_are_not_ranked(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ("Talks.", "Talks talks talks were held on talks about talks.", "The talks ended.")
    for number, words in enumerate(texts):
        fill(case, [make_coded(make_article(words, title=f"Report {number}"))])
    with case.reading() as connection:
        best = find_articles(connection, "talks")
        monkeypatch.setattr(search, "MOST_RANKED", 2)
        newest = find_articles(connection, "talks", 2)
        few = find_articles(connection, "talks ended")
    assert (best.ranked, best.rows[0].title) == (True, "Report 1")
    assert (newest.ranked, [row.title for row in newest.rows]) == (False, ["Report 2", "Report 1"])
    assert (few.ranked, [row.title for row in few.rows]) == (True, ["Report 2"])


@pytest.mark.parametrize(
    "moment", [datetime(2024, 5, 7, 12, tzinfo=UTC), datetime(2024, 5, 7, 14, tzinfo=timezone(timedelta(hours=2)))]
)
def test_moments_keep_their_zone(case: Case, moment: datetime) -> None:
    with case.writing() as connection:
        put_original(connection, "0" * 64, b"bytes", "text/plain", moment)
    with case.reading() as connection:
        found = connection.execute(tables.originals.select()).one().fetched_at
    assert found == moment
    assert found.tzinfo is not None


def test_two_cases_open_at_once_see_each_other(case: Case, case_name: str) -> None:
    other = open_case(case_name)
    fill(case, _coded())
    with other.reading() as connection:
        assert len(list(coded_articles(connection))) == 2
    other.close()


def test_no_case_is_told_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="make one with: dateline add --case"):
        open_case(str(tmp_path / "none.db"))


def test_an_empty_database_is_no_case(postgres: object) -> None:
    from databases import PostgresServer

    assert isinstance(postgres, PostgresServer)
    with postgres.database() as url, pytest.raises(CaseError, match="there is no case in it"):
        open_case(url)


def test_a_server_that_is_not_there_is_told_without_its_password() -> None:
    with pytest.raises(CaseError, match="no case can be opened here") as caught:
        open_case("postgresql://desk:secret@127.0.0.1:1/none")
    assert "secret" not in str(caught.value)


def test_a_file_that_is_no_case_is_told(tmp_path: Path) -> None:
    path = tmp_path / "notes.db"
    path.write_text("these are notes, and no database, in more than a hundred characters of plain words " * 20)
    with pytest.raises(CaseError, match="no case can be opened here"):
        open_case(str(path), create=True)


def test_a_case_of_a_newer_version_is_refused(case: Case, case_name: str) -> None:
    with case.writing() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(CaseError, match="newer Dateline"):
        open_case(case_name)


def test_the_schema_of_the_migrations_is_that_of_the_tables(case: Case) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    def ours(thing: object, name: str | None, kind: str, *_: object) -> bool:
        table = name if kind == "table" else getattr(getattr(thing, "table", None), "name", "")
        return not str(table).startswith("article_search") and name not in ("search", "ix_articles_search")

    with case.reading() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": ours})
        assert compare_metadata(context, tables.metadata) == []


def test_keys_that_are_there_are_passed_over(case: Case) -> None:
    row = {"key": "a", "value": "first"}
    with case.writing() as connection:
        put_rows(connection, tables.case_info, [row])
        put_rows(connection, tables.case_info, [{**row, "value": "second"}])
    with case.reading() as connection:
        assert connection.execute(tables.case_info.select()).one().value == "first"
