"""A parse as plain objects says what spaCy's says, token by token, also where trees cross and text is strange."""

from __future__ import annotations

import gc
from weakref import ref

import pytest
import spacy
from spacy.tokens import Doc

from builders import make_article
from dateline.annotate.parse import Doc as ParsedDoc
from dateline.annotate.parse import parsed
from dateline.annotate.pipeline import Pipeline
from dateline.coding import code_articles
from dateline.model import Article

TEXTS = [
    "The mayor of Oslo, who met the envoys twice, said that 3,000 troops weren't leaving. Nobody replied!",
    "RAIN\n\n\u201cİstanbul is calm,\u201d she wrote \u2014 the\u00a0ferry's late; 12 ships wait (again).\n \n",
    "A hearing is scheduled on the issue today that nobody but the clerks expected.",
    "One",
]
SAME = (
    *("i", "idx", "text", "lower_", "lemma_", "tag_", "pos_", "dep_", "whitespace_", "text_with_ws"),
    *("is_sent_start", "is_stop", "like_num", "is_space", "is_alpha", "is_punct", "is_title", "is_upper", "is_lower"),
    "is_digit",
)
RELATED = ("children", "lefts", "rights", "subtree", "ancestors", "sent")


@pytest.fixture(scope="module", params=TEXTS)
def doc(request: pytest.FixtureRequest, pipeline: Pipeline) -> Doc:
    (doc,) = pipeline.parse([make_article(request.param)])
    return doc


def test_tokens_are_those_of_spacy(doc: Doc) -> None:
    mirror = parsed(doc)
    assert len(mirror) == len(doc)
    for token, ours in zip(doc, mirror, strict=True):
        assert {name: getattr(ours, name) for name in SAME} == {name: getattr(token, name) for name in SAME}
        assert ours.head.i == token.head.i
        assert (ours.left_edge.i, ours.right_edge.i) == (token.left_edge.i, token.right_edge.i)
        assert ours.morph == token.morph
        for name in RELATED:
            assert [word.i for word in getattr(ours, name)] == [word.i for word in getattr(token, name)], name


def test_spans_are_those_of_spacy(doc: Doc) -> None:
    mirror = parsed(doc)
    assert [(span.start, span.end) for span in mirror.sents] == [(span.start, span.end) for span in doc.sents]
    for start in range(len(doc)):
        for end in range(start + 1, len(doc) + 1):
            span, ours = doc[start:end], mirror[start:end]
            assert (ours.text, ours.start_char, ours.end_char) == (span.text, span.start_char, span.end_char)
            assert (ours.root.i, ours.sent.start) == (span.root.i, span.sent.start)
            assert (ours[0].i, ours[-1].i, len(ours[:2])) == (span[0].i, span[-1].i, len(span[:2]))


def test_crossing_branches_keep_their_order() -> None:
    words, heads = ["a", "b", "c", "d", "e"], [2, 3, 2, 2, 1]
    doc = Doc(spacy.blank("en").vocab, words=words, heads=heads, deps=["dep"] * 5, sent_starts=[True, *[False] * 4])
    assert [word.i for word in parsed(doc)[3].subtree] == [word.i for word in doc[3].subtree]
    assert [word.i for word in parsed(doc)[2].subtree] == [word.i for word in doc[2].subtree]
    assert parsed(doc)[2].is_ancestor(parsed(doc)[4])
    assert not parsed(doc)[4].is_ancestor(parsed(doc)[2])


def test_characters_inside_words_find_the_words() -> None:
    doc = spacy.blank("en")("The envoys left.")
    span = parsed(doc).char_span(5, 12)
    assert span is not None
    assert span.text == "envoys left"


def test_a_parse_is_read_once_and_goes_with_its_doc() -> None:
    doc = spacy.blank("en")("The envoys left.")
    assert parsed(doc) is parsed(doc) is parsed(parsed(doc))
    mirror = ref(parsed(doc))
    del doc
    gc.collect()
    assert mirror() is None


def test_no_neighbour_outside() -> None:
    mirror = parsed(spacy.blank("en")("Envoys left"))
    assert mirror[0].nbor().text == "left"
    with pytest.raises(IndexError):
        mirror[0].nbor(-1)


def test_nothing_of_an_article_stays_in_memory_once_it_is_coded(pipeline: Pipeline) -> None:
    def parses() -> int:
        gc.collect()
        return sum(type(thing) is ParsedDoc for thing in gc.get_objects())

    def code(number: int) -> None:
        text = f"Rebels shelled the town of Goma on Monday, the army said. They killed {number} people."
        (coded,) = code_articles(pipeline, [Article(f"a-{number}", text, language="en")])
        assert coded.mentions

    code(1)
    before = parses()
    code(2)
    code(3)
    assert parses() == before
