"""Groups of reports with a hand-made `gold.json` -> the figures of the whole way, keys as in the corpus's README.

Input: a folder that holds the groups; all are poured together, coded and fused once. This module reads the groups and
puts the figures together; `corpus_articles` scores what was read out of each article, `corpus_incidents` what became
of them together.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from dateline import identity
from dateline.evaluate.coder import Coder
from dateline.evaluate.corpus_articles import score_articles
from dateline.evaluate.corpus_incidents import score_incidents
from dateline.evaluate.gold import GoldError
from dateline.fuse.fusing import fuse
from dateline.knowledge.actors import ActorIndex, load_actors
from dateline.model import Article

__all__ = ["CorpusArticle", "read_groups", "score"]


@dataclass(frozen=True)
class CorpusArticle:
    """One report with what its group's gold says of it."""

    name: str
    article: Article
    gold: dict[str, Any]


def score(folder: Path, coder: Coder) -> dict[str, Any]:
    """Code and fuse every report under `folder`, and hold the outcome against the gold."""
    articles, incidents = read_groups(folder)
    texts = [item.article for item in articles]
    coded = dict(zip((item.name for item in articles), coder.code(texts), strict=True))
    sentences = dict(zip(coded, (_sentences(doc) for doc in coder.parse(texts)), strict=True))
    golds = {item.name: item.gold for item in articles}
    return {
        **score_articles(golds, incidents, coded, sentences, _actors(coder)),
        **score_incidents(golds, incidents, coded, fuse(coded.values())),
    }


def _actors(coder: Coder) -> ActorIndex:
    return load_actors(coder.settings.actors, coder.settings.cache_folder)


def _sentences(doc: Any) -> list[tuple[int, int]]:
    return [(sentence.start_char, sentence.end_char) for sentence in doc.sents]


def read_groups(folder: Path) -> tuple[list[CorpusArticle], list[dict[str, Any]]]:
    """The reports of all groups, and the gold incidents of all groups."""
    articles: list[CorpusArticle] = []
    incidents: list[dict[str, Any]] = []
    for gold_file in sorted(folder.glob("*/gold.json")):
        gold = _read(gold_file)
        incidents.extend(gold["incidents"])
        articles.extend(_articles(gold_file.parent, gold["articles"]))
    if not articles:
        raise GoldError(f"{folder}: no group with a gold.json; give the folder that holds the groups")
    return articles, incidents


def _articles(group: Path, golds: dict[str, dict[str, Any]]) -> Iterator[CorpusArticle]:
    for path in sorted(group.glob("*.json")):
        if path.name != "gold.json":
            record = _read(path)
            yield CorpusArticle(record["id"], _article(record), golds[record["id"]])


def _read(path: Path) -> dict[str, Any]:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise GoldError(f"{path}: cannot be read as JSON ({error})") from error
    if not isinstance(data, dict):
        raise GoldError(f"{path}: holds no JSON object")
    return data


def _article(record: dict[str, Any]) -> Article:
    text, title, url, publisher = (record.get(name) for name in ("text", "title", "url", "publisher"))
    published = record.get("published")
    return Article(
        identity.article_id(text or "", title, url, publisher),
        text or "",
        title=title,
        url=url,
        publisher=publisher,
        published_on=date.fromisoformat(published) if published else None,
        language="en",
        source_id=record["id"],
    )
