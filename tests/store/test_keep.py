"""A case can be written out and made again, checked, compared and purged; on both databases."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from builders import make_article, make_coded, make_mention
from cases import CODER, PatternCoder, fill, write_stories
from dateline import identity
from dateline.export.full import DamagedExportError, read_full, write_full
from dateline.model import ActorValue, CodedArticle, JudgementKind, PlaceValue, Statement
from dateline.read import Given
from dateline.store import tables
from dateline.store.backup import back_up
from dateline.store.case import Case, CaseError, open_case
from dateline.store.check import problems
from dateline.store.claims import find_claim
from dateline.store.compare import changes, coders, compare
from dateline.store.corrections import place_written
from dateline.store.dump import dump, load
from dateline.store.fusing import fuse_all, fuse_case
from dateline.store.judgements import Undoing, judgement_of, record, undo
from dateline.store.purge import Purge, purge_person, scrub_file
from dateline.store.search import find_articles
from dateline.workflow import add_inputs, recode_case

NOON = datetime(2024, 5, 9, 12, tzinfo=UTC)


@pytest.fixture
def filled(case: Case, tmp_path: Path) -> Case:
    """Articles, two codings, failures, judgements, one of them undone, and incidents."""
    stories = write_stories(tmp_path / "stories", 6)
    (stories / "broken.pdf").write_bytes(b"%PDF-1.4 nothing")
    add_inputs(case, PatternCoder(), [str(stories)], Given(date(2024, 5, 12)), lambda: None)
    recode_case(case, PatternCoder("coder-2"), lambda: None)
    with case.writing() as connection:
        first, second = connection.execute(tables.mentions.select().order_by("mention_id")).all()[:2]
        judgement = judgement_of(JudgementKind.REVIEWED, [first.mention_id], "Mara", NOON, why="Здравствуйте")
        record(connection, judgement)
        undo(connection, Undoing(judgement.judgement_id, "Ilan", NOON))
        record(connection, judgement_of(JudgementKind.WRONG_TYPE, [second.mention_id], "Ilan", NOON, value="COERCE"))
        fuse_all(connection)
    return case


def _full(case: Case) -> str:
    stream = io.BytesIO()
    with case.reading() as connection:
        write_full(dump(connection), stream)
    return stream.getvalue().decode()


def _problems(case: Case) -> list[str]:
    with case.reading() as connection:
        return list(problems(connection))


def test_a_case_is_the_same_after_export_and_import(filled: Case, tmp_path: Path) -> None:
    written = _full(filled)
    other = open_case(str(tmp_path / "other.db"), create=True)
    with other.writing() as connection:
        assert load(connection, read_full(io.StringIO(written))) == 6
    assert _full(other) == written
    assert _problems(other) == []
    with other.reading() as connection:
        assert len(find_articles(connection, "bakery").rows) == 2
    assert fuse_case(other) == sum('"table":"incidents"' in line for line in written.splitlines())
    assert _full(other) == written
    other.close()


def test_an_export_holds_every_table_and_no_clock(filled: Case) -> None:
    records = [json.loads(line) for line in _full(filled).splitlines()]
    assert records[0]["case"] == 2
    assert "GeoNames (geonames.org), CC BY 4.0" in records[0]["attribution"]
    named = {record["table"] for record in records[1:]}
    empty = {"purges", "statements", "case_info"}
    derived = {name for name in tables.metadata.tables if name.startswith("fusing_") or name == "findings"}
    assert named == set(tables.metadata.tables) - empty - derived
    assert not any("added_at" in record or "coded_at" in record or "failed_at" in record for record in records)


def test_two_runs_over_the_same_inputs_export_the_same(case: Case, tmp_path: Path) -> None:
    stories = write_stories(tmp_path / "stories", 6)
    other = open_case(str(tmp_path / "other.db"), create=True)
    for one in (case, other):
        add_inputs(one, PatternCoder(), [str(stories)], Given(), lambda: None)
    assert _full(case) == _full(other)
    other.close()


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("no JSON\n", "line 1 is no JSON"),
        ("[]\n", "line 1 is no record"),
        ('{"case": 99}\n', "no full export of this version"),
        ('{"case": 1}\n{"table": "purges"}\n', "by an earlier Dateline; import it with that one"),
        ('{"case": 2}\n{"table": "users"}\n', "no table 'users'"),
        ('{"case": 2}\n{"table": "purges"}\n', "a row of purges is damaged"),
        ('{"case": 2}\n{"table": "originals", "sha256": "a", "raw": "*"}\n', "a row of originals is damaged"),
        ("", "no full export"),
    ],
)
def test_what_is_no_export_changes_nothing(case: Case, lines: str, message: str) -> None:
    before = _full(case)
    with pytest.raises((CaseError, DamagedExportError), match=message), case.writing() as connection:
        load(connection, read_full(io.StringIO(lines)))
    assert _full(case) == before


def test_import_is_into_an_empty_case_only(filled: Case) -> None:
    written = _full(filled)
    with pytest.raises(CaseError, match="import into a new one"), filled.writing() as connection:
        load(connection, read_full(io.StringIO(written)))


def test_a_whole_case_has_no_problems(filled: Case) -> None:
    assert _problems(filled) == []


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        ("UPDATE articles SET text = 'x' || text", "its text, title, address or publisher has changed"),
        ("UPDATE articles SET title = 'Other'", "its text, title, address or publisher has changed"),
        ("UPDATE articles SET state = 'uncoded'", "with coding"),
        ("UPDATE claims SET as_written = 'other'", "it is not what its mention says"),
        ("UPDATE claims SET start_char = 1", "it is not what its mention says"),
        ("DELETE FROM claims", "missing"),
        ("DELETE FROM mentions", "it is in no mention"),
        ("DELETE FROM incident_members", "its members are not those that it lists"),
        ("DELETE FROM judgement_subjects", "it has no row in judgement_subjects"),
        ("DELETE FROM codings", "it has no row in codings"),
        ("UPDATE mentions SET body = substr(body, 2)", "its bytes are damaged"),
        ("UPDATE incidents SET body = substr(body, 2)", "its bytes are damaged"),
        ("UPDATE originals SET media_type = 'text/plain', raw = substr(raw, 2)", "its bytes have changed"),
    ],
)
def test_damage_is_found(filled: Case, damage: str, told: str) -> None:
    with filled.writing() as connection:
        connection.execute(text(damage))
    assert any(told in problem for problem in _problems(filled))


def test_a_quote_that_is_no_longer_its_text_is_found(filled: Case) -> None:
    with filled.writing() as connection:
        row = connection.execute(tables.mentions.select()).first()
        assert row is not None
        body = {**row.body, "trigger": {**row.body["trigger"], "quote": "praised"}}
        body["evidence"] = [*body["evidence"], body["trigger"]]
        mine = tables.mentions.c.mention_id == row.mention_id
        connection.execute(tables.mentions.update().where(mine).values(body=body))
    assert any("quote" in problem for problem in _problems(filled))


def test_a_backup_is_a_case(tmp_path: Path, empty_file: Path) -> None:
    case = open_case(str(empty_file))
    copy = tmp_path / "copy.db"
    back_up(case, copy)
    opened = open_case(str(copy))
    assert _full(opened) == _full(case)
    opened.close()
    with pytest.raises(CaseError, match="give another name"):
        back_up(case, copy)
    with pytest.raises(CaseError, match="the backup cannot be written"):
        back_up(case, tmp_path / "none" / "copy.db")
    case.close()


def test_a_recoded_case_keeps_both_codings_and_tells_the_difference(filled: Case) -> None:
    with filled.reading() as connection:
        assert coders(connection) == [CODER, "coder-2"]
        assert list(compare(connection, CODER, "coder-2")) == []


def test_changes_between_two_codings() -> None:
    article = make_article("Rebels shelled Darun on Monday and people fled. The governor resigned.")
    shelled = make_mention(article, trigger="shelled", actors=["rebels"], places=["Darun"])
    fled = make_mention(article, "RETREAT", trigger="fled")
    resigned = make_mention(article, "RETREAT", trigger="resigned")
    other_place = replace(shelled, places=make_mention(article, trigger="shelled", places=["Velmak"]).places)
    found = list(changes(make_coded(article, [shelled, fled]), make_coded(article, [other_place, resigned])))
    assert [(change.trigger, change.field, bool(change.before), bool(change.after)) for change in found] == [
        ("shelled", "place", True, True),
        ("fled", None, True, False),
        ("resigned", None, False, True),
    ]
    assert "Velmak" in found[0].after[0]
    assert list(changes(make_coded(article, [shelled]), make_coded(article, [shelled]))) == []


def test_a_claim_is_found_with_what_it_rests_on_and_what_superseded_it(filled: Case) -> None:
    with filled.writing() as connection:
        row = connection.execute(tables.claims.select().where(tables.claims.c.field == "place")).first()
        assert row is not None
        value = place_written(PlaceValue("Kerun"))
        record(connection, judgement_of(JudgementKind.RIGHT_PLACE, [row.mention_id], "Mara", NOON, value=value))
        found = find_claim(connection, row.claim_id)
        assert found is not None
        assert (found.claim.claim_id, found.mention.mention_id) == (row.claim_id, row.mention_id)
        assert set(found.coders) == {CODER, "coder-2"}
        assert found.superseded_by is not None
        human = find_claim(connection, found.superseded_by)
        assert human is not None
        assert (human.claim.supersedes, human.coders) == (row.claim_id, ("Mara",))
        assert find_claim(connection, "c-0") is None


# -- purging --------------------------------------------------------------------------------------------------------

NAME = "Oskar Venn"
ABOUT = (
    "The court in Darun heard a witness on Tuesday. Oskar Venn, a baker, said that soldiers beat him. "
    "Mr. Venn showed his wounds.\nThe judge adjourned. Rebels shelled Velmak on Wednesday."
)


def _person(case: Case) -> CodedArticle:
    article = make_article(ABOUT, title="Witness Oskar Venn heard", published="2024-05-07")
    beat = make_mention(
        article, trigger="beat", actors=["soldiers"], recipients=[ActorValue(NAME, private_person=True)]
    )
    adjourned = make_mention(article, "RETREAT", trigger="adjourned", recipients=[NAME])
    shelled = make_mention(article, trigger="shelled", actors=["rebels"], places=["Velmak"])
    said = Statement(
        identity.statement_id(article.article_id, 0, 10),
        article.article_id,
        beat.attribution,
        (adjourned.evidence[0],),
        adjourned.evidence[0],
        topics=(NAME,),
    )
    other = make_article("Venn is also a river, on which rebels shelled a boat.", published="2024-05-07")
    coded = CodedArticle(article, (beat, adjourned, shelled))
    fill(case, [coded, make_coded(other, [make_mention(other, trigger="shelled", actors=["rebels"])])])
    fill(case, [CodedArticle(article, (beat,), (said,))], "coder-0")
    fill(case, [coded], CODER)
    fuse_case(case)
    return coded


def _purge(case: Case, name: str = NAME) -> int:
    with case.writing() as connection:
        purged = purge_person(connection, Purge(name, "Mara", NOON, f"{NAME} asked us to"))
        fuse_all(connection)
    scrub_file(case)
    return purged.articles


def test_a_purged_person_is_nowhere_in_the_case(case: Case) -> None:
    _person(case)
    assert "Venn" in _full(case)
    assert _purge(case) == 1
    written = _full(case)
    assert "Oskar" not in written
    assert "wounds" not in written
    assert "a river" in written
    assert _problems(case) == []
    with case.reading() as connection:
        assert find_articles(connection, "baker").rows == []
        assert find_articles(connection, "oskar").rows == []
        assert [row.title for row in find_articles(connection, "court").rows] == ["Witness █ heard"]


def test_what_does_not_rest_on_the_person_stays(case: Case) -> None:
    coded = _person(case)
    _purge(case)
    with case.reading() as connection:
        kept = {row.mention_id for row in connection.execute(tables.mentions.select())}
        (article,) = connection.execute(tables.articles.select().where(tables.articles.c.purged)).all()
    beat, adjourned, shelled = (mention.mention_id for mention in coded.mentions)
    assert shelled in kept
    assert not {beat, adjourned} & kept
    assert len(article.text) == len(ABOUT)
    assert article.text.startswith("The court in Darun heard a witness on Tuesday. ")
    assert article.text.endswith("\n███ █████ ██████████ Rebels shelled Velmak on Wednesday.")


def test_an_entry_stays_without_the_name(case: Case) -> None:
    _person(case)
    _purge(case)
    with case.reading() as connection:
        entry = connection.execute(tables.purges.select()).one()
    assert (entry.made_by, entry.reason, entry.article_count) == ("Mara", "█ asked us to", 1)
    assert entry.claim_count == 5


def test_a_purged_file_holds_no_trace(tmp_path: Path) -> None:
    path = tmp_path / "case.db"
    case = open_case(str(path), create=True)
    _person(case)
    assert b"Oskar" in b"".join(file.read_bytes() for file in tmp_path.iterdir())
    _purge(case)
    case.close()
    held = b"".join(file.read_bytes() for file in tmp_path.iterdir() if file.is_file()).lower()
    assert b"oskar" not in held
    assert b"baker" not in held


def test_the_purged_original_is_not_read_in_again(case: Case, tmp_path: Path) -> None:
    file = tmp_path / "story.txt"
    file.write_text(ABOUT)
    add_inputs(case, PatternCoder(), [str(file)], Given(), lambda: None)
    _purge(case)
    before = _full(case)
    summary = add_inputs(case, PatternCoder(), [str(file)], Given(), lambda: None)
    assert (summary.new, summary.known) == (0, 1)
    assert _full(case) == before


@pytest.mark.parametrize("name", ["oskar  venn", "OSKAR VENN", "Oskar-Venn"])
def test_names_match_however_they_are_written(case: Case, name: str) -> None:
    _person(case)
    assert _purge(case, name) == 1


@pytest.mark.parametrize("name", ["Oskar Vennberg", "skar Venn", ".*", "Nobody Here"])
def test_other_names_purge_nothing(case: Case, name: str) -> None:
    _person(case)
    before = _full(case)
    if name == ".*":
        with pytest.raises(CaseError, match="too short a name"):
            _purge(case, name)
    else:
        assert _purge(case, name) == 0
    assert _full(case) == before
