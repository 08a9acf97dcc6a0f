"""Sources behind sources, audiences and occasions."""

from __future__ import annotations

import pytest

from dateline.annotate.pipeline import Pipeline
from dateline.annotate.slots import ATTRIBUTIONS, AttributionRow, get
from dateline.evaluate.coder import make_article


def _rows(pipeline: Pipeline, text: str) -> list[AttributionRow]:
    (doc,) = pipeline.annotate([make_article(text)])
    return [row for _, row in get(doc, ATTRIBUTIONS)]


CHAINS = [
    ("Two guards were hurt, Orient TV reported, citing a security source.", ["Orient TV", "security source"]),
    ("Two guards were hurt, according to Orient TV, citing a security source.", ["Orient TV", "security source"]),
    ("A resident told Orient TV that shells had hit the market.", ["Orient TV", "resident"]),
    ("Radio Sur, quoting local officials, said that two guards were hurt.", ["Radio Sur", "local officials"]),
    ("Jan Novak, adviser to President Ana Ruiz, said that the bridge was shut.", ["Jan Novak"]),
    ("Interior Ministry spokesman Jan Novak said that the bridge was shut.", ["Interior Ministry", "Jan Novak"]),
    ("The ministry's spokesman, Jan Novak, said that the bridge was shut.", ["ministry", "Jan Novak"]),
    ("Jan Novak, the head of the Red Crescent in Lima, said that it was late.", ["Red Crescent", "Jan Novak"]),
    ("Jan Novak of the Peruvian Observatory said that it was late.", ["Peruvian Observatory", "Jan Novak"]),
    ("WHO chief Jan Novak said that the clinic was shut.", ["WHO", "Jan Novak"]),
    ("Army chief Jan Novak told Radio Sur that two guards were hurt.", ["Radio Sur", "Army", "Jan Novak"]),
    ("Jan Novak of Lima said that the bridge was shut.", ["Jan Novak"]),
    ("Colonel Jan Novak said that the bridge was shut.", ["Jan Novak"]),
    ("US President Jan Novak said that the bridge was shut.", ["Jan Novak"]),
    ("The mayor told reporters that the bridge was shut.", ["mayor"]),
    ("The mayor said that the bridge was shut.", ["mayor"]),
]


@pytest.mark.parametrize(("text", "chain"), CHAINS)
def test_chain(pipeline: Pipeline, text: str, chain: list[str]) -> None:
    rows = _rows(pipeline, text)
    inner = next(row for row in rows if row.source_name == chain[-1])
    names = [inner.source_name]
    while inner.parent is not None:
        inner = rows[inner.parent]
        names.insert(0, inner.source_name)
    assert names == chain


def test_a_body_stays_with_its_speaker(pipeline: Pipeline) -> None:
    rows = _rows(
        pipeline, "Red Crescent head Jan Novak said that rain fell. He said it was late. Novak said it was cold."
    )
    speaking = [row for row in rows if row.contents]
    assert [row.source_name for row in speaking] == ["Jan Novak"] * 3
    assert [rows[row.parent].source_name for row in speaking if row.parent is not None] == ["Red Crescent"] * 3
    assert all(row.source_kind == "organisation" for row in rows if not row.contents)


def test_a_relay_has_no_content_of_its_own(pipeline: Pipeline) -> None:
    relay, told = _rows(pipeline, "A resident told Orient TV that shells had hit the market.")
    assert relay.contents == ()
    assert relay.source_kind == "outlet"
    assert told.contents
    assert told.audience == "Orient TV"


@pytest.mark.parametrize(
    ("text", "occasion"),
    [
        ("The mayor told a press conference that the bridge was shut.", "press conference"),
        ("The mayor said in an interview that the bridge was shut.", "interview"),
        ("The mayor told Radio Sur in an interview on Monday that the bridge was shut.", "interview"),
        ("The army said in a statement that it had left.", "statement"),
        ("The mayor wrote on X that the bridge was shut.", "post"),
        ("The mayor said that the conference was over.", None),
    ],
)
def test_occasion(pipeline: Pipeline, text: str, occasion: str | None) -> None:
    assert _rows(pipeline, text)[-1].occasion == occasion
