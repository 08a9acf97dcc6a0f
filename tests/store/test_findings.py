"""A report from what the case keeps of each article says what a report from the codings says; on both databases."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select

from builders import make_article, make_coded, make_mention
from cases import fill
from dateline.findings import keep_findings
from dateline.knowledge.codebook import Codebook
from dateline.knowledge.codebook_file import load_codebook
from dateline.model import (
    AS_TOLD,
    ActorValue,
    CodedArticle,
    Counting,
    JudgementKind,
    PlacePrecision,
    PlaceValue,
    Status,
)
from dateline.picture.drawing import Drawing, Findings, findings_version, open_drawing
from dateline.picture.matching import References
from dateline.report.compose import compose
from dateline.report.markdown import to_markdown
from dateline.report.situation import Scope
from dateline.reporting import gather
from dateline.settings import Settings
from dateline.store import tables
from dateline.store.case import Case
from dateline.store.decoding import decoded
from dateline.store.fusing import fuse_case, judging
from dateline.store.judgements import judgement_of, record
from dateline.store.purge import Purge, purge_person
from dateline.store.rows import to_json

NOON = datetime(2025, 6, 9, 12, tzinfo=UTC)
SETTINGS = Settings()
WHOLE = Scope("lakes")
TADMUR = PlaceValue("Tadmur", lat=34.56, lon=38.28, country="SYR", precision=PlacePrecision.TOWN)
TROOPS, GUESTS = ActorValue("Kenyan troops", "KEN", "MIL"), ActorValue("Ugandan troops", "UGA", "MIL")
TEXT = (
    "Kenyan troops shelled Ugandan troops near Tadmur on 2 June. Russia holds the Hmeimim airbase, Vera Lintu said. "
    "Russia and Syria signed an agreement on the bases. Russia evacuated troops from Syria to Libya. "
    "Turkey and Qatar jointly trained police. Kenya will meet Uganda in July."
)


def _article(number: int) -> CodedArticle:
    article = make_article(
        f"{TEXT} This was report {number}.", title=f"Day {number}", published=f"2025-06-0{number + 3}"
    )
    sides = {"actors": [TROOPS], "recipients": [GUESTS]}
    shelled = make_mention(article, trigger="shelled", places=[TADMUR], days=["2025-06-02"], killed=[number], **sides)
    meeting = make_mention(article, "CONSULT", trigger="meet", status=Status.PLANNED, **sides)
    return make_coded(article, [shelled, meeting])


@pytest.fixture
def filled(case: Case) -> Case:
    fill(case, [_article(number) for number in range(4)])
    fuse_case(case)
    return case


@pytest.fixture(scope="module")
def codebook() -> Codebook:
    return load_codebook()


@pytest.fixture(scope="module")
def references() -> References:
    return open_drawing(SETTINGS).references


@pytest.fixture(autouse=True)
def _loaded_once(monkeypatch: pytest.MonkeyPatch, references: References, codebook: Codebook) -> None:
    """Reference data takes a second to load."""
    for module in ("dateline.reporting", "dateline.findings"):
        monkeypatch.setattr(f"{module}.open_drawing", lambda _, *given: Drawing(references, codebook, *given))


def _told(case: Case, counting: Counting = AS_TOLD, scope: Scope = WHOLE) -> str:
    return to_markdown(compose(gather(case, scope, SETTINGS, counting=counting)))


def _kept(case: Case) -> int:
    with case.reading() as connection:
        return connection.execute(select(func.count()).select_from(tables.findings)).scalar_one()


@pytest.fixture
def read_anew(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The articles whose codings were read, from here on."""
    read: list[str] = []
    find: Callable[[Drawing, CodedArticle], Findings] = Drawing.find

    def told(drawing: Drawing, coded: CodedArticle) -> Findings:
        read.append(coded.article.article_id)
        return find(drawing, coded)

    monkeypatch.setattr(Drawing, "find", told)
    return read


def test_findings_come_back_as_they_were(references: References, codebook: Codebook) -> None:
    found = Drawing(references, codebook).find(_article(1))
    assert all((found.told, found.deeds, found.presence, found.steps, found.movements, found.exposure))
    assert decoded(Findings, to_json(found)) == found


@pytest.mark.parametrize("scope", [WHOLE, Scope("lakes", actor="Kenya"), Scope("lakes", place="Tadmur")])
def test_a_report_from_findings_is_the_report_from_codings(filled: Case, scope: Scope, read_anew: list[str]) -> None:
    before = _told(filled, scope=scope)
    assert "Hmeimim" in before or scope.actor
    keep_findings(filled, SETTINGS, sys.maxsize)
    read_anew.clear()
    assert _told(filled, scope=scope) == before
    assert read_anew == []


def test_who_asks_for_more_than_is_told_gets_it(filled: Case, read_anew: list[str]) -> None:
    more = Counting(planned=True)
    before = _told(filled, more)
    keep_findings(filled, SETTINGS, sys.maxsize)
    read_anew.clear()
    assert _told(filled, more) == before != _told(filled)
    assert len(read_anew) == 4


def test_an_article_that_people_corrected_is_read_anew(filled: Case, read_anew: list[str]) -> None:
    keep_findings(filled, SETTINGS, sys.maxsize)
    before = _told(filled)
    mention = _article(2).mentions[0]
    with filled.writing() as connection, judging(connection):
        record(connection, judgement_of(JudgementKind.NO_EVENT, [mention.mention_id], "Mara", NOON))
    read_anew.clear()
    after = _told(filled)
    assert read_anew == [mention.article_id]
    assert after != before
    with filled.writing() as connection:
        connection.execute(tables.findings.delete())
    assert _told(filled) == after


def test_a_new_coding_and_new_rules_make_findings_old(filled: Case, read_anew: list[str]) -> None:
    keep_findings(filled, SETTINGS, sys.maxsize)
    fill(filled, [_article(0)], "coder-2")
    with filled.writing() as connection:
        first = _article(1).article.article_id
        table = tables.findings
        connection.execute(table.update().where(table.c.article_id == first).values(made_by="picture of old"))
    read_anew.clear()
    before = _told(filled)
    assert sorted(read_anew) == sorted([_article(0).article.article_id, first])
    keep_findings(filled, SETTINGS, sys.maxsize)
    read_anew.clear()
    assert _told(filled) == before
    assert read_anew == []


def test_only_those_added_last_are_looked_at(filled: Case) -> None:
    keep_findings(filled, SETTINGS, 3)
    assert _kept(filled) == 3
    keep_findings(filled, SETTINGS, 3)
    assert _kept(filled) == 3
    keep_findings(filled, SETTINGS, 100)
    assert _kept(filled) == 4


def test_a_purge_takes_findings_too(filled: Case) -> None:
    keep_findings(filled, SETTINGS, sys.maxsize)
    with filled.writing() as connection:
        purge_person(connection, Purge("Vera Lintu", "Mara", NOON, "asked to"))
    assert _kept(filled) == 0


def test_the_version_follows_the_settings(tmp_path_factory: pytest.TempPathFactory) -> None:
    own = tmp_path_factory.mktemp("own") / "actors.yaml"
    own.write_text("", encoding="utf-8")
    assert findings_version(SETTINGS) == findings_version(Settings())
    with_own = findings_version(Settings(actors=(own,)))
    own.write_text("# another", encoding="utf-8")
    assert len({findings_version(SETTINGS), with_own, findings_version(Settings(actors=(own,)))}) == 3
