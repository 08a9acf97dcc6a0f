"""A full export and its import are the identity, whatever is in the case."""

from __future__ import annotations

import hashlib
import io
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from builders import make_article, make_coded, make_mention
from dateline import identity
from dateline.export.full import read_full, write_full
from dateline.model import ActorValue, Article, CodedArticle, EventMention, JudgementKind, Status
from dateline.store.case import Case, open_case
from dateline.store.check import problems
from dateline.store.dump import dump, load
from dateline.store.fusing import fuse_all
from dateline.store.incidents import IncidentFilter
from dateline.store.judgements import Undoing, all_judgements, judgement_of, record, standing, undo
from dateline.store.search import find_articles
from dateline.store.told import told_incidents
from dateline.store.write import ArticleState, Filed, put_article, put_coding, put_failure, put_original

NOON = datetime(2024, 5, 9, 12, tzinfo=UTC)
WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)
NAMES = WORDS.filter(lambda words: bool(words.strip()))
KINDS = (JudgementKind.WRONG_TYPE, JudgementKind.NO_EVENT, JudgementKind.REVIEWED, JudgementKind.COMMENT)


@dataclass(frozen=True)
class Story:
    """One article to be put into a case, and what is done with it."""

    words: str
    name: str
    raw: bytes
    killed: int | None
    status: Status
    again: bool  # coded by a second version
    changed: bool  # another text appears at its address
    kind: JudgementKind | None
    undone: bool


STORIES = st.lists(
    st.builds(
        Story,
        NAMES,
        NAMES,
        st.binary(max_size=60),
        st.none() | st.integers(min_value=0, max_value=10**6),
        st.sampled_from(list(Status)),
        st.booleans(),
        st.booleans(),
        st.none() | st.sampled_from(KINDS),
        st.booleans(),
    ),
    min_size=1,
    max_size=4,
)


def _article(story: Story, number: int, text: str) -> Article:
    article = make_article(text, title=story.words, publisher=story.name, published="2024-05-09")
    url = f"https://news.example/{number}"
    article_id = identity.article_id(text, story.words, url, story.name)
    return replace(article, article_id=article_id, url=url, source_id=story.name)


def _mention(article: Article, story: Story) -> EventMention:
    return make_mention(
        article,
        trigger="attacked",
        actors=[ActorValue(story.name, private_person=story.undone)],
        places=["Darun"],
        days=["2024-05-08"],
        killed=[] if story.killed is None else [story.killed],
        said_by=[story.name],
        status=story.status,
    )


def _fill(case: Case, stories: list[Story]) -> None:
    with case.writing() as connection:
        for number, story in enumerate(stories):
            texts = [f"Report {number}: {story.words} attacked {story.name} in Darun."]
            texts += [texts[0] + " Corrected."] if story.changed else []
            for text in texts:
                article = _article(story, number, text)
                raw = text.encode() + story.raw
                sha256 = hashlib.sha256(raw).hexdigest()
                put_original(connection, sha256, raw, "text/html")
                put_article(connection, article, Filed(story.name, number, sha256), ArticleState.UNCODED)
                coded: CodedArticle = make_coded(article, [_mention(article, story)])
                for coder in ("coder-1", "coder-2")[: 1 + story.again]:
                    put_coding(connection, [coded], coder)
                if story.kind:
                    value = "PROTEST" if story.kind is JudgementKind.WRONG_TYPE else None
                    subject = [coded.mentions[0].mention_id]
                    made = judgement_of(story.kind, subject, story.name, NOON, value=value, why=story.words)
                    record(connection, made)
                    if story.undone:
                        undo(connection, Undoing(made.judgement_id, "Ilan", NOON, story.words))
            put_failure(connection, story.name, number, story.words, "try again")
        fuse_all(connection)


def _full(case: Case) -> bytes:
    stream = io.BytesIO()
    with case.reading() as connection:
        write_full(dump(connection), stream)
    return stream.getvalue()


@pytest.mark.slow
@settings(max_examples=20, deadline=None, phases=[Phase.reuse, Phase.generate])  # shrinking a whole case takes minutes
@given(stories=STORIES)
def test_importing_an_export_gives_the_same_case(stories: list[Story], empty_file: Path) -> None:
    with _copy(empty_file) as here, _copy(empty_file) as there:
        _compare(here, there, stories)


@contextmanager
def _copy(file: Path) -> Iterator[Case]:
    with tempfile.TemporaryDirectory() as folder:
        case = open_case(str(shutil.copy(file, folder)))
        yield case
        case.close()


def _compare(here: Case, there: Case, stories: list[Story]) -> None:
    _fill(here, stories)
    exported = _full(here)
    with there.writing() as connection:
        load(connection, read_full(io.TextIOWrapper(io.BytesIO(exported), encoding="utf-8")))
    assert _full(there) == exported
    assert _told(here) == _told(there)
    with there.reading() as connection:
        assert list(problems(connection)) == []
    with there.writing() as connection:
        fuse_all(connection)
    assert _full(there) == exported  # and what follows from it is the same


def _told(case: Case) -> list[object]:
    """What readers of a case see of it."""
    with case.reading() as connection:
        judgements = all_judgements(connection)
        return [
            list(told_incidents(connection, IncidentFilter())),
            judgements,
            standing(judgements),
            sorted(
                str(tuple(row)) for row in find_articles(connection, "Darun", 50).rows
            ),  # of equal rank in any order
        ]
