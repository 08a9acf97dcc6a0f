"""What did not happen, or not yet, is told with its status and the words that show it; what is generic is not told."""

from __future__ import annotations

import pytest

from dateline.annotate.pipeline import Pipeline
from dateline.annotate.slots import CERTAINTIES, EVENTS, get
from dateline.evaluate.coder import make_article


def told(pipeline: Pipeline, text: str) -> list[tuple[str, str, str | None]]:
    """Type, status (with denial folded in) and cue of each event."""
    (doc,) = pipeline.annotate([make_article(text, "2026-05-04")])
    found = []
    for (_, event), (_, row) in zip(get(doc, EVENTS), get(doc, CERTAINTIES), strict=True):
        denied = row.polarity == "denied"
        cue = row.cue if denied else row.status_cue
        found.append((event.event_type, "denied" if denied else row.status, doc[slice(*cue)].text if cue else None))
    return found


@pytest.mark.parametrize(
    ("text", "event_type", "status", "cue"),
    [
        ("Malian soldiers attacked a rebel camp near Gao on Monday.", "ASSAULT", "happened", None),
        ("Malian soldiers are attacking a rebel camp near Gao.", "ASSAULT", "ongoing", "are"),
        ("In 2009, Chadian rebels attacked the presidential palace.", "ASSAULT", "historical", "2009"),
        ("Chad denied that its army had attacked the village.", "ASSAULT", "denied", "denied"),
        ("Chad did not attack the rebel camp.", "ASSAULT", "denied", "not"),
        ("No talks between Chad and Kenya took place.", "CONSULT", "denied", "No"),
        ("If Chad attacked Kenya, the alliance would respond.", "ASSAULT", "hypothetical", "If"),
        ("Chad could attack the rebel camps, an analyst said.", "ASSAULT", "hypothetical", "could"),
        ("An attack by Chad on Kenya would end the truce.", "ASSAULT", "hypothetical", "would"),
        ("The two men planned to attack a police station in Nairobi.", "ASSAULT", "planned", "planned"),
        ("The union plans to strike on Friday against the government.", "PROTEST", "planned", "plans"),
        ("Kenya lifted a ban on rallies by the opposition.", "PROTEST", "hypothetical", "ban"),
        ("Thousands will protest in Nairobi on Friday against the government.", "PROTEST", "planned", "will"),
        ("The opposition called on the president to resign.", "RETREAT", "called_for", "called"),
        ("The rebels demanded that the army withdraw from the town.", "RETREAT", "called_for", "demanded"),
        ("Sudan should end its attacks on villages, the Kenyan minister said.", "RETREAT", "called_for", "should"),
        ("The Kenyan minister said Chad must release the sailors.", "RETREAT", "called_for", "must"),
        # words are over once they are said, and what is ended went on till then
        ("The opposition is criticising the Kenyan president.", "ACCUSE", "happened", None),
        ("The opposition kept criticising the Kenyan president.", "ACCUSE", "happened", None),
        ("Kenyan police are investigating the opposition leader.", "ACCUSE", "ongoing", "are"),
        ("The minister said the new truce would stop rebel attacks on Nairobi.", "ASSAULT", "ongoing", "stop"),
        # what is to come has a type of its own: a promise, a threat
        ("Chad and Kenya will hold talks in Nairobi in June.", "AGREE", "planned", "will"),
        ("The Kenyan president will visit Uganda next week.", "AGREE", "planned", "will"),
        ("Norway will send food aid to Chad.", "AGREE", "planned", "will"),
        ("Kenya will withdraw its troops from Somalia in June.", "CONCEDE", "planned", "will"),
        ("Kenya will attack the rebels if they return.", "THREATEN", "planned", "will"),
    ],
)
def test_status_and_cue(pipeline: Pipeline, text: str, event_type: str, status: str, cue: str | None) -> None:
    assert (event_type, status, cue) in told(pipeline, text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The opposition called on the president to resign.", ["REQUEST happened", "RETREAT called_for"]),
        ("The Kenyan minister said Chad must release the sailors.", ["REQUEST happened", "RETREAT called_for"]),
        ("Parliament has called for sanctions against Sudan.", ["REQUEST happened", "SANCTION called_for"]),
        ("Chad threatened to expel the Kenyan ambassador.", ["THREATEN happened"]),
        ("Chad refused to release the Kenyan prisoners.", ["REJECT happened"]),
        ("Chad ruled out talks with the rebels.", ["REJECT happened"]),
        ("Chad agreed to withdraw its troops from the border zone.", ["CONCEDE happened"]),
        ("Chad promised to send doctors to Kenya.", ["AGREE happened"]),
    ],
)
def test_speech_acts(pipeline: Pipeline, text: str, expected: list[str]) -> None:
    assert [f"{event_type} {status}" for event_type, status, _ in told(pipeline, text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Presidents often visit the region.",
        "Somebody could attack the market one day.",
        "If an attack comes, lock the door.",
        "Rebels never negotiate with winners.",
        "Voters want leaders who talk to each other.",
        "Would talks help?",
    ],
)
def test_what_is_general_or_vague_is_not_told(pipeline: Pipeline, text: str) -> None:
    assert told(pipeline, text) == []


def test_what_is_called_for_ranks_below_the_call(pipeline: Pipeline) -> None:
    (doc,) = pipeline.annotate([make_article("The opposition called on the president to resign.")])
    call, called_for = (row for _, row in get(doc, EVENTS))
    assert call.salience > called_for.salience
