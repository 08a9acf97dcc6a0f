"""Private persons are masked, officials are not, and --with-names shows everybody."""

from __future__ import annotations

import pytest

from builders import make_article, make_mention
from dateline.export.formats import SHAPES
from dateline.model import ActorValue, ToldIncident
from exporting import make_told, written

VICTIM = "Amal Barudi"
TEXT = (
    "Soldiers of Colonel Tarek Nour beat Amal Barudi in Darun, the ministry said. Barudi, a baker, was freed on Friday."
)


def _beating(title: str = "Baker Amal Barudi freed") -> ToldIncident:
    article = make_article(TEXT, title=title, publisher="Hill Gazette", published="2024-05-12")
    mention = make_mention(
        article,
        trigger="beat",
        actors=[ActorValue("Tarek Nour", country="SYR", sector="MIL", title="colonel", private_person=True)],
        recipients=[ActorValue(VICTIM, private_person=True)],
        killed=[1],
    )
    return make_told([(article, mention)])


@pytest.mark.parametrize("name", [name for name in SHAPES if not name.startswith("parquet")])
def test_no_private_name_is_in_the_file(name: str) -> None:
    hidden, shown = written(name, [_beating()]), written(name, [_beating()], with_names=True)
    assert hidden
    assert b"Barudi" not in hidden
    assert b"Amal" not in hidden
    if name != "gdelt-mentions":
        assert b"Tarek Nour" in hidden
    assert b"Amal Barudi" in shown


def test_neither_in_parquet() -> None:
    import io

    from pyarrow import parquet

    for name in ("parquet-claims", "parquet-incidents"):
        rows = parquet.read_table(io.BytesIO(written(name, [_beating()]))).to_pylist()
        assert rows
        assert not any("Barudi" in str(value) for row in rows for value in row.values())


@pytest.mark.parametrize(
    ("actor", "private"),
    [
        (ActorValue("Amal Barudi", private_person=True), True),
        (ActorValue("Amal Barudi", private_person=True, sector="CVL"), True),
        (ActorValue("Amal Barudi", private_person=True, sector="REB"), True),
        (ActorValue("Amal Barudi", private_person=True, sector="GOV"), False),
        (ActorValue("Amal Barudi", private_person=True, title="mayor"), False),
        (ActorValue("Amal Barudi", private_person=True, actor_id="person.barudi"), False),
        (ActorValue("Velmak army", sector="MIL"), False),
    ],
)
def test_who_is_private(actor: ActorValue, private: bool) -> None:
    assert actor.is_private is private


def test_a_name_in_a_script_without_capitals_is_masked() -> None:
    article = make_article("جنود ضربوا محمد علي في درعا.", title="محمد علي", publisher="Hill Gazette")
    mention = make_mention(article, recipients=[ActorValue("محمد علي", private_person=True)])
    data = written("geojson", [make_told([(article, mention)])]).decode()
    assert "محمد" not in data
    assert "درعا" in data


def test_a_namesake_in_office_keeps_the_name() -> None:
    article = make_article("Minister Sami Barudi met Amal Barudi in Darun.", publisher="Hill Gazette")
    mention = make_mention(
        article,
        "CONSULT",
        trigger="met",
        actors=[ActorValue("Sami Barudi", sector="GOV", title="minister"), ActorValue(VICTIM, private_person=True)],
    )
    data = written("plover", [make_told([(article, mention)])]).decode()
    assert "Sami Barudi" in data
    assert "Amal" not in data


def test_a_witness_is_masked() -> None:
    from dataclasses import replace

    from dateline.model import SourceKind

    told = _beating()
    mention = told.mentions[0]
    chain = mention.attribution.sources
    witness = replace(chain[0], name="Layla Haddad", kind=SourceKind.WITNESS)
    quoted = replace(mention, attribution=replace(mention.attribution, sources=(*chain, witness)))
    data = written("plover", [replace(told, mentions=(quoted,))])
    assert b"Layla" not in data
