"""The shipped codebook is whole; a user's file works, and a mistake in it is named with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.knowledge.codebook import PartOfSpeech
from dateline.knowledge.codebook_file import load_codebook
from dateline.knowledge.rows import KnowledgeError

OWN = """\
name: harbour
types:
  BLOCKADE: {score: -4, quad: 4, cameo: "191"}
classes:
  ships: ship, fishing boat
triggers:
  - {type: BLOCKADE, verb: "blockade, close off", object: "@ships, port", on: any}
  - {type: BLOCKADE, noun: naval blockade, needs: none}
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "own.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_shipped_codebook_is_plover() -> None:
    codebook = load_codebook()
    assert codebook.name == "plover"
    assert len(codebook.types) == 16
    assert len(codebook.contexts) == 37
    assert {trigger.event_type for trigger in codebook.triggers} == set(codebook.types)
    assert codebook.types["CONSULT"].modes["phone"].score == 1.5
    assert codebook.types["ASSAULT"].score == -9
    assert codebook.types["AID"].future == "AGREE"


def test_whose_act_a_noun_tells_is_read_by_place_and_verb() -> None:
    doers = load_codebook().doers
    assert doers["in"]["take part"] == "subject"
    assert doers["of"]["accuse"] == "object"
    assert doers["object"]["attribute"] == "to"


def test_a_users_codebook_stands_alone(tmp_path: Path) -> None:
    codebook = load_codebook(written(tmp_path, OWN))
    assert set(codebook.types) == {"BLOCKADE"}
    (plain,) = codebook.candidates(PartOfSpeech.VERB, "blockade")
    assert plain.trigger_id == "own:7"
    assert plain.arguments["object"].words == {"ship", "port"}
    assert plain.arguments["object"].phrases == {"boat": (frozenset({"fishing"}),)}
    assert plain.arguments["on"].anything
    (particle,) = codebook.candidates(PartOfSpeech.VERB, "close")
    assert particle.particle == "off"
    (noun,) = codebook.candidates(PartOfSpeech.NOUN, "blockade")
    assert noun.modifiers == ("naval",)
    assert codebook.candidates(PartOfSpeech.VERB, "attack") == ()


def test_a_users_codebook_may_extend_the_shipped_one(tmp_path: Path) -> None:
    codebook = load_codebook(written(tmp_path, "extends: plover\n" + OWN))
    assert {"BLOCKADE", "ASSAULT"} <= set(codebook.types)
    assert codebook.name == "harbour"
    assert codebook.candidates(PartOfSpeech.VERB, "attack")


@pytest.mark.parametrize(
    ("before", "after", "line", "message"),
    [
        ("type: BLOCKADE, noun", "type: BLOCKAGE, noun", 8, "no such event type"),
        ("@ships", "@boats", 7, "no such class of words: @boats"),
        ("needs: none", "needs: some", 8, "needs must be one of"),
        ("needs: none", "mode: naval", 8, "has no mode 'naval'"),
        ("needs: none", "colour: red", 8, "no such field: colour"),
        ("needs: none", "operator: order", 8, "no such operator"),
        ("needs: none", "actor: [subjekt]", 8, "no such position: subjekt"),
        ("quad: 4", "quad: 4, toward: beside", 3, "toward: no such preposition: beside"),
        ("quad: 4", "quad: 5", 3, "quad must be"),
        ("score: -4", "score: low", 3, "must be a number"),
        ("noun: naval", "noun: naval blockade, verb: naval", 8, "exactly one of verb, noun and adj"),
        ("needs: none", "second: {type: BLOCKAGE, recipient: on}", 8, "no such event type"),
        ("needs: none", "second: {type: BLOCKADE}", 8, "needs a recipient of its own"),
        ("needs: none", "second: {type: BLOCKADE, recipient: upwards}", 8, "no such position: upwards"),
        ("needs: none", "second: {type: BLOCKADE, recipient: on, needs: none}", 8, "second: no such field: needs"),
        ("needs: none", "second: BLOCKADE", 8, "second must be a mapping"),
        ("classes:", "doers: {in: {subjekt: join}}\nclasses:", 4, "doers: no such field: subjekt"),
        ("classes:", "doers: {in: join}\nclasses:", 4, "doers: in must be a mapping"),
        ("classes:", "klasses:", 5, "no such section"),
        ("name: harbour", "extends: acled", 1, "extends must be plover"),
        ("name: harbour", "name: [", 3, "not YAML"),
    ],
)
def test_a_mistake_is_named_with_its_line(tmp_path: Path, before: str, after: str, line: int, message: str) -> None:
    path = written(tmp_path, OWN.replace(before, after))
    with pytest.raises(KnowledgeError, match=message) as caught:
        load_codebook(path)
    assert str(caught.value).startswith(f"{path}:{line}:")
