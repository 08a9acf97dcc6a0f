"""The pandas example of docs/exports.md runs, on files that this version writes."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from conftest import PROJECT
from exporting import written
from scenes import ambush, everything


def test_the_pandas_example_runs(tmp_path: Path) -> None:
    example = re.search(
        r"```python\n(.*?)```", (PROJECT / "docs" / "exports.md").read_text(encoding="utf-8"), re.DOTALL
    )
    assert example
    files = {"syria.csv": "acled", "mentions.tsv": "gdelt-mentions", "claims.parquet": "parquet-claims"}
    for file, name in files.items():
        (tmp_path / file).write_bytes(written(name, everything()))
    command = [sys.executable, "-W", "error", "-c", example.group(1)]
    told = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr
    assert "Ostrel" in told.stdout
    assert ambush().incident.incident_id in told.stdout
