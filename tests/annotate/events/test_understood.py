"""Parties that are understood: who is added, why, and who is not."""

from __future__ import annotations

import pytest

from dateline.annotate.pipeline import Pipeline
from dateline.annotate.slots import ACTORS, EVENTS, ROLES, get
from dateline.evaluate.coder import make_article

OWN, FELL, FELL_IN, WITHIN, HELD, HARMED = (
    "tells it as its own act",
    "fell in the clash",
    "does what they fell in",
    "does what happens in it",
    "holds the place",
    "suffers what it does",
)


def understood(pipeline: Pipeline, text: str) -> set[tuple[str, str, str]]:
    """Role, words and reason of every party to violence that is not stated."""
    (doc,) = pipeline.annotate([make_article(text)])
    violent = {number for number, (_, row) in enumerate(get(doc, EVENTS)) if row.event_type == "ASSAULT"}
    assert violent
    actors = get(doc, ACTORS)
    return {
        (row.role, actors[row.actor][0].text, row.reason)
        for _, row in get(doc, ROLES)
        if row.actor is not None and row.reason is not None and row.basis == "inferred" and row.event in violent
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # an army that tells of its foes' death
        (
            "The Nigerian army said dozens of insurgents had been killed in Jos.",
            {("actor", "The Nigerian army", OWN)},
        ),
        ("The Nigerian army said dozens of soldiers had been killed in Jos.", set()),
        ("The rebels said six Nigerian soldiers were killed near Jos.", {("actor", "The rebels", OWN)}),
        ("Monitors said dozens of insurgents had been killed in Jos.", set()),
        # or of its operations
        ("The Nigerian army said military operations went on near Jos.", {("actor", "The Nigerian army", OWN)}),
        ("The Nigerian army said the rebels had begun a military offensive.", set()),
        # the armed victims of a clash
        (
            "Two soldiers and a nurse were killed in clashes with Kenyan rebels.",
            {("actor", "Two soldiers", FELL)},
        ),
        ("Two soldiers were killed in an attack by Kenyan rebels.", set()),
        # who does what happens in an attack
        ("Kenya mourned an attack in which gunmen killed two nurses.", {("actor", "gunmen", WITHIN)}),
        ("Kenya mourned an attack after which gunmen fled.", set()),
        # who does what somebody fell in
        ("Four nurses were killed in Chadian shelling of a town in Niger.", {("actor", "Chadian", FELL_IN)}),
        ("Four nurses were killed in Chadian territory.", set()),
        (
            "Four nurses were killed when Chadian soldiers opened fire on a bus.",
            {("actor", "Chadian soldiers", FELL_IN)},
        ),
        ("Four nurses were killed as Chadian soldiers attacked a camp.", {("actor", "Chadian soldiers", FELL_IN)}),
        ("Four nurses were shot before Chadian soldiers attacked a camp.", set()),
        ("Four nurses were killed when Chadian soldiers were away.", set()),
        # whose the place is
        (
            "The army of Nigeria said its air strikes were continuing in a rebel stronghold.",
            {("recipient", "a rebel", HELD)},
        ),
        (
            "The army of Nigeria said its air strikes were continuing in the outskirts of a town held by the militia.",
            {("recipient", "the militia", HELD)},
        ),
        # whom it harms
        ("The air strikes on Kenya forced the rebels to flee.", set()),  # somebody else is named
        ("The air strikes by Kenya forced the rebels to flee.", {("recipient", "the rebels", HARMED)}),
        ("The air strikes by Kenya prompted the president of Chad to leave.", set()),
    ],
)
def test_who_is_understood(pipeline: Pipeline, text: str, expected: set[tuple[str, str, str]]) -> None:
    assert understood(pipeline, text) == expected


@pytest.mark.parametrize(
    ("text", "event_type", "actors"),
    [
        # whoever says "we" or "I" is the one who does it
        ("“We condemn Chad,” the Kenyan minister said.", "ACCUSE", {"the Kenyan minister"}),
        ("The Kenyan minister said: “I urge Chad to free the sailors.”", "REQUEST", {"The Kenyan minister"}),
        ("“They condemn Chad,” the Kenyan minister said.", "ACCUSE", {"They"}),
        # those who are called protesters protested
        ("Kenyan police fired tear gas at protesters before the demonstration.", "PROTEST", {"protesters"}),
        ("Kenyan police fired tear gas at nurses before the demonstration.", "PROTEST", set()),
        # who takes part in it does it
        ("Ada Berg took part in demonstrations in Kenya.", "PROTEST", {"Ada Berg"}),
        ("Ada Berg read of demonstrations in Kenya.", "PROTEST", set()),
        ("Kenyan ministers engaged in talks.", "CONSULT", {"Kenyan ministers"}),
        # names in apposition to a noun that names nobody
        ("The contenders Ada Berg and Jan Novak have agreed to meet.", "AGREE", {"Ada Berg", "Jan Novak"}),
    ],
)
def test_who_acts(pipeline: Pipeline, text: str, event_type: str, actors: set[str]) -> None:
    (doc,) = pipeline.annotate([make_article(text)])
    events, phrases = get(doc, EVENTS), get(doc, ACTORS)
    assert event_type in {row.event_type for _, row in events}
    told = {
        phrases[row.actor][0].text
        for _, row in get(doc, ROLES)
        if row.actor is not None and row.role == "actor" and events[row.event][1].event_type == event_type
    }
    assert told == actors
