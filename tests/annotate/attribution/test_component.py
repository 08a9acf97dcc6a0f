"""Who says what, in sentences of every shape; and in broken text nothing crashes and nothing is swallowed."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc

from dateline.annotate.pipeline import Pipeline
from dateline.annotate.slots import ATTRIBUTIONS, AttributionRow, get
from dateline.evaluate.coder import make_article

SENTENCES = [
    ("The mayor said that the bridge was shut.", "mayor", "said", "that the bridge was shut"),
    ("The bridge was shut, the mayor said.", "mayor", "said", "The bridge was shut"),
    ("The bridge is shut, said Anna Berg.", "Anna Berg", "said", "The bridge is shut"),
    ("“We will stay,” Colonel Ahmed Saleh said.", "Ahmed Saleh", "said", "“We will stay,”"),
    ("“We stay,” said Anna Berg. “We fight.”", "Anna Berg", "said", "“We stay,”|“We fight.”"),
    ("According to the ministry, six people drowned.", "ministry", "According to", "six people drowned"),
    ("Six people drowned, according to Orient TV.", "Orient TV", "according to", "Six people drowned"),
    ("The army denied that it had shelled the town.", "army", "denied", "that it had shelled the town"),
    ("A hunter was allegedly killed.", "unnamed source", "allegedly", "A hunter was|killed"),
    ("The report shows that prices rose.", "report", "shows", "that prices rose"),
    (
        "Last Sunday the WHO, UNHCR, WFP and UNICEF said roads were cut.",
        "WHO, UNHCR, WFP and UNICEF",
        "said",
        "roads were cut",
    ),
]


def _rows(pipeline: Pipeline, text: str) -> tuple[Doc, list[AttributionRow]]:
    (doc,) = pipeline.annotate([make_article(text)])
    return doc, [row for _, row in get(doc, ATTRIBUTIONS)]


def _content(doc: Doc, row: AttributionRow) -> str:
    return "|".join(doc[start:end].text for start, end in row.contents)


@pytest.mark.parametrize(("text", "source", "cue", "content"), SENTENCES)
def test_one_attribution(pipeline: Pipeline, text: str, source: str, cue: str, content: str) -> None:
    doc, rows = _rows(pipeline, text)
    found = [(row.source_name, doc[slice(*row.cue)].text if row.cue else None, _content(doc, row)) for row in rows]
    assert (source, cue, content) in found


@pytest.mark.parametrize(
    "text",
    ["The convoy crossed the river at noon.", "Two shells hit the market.", "Saleh was born in 1960.", "Rain fell."],
)
def test_the_article_speaks_for_itself(pipeline: Pipeline, text: str) -> None:
    assert _rows(pipeline, text)[1] == []


def test_pronouns_and_surnames_go_back_to_the_full_name(pipeline: Pipeline) -> None:
    text = (
        "Minister Karel Novak said that talks had failed. He warned that the truce would end. Novak said it was late."
    )
    assert [row.source_name for row in _rows(pipeline, text)[1]] == ["Karel Novak"] * 3


def test_kinds_and_styles(pipeline: Pipeline) -> None:
    text = "“It is over,” the rebels said. A resident said that shops had closed. Sources said “nothing” had changed."
    rows = _rows(pipeline, text)[1]
    assert [row.source_kind for row in rows] == ["armed_group", "witness", "unnamed"]
    assert [row.style for row in rows] == ["direct", "indirect", "mixed"]


def test_acts_tell_reports_from_wishes(pipeline: Pipeline) -> None:
    said, wished = _rows(pipeline, "The envoy said that the truce holds. The envoy wants to return.")[1]
    assert (said.act, said.reports) == ("assert", True)
    assert (wished.act, wished.reports) == ("want", False)


BROKEN = [
    "“We left at dawn. The rest of this article is not a quotation. It goes on. And on.",
    '"A whole article in one quotation. It has sentences. It has more of them."',
    "Q: What did you see?\nA: Two helicopters.\nQ: When?\nA: At noon.",
    "MAYOR: The bridge is shut.\nREPORTER: For how long?\nMAYOR: I said: shut.",
    "By Anna Berg\nSMALLTOWN (Example News) -\nPhoto: soldiers at the gate. (A. Berg/Example)",
    '""""" said said said """',
    "“”‘’«»",
    "\n\n \n",
    "said",
    ":",
    "said:\n\n:",
]


@pytest.mark.parametrize("text", BROKEN)
def test_broken_text(pipeline: Pipeline, text: str) -> None:
    if not text.strip():
        return
    doc, rows = _rows(pipeline, text)
    for row in rows:
        for start, end in row.contents:
            assert 0 <= start < end <= len(doc)


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Q: What did you see?\nA: Two helicopters.\nQ: When?\nA: At noon.", ["Q", "A", "Q", "A"]),
        ("MAYOR: The bridge is shut.\n\nANNA BERG: Rain fell.\n", ["MAYOR", "ANNA BERG"]),
    ],
)
def test_transcripts(pipeline: Pipeline, text: str, speakers: list[str]) -> None:
    doc, rows = _rows(pipeline, text)
    labelled = [row for row in rows if row.cue and doc[row.cue[0]].text == ":"]
    assert [row.source_name for row in labelled] == speakers
    assert all(len({doc.text[: doc[i].idx].count("\n") for i in range(*row.contents[0])}) == 1 for row in labelled)


def test_an_open_quotation_ends_with_its_paragraph(pipeline: Pipeline) -> None:
    text = "The mayor said: “The bridge is shut.\n\nRain fell on the town. Shops were open."
    doc, rows = _rows(pipeline, text)
    assert rows
    assert all("Rain" not in _content(doc, row) for row in rows)


@pytest.mark.parametrize("mark", ['"', "“", "‘", "«", "„", "''", "``"])
def test_no_open_mark_swallows_the_text(pipeline: Pipeline, mark: str) -> None:
    text = f"The mayor said: {mark}The bridge is shut.\n\nRain fell on the town. Shops were open.\n\nSchools were not."
    doc, rows = _rows(pipeline, text)
    assert all("Rain" not in _content(doc, row) and "Schools" not in _content(doc, row) for row in rows)


def test_an_article_in_one_quotation_keeps_its_own_sources(pipeline: Pipeline) -> None:
    text = '"The mayor said that the bridge was shut. Rain fell. According to the police, nobody was hurt."'
    doc, rows = _rows(pipeline, text)
    found = {(row.source_name, _content(doc, row).strip('."')) for row in rows}
    assert {("mayor", "that the bridge was shut"), ("police", "nobody was hurt")} <= found


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("“He shouted ‘fire’ at us,” the guard said.", "“He shouted ‘fire’ at us,”"),
        ("'Not my son's fault,' the guard said.", "'Not my son's fault,'"),
        ("« Nobody came », the guard said.", "« Nobody came »,"),
    ],
)
def test_nested_foreign_and_unbalanced_marks(pipeline: Pipeline, text: str, content: str) -> None:
    doc, rows = _rows(pipeline, text)
    assert [(row.source_name, _content(doc, row).strip(" ,»").rstrip()) for row in rows] == [
        ("guard", content.strip(" ,»").rstrip())
    ]


@pytest.mark.parametrize(
    "text",
    [
        "By Anna Berg, Example News\nRain fell on the town.",
        "Soldiers stand at the gate on Monday. (A. Berg/Example News)\nRain fell on the town.",
        "Photo: Anna Berg / Example News\nRain fell on the town.",
        "(Reporting by Anna Berg; editing by Jan Novak)",
    ],
)
def test_bylines_and_captions_say_nothing(pipeline: Pipeline, text: str) -> None:
    doc, rows = _rows(pipeline, text)
    assert all("Rain" not in _content(doc, row) for row in rows)
