"""Each event gets its own date, not the nearest one."""

from __future__ import annotations

import pytest

from dateline.annotate.dates.component import DatesComponent
from dateline.annotate.dates.when import WhenComponent
from dateline.annotate.pipeline import Pipeline
from dateline.annotate.slots import DATES, EVENT_DATES, EVENTS, EventRow, get, put


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        ("Gunmen attacked the village on Tuesday.", "attacked", "Tuesday"),
        ("Police said on Tuesday that gunmen attacked the village.", "attacked", None),
        ("Police said on Tuesday that gunmen attacked the village in May.", "attacked", "May"),
        ("The army condemned Friday's attack.", "attack", "Friday"),
        ("The two sides held talks on Monday.", "talks", "Monday"),
        ("On Monday the army shelled the town and arrested ten men.", "arrested", "Monday"),
        ("The attack, which took place on Sunday, killed two.", "attack", "Sunday"),
        ("Five men were killed in an attack on Sunday.", "attack", "Sunday"),
        ("Five men were killed in a Sunday raid.", "killed", "Sunday"),
        ("The evacuation was to have begun on Sunday.", "evacuation", "Sunday"),
        ("The talks are due to resume on Monday in Geneva.", "talks", "Monday"),
        ("The talks led police to arrest ten men on Monday.", "talks", None),
        ("Haddad was killed in a May 2015 Chadian air raid.", "killed", "May 2015"),
        ("Five men were killed in a town that fell on Sunday.", "killed", None),
        ("The envoy agreed on Monday to attack the plan.", "attack", None),
        ("The army attacked the village.", "attacked", None),
        ("The blast inside the station on Friday killed five people.", "killed", "Friday"),
        ("A blast near the station during Friday prayers killed five people.", "blast", "Friday"),
        ("Rebels shelled an outpost of the army on a large scale on Sunday.", "shelled", "Sunday"),
        ("Police said on Tuesday that gunmen attacked a camp of the army on a large scale.", "attacked", None),
        ("Two farmers died on Sunday, when gunmen attacked the village.", "attacked", "Sunday"),
        ("Rebels attacked the village after talks on Sunday.", "attacked", None),
        ("Rebels on Monday claimed Sunday's attack on the village.", "attack", "Sunday"),
        ("The army bombed a camp on Sunday in retaliation for an attack.", "attack", None),
    ],
)
def test_the_date_of_an_event(pipeline: Pipeline, text: str, trigger: str, expected: str | None) -> None:
    with pipeline.nlp.select_pipes(enable=list(pipeline.parsing)):
        doc = DatesComponent()(pipeline.nlp(text))
    words = [token for token in doc if token.text in {trigger, "agreed"}]
    row = EventRow("ASSAULT", None, (), "test", (0, len(doc)), 1.0)
    put(doc, EVENTS, [(doc[word.i : word.i + 1], row) for word in words])

    found = [
        get(doc, DATES)[row.date][0].text
        for span, row in get(WhenComponent()(doc), EVENT_DATES)
        if span.text == trigger
    ]
    assert found == ([expected] if expected else [])


@pytest.mark.parametrize(("event_type", "expected"), [("AGREE", ["Sunday"]), ("ASSAULT", [])])
def test_an_agreement_is_of_the_day_on_which_it_is_told(
    pipeline: Pipeline, event_type: str, expected: list[str]
) -> None:
    with pipeline.nlp.select_pipes(enable=list(pipeline.parsing)):
        doc = DatesComponent()(pipeline.nlp("The ministry announced on Sunday that both sides had agreed to a truce."))
    word = next(token for token in doc if token.text == "agreed")
    put(doc, EVENTS, [(doc[word.i : word.i + 1], EventRow(event_type, None, (), "test", (0, len(doc)), 1.0))])
    assert [get(doc, DATES)[row.date][0].text for _, row in get(WhenComponent()(doc), EVENT_DATES)] == expected


def test_who_claims_a_deed_does_it_on_another_day(pipeline: Pipeline) -> None:
    with pipeline.nlp.select_pipes(enable=list(pipeline.parsing)):
        doc = DatesComponent()(pipeline.nlp("The Red Front on Monday claimed the attack on a village."))
    start = next(token.i for token in doc if token.text == "claimed")
    put(doc, EVENTS, [(doc[start : start + 3], EventRow("ASSAULT", None, (), "test", (0, len(doc)), 1.0))])
    assert get(WhenComponent()(doc), EVENT_DATES) == []
