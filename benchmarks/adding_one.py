"""What does one more article cost a large case? Kept and taken into its incidents: median and 95th percentile.

Fills a case in a file with the archive of `synthetic.py`, fuses it once, and then adds articles one by one, each about
an incident that the case holds, spread over all of its time. Coding is not part of it: the articles come coded.
`--keep` leaves the filled case where it is, so that it is filled only once; what is added goes into a copy.

    python benchmarks/adding_one.py --mentions 10000 100000
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

from dateline.model import CodedArticle
from dateline.store.case import Case, open_case
from dateline.store.fusing import fuse_case
from dateline.store.query import in_parts
from dateline.store.write import ArticleState, Filed, put_article, put_coding, put_original
from synthetic import ARTICLES_AN_INCIDENT, MENTIONS_AN_ARTICLE, make_archive, make_article_of

_ADDED = 60
_WARM = 10  # of them: what is loaded and prepared at first use


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mentions", type=int, nargs="*", default=[10_000, 100_000])
    parser.add_argument("--keep", type=Path, metavar="DIR", help="where filled cases stay, or are already")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for mentions in arguments.mentions:
            filled = (arguments.keep or Path(folder)) / f"filled-{mentions}.db"
            sys.stdout.write(json.dumps(adding_one(mentions, filled, Path(folder) / "added.db")) + "\n")
            sys.stdout.flush()


def adding_one(mentions: int, filled: Path, copied: Path) -> dict[str, float]:
    incidents = mentions // (ARTICLES_AN_INCIDENT * MENTIONS_AN_ARTICLE)
    if not filled.exists():
        case = open_case(str(filled), create=True)
        for some in in_parts(make_archive(incidents)):
            keep(case, some)
        fuse_case(case)
        case.close()
    shutil.copy(filled, copied)
    case = open_case(str(copied))
    waits = [timed(case, number * incidents // _ADDED, incidents) for number in range(_ADDED)][_WARM:]
    case.close()
    clock, processor = (sorted(times) for times in zip(*waits, strict=True))
    middle, high = len(waits) // 2, len(waits) * 95 // 100
    return {
        "mentions": mentions,
        "clock_ms_median": clock[middle],
        "clock_ms_p95": clock[high],
        "processor_ms_median": processor[middle],
        "processor_ms_p95": processor[high],
        "megabytes": round(copied.stat().st_size / 1e6),
    }


def timed(case: Case, incident: int, incidents: int) -> tuple[float, float]:
    """Milliseconds on the clock and of the processor for one more article about this incident."""
    late = make_article_of(incident, ARTICLES_AN_INCIDENT, incidents)
    start, busy = time.perf_counter(), time.process_time()
    keep(case, [late])
    fuse_case(case)
    return round((time.perf_counter() - start) * 1000, 1), round((time.process_time() - busy) * 1000, 1)


def keep(case: Case, articles: Iterable[CodedArticle]) -> None:
    coded = list(articles)
    with case.writing() as connection:
        for item in coded:
            raw = item.article.text.encode()
            sha256 = hashlib.sha256(raw).hexdigest()
            put_original(connection, sha256, raw, "text/plain")
            put_article(connection, item.article, Filed("synthetic", None, sha256), ArticleState.CODED)
        put_coding(connection, coded, "synthetic")


if __name__ == "__main__":
    main()
