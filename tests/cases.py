"""Cases for tests: coded articles made by hand, and a stand-in for the coder that needs no model."""

from __future__ import annotations

import hashlib
import os
import re
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from spacy.lang.en import English
from spacy.tokens import Doc

from builders import make_coded, make_mention
from dateline.coding import Uncoded
from dateline.knowledge.sites import Sites
from dateline.model import Article, CodedArticle
from dateline.settings import Settings
from dateline.store.case import Case
from dateline.store.write import ArticleState, Filed, put_article, put_coding, put_original

__all__ = ["CODER", "PatternCoder", "StubParser", "code_or_die", "fill", "write_stories"]

CODER = "coder-1"
_NLP = English()
_TELLING = re.compile(
    r"(?P<actor>[A-Z]\w+) (?P<trigger>shelled|besieged) (?P<place>[A-Z]\w+) on (?P<day>[\d-]{10}),"
    r" killing (?P<killed>\d+)"
)
_ACTORS = ("Rebels", "Militants", "Troops")
_DETAILS = (
    "The bakery beside the river burned until morning.",
    "A hospital ward lost its windows, and surgeons worked by torchlight.",
    "Farmers had brought their sheep to the market an hour earlier.",
    "The bridge of the northern railway fell into the gorge.",
    "Schoolchildren were rehearsing a play in the cellar.",
    "An oil depot exploded, and smoke drifted over the vineyards.",
    "Fishermen watched from their boats as the harbour crane collapsed.",
)
_TOWNS = ("Darun", "Velmak", "Ostrel", "Kerun", "Sambor")


def fill(case: Case, coded: Sequence[CodedArticle], coder: str = CODER) -> list[bool]:
    """Put coded articles into a case, each read from a file of its own; returns which were new."""
    new = []
    with case.writing() as connection:
        for item in coded:
            raw = item.article.text.encode()
            sha256 = hashlib.sha256(raw).hexdigest()
            put_original(connection, sha256, raw, "text/plain")
            filed = Filed("story.txt", None, sha256)
            new.append(put_article(connection, item.article, filed, ArticleState.UNCODED).is_new)
        put_coding(connection, coded, coder)
    return new


@dataclass(frozen=True)
class PatternCoder:
    """Reads the sentences that `write_stories` writes, and nothing else."""

    version: str = CODER
    ahead: int = 0
    seconds: float = 0.0  # that each article takes
    fails_on: str | None = None  # word of an article that cannot be coded

    def begin(self, articles: Sequence[Article]) -> Callable[[], list[CodedArticle | Uncoded]]:
        return partial(self._code, articles)

    def _code(self, articles: Sequence[Article]) -> list[CodedArticle | Uncoded]:
        return [self._one(article) for article in articles]

    def _one(self, article: Article) -> CodedArticle | Uncoded:
        time.sleep(self.seconds)
        if self.fails_on and self.fails_on in article.text:
            return Uncoded(article, "coding failed (ValueError: a test)", "leave it out")
        return make_coded(
            article,
            [
                make_mention(
                    article,
                    trigger=found["trigger"],
                    actors=[found["actor"]],
                    places=[found["place"]],
                    days=[found["day"]],
                    killed=[int(found["killed"])],
                )
                for found in _TELLING.finditer(article.text)
            ],
        )


def write_stories(folder: Path, count: int) -> Path:
    """A folder of `count` articles; two at a time tell of the same event, months apart from the others."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        told = number // 2
        actor, town, detail = _ACTORS[told % 3], _TOWNS[told % 5], _DETAILS[told % 7]
        day = f"{2010 + told // 12}-{1 + told % 12:02}-{1 + told % 9:02}"
        (folder / f"{number:04}.txt").write_text(
            f"{actor} shelled {town} on {day}, killing {2 + told % 4} people, officials said. {detail} "
            f"Report number {number} reached the desk late at night.\n"
        )
    return folder


class StubParser:
    """Stands in for the pipeline: some articles take for ever, some break it."""

    sites = Sites([])

    def annotate(self, articles: Iterable[Article]) -> Iterator[Doc]:
        for article in articles:
            if "endless" in article.text:
                time.sleep(60)
            if "broken" in article.text:
                raise IndexError("no such token")
            yield _NLP(article.text)


def code_or_die(_: Settings, articles: Sequence[Article]) -> list[CodedArticle | Uncoded]:
    """For a process of a pool: a deadly article ends it at once, as the system does where memory runs out."""
    if any("deadly" in article.text for article in articles):
        os._exit(9)
    return PatternCoder().begin(articles)()
