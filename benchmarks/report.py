"""What does a situation report cost? Seconds and memory of `dateline report` over a case of so many incidents.

Fills a case with the synthetic archive (five articles an incident, see `synthetic`), fuses it with the program's own
fusing, keeps what the picture finds as `dateline add` does, then writes the report in a process of its own, Markdown
and HTML together. `--case` keeps the case, and uses it again where it is there.

    python benchmarks/report.py --incidents 10000
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
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

from dateline.findings import keep_findings
from dateline.settings import settings_from_environment
from dateline.store.case import Case, open_case
from dateline.store.derive import count_incidents
from dateline.store.fusing import fuse_case
from dateline.store.write import ArticleState, Filed, put_article, put_coding, put_original
from synthetic import make_archive

_BATCH = 500


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--incidents", type=int, default=10_000)
    parser.add_argument("--case", type=Path)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = arguments.case or Path(folder) / "case.db"
        with ProcessPoolExecutor(1, get_context("spawn")) as apart:  # its memory would count as the report's
            found = apart.submit(_incidents, path, arguments.incidents).result()
        out = Path(folder) / "report"
        command = [sys.executable, "-m", "dateline", "report", "--case", str(path), "--out", str(out)]
        start = time.perf_counter()
        process = subprocess.Popen(command)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        if status:
            sys.exit("the report failed")
        sizes = {file.suffix: file.stat().st_size for file in sorted(Path(folder).glob("report.*"))}
    figures = {
        "incidents": found,
        "seconds": round(seconds, 1),
        "cpu_s": round(usage.ru_utime + usage.ru_stime, 1),
        "peak_mb": round(usage.ru_maxrss / 1024),
        "bytes": sizes,
    }
    print(json.dumps(figures))


def _incidents(path: Path, wanted: int) -> int:
    fresh = not path.exists()
    case = open_case(str(path), create=True)
    if fresh:
        _fill(case, wanted)
        fuse_case(case)
        keep_findings(case, settings_from_environment(os.environ), sys.maxsize)
    with case.reading() as connection:
        count = count_incidents(connection)
    case.close()
    return count


def _fill(case: Case, incidents: int) -> None:
    archive = make_archive(incidents)
    while batch := list(islice(archive, _BATCH)):
        with case.writing() as connection:
            for coded in batch:
                raw = coded.article.text.encode()
                sha256 = hashlib.sha256(raw).hexdigest()
                put_original(connection, sha256, raw, "text/plain")
                put_article(connection, coded.article, Filed("synthetic", None, sha256), ArticleState.UNCODED)
            put_coding(connection, batch, "synthetic")


if __name__ == "__main__":
    main()
