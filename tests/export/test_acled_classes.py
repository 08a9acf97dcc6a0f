"""Incidents in the terms of ACLED."""

from __future__ import annotations

import pytest

from builders import make_article, make_mention
from dateline.export.acled_classes import acled_class, disorder_type, interaction_code
from dateline.export.reading import IncidentReading
from dateline.knowledge.codebook_file import load_codebook
from dateline.model import ActorValue
from exporting import make_told

ARMY = ActorValue("the army", country="SYR", sector="MIL")
REBELS = ActorValue("rebels", country="SYR", sector="REB")
PEOPLE = ActorValue("villagers", country="SYR", sector="CVL")
POLICE = ActorValue("police", country="SYR", sector="COP")
CLASH, ATTACK = ("Battles", "Armed clash"), ("Violence against civilians", "Attack")
SHELLING = ("Explosions/Remote violence", "Shelling/artillery/missile attack")
ABDUCTION = ("Violence against civilians", "Abduction/forced disappearance")
ARRESTS = ("Strategic developments", "Arrests")


@pytest.mark.parametrize(
    ("event_type", "text", "actors", "recipients", "expected"),
    [
        ("ASSAULT", "Rebels shot the army chief.", [REBELS], [ARMY], CLASH),
        ("ASSAULT", "Gunmen shot soldiers.", [], [ARMY], CLASH),
        ("ASSAULT", "Rebels fought the army.", [REBELS, ARMY], [], CLASH),
        ("ASSAULT", "Rebels stabbed villagers.", [REBELS], [PEOPLE], ATTACK),
        ("ASSAULT", "The army raided villagers in a clash.", [ARMY], [PEOPLE], ATTACK),
        ("ASSAULT", "The army shelled the hamlet.", [ARMY], [], SHELLING),
        ("ASSAULT", "Rebels kidnapped villagers.", [REBELS], [PEOPLE], ABDUCTION),
        ("PROTEST", "Villagers marched.", [PEOPLE], [], ("Protests", "Peaceful protest")),
        ("PROTEST", "Villagers gathered against the tax.", [PEOPLE], [], ("Protests", "Peaceful protest")),
        ("COERCE", "Police arrested a trader.", [POLICE], [PEOPLE], ARRESTS),
        ("CONSULT", "The attack was discussed by ministers.", [ARMY], [REBELS], None),
        ("REQUEST", "Rebels asked the army to stop the shelling.", [REBELS], [ARMY], None),
        ("ACCUSE", "The army condemned the bombing.", [ARMY], [REBELS], None),
        ("AID", "The army sent flour.", [ARMY], [PEOPLE], None),
    ],
)
def test_class(
    event_type: str,
    text: str,
    actors: list[ActorValue],
    recipients: list[ActorValue],
    expected: tuple[str, str] | None,
) -> None:
    article = make_article(text, publisher="Harbour Post")
    told = make_told([(article, make_mention(article, event_type, actors=actors, recipients=recipients))])
    assert acled_class(IncidentReading(told, load_codebook())) == expected


@pytest.mark.parametrize(
    ("first", "second", "alone", "code"),
    [
        (2, 1, False, 12),
        (1, 7, False, 17),
        (6, None, True, 60),
        (None, 7, False, None),
        (1, None, False, None),
        (None, None, True, None),
    ],
)
def test_interaction(first: int | None, second: int | None, alone: bool, code: int | None) -> None:
    assert interaction_code(first, second, alone) == code


@pytest.mark.parametrize(
    ("event_type", "sub_event_type", "disorder"),
    [
        ("Battles", "Armed clash", "Political violence"),
        ("Riots", "Mob violence", "Political violence"),
        ("Riots", "Violent demonstration", "Demonstrations"),
        ("Protests", "Excessive force against protesters", "Political violence; Demonstrations"),
        ("Strategic developments", "Arrests", "Strategic developments"),
    ],
)
def test_disorder(event_type: str, sub_event_type: str, disorder: str) -> None:
    assert disorder_type(event_type, sub_event_type) == disorder
