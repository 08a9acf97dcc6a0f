"""What is measured is coded, fused and kept for good, and the same articles are made each time."""

from __future__ import annotations

import json
from itertools import islice

import pytest
from typer.testing import CliRunner

from dateline.bench.rates import Rates, make_articles, measure
from dateline.cli.app import app
from dateline.settings import Settings


def test_the_articles_are_the_same_each_time_and_as_long_as_news() -> None:
    first, again = (list(islice(make_articles(), 20)) for _ in range(2))
    assert first == again
    assert len({article.text for article in first}) == 20
    assert 400 < sum(len(article.text.split()) for article in first) / 20 < 800


@pytest.mark.slow
def test_a_machine_is_measured() -> None:
    steps: list[tuple[str, float]] = []
    rates = measure(Settings(processes=1), 0.01, lambda step, share: steps.append((step, share)))
    assert (rates.processors, rates.articles) == (1, 16)
    assert rates.words > 6_000
    assert rates.mentions > 16
    assert min(rates.words_a_second, rates.mentions_fused_a_second, rates.articles_kept_a_second) > 0
    assert 1 < rates.partition_bytes < rates.store_bytes < 1_000
    assert [step for step, _ in steps] == ["loading the pipeline", "coding", "fusing", "keeping"]
    assert [share for _, share in steps] == sorted(share for _, share in steps)


def test_the_command_prints_rates_and_both_plans(monkeypatch: pytest.MonkeyPatch) -> None:
    rates = Rates(2, 100, 60_000, 800, 1_000.0, 1_000.0, 100.0, 100.0, 10.0)
    monkeypatch.setattr("dateline.bench.rates.measure", lambda *_: rates)
    done = CliRunner().invoke(app, ["bench"])
    assert done.exit_code == 0, done.output
    assert "coding        1,000 words a second" in done.stdout
    assert "100 articles a second, 60 KB each" in done.stdout
    assert "1,000,000 articles of 600 words" in done.stdout
    assert "1,000,000,000 articles of 600 words" in done.stdout
    as_json = CliRunner().invoke(app, ["bench", "--json", "--price", "0.5"])
    small, large = json.loads(as_json.stdout)["plans"]
    assert large["cost"] == pytest.approx(1000 * small["cost"])
