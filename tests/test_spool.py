"""What a run keeps in files comes back as it was, whatever is asked for in whatever order."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from msgspec import msgpack

from builders import make_article, make_attribution, make_coded, make_mention
from dateline.model import (
    CasualtyKind,
    CasualtyValue,
    Certainty,
    CertaintyLevel,
    Claim,
    CodedArticle,
    CreditPlace,
    Discrepancy,
    DiscrepancyKind,
    DiscrepancyValue,
    MetadataField,
    Polarity,
    Provenance,
    SiteMention,
    Statement,
    TextSpan,
    WireCredit,
)
from dateline.spool import Spool, pickled, unpickled

TEXT = "Gunmen attacked Morvale on Sunday and killed 4 drivers, the ministry said. They may strike Fort Arl again."


def test_items_are_found_by_batch_and_number(tmp_path: Path) -> None:
    spool = Spool(tmp_path)
    spool.put("cards", 0, [b"one", b"", b"three"])
    spool.put("cards", 1, [pickled({"four": (4, 4.5)})])
    spool.put("others", 0, [])
    assert list(spool.get("cards", [(1, 0), (0, 2), (0, 1)])) == [b"", b"three", pickled({"four": (4, 4.5)})]
    assert list(spool.all("cards", 0)) == [b"one", b"", b"three"]
    assert not list(spool.all("others", 0))
    assert unpickled(next(spool.get("cards", [(1, 0)]))) == {"four": (4, 4.5)}


def everything() -> CodedArticle:
    """A coded article in which no field is empty."""
    bare = make_article(TEXT, publisher="Herald", published="2025-03-04")
    detail = MetadataField("publisher", Provenance.TAG, "og:site_name")
    article = replace(
        bare, title="Raid", url="http://herald.example/1", metadata=(detail,), source_id="7", byline="A. Orn"
    )
    words = TextSpan.of(TEXT, 0, 6)
    certainty = Certainty(CertaintyLevel.POSSIBLE, Polarity.DENIED, TextSpan.of(TEXT, 80, 83), hearsay=True)
    mention = make_mention(article, trigger="attacked", places=["Morvale"], days=["2025-03-02"], killed=[4])
    said = make_attribution("the ministry")
    count = CasualtyValue(CasualtyKind.KILLED, "drivers", 4, 4, None)
    claim = Claim("c-9", "casualty", count, "4 drivers", (words,), said, certainty, sure=CertaintyLevel.PROBABLE)
    value = DiscrepancyValue("4", (words,), said, article.article_id)
    return CodedArticle(
        article,
        (replace(mention, certainty=certainty, status_cue=words, mode="raid", salience=0.25, agreement=False),),
        (Statement("s-1", article.article_id, said, (words,), words, certainty, ("Morvale",), occasion="interview"),),
        (Discrepancy(DiscrepancyKind.COUNT, (value, value), "both cannot be", ("m-1",)),),
        (words,),
        (words,),
        (SiteMention("site.arl", "Fort Arl", "base", words, 1.5, 2.5, "XAA", True),),
        (claim,),
        (WireCredit("Nord Press", CreditPlace.DATELINE, words),),
        ("too long",),
    )


def test_a_coded_article_comes_back_whole_from_what_fusing_keeps() -> None:
    coded = everything()
    assert all(getattr(coded, field.name) for field in fields(coded)), "a field is empty, so it is not tested"
    back = msgpack.decode(msgpack.encode(coded), type=CodedArticle)
    assert back == coded
    assert back.mentions[0].dates[0].value.start == date(2025, 3, 2)


@given(st.text(min_size=1).filter(str.strip))
def test_any_text_comes_back(text: str) -> None:
    coded = make_coded(make_article(text))
    assert msgpack.decode(msgpack.encode(coded), type=CodedArticle) == coded
