"""A title outside the text names the source of what the text tells; it tells nothing twice."""

from __future__ import annotations

import pytest

from dateline.annotate.attribution.titles import split_title
from dateline.annotate.pipeline import Pipeline
from dateline.coding import code_articles
from dateline.evaluate.coder import make_article
from dateline.knowledge.reporting import load_reporting_lexicon
from dateline.model import CodedArticle

LEAD = "Two guards were wounded on Saturday in a shooting near Lima."
TEXT = f"{LEAD} Shops were shut."


def _coded(pipeline: Pipeline, title: str, text: str = TEXT) -> CodedArticle:
    (coded,) = code_articles(pipeline, [make_article(text, "2024-05-07", title)])
    return coded


def _chains(coded: CodedArticle) -> list[list[str]]:
    return [[source.name for source in mention.attribution.sources[1:]] for mention in coded.mentions]


NAMED = [
    ("Radio Sur: two wounded in Lima shooting", "Radio Sur", "outlet"),
    ("Two wounded in Lima shooting: Reuters", "Reuters", "outlet"),
    ("Two wounded in Lima shooting – state media", "state media", "outlet"),
    ("Two wounded in Lima shooting; interior ministry", "interior ministry", "official"),
    ("Two wounded in Lima shooting, says minister", "minister", "official"),
    ("Two wounded in Lima shooting, medics say", "medics", "person"),
    ("Minister: two wounded in Lima shooting", "Minister", "official"),
    ("Peru says two wounded in Lima shooting", "Peru", "official"),
    ("Defence Ministry confirms two wounded in Lima shooting", "Defence Ministry", "official"),
    ("Colonel Ana Ruiz said two wounded in Lima shooting", "Colonel Ana Ruiz", "military"),
    ("Residents report two wounded in Lima shooting", "Residents", "witness"),
]


@pytest.mark.parametrize(("title", "source", "kind"), NAMED)
def test_a_title_names_the_source(pipeline: Pipeline, title: str, source: str, kind: str) -> None:
    coded = _coded(pipeline, title)
    assert _chains(coded) == [[source]]  # one mention: the title's is not a second one
    (statement,) = coded.statements
    speaker = statement.attribution.innermost
    assert (speaker.name, speaker.kind, speaker.in_title, speaker.span) == (source, kind, title, None)
    assert [content.quote for content in statement.contents] == [LEAD.removesuffix(".")]


@pytest.mark.parametrize(
    "title",
    [
        "Two wounded in Lima shooting",
        "Lima: two wounded in shooting",
        "Peru: two wounded in Lima shooting",
        "Shooting in Lima: two wounded",
        "Two wounded in Lima shooting - on a Saturday",
        "Ministry: new law on fishing rights drafted",  # the text tells nothing of it
        "Reuters: two",
        ": : - , says",
        "",
    ],
)
def test_a_title_without_a_source(pipeline: Pipeline, title: str) -> None:
    coded = _coded(pipeline, title)
    assert _chains(coded) == [[]]
    assert coded.statements == ()


def test_what_a_title_denies_is_not_its_sources_report(pipeline: Pipeline) -> None:
    coded = _coded(pipeline, "Peru denies two guards wounded in Lima shooting")
    assert _chains(coded) == [[]]
    (statement,) = coded.statements
    assert (statement.attribution.innermost.name, statement.certainty.polarity) == ("Peru", "denied")


@pytest.mark.parametrize(
    ("said", "chain"),
    [
        (f"Radio Sur said: {LEAD}", ["Radio Sur"]),  # the text names it too: one link, one statement
        (LEAD.replace(".", ", police said."), ["Radio Sur", "police"]),  # an outlet relays
    ],
)
def test_a_title_and_a_source_of_the_text(pipeline: Pipeline, said: str, chain: list[str]) -> None:
    coded = _coded(pipeline, "Radio Sur: two wounded in Lima shooting", f"{said} Shops were shut.")
    assert _chains(coded) == [chain]


def test_the_texts_own_source_outweighs_a_body_in_the_title(pipeline: Pipeline) -> None:
    text = LEAD.replace(".", ", a resident said.")
    assert _chains(_coded(pipeline, "Ministry: two wounded in Lima shooting", text)) == [["resident"]]


def test_a_title_that_begins_the_text_is_read_once(pipeline: Pipeline) -> None:
    title = "Two wounded in Lima shooting: ministry"
    coded = _coded(pipeline, title, f"{title}\n{TEXT}")
    assert all(source.in_title is None for item in coded.statements for source in item.attribution.sources)


def test_the_publisher_is_no_source_of_its_own_title(pipeline: Pipeline) -> None:
    article = make_article(TEXT, "2024-05-07", "Two wounded in Lima shooting - Reuters")
    assert _chains(next(code_articles(pipeline, [article]))) == [["Reuters"]]
    (coded,) = code_articles(pipeline, [type(article)(article.article_id, TEXT, article.title, publisher="Reuters")])
    assert _chains(coded) == [[]]


@pytest.mark.parametrize("title", ["Report finds " * 3000, "a: " * 3000, ", says" * 3000, "- " * 9000, "x" * 30000])
def test_a_long_title_costs_little(title: str) -> None:
    assert len(list(split_title(title, load_reporting_lexicon()))) < 20
