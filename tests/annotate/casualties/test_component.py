"""How many were hurt: the figure of each phrase, what is no figure, and parts of totals."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.annotate.pipeline import Pipeline
from dateline.annotate.slots import CASUALTIES, CasualtyRow, get
from dateline.coding import code_articles
from dateline.model import Article

Figures = tuple[str, int | None, int | None, int | None]


def rows_of(pipeline: Pipeline, text: str) -> list[tuple[str, CasualtyRow]]:
    (doc,) = pipeline.annotate([Article("x", text, published_on=date(2024, 5, 11))])
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


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Five rebels, a guard among them, were killed in the raid.", [(5, None), (1, 0)]),
        ("Ten people, three of them children, were killed.", [(10, None), (3, 0)]),
        ("The raid killed twelve people, two women and a child among them.", [(12, None), (2, 0), (1, 0)]),
        ("The raid killed two soldiers and a cook.", [(2, None), (1, None)]),
    ],
)
def test_parts_are_listed_in_several_ways(pipeline: Pipeline, text: str, parts: list[tuple[int, int | None]]) -> None:
    assert [(row.best, row.part_of) for _, row in rows_of(pipeline, text)] == parts


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("An attack on a shelter left 57 dead.", [("killed", 57, 57, 57)]),
        ("SANA put the wounded at two guards.", [("wounded", 2, 2, 2)]),
        ("Three nurses were among the dead.", [("killed", 3, 3, 3)]),
        ("The blast claimed the lives of 22 people.", [("killed", 22, 22, 22)]),
        ("The number of those killed stands at 450.", [("killed", None, None, None), ("killed", 450, 450, 450)]),
    ],
)
def test_figures_in_other_words(pipeline: Pipeline, text: str, figures: list[Figures]) -> None:
    assert figures_of(pipeline, text) == figures


@pytest.mark.parametrize(("text", "displaced"), [("evacuated the wounded", 0), ("evacuated 300 villagers", 1)])
def test_who_is_carried_away_hurt_has_not_been_driven_out(pipeline: Pipeline, text: str, displaced: int) -> None:
    rows = rows_of(pipeline, f"Helicopters {text} from the valley.")
    assert sum(row.kind == "displaced" for _, row in rows) == displaced


_ATTACK = "Gunmen attacked a convoy near Lima on Monday."


@pytest.mark.parametrize(
    ("after", "falls"),
    [
        ("Three other people were wounded, the mayor said.", True),
        ("The army sent helicopters. Two drivers died.", True),
        ("Officials put the death toll at 14.", True),
        ("Three people were wounded in Cusco.", False),  # elsewhere
        ("On Friday, two villagers died.", False),  # another day
        ("More than 60,000 people have been killed since 2011.", False),  # the war's
        ("Ten thousand people were killed in the civil war.", False),
        ("Ten people died in a road accident.", False),
        ("Rain fell. It was cold. Shops were open. Schools were shut. Two drivers died.", False),  # too far away
    ],
)
def test_figures_of_other_sentences_fall_on_their_event(pipeline: Pipeline, after: str, falls: bool) -> None:
    rows = rows_of(pipeline, f"{_ATTACK} {after}")
    assert rows
    assert all((row.event == 0) == falls for _, row in rows)


def test_a_figure_that_falls_on_no_event_is_told_apart(pipeline: Pipeline) -> None:
    text = f"{_ATTACK} Two guards were wounded. More than 60,000 people have been killed since 2011."
    (coded,) = code_articles(pipeline, [Article("x", text)])
    (attack,) = coded.mentions
    assert [claim.value.best for claim in attack.casualties] == [2]
    assert [(claim.value.best, claim.evidence[0].quote) for claim in coded.casualties] == [
        (60_000, "More than 60,000 people")
    ]
