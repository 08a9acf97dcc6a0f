"""What was read out of each report -> sources, speculation and casualties against the gold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from dateline.evaluate.names import names_match
from dateline.knowledge.actors import ActorIndex
from dateline.model import CasualtyValue, CodedArticle, Source

__all__ = ["number_matches", "rows_by_article", "score_articles"]

Golds = Mapping[str, dict[str, Any]]
Sentences = Mapping[str, Sequence[tuple[int, int]]]
COUNTED = ("killed", "wounded")


def score_articles(
    golds: Golds,
    incidents: Sequence[dict[str, Any]],
    coded: Mapping[str, CodedArticle],
    sentences: Sentences,
    actors: ActorIndex | None = None,
) -> dict[str, float]:
    return {
        "sources_recall": _sources_recall(golds, coded, actors),
        **_speculation(golds, coded, sentences),
        **_casualties(incidents, coded),
    }


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _sources_recall(golds: Golds, coded: Mapping[str, CodedArticle], actors: ActorIndex | None) -> float:
    found = total = 0
    for name, gold in golds.items():
        sources = {source.name for source in _sources(coded[name])}
        for cited in gold.get("sources_cited") or ():
            total += 1
            found += any(names_match(cited, source, actors) for source in sources)
    return _share(found, total)


def _sources(coded: CodedArticle) -> Iterator[Source]:
    for mention in coded.mentions:
        yield from mention.attribution.sources[1:]
        for claim in mention.claims():
            yield from claim.attribution.sources[1:]
    for statement in coded.statements:
        yield from statement.attribution.sources[1:]


def _speculation(golds: Golds, coded: Mapping[str, CodedArticle], sentences: Sentences) -> dict[str, float]:
    found = gold_total = predicted_total = 0
    for name, gold in golds.items():
        text = coded[name].article.text
        starts = [text.find(words.rstrip(". …")) for words in gold.get("speculative_sentences") or ()]
        wanted = {_sentence_at(sentences[name], start) for start in starts if start >= 0}
        predicted = {
            position
            for span in coded[name].speculation
            for position, (start, end) in enumerate(sentences[name])
            if span.start_char < end and start < span.end_char
        }
        gold_total += len(wanted)
        predicted_total += len(predicted)
        found += len(wanted & predicted)
    return {
        "speculation_recall": _share(found, gold_total),
        "speculation_precision": _share(found, predicted_total),
    }


def _sentence_at(sentences: Sequence[tuple[int, int]], offset: int) -> int:
    return next(position for position, (_, end) in enumerate(sentences) if offset < end)


def rows_by_article(
    incidents: Iterable[dict[str, Any]], attributes: Iterable[str]
) -> dict[tuple[str, str], list[dict[str, Any]]]:
    """The gold rows of each article and attribute, over all incidents."""
    rows: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for incident in incidents:
        for attribute in attributes:
            for row in incident["attributes"].get(attribute, ()):
                for article in row["articles"]:
                    rows.setdefault((article, attribute), []).append(row)
    return rows


def number_matches(number: int, value: CasualtyValue) -> bool:
    """The claim's best, or within its range where it has one."""
    if value.best == number:
        return True
    return value.low is not None and value.high is not None and value.low <= number <= value.high


def _casualties(incidents: Sequence[dict[str, Any]], coded: Mapping[str, CodedArticle]) -> dict[str, float]:
    rows = rows_by_article(incidents, COUNTED)
    wanted = {
        (article, kind, row["value"])
        for (article, kind), several in rows.items()
        for row in several
        if isinstance(row["value"], int)
    }
    claims = {name: list(_figures(article)) for name, article in coded.items()}
    found = sum(
        any(value.kind == kind and number_matches(number, value) for value in claims[article])
        for article, kind, number in wanted
    )
    predicted = {
        (name, str(value.kind), value.best)
        for name, values in claims.items()
        for value in values
        if value.kind in COUNTED and value.best is not None
    }
    right = sum(number in _allowed(rows.get((name, kind), ())) for name, kind, number in predicted)
    return {
        "casualties_recall": _share(found, len(wanted)),
        "casualties_precision": _share(right, len(predicted)),
    }


def _figures(coded: CodedArticle) -> Iterator[CasualtyValue]:
    """Every figure of the article, whether or not it falls on one of its mentions."""
    yield from (claim.value for mention in coded.mentions for claim in mention.casualties)
    yield from (claim.value for claim in coded.casualties)


def _allowed(rows: Iterable[dict[str, Any]]) -> set[int]:
    """The gold numbers, their sums, and the parts that their units and qualifiers state."""
    sums = {0}
    parts: set[int] = set()
    for row in rows:
        if isinstance(row["value"], int):
            sums |= {total + row["value"] for total in sums} | {row["value"]}
        told = f"{row.get('unit') or ''} {row.get('qualifier') or ''}"
        parts.update(int(digits) for digits in re.findall(r"\b\d{1,6}\b", told))
    none_said = any(row["value"] == 0 for row in rows)
    return (sums if none_said else sums - {0}) | parts
