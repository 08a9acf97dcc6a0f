"""Each section of a report tells what the case holds for it, and nothing of what belongs to another."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders import make_article, make_coded, make_mention
from cases import fill
from dateline.fuse.assemble import Assembler
from dateline.fuse.origins import Origins
from dateline.fuse.whole import Assembled
from dateline.knowledge.sources import load_sources
from dateline.model import (
    ActorValue,
    Article,
    CasualtyKind,
    CasualtyValue,
    CodedArticle,
    EventMention,
    PlacePrecision,
    PlaceValue,
)
from dateline.report.compose import compose
from dateline.report.markdown import to_markdown
from dateline.report.situation import Scope
from dateline.reporting import gather
from dateline.settings import Settings
from dateline.store.case import open_case
from dateline.store.derive import mark_fused, put_incidents
from dateline.store.reviews import Reviews

RAIDERS, TROOPS = ActorValue("Kenyan troops", "KEN", "MIL"), ActorValue("Ugandan troops", "UGA", "MIL")
MINISTER = ActorValue("Vera Lintu", "KEN", "GOV", title="minister")
TADMUR = PlaceValue("Tadmur", lat=34.56, lon=38.28, country="SYR", precision=PlacePrecision.TOWN)
JINJA = PlaceValue("Jinja", lat=0.42, lon=33.2, country="UGA", precision=PlacePrecision.TOWN)
SITUATION = (
    "Kenyan troops shelled Ugandan troops in Tadmur, the hospital said. Vera Lintu condemned the shelling. "
    "Russia holds the Hmeimim airbase. Russia and Syria signed an agreement on ports. "
    "Russia evacuated troops from Syria to Libya."
)


def _article(text: str, publisher: str, day: int) -> Article:
    return make_article(text, title=f"{publisher} {day}", publisher=publisher, published=f"2025-06-{day:02}")


def _dead(number: int, group: str) -> CasualtyValue:
    return CasualtyValue(CasualtyKind.KILLED, group, number, number, number)


def _disputed() -> list[CodedArticle]:
    """Two soldiers and a guide by one account, five soldiers by another, which also tells who condemned it."""
    first = _article("Kenyan troops shelled Ugandan troops in Tadmur, police said.", "The Lark", 3)
    told = {"actors": [RAIDERS], "recipients": [TROOPS], "places": [TADMUR], "days": ["2025-06-02"]}
    groups = [_dead(2, "soldiers"), _dead(1, "a guide")]
    one = make_mention(first, trigger="shelled", killed=groups, said_by=["police"], **told)
    second = _article(SITUATION, "The Wren", 3)
    other = make_mention(second, trigger="shelled", killed=[_dead(5, "soldiers")], said_by=["the hospital"], **told)
    condemned = make_mention(second, "ACCUSE", trigger="condemned", actors=[MINISTER], recipients=[RAIDERS])
    return [make_coded(first, [one]), make_coded(second, [other, condemned])]


def _revised() -> list[CodedArticle]:
    found = []
    for day, number in ((8, 3), (9, 6)):
        article = _article(f"Kenyan troops raided a camp in Jinja, killing {number} soldiers.", "The Heron", day)
        told = {"actors": [RAIDERS], "places": [JINJA], "days": ["2025-06-07"], "killed": [_dead(number, "soldiers")]}
        found.append(make_coded(article, [make_mention(article, trigger="raided", **told)]))
    return found


def _single() -> list[CodedArticle]:
    article = _article("Kenyan troops looted a mill.", "The Heron", 9)
    return [make_coded(article, [make_mention(article, "COERCE", trigger="looted", actors=[RAIDERS])])]


def _assembled(coded: list[CodedArticle]) -> Assembled:
    articles = {item.article.article_id: item.article for item in coded}
    assembler = Assembler(Origins(load_sources()), articles, lambda article_id: article_id)
    mentions: list[EventMention] = [mention for item in coded for mention in item.mentions]
    return Assembled(assembler.incident(mentions, assembler.incident_id(mentions)), mentions)


@pytest.fixture(scope="module")
def sections(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    path: Path = tmp_path_factory.mktemp("compose") / "case.db"
    case = open_case(str(path), create=True)
    groups = [_disputed(), _revised(), _single()]
    fill(case, [item for group in groups for item in group])
    with case.writing() as connection:
        put_incidents(connection, map(_assembled, groups), Reviews([]))
        mark_fused(connection)
    text = to_markdown(compose(gather(case, Scope("lakes"), Settings())))
    case.close()
    parts = [part.partition("\n") for part in text.split("\n## ")[1:]]
    return {title: told for title, _, told in parts}


@pytest.mark.parametrize(
    ("section", "told"),
    [
        ("Overview", "3 incidents: 1 single-origin, 1 disputed, 1 revised."),
        ("What is new", "No earlier report and no date was given"),
        ("Key incidents and their disputes", "Assault in Tadmur, 2 June 2025 (3 accounts, 2 articles, disputed)."),
        ("Key incidents and their disputes", "All incidents, those that most accounts tell first."),
        ("Key incidents and their disputes", "- Who did it: Kenyan troops (corroborated)."),
        ("Key incidents and their disputes", "- Killed: 3 to 5 (disputed)."),
        ("Key incidents and their disputes", "According to police, 2 (soldiers); 1 (a guide)."),
        ("Key incidents and their disputes", "According to the hospital, 5 (soldiers)."),
        ("Tolls", "Assault in Tadmur, 2 June 2025 (3 accounts, 2 articles, disputed). 3 to 5 killed (disputed)."),
        ("Relations", "Kenya → Uganda: material conflict, 1 incident."),
        ("Presence", "Russia holds or uses Hmeimim Air Base, according to The Wren."),
        ("Agreements and talks", "signed, first reported on 3 June 2025, according to The Wren."),
        ("Movements", "Russia: evacuation from Syria to Libya, according to The Wren."),
        ("Exposure of protected and dangerous sites", "Site of Palmyra (World Heritage, on the list in danger)"),
        ("Only of one origin", "Coercion, place not told, day not told (1 account, 1 article, single-origin)."),
        ("Revised", "Assault in Jinja, 7 June 2025 (1 account, 2 articles, revised)."),
        ("Gaps in coverage", "Outlets with most articles: The Heron 3, The Lark 1, The Wren 1."),
        ("Gaps in coverage", "Days without an article, of 7: 4 (2025-06-04 to 2025-06-07)."),
        ("Gaps in coverage", "Languages: "),
        ("Gaps in coverage", "Sides of the outlets, as far as known: "),
        ("Gaps in coverage", "Incidents without a point: 1; without a day: 1."),
    ],
)
def test_what_a_section_tells(sections: dict[str, str], section: str, told: str) -> None:
    assert told in sections[section]


@pytest.mark.parametrize(
    ("section", "told"),
    [
        ("Key incidents and their disputes", "Vera Lintu"),  # who condemns an attack did not do it
        ("Only of one origin", "Tadmur"),
        ("Only of one origin", "Jinja"),
        ("Revised", "Tadmur"),
        ("Exposure of protected and dangerous sites", "Jinja"),
    ],
)
def test_what_it_leaves_to_others(sections: dict[str, str], section: str, told: str) -> None:
    assert told not in sections[section].split("\n[^")[0]
