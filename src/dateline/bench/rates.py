"""Articles -> how fast this machine codes, fuses and keeps them: seconds on the clock, with all processors it may use.

What is measured is what the commands do: coding as `dateline code` codes a shard, fusing as a slice is fused, in one
process, and keeping as `dateline add` writes a case; the reading of files is left out.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path

import pyarrow as pa

from dateline import identity
from dateline.bench.stories import make_stories
from dateline.coding import Coding
from dateline.export.contract import to_contract
from dateline.fuse.fusing import fuse
from dateline.model import Article, CodedArticle
from dateline.processes import coding_batches
from dateline.settings import Settings
from dateline.store.case import open_case
from dateline.store.rows import to_json
from dateline.store.write import ArticleState, Filed, put_article, put_coding, put_original

__all__ = ["Rates", "make_articles", "measure"]

_STORIES_AN_ARTICLE = 7  # of some 85 words: an article of the news has about 600
_BATCH = 16  # articles that are coded between two looks at the clock, for each processor
_WARMING = 8


@dataclass(frozen=True)
class Rates:
    """`store_bytes`, `partition_bytes`: of a case and of a partition of `dateline code`, for a word of the articles."""

    processors: int
    articles: int
    words: int
    mentions: int
    words_a_second: float
    mentions_fused_a_second: float
    articles_kept_a_second: float
    store_bytes: float
    partition_bytes: float


def make_articles() -> Iterator[Article]:
    """Articles of about 600 words without end, each of several short stories; the same at every call."""
    stories = make_stories(1 << 40)
    while True:
        some = list(islice(stories, _STORIES_AN_ARTICLE))
        text = "\n\n".join(story["text"] for story in some)
        published = date.fromisoformat(some[0]["published"])
        article_id = identity.article_id(text, None, None, some[0]["publisher"])
        yield Article(article_id, text, publisher=some[0]["publisher"], published_on=published, language="en")


def measure(settings: Settings, seconds: float, advance: Callable[[str, float], None]) -> Rates:
    """Measure for about so many seconds, loading apart. `advance` is told what is done and which share of all is."""
    advance("loading the pipeline", 0.0)
    articles = make_articles()
    with coding_batches(settings) as code:
        list(code(islice(articles, _WARMING * settings.processes)))
        coded, coding = _coded(code, articles, settings.processes, seconds, advance)
    advance("fusing", 0.8)
    mentions = sum(len(item.mentions) for item in coded)
    fusing = _seconds(lambda: list(fuse(coded).incidents()))
    advance("keeping", 0.9)
    keeping, size = _kept(coded)
    words = sum(len(item.article.text.split()) for item in coded)
    return Rates(
        settings.processes,
        len(coded),
        words,
        mentions,
        words / coding,
        mentions / fusing,
        len(coded) / keeping,
        size / words,
        _packed(coded) / words,
    )


def _coded(
    code: Callable[[Sequence[Article]], Iterator[Coding]],
    articles: Iterator[Article],
    processors: int,
    seconds: float,
    advance: Callable[[str, float], None],
) -> tuple[list[CodedArticle], float]:
    coded: list[CodedArticle] = []
    spent = 0.0
    while spent < seconds:
        batch = list(islice(articles, _BATCH * processors))
        start = time.perf_counter()
        coded += [item for item in code(batch) if isinstance(item, CodedArticle)]
        spent += time.perf_counter() - start
        advance("coding", min(0.8, 0.1 + 0.7 * spent / seconds))
    return coded, spent


def _kept(coded: Sequence[CodedArticle]) -> tuple[float, int]:
    """Seconds, and the bytes of the case."""
    with tempfile.TemporaryDirectory(prefix="dateline-bench-") as folder:
        path = Path(folder) / "case.db"
        case = open_case(str(path), create=True)
        empty = path.stat().st_size

        def keep() -> None:
            with case.writing() as connection:
                for number, item in enumerate(coded):
                    raw = item.article.text.encode()
                    sha256 = hashlib.sha256(raw).hexdigest()
                    put_original(connection, sha256, raw, "text/plain")
                    put_article(connection, item.article, Filed("bench", number, sha256), ArticleState.UNCODED)
                put_coding(connection, coded, "bench")

        seconds = _seconds(keep)
        case.close()
        return seconds, path.stat().st_size - empty


def _packed(coded: Sequence[CodedArticle]) -> int:
    """What a partition holds of an article: what is printed of it, and the model, together and compressed."""
    printed = (json.dumps(to_contract(item), ensure_ascii=False, sort_keys=True).encode() for item in coded)
    models = (to_json(item) for item in coded)
    return len(pa.Codec("zstd").compress(b"".join([*printed, *models])))


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
