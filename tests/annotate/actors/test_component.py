"""Who acts: phrases and their codes, and what they refer back to."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.annotate.pipeline import Pipeline
from dateline.annotate.slots import ACTORS, ActorRow, get
from dateline.model import Article


def actors_of(pipeline: Pipeline, text: str, published: date | None = None) -> list[tuple[str, ActorRow]]:
    (doc,) = pipeline.annotate([Article("x", text, published_on=published)])
    return [(span.text, row) for span, row in get(doc, ACTORS)]


def row_of(pipeline: Pipeline, text: str, phrase: str, published: date | None = None) -> ActorRow:
    found = actors_of(pipeline, text, published)
    rows = [row for words, row in found if words == phrase]
    assert rows, f"no {phrase!r} among {[words for words, _ in found]}"
    return rows[0]


@pytest.mark.parametrize(
    ("text", "phrase", "country", "sector"),
    [
        ("A Kenyan Navy captain was seen.", "A Kenyan Navy captain", "KEN", "MIL"),
        ("Fiji's Interior Ministry denied it.", "Fiji's Interior Ministry", "FJI", "GOV"),
        ("Masked gunmen opened fire.", "Masked gunmen", None, "UAF"),
        ("Chadian soldiers crossed the river.", "Chadian soldiers", "TCD", "MIL"),
        ("Members of the Peruvian police arrived.", "Members of the Peruvian police", "PER", "COP"),
        ("The president of Ghana resigned.", "The president of Ghana", "GHA", "GOV"),
        ("Hundreds of Thai protesters marched.", "Hundreds of Thai protesters", "THA", "CVL"),
        ("A former Nepali minister spoke.", "A former Nepali minister", "NPL", "ELI"),
        ("Rebels in Mozambique advanced.", "Rebels", "MOZ", "REB"),
        ("Lisbon rejected the offer.", "Lisbon", "PRT", "GOV"),
        ("Somaliland rejected the offer.", "Somaliland", "SOM", "PRE"),
        ("A Chad-backed Ghanaian militia attacked.", "A Chad-backed Ghanaian militia", "GHA", "UAF"),
        ("The court sentenced a Danish journalist.", "a Danish journalist", "DNK", "JRN"),
        ("Ethnic Danes marched in Norway.", "Ethnic Danes", "NOR", "CVL"),
        ("An officer in the Danish navy spoke.", "An officer", "DNK", "MIL"),
        ("Kenya withdrew its force.", "its force", "KEN", "MIL"),
        ("Students stoned police officers in Tunis.", "police officers", "TUN", "COP"),
        ("Gunmen killed a judge in Kabul.", "Gunmen", "AFG", "UAF"),
        ("Gunmen killed an Afghan judge.", "Gunmen", None, "UAF"),
        ("Islamists burned a bar in the north of Mali.", "Islamists", "MLI", "REB"),
        ("The minister praised iNdonesia.", "iNdonesia", "IDN", "GOV"),
    ],
)
def test_codes_of_phrases(pipeline: Pipeline, text: str, phrase: str, country: str | None, sector: str) -> None:
    row = row_of(pipeline, text, phrase)
    assert (row.country, row.sector) == (country, sector)


def test_a_capital_where_something_happens_is_no_actor(pipeline: Pipeline) -> None:
    assert not actors_of(pipeline, "It rained in Lisbon.")


def test_an_inferred_state_carries_its_reason(pipeline: Pipeline) -> None:
    row = row_of(pipeline, "Ghana held a vote. The police detained a farmer.", "The police")
    assert (row.country, row.sector, row.basis) == ("GHA", "COP", "inferred")
    assert row.reason


def test_an_unknown_attacker_takes_no_state(pipeline: Pipeline) -> None:
    assert row_of(pipeline, "Ghana held a vote. Gunmen fired at a bus in Ghana.", "Gunmen").country in (None, "GHA")
    assert row_of(pipeline, "Ghana held a vote. Gunmen fired at a bus.", "Gunmen").country is None


def test_the_office_holder_of_the_day(pipeline: Pipeline) -> None:
    before = row_of(pipeline, "Bashar al-Assad spoke.", "Bashar al-Assad", date(2015, 1, 1))
    after = row_of(pipeline, "Bashar al-Assad spoke.", "Bashar al-Assad", date(2025, 6, 1))
    assert (before.country, before.sector) == ("SYR", "GOV")
    assert (after.country, after.sector) == ("SYR", "ELI")
    assert before.actor_id == after.actor_id


def test_two_nations_share_a_noun(pipeline: Pipeline) -> None:
    rows = [row for words, row in actors_of(pipeline, "Danish and Kenyan warships left.") if "warships" in words]
    assert [row.country for row in rows] == ["DNK", "KEN"]
    assert len({row.head for row in rows}) == 1


def test_a_name_beside_another_is_not_its_best_known_bearer(pipeline: Pipeline) -> None:
    row = row_of(pipeline, "Selma Assad opened a bakery in Lima.", "Selma Assad")
    assert row.actor_id is None


def test_pronouns_and_descriptions_lead_back(pipeline: Pipeline) -> None:
    text = "Ada Kowalska, the Polish foreign minister, met farmers. She thanked them."
    row = row_of(pipeline, text, "She")
    assert (row.country, row.sector, row.name) == ("POL", "GOV", "Ada Kowalska")
    assert row.antecedent is not None


@pytest.mark.parametrize(
    ("text", "actor_id"),
    [
        ("Boko Haram shelled a market in Maroua. The group accused the army of lies.", "group.boko-haram"),
        ("Boko Haram fled after Hamas fired rockets. The group accused the army of lies.", "group.hamas"),
        ("France shelled a market in Maroua. The group accused the army of lies.", None),  # a state is no group
        ("Boko Haram shelled a market. The Kenyan group accused the army of lies.", None),  # another's group
    ],
)
def test_the_group_is_the_one_named_last(pipeline: Pipeline, text: str, actor_id: str | None) -> None:
    phrase = "The Kenyan group" if "Kenyan" in text else "The group"
    assert row_of(pipeline, text, phrase).actor_id == actor_id


def test_an_agency_that_is_told_something_is_not_what_it_is_told_of(pipeline: Pipeline) -> None:
    text = "Three fishermen were rescued near Tonga on Monday. The coroner told Reuters they were unhurt."
    assert row_of(pipeline, text, "they").name == "Three fishermen"


def test_another_spelling_of_a_known_name(pipeline: Pipeline) -> None:
    row = row_of(pipeline, "Wladimir Putin travelled to Lima.", "Wladimir Putin", date(2020, 1, 1))
    assert (row.actor_id, row.country, row.sector, row.basis) == ("person.vladimir-putin", "RUS", "GOV", "inferred")
    assert row.reason


def test_a_misspelt_country(pipeline: Pipeline) -> None:
    row = row_of(pipeline, "The minister of Argetnina resigned.", "The minister of Argetnina")
    assert row.country == "ARG"


def test_a_state_newspaper_speaks_for_the_government(pipeline: Pipeline) -> None:
    row = row_of(pipeline, "A state-run Laotian newspaper praised it.", "A state-run Laotian newspaper")
    assert (row.country, row.sector, row.sectors) == ("LAO", "GOV", ("JRN",))


def test_two_leaders_are_two_actors(pipeline: Pipeline) -> None:
    text = "Emmanuel Macron met Olaf Scholz. The two leaders shook hands."
    rows = [row for words, row in actors_of(pipeline, text, date(2023, 5, 1)) if words == "The two leaders"]
    assert [row.country for row in rows] == ["FRA", "DEU"]
    assert [row.antecedent for row in rows] == [0, 1]


def test_a_family_name_goes_to_the_person_named_before(pipeline: Pipeline) -> None:
    text = "Judge Ada Kowalska of Poland freed three miners. Kowalska gave no reason."
    row = row_of(pipeline, text, "Kowalska")
    assert (row.sector, row.antecedent) == ("JUD", 0)


def test_what_belongs_to_somebody_takes_their_state(pipeline: Pipeline) -> None:
    row = row_of(pipeline, "Petra Novak, a Czech senator, left Lima. Her lawyer stayed.", "Her lawyer")
    assert (row.country, row.basis) == ("CZE", "inferred")


def test_a_defence_minister_is_military_too(pipeline: Pipeline) -> None:
    row = row_of(pipeline, "The Tongan defence minister resigned.", "The Tongan defence minister")
    assert (row.country, row.sector, row.sectors) == ("TON", "GOV", ("MIL",))


@pytest.mark.parametrize("text", ["", " ", "...", "\n\n", "!!! ???", "a" * 3000])
def test_texts_without_words(pipeline: Pipeline, text: str) -> None:
    doc = pipeline.nlp.make_doc(text)
    for name in ("dateline_actors", "dateline_casualties"):
        pipeline.nlp.get_pipe(name)(doc)
    assert get(doc, ACTORS) == []


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Ida Larsen, who lives in Norway, is a former officer in the Royal Danish Navy.", "DNK"),
        ("Ida Larsen, an Islamic State member, fled. Larsen was a Danish hacker.", "DNK"),
        ("Ida Larsen, an Islamic State member, fled. Larsen was a hacker.", "IMG"),
        ("Ida Larsen, a Norwegian minister, resigned. Larsen is a Danish lawyer.", "NOR"),  # whose office is known
    ],
)
def test_what_a_person_is_said_to_be_holds_of_the_person(pipeline: Pipeline, text: str, country: str) -> None:
    found = [row for _, row in actors_of(pipeline, text) if row.name == "Ida Larsen"]
    assert {row.country for row in found} == {country}


def test_a_family_name_that_is_taken_for_a_common_noun(pipeline: Pipeline) -> None:
    text = "Mayor Ida Sanders spoke in Norway. Sanders pledged Saturday to rid the town of rats."
    assert row_of(pipeline, text, "Sanders").name == "Ida Sanders"


@pytest.mark.parametrize(
    ("text", "phrase", "name"),
    [
        # a form of address is no part of the name
        ("Ada Larsen spoke. Then Mr. Larsen left.", "Mr. Larsen", "Ada Larsen"),
        # who is named in full only later is known at once
        ("Scholz spoke. Later Olaf Scholz left.", "Scholz", "Olaf Scholz"),
        # in some countries the family comes first
        ("Park Geun-hye spoke. Park left.", "Park", "Park Geun-hye"),
        ("Ada Larsen spoke. Ada left.", "Ada", None),
        # a family name behind others is no country misspelt
        ("President Fransois Hollande spoke.", "President Fransois Hollande", "Fransois Hollande"),
    ],
)
def test_family_names(pipeline: Pipeline, text: str, phrase: str, name: str | None) -> None:
    names = [row.name for words, row in actors_of(pipeline, text, date(2016, 5, 1)) if words == phrase]
    assert (names[0] if names else None) == name


@pytest.mark.parametrize(("phrase", "country"), [("Ada Larsen", "GHA"), ("a nurse", "KEN")])
def test_who_is_told_by_name_is_followed_abroad(pipeline: Pipeline, phrase: str, country: str) -> None:
    text = f"Ghana held a vote. Ghana's parliament met. Ghana's king spoke. Then {phrase} spoke in Kenya."
    assert row_of(pipeline, text, phrase).country == country
