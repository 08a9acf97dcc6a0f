"""Slots give back what was put, also after the Doc has been to bytes and back."""

from __future__ import annotations

import spacy
from spacy.tokens import Doc

from dateline.annotate.slots import (
    ATTRIBUTIONS,
    ArticleFacts,
    AttributionRow,
    get,
    get_facts,
    put,
    put_facts,
)


def test_rows_survive_bytes() -> None:
    nlp = spacy.blank("en")
    doc = nlp("The army said that it withdrew .")
    row = AttributionRow(((4, 6),), (0, 2), (2, 3), "the army", "military")
    put(doc, ATTRIBUTIONS, [(doc[0:6], row)])
    put_facts(doc, ArticleFacts(publisher="The Example", published_on="2025-12-13"))

    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())

    ((span, found),) = get(again, ATTRIBUTIONS)
    assert span.text == "The army said that it withdrew"
    assert found == row
    assert get_facts(again).published_on == "2025-12-13"


def test_an_unwritten_slot_is_empty() -> None:
    assert get(spacy.blank("en")("Nothing here."), ATTRIBUTIONS) == []


def test_rows_put_anew_replace_those_before() -> None:
    doc = spacy.blank("en")("The army said that it withdrew .")
    first, second = (AttributionRow(((4, 6),), (0, 2), (2, 3), name, "military") for name in ("the army", "the navy"))
    put(doc, ATTRIBUTIONS, [(doc[0:6], first)])
    assert [row for _, row in get(doc, ATTRIBUTIONS)] == [first]
    put(doc, ATTRIBUTIONS, [(doc[0:6], second), (doc[0:6], first)])
    assert [row for _, row in get(doc, ATTRIBUTIONS)] == [second, first]
    assert [row for _, row in get(doc, ATTRIBUTIONS)] == [second, first]
    put(doc, ATTRIBUTIONS, [])
    assert get(doc, ATTRIBUTIONS) == []
