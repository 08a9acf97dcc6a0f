"""The ngec_actor scorer: what counts as right, and the day of an undated case."""

from __future__ import annotations

from typing import Any

import pytest

from dateline.evaluate.ngec_actor import day_of, score_rows


def case(expect: dict[str, str], *, xfail: bool = False) -> dict[str, Any]:
    return {"text": "made up", "expect": expect, "xfail": xfail}


def test_only_fields_that_a_case_expects_are_asked() -> None:
    cases = [case({"country": "FJI"}), case({"country": "", "code_1": "MIL"}), case({"code_1": ""})]
    codes = [
        {"country": "FJI", "code_1": "GOV", "code_2": ""},
        {"country": "FJI", "code_1": "MIL", "code_2": ""},
        {"country": "", "code_1": "GOV", "code_2": ""},
    ]
    figures = score_rows(cases, codes)
    assert (figures["country"], figures["code_1"], figures["code_2"]) == (0.5, 0.5, 0.0)
    assert figures["asked"] == {"country": 2, "code_1": 2}


def test_cases_expected_to_fail_stand_apart() -> None:
    figures = score_rows([case({"country": "FJI"}, xfail=True)], [{"country": "FJI", "code_1": "", "code_2": ""}])
    assert figures["country"] == 0.0
    assert figures["xfail_right"] == {"country": 1}


@pytest.mark.parametrize(
    ("written", "day"),
    [("2019-04-01", "2019-04-01"), ("10 May 2015", "2015-05-10"), ("Today", "2022-07-01"), ("", "2022-07-01")],
)
def test_the_day_of_a_case(written: str, day: str) -> None:
    assert day_of(written) == day
