"""Scores places against the toponym sets: recognised in raw text, and resolved given their spans.

Input: records with `text` and `toponyms`. A toponym is scored where the set counts it as one: GeoWebNews marks
adjectives and common nouns, which are left out. Resolved = the gold's GeoNames id, or within 161 km (100 miles) of its
point, or for GeoVirus, which has no ids, a country whose name is the gold page's title. Unresolved is wrong.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import unquote, urlsplit

from dateline import identity
from dateline.annotate.parse import Doc, Span, parsed
from dateline.annotate.places.component import PlacesComponent
from dateline.annotate.slots import PLACES, get
from dateline.evaluate.coder import Coder
from dateline.knowledge.places import Place, PlaceKind, PlaceLookup, distance_km
from dateline.model import Article

__all__ = ["gold_spans", "is_right", "make_articles", "overlap_pairs", "places_component", "score", "scored"]

_NOT_TOPONYMS = frozenset({"Literal_Expression", "Non_Lit_Expression", "Non_Toponym"})
_LIMIT_KM = 161.0


def score(records: list[dict[str, Any]], coder: Coder) -> dict[str, Any]:
    component = places_component(coder)
    counts = {"given": 0, "given_right": 0, "no_candidate": 0, "gold": 0, "found": 0, "matched": 0, "matched_right": 0}
    for record, coded in zip(records, map(component, coder.parse(make_articles(records))), strict=True):
        doc = parsed(coded)
        toponyms = [toponym for toponym in record["toponyms"] if counts_as_toponym(toponym)]
        _score_given(doc, toponyms, component, counts)
        _score_found(doc, toponyms, component, counts)
    recognised = _f1(counts["matched"], counts["found"], counts["gold"])
    return {
        "n": len(records),
        "acc161": counts["given_right"] / max(1, counts["given"]),
        "recognition_f1": recognised,
        "recognition_precision": counts["matched"] / max(1, counts["found"]),
        "recognition_recall": counts["matched"] / max(1, counts["gold"]),
        "end_to_end_f1": _f1(counts["matched_right"], counts["found"], counts["gold"]),
        "not_in_gazetteer": counts["no_candidate"] / max(1, counts["given"]),
        "toponyms": counts["gold"],
        "with_coordinates": counts["given"],
    }


def places_component(coder: Coder) -> PlacesComponent:
    """The pipeline's component for places; it needs nothing of the others, which are left out."""
    component = coder.pipeline.nlp.get_pipe("dateline_places")
    if not isinstance(component, PlacesComponent):
        raise TypeError("the pipeline's places component is not ours")
    return component


def _score_given(doc: Doc, toponyms: list[dict[str, Any]], component: PlacesComponent, counts: dict[str, int]) -> None:
    """The gold's spans are given; all of them are context, those with coordinates are scored."""
    choices = component.resolve(doc, gold_spans(doc, toponyms))
    for toponym, choice in zip(toponyms, choices, strict=True):
        if not scored(toponym):
            continue
        counts["given"] += 1
        counts["no_candidate"] += not component.atlas.candidates(toponym["text"])
        counts["given_right"] += choice.place is not None and is_right(choice.place, toponym, component.atlas)


def _score_found(doc: Doc, toponyms: list[dict[str, Any]], component: PlacesComponent, counts: dict[str, int]) -> None:
    """The raw text is given: what the component wrote, against every gold toponym."""
    spans = [span for span, _ in get(doc, PLACES)]
    choices = component.resolve(doc, spans)
    gold = [(toponym["start"], toponym["end"]) for toponym in toponyms]
    pairs = overlap_pairs([(span.start_char, span.end_char) for span in spans], gold)
    counts["gold"] += len(gold)
    counts["found"] += len(spans)
    counts["matched"] += len(pairs)
    for index, gold_index in pairs:
        place, toponym = choices[index].place, toponyms[gold_index]
        counts["matched_right"] += scored(toponym) and place is not None and is_right(place, toponym, component.atlas)


def overlap_pairs(found: Sequence[tuple[int, int]], gold: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Pairs (found, gold) that overlap, one to one, from left to right."""
    pairs, free = [], sorted(range(len(gold)), key=lambda index: gold[index])
    for index in sorted(range(len(found)), key=lambda index: found[index]):
        start, end = found[index]
        match = next((g for g in free if gold[g][0] < end and start < gold[g][1]), None)
        if match is not None:
            free.remove(match)
            pairs.append((index, match))
    return pairs


def counts_as_toponym(toponym: dict[str, Any]) -> bool:
    return toponym.get("type") not in _NOT_TOPONYMS and toponym.get("modifier") != "Adjective"


def scored(toponym: dict[str, Any]) -> bool:
    """Whether the resolution of this toponym is scored."""
    return counts_as_toponym(toponym) and toponym["lat"] is not None


def is_right(place: Place, toponym: dict[str, Any], lookup: PlaceLookup) -> bool:
    """Whether `place` is the place that the gold means."""
    if toponym.get("geonameid") and place.geoname_id is not None and str(place.geoname_id) == str(toponym["geonameid"]):
        return True
    if toponym.get("page") and place.kind is PlaceKind.COUNTRY and _is_named(place, toponym["page"], lookup):
        return True
    return distance_km(place.lat, place.lon, toponym["lat"], toponym["lon"]) <= _LIMIT_KM


def _is_named(country: Place, page: str, lookup: PlaceLookup) -> bool:
    """Whether a page's title names this country: "Georgia (country)" does, "Georgia (U.S. state)" does not."""
    title = unquote(page.rpartition("/")[2]).replace("_", " ")
    name, _, qualifier = title.partition(" (")
    same = any(place.place_id == country.place_id for place in lookup.candidates(name))
    return same and qualifier in {"", "country)"}


def gold_spans(doc: Doc, toponyms: list[dict[str, Any]]) -> list[Span]:
    """The tokens that each gold toponym touches."""
    spans = [doc.char_span(toponym["start"], toponym["end"]) for toponym in toponyms]
    return [span for span in spans if span is not None]


def make_articles(records: list[dict[str, Any]]) -> list[Article]:
    """The records as articles; the publisher is the address's host."""
    return [_article(record) for record in records]


def _article(record: dict[str, Any]) -> Article:
    text, title = record["text"], record.get("title")
    publisher = record.get("domain") or urlsplit(record.get("url") or "").hostname
    return Article(identity.article_id(text, title, None, None), text, title=title, publisher=publisher, language="en")


def _f1(matched: int, found: int, gold: int) -> float:
    return 2 * matched / (found + gold) if found + gold else 0.0
