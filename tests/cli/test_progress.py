"""What a command tells while it brings a case up to date."""

from __future__ import annotations

import pytest

from dateline.cli import progress
from dateline.cli.progress import upgrading
from dateline.store.case import Step


def test_an_upgrade_is_told_also_where_nobody_is_at_a_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "_LINE_SECONDS", 0.0)
    with upgrading("syria.db") as tell:
        tell(Step("Bodies are packed.", 1, 2, 0, 1_400_000))
        tell(Step("Bodies are packed.", 1, 2, 500, 1_400_000))
        tell(Step("Names are found in an index.", 2, 2))
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.splitlines() == [
        "dateline: syria.db was made by an earlier Dateline and is brought up to date now. Ctrl-C stops that; "
        "nothing is lost.",
        "  step 1 of 2: Bodies are packed. 0 of 1,400,000 rows",
        "  step 1 of 2: Bodies are packed. 500 of 1,400,000 rows",
        "  step 2 of 2: Names are found in an index.",
        "dateline: syria.db is up to date, after 0 s.",
    ]


def test_lines_come_now_and_then(capsys: pytest.CaptureFixture[str]) -> None:
    with upgrading("syria.db") as tell:
        for done in range(0, 5_000, 500):
            tell(Step("Bodies are packed.", 1, 1, done, 5_000))
    assert capsys.readouterr().err.count("step 1 of 1") == 1


def test_a_case_that_is_up_to_date_is_opened_in_silence(capsys: pytest.CaptureFixture[str]) -> None:
    with upgrading("syria.db"):
        pass
    assert capsys.readouterr().err == ""
