"""The remembered rules set what spaCy's ruler sets."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import spacy
from spacy.language import Language
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc

from dateline.annotate.pipeline import model_name
from dateline.annotate.token_rules import remember_rules
from dateline.settings import Settings

TEXT = """Let's say the envoys ain't gonna talk. There was no sign that the two of them had got what they wanted;
"we've gotta go", one of 'em said , and he  didn't stay.\n\nIs it theirs? Nobody's. The rebels that shell it lie."""
TAGGED = (("The", "DT"), ("convoy", "NN"), ("kind", "NN"), ("of", "IN"), ("left", "VBD"), ("left", "JJ"))


def told(doc: Doc) -> Iterator[tuple[str, ...]]:
    return ((token.text, token.tag_, token.pos_, token.lemma_, token.dep_, str(token.morph)) for token in doc)


def tagged(nlp: Language) -> Doc:
    return Doc(nlp.vocab, words=[word for word, _ in TAGGED], tags=[tag for _, tag in TAGGED])


def with_rules(*rules: tuple[list[list[dict[str, object]]], dict[str, str], int]) -> Language:
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("attribute_ruler")
    assert isinstance(ruler, AttributeRuler)
    for patterns, attrs, index in rules:
        ruler.add(patterns, attrs, index)
    return nlp


RULES = {
    "of one token": (([[{"TAG": "NN"}]], {"POS": "NOUN", "MORPH": "Number=Sing"}, 0),),
    "the later one stands": (
        ([[{"TAG": "VBD"}]], {"POS": "VERB", "LEMMA": "leave"}, 0),
        ([[{"LOWER": "left"}]], {"POS": "ADJ"}, 0),
    ),
    "a longer one between two": (
        ([[{"TAG": "NN"}]], {"POS": "NOUN"}, 0),
        ([[{"LOWER": "kind"}, {"LOWER": "of"}]], {"POS": "ADV", "LEMMA": "rather"}, 0),
        ([[{"LOWER": "kind"}]], {"LEMMA": "kind"}, 0),
    ),
    "counted from the end": (([[{"LOWER": "kind"}, {"LOWER": "of"}]], {"POS": "ADV"}, -1),),
    "listed, and all but the listed": (
        ([[{"LOWER": {"IN": ["the", "of"]}}], [{"TAG": {"NOT_IN": ["NN", "VBD"]}}]], {"POS": "X"}, 0),
    ),
    "what no key names": (([[{"LOWER": {"REGEX": "^l.ft$"}}], [{"LENGTH": {">=": 6}}]], {"POS": "PROPN"}, 0),),
}


@pytest.mark.parametrize("name", RULES)
def test_each_kind_of_rule_sets_what_the_ruler_sets(name: str) -> None:
    ruled, remembered = with_rules(*RULES[name]), with_rules(*RULES[name])
    remember_rules(remembered)
    assert remembered.pipe_names == ["dateline_token_rules"]
    for _ in range(2):  # learned, and then remembered
        (_, ruler), (_, rules) = ruled.pipeline[0], remembered.pipeline[0]
        assert list(told(rules(tagged(remembered)))) == list(told(ruler(tagged(ruled))))


def test_a_parse_is_that_of_the_shipped_model() -> None:
    shipped, remembered = (spacy.load(model_name(Settings()), exclude=["ner", "senter"]) for _ in range(2))
    remember_rules(remembered)
    assert "attribute_ruler" not in remembered.pipe_names
    for _ in range(2):
        assert list(told(remembered(TEXT))) == list(told(shipped(TEXT)))


def test_an_empty_text_has_nothing_to_set() -> None:
    nlp = with_rules(*RULES["of one token"])
    remember_rules(nlp)
    assert len(nlp("")) == 0


def test_a_ruler_that_sets_something_else_is_left_as_it_is() -> None:
    nlp = with_rules(([[{"TAG": "NN"}]], {"NORM": "thing"}, 0))
    remember_rules(nlp)
    assert nlp.pipe_names == ["attribute_ruler"]


def test_a_pipeline_without_a_ruler_stays_without() -> None:
    nlp = spacy.blank("en")
    remember_rules(nlp)
    assert nlp.pipe_names == []
