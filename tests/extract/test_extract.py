"""Slots filled by hand become mentions, chains of sources and statements; no model, no network."""

from __future__ import annotations

import spacy
from spacy.tokens import Doc

from dateline.annotate import slots
from dateline.extract import extract_article
from dateline.knowledge.sites import Sites
from dateline.model import Article, CodedArticle, SourceKind, Status

TEXT = "Radio North , citing a security source , said that rebels shelled Darun on Monday . The shelling wounded 4 ."


def _code(*, same_event: bool) -> CodedArticle:
    words = TEXT.split()
    doc = Doc(spacy.blank("en").vocab, words=words, sent_starts=[i == 0 for i in range(len(words))])
    slots.put(doc, slots.ACTORS, [(doc[10:11], slots.ActorRow("rebels", "XKX", "REB", head=10))])
    slots.put(doc, slots.PLACES, [(doc[12:13], slots.PlaceRow("Darun", "town", 10.0, 20.0))])
    slots.put(doc, slots.DATES, [(doc[13:15], slots.DateRow("DATE", "2024-05-06", "2024-05-06", "2024-05-06", "day"))])
    attack = slots.EventRow("ASSAULT", "heavy-weapons", (), "shell", (10, 15), 1.0)
    again = slots.EventRow("ASSAULT", None, (), "shelling", (16, 20), 0.5, same_as=0 if same_event else None)
    slots.put(doc, slots.EVENTS, [(doc[11:12], attack), (doc[17:18], again)])
    inner = slots.AttributionRow(((9, 15),), (4, 7), (3, 4), "a security source", "unnamed", parent=1)
    outer = slots.AttributionRow(((9, 15),), (0, 2), (8, 9), "Radio North", "outlet")
    slots.put(doc, slots.ATTRIBUTIONS, [(doc[3:15], inner), (doc[0:15], outer)])
    slots.put(doc, slots.ROLES, [(doc[10:11], slots.RoleRow(0, "actor", 0))])
    slots.put(doc, slots.EVENT_PLACES, [(doc[12:13], slots.EventPlaceRow(0, 0, "at"))])
    slots.put(doc, slots.EVENT_DATES, [(doc[13:15], slots.EventDateRow(0, 0))])
    slots.put(doc, slots.CASUALTIES, [(doc[19:20], slots.CasualtyRow("wounded", 4, 4, 4, event=1))])
    slots.put(doc, slots.CERTAINTIES, [(doc[11:12], slots.CertaintyRow(0, "certain", "affirmed", "happened"))])
    return extract_article(Article("a-1", doc.text), doc, Sites([]))


def test_the_chain_runs_from_the_article_to_the_one_who_knows() -> None:
    mention = _code(same_event=True).mentions[0]
    assert [source.name for source in mention.attribution.sources] == [
        "this article",
        "Radio North",
        "a security source",
    ]
    assert mention.attribution.innermost.kind is SourceKind.UNNAMED


def test_two_passages_of_one_event_are_one_mention() -> None:
    (mention,) = _code(same_event=True).mentions
    assert [span.quote for span in mention.evidence] == ["rebels shelled Darun on Monday", "The shelling wounded 4"]
    assert mention.status is Status.HAPPENED
    (toll,) = mention.casualties
    assert (toll.value.kind, toll.value.best, toll.as_written) == ("wounded", 4, "4")
    assert [source.name for source in toll.attribution.sources] == ["this article"]


def test_two_events_stay_two_mentions() -> None:
    first, second = _code(same_event=False).mentions
    assert first.mention_id != second.mention_id
    assert not first.casualties
    assert second.casualties[0].value.best == 4


def test_statements_keep_what_was_said_apart_from_who_says_it() -> None:
    statements = _code(same_event=True).statements
    assert {statement.attribution.innermost.name for statement in statements} == {"Radio North", "a security source"}
    assert {statement.contents[0].quote for statement in statements} == {"that rebels shelled Darun on Monday"}
