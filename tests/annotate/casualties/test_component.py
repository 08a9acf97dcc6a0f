"""How many were hurt: the figure of each phrase, what is no figure, and parts of totals."""

from __future__ import annotations

import pytest

from dateline.annotate.pipeline import Pipeline
from dateline.annotate.slots import CASUALTIES, CasualtyRow, get
from dateline.model import Article

Figures = tuple[str, int | None, int | None, int | None]


def rows_of(pipeline: Pipeline, text: str) -> list[tuple[str, CasualtyRow]]:
    (doc,) = pipeline.annotate([Article("x", text)])
    return [(span.text, row) for span, row in get(doc, CASUALTIES)]


def figures_of(pipeline: Pipeline, text: str) -> list[Figures]:
    return [(row.kind, row.low, row.best, row.high) for _, row in rows_of(pipeline, text)]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Three farmers were killed.", [("killed", 3, 3, 3)]),
        ("The blast killed at least 20 miners.", [("killed", 20, 20, None)]),
        ("More than 40 pilgrims died.", [("killed", 40, 40, None)]),
        ("Nearly 90 students were injured.", [("wounded", None, 90, 90)]),
        ("Dozens of miners were wounded.", [("wounded", 24, None, None)]),
        ("Hundreds were killed.", [("killed", 100, None, None)]),
        ("Miners were killed.", [("killed", None, None, None)]),
        ("Between five and seven guards were killed.", [("killed", 5, None, 7)]),
        ("Shelling killed two sailors and a cook.", [("killed", 2, 2, 2), ("killed", 1, 1, 1)]),
        ("The raid left 12 people dead and 30 wounded.", [("killed", 12, 12, 12), ("wounded", 30, 30, 30)]),
        ("No one was hurt.", [("wounded", 0, 0, 0)]),
        ("There were no casualties.", [("killed", 0, 0, 0), ("wounded", 0, 0, 0)]),
        ("The strike caused casualties.", [("killed", None, None, None), ("wounded", None, None, None)]),
        ("The death toll rose from 20 to 32.", [("killed", 32, 32, 32)]),
        ("The gunman was shot dead.", [("killed", 1, 1, 1)]),
        ("The attacker blew himself up.", [("killed", 1, 1, 1)]),
        ("The killing of four nuns was condemned.", [("killed", 4, 4, 4)]),
        ("Police arrested 15 demonstrators.", [("detained", 15, 15, 15)]),
        ("The war displaced 2,000 families.", [("displaced", 2000, 2000, 2000)]),
    ],
)
def test_figures(pipeline: Pipeline, text: str, figures: list[Figures]) -> None:
    assert figures_of(pipeline, text) == figures


@pytest.mark.parametrize(
    "text",
    [
        "They threatened to kill 20 hostages.",
        "A strike would kill thousands of people.",
        "He was 45 when the war began in 1998.",
        "If ten soldiers were killed, the army would answer.",
        "The dead heat surprised 300 fans.",
    ],
)
def test_what_is_no_figure(pipeline: Pipeline, text: str) -> None:
    assert figures_of(pipeline, text) == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("A 12-year-old boy was killed.", 12),
        ("The soldier was killed in 2014.", 2014),
        ("Some 9,999,999,999 people were killed.", 9_999_999_999),
        ("The 3rd Brigade lost; a fifth guard was wounded.", 5),
        ("Pope John XXIII was wounded.", 23),
    ],
)
def test_ages_years_ordinals_and_nonsense_are_no_tolls(pipeline: Pipeline, text: str, wrong: int) -> None:
    assert all(wrong not in figure for figure in figures_of(pipeline, text))


def test_a_part_points_at_its_total(pipeline: Pipeline) -> None:
    rows = rows_of(pipeline, "Three people, including a child, were killed.")
    assert [(row.best, row.part_of) for _, row in rows] == [(3, None), (1, 0)]


def test_the_group_is_coded(pipeline: Pipeline) -> None:
    ((_, row),) = rows_of(pipeline, "Two Kenyan soldiers were killed.")
    assert (row.country, row.sector) == ("KEN", "MIL")
