"""Times exports of a synthetic case (benchmarks/synthetic.py) and measures the memory that they take.

    python benchmarks/export.py --mentions 20000 --mentions 100000 --format gdelt-mentions

For each size a SQLite case is filled as the generator makes it, and each export runs as a program of its own: what is
printed is its whole time and its largest resident memory, start of Python and reading the database included. `--folder`
keeps the cases, and uses those that are there again.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from dateline.fuse.assemble import Assembler
from dateline.fuse.origins import Origins
from dateline.fuse.revise import Assembled
from dateline.knowledge.sources import load_sources
from dateline.model import CodedArticle
from dateline.store.case import Case, open_case
from dateline.store.derive import mark_fused, put_incidents
from dateline.store.reviews import Reviews
from dateline.store.write import ArticleState, Filed, put_article, put_coding, put_original
from synthetic import ARTICLES_AN_INCIDENT, MENTIONS_AN_ARTICLE, make_archive

_BATCH = 100  # incidents a transaction


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mentions", type=int, action="append")
    parser.add_argument("--format", dest="formats", action="append")
    parser.add_argument("--folder", type=Path)
    arguments = parser.parse_args()
    forms = arguments.formats or ["gdelt-mentions"]
    runs: list[dict[str, float]] = []
    with tempfile.TemporaryDirectory() as passing:
        for mentions in arguments.mentions or [20_000]:
            case = (arguments.folder or Path(passing)) / f"{mentions}.db"
            if not case.exists():
                _fill(case, mentions // (ARTICLES_AN_INCIDENT * MENTIONS_AN_ARTICLE))
            for form in forms:
                runs.append(_measure(str(case), form, Path(passing) / "out"))
                size = {"mentions": mentions, "format": form, "case_mb": round(case.stat().st_size / 1e6)}
                print(json.dumps(size | runs[-1]), flush=True)
    print(json.dumps(_growth(runs[: len(forms)], runs[-len(forms) :])))


def _growth(first: list[dict[str, float]], last: list[dict[str, float]]) -> dict[str, float]:
    """Of the smallest size and the largest, format by format: the most that one grows."""
    pairs = list(zip(first, last, strict=True))
    names = {"memory_last_to_first": "memory_mb", "seconds_last_to_first": "cpu_s"}
    return {name: round(max(after[key] / before[key] for before, after in pairs), 3) for name, key in names.items()}


def _measure(case: str, form: str, file: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "dateline", "export", "--case", case, "--format", form, str(file)]
    start = time.perf_counter()
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"the export of {form} failed")
    return {
        "seconds": round(time.perf_counter() - start, 1),
        "cpu_s": round(usage.ru_utime + usage.ru_stime, 1),
        "memory_mb": round(usage.ru_maxrss / 1024, 1),
        "file_mb": round(file.stat().st_size / 1e6, 1),
    }


def _fill(file: Path, incidents: int) -> None:
    """An incident is what the five articles that tell it have to say."""
    unfinished = file.with_suffix(".unfinished")
    case = open_case(str(unfinished), create=True)
    articles = make_archive(incidents)
    groups = iter(lambda: list(islice(articles, ARTICLES_AN_INCIDENT)), [])
    while batch := list(islice(groups, _BATCH)):
        _put(case, batch)
    with case.writing() as connection:
        mark_fused(connection)
    case.close()
    unfinished.rename(file)


def _put(case: Case, groups: list[list[CodedArticle]]) -> None:
    coded = [item for group in groups for item in group]
    with case.writing() as connection:
        for item in coded:
            raw = item.article.text.encode()
            sha256 = hashlib.sha256(raw).hexdigest()
            put_original(connection, sha256, raw, "text/plain")
            put_article(connection, item.article, Filed("synthetic", None, sha256), ArticleState.UNCODED)
        put_coding(connection, coded, "synthetic")
        put_incidents(connection, _assembled(groups), Reviews([]))


def _assembled(groups: list[list[CodedArticle]]) -> Iterator[Assembled]:
    for group in groups:
        articles = {item.article.article_id: item.article for item in group}
        assembler = Assembler(Origins(load_sources()), articles, lambda article_id: article_id)
        mentions = list({item.mention_id: item for coded in group for item in coded.mentions}.values())
        yield assembler.incident(mentions, assembler.incident_id(mentions)), mentions


if __name__ == "__main__":
    main()
