"""The figures of PolNeAR on hand-made cases with known answers, wrong ones included."""

from __future__ import annotations

import pytest

from dateline.evaluate.polnear import CharAttribution, PolnearCounts, count_article, match

TEXT = "Ann said rain fell. Bob denied that the dam broke."


def _attribution(source: str | None, cue: str | None, *contents: str) -> CharAttribution:
    def ranges(*parts: str | None) -> list[list[int]]:
        return [[TEXT.index(part), TEXT.index(part) + len(part)] for part in parts if part]

    return CharAttribution.of({"source": ranges(source), "cue": ranges(cue), "content": ranges(*contents)})


GOLD = [_attribution("Ann", "said", "rain fell"), _attribution("Bob", "denied", "that the dam broke")]


def _figures(predicted: list[CharAttribution], gold: list[CharAttribution] = GOLD) -> dict[str, float]:
    counts = PolnearCounts()
    count_article(counts, TEXT, gold, predicted)
    return counts.figures()


def test_the_gold_itself_is_perfect() -> None:
    figures = _figures(GOLD)
    assert {figures[key] for key in ("content_f1", "attribution_f1", "source_accuracy", "triple_f1")} == {1.0}


def test_nothing_found_scores_nothing() -> None:
    figures = _figures([])
    assert figures["content_f1"] == figures["attribution_f1"] == figures["triple_f1"] == 0.0


def test_a_wrong_source_matches_but_is_no_triple() -> None:
    figures = _figures([_attribution("Bob", "said", "rain fell"), GOLD[1]])
    assert figures["attribution_f1"] == 1.0
    assert figures["source_accuracy"] == 0.5
    assert figures["cue_accuracy"] == 1.0
    assert figures["triple_f1"] == 0.5


def test_an_overlong_content_is_no_match() -> None:
    figures = _figures([_attribution("Ann", "said", "rain fell. Bob denied")])
    assert figures["attribution_f1"] == 0.0
    # "rainfell" is 8 of the 18 non-space characters found, and of the 8 + 15 wanted
    assert figures["content_f1"] == pytest.approx(2 * 8 / (18 + 23))


def test_half_of_a_content_is_still_a_match() -> None:
    wanted = [_attribution("Bob", "denied", "the dam")]
    assert len(match(wanted, [_attribution("Bob", "denied", "the dam broke")])) == 1  # 7 of 13 characters
    assert match(wanted, [_attribution("Bob", "denied", "denied that the dam broke")]) == []  # 7 of 25


def test_split_contents_are_one() -> None:
    split = [_attribution("Ann", "said", "rain", "fell")]
    assert _figures(split)["triple_f1"] == pytest.approx(2 / 3)


def test_no_source_is_matched_only_by_no_source() -> None:
    agentless = [_attribution(None, "said", "rain fell")]
    assert _figures(agentless, agentless)["source_accuracy"] == 1.0
    assert _figures([GOLD[0]], agentless)["source_accuracy"] == 0.0


def test_one_prediction_answers_one_gold() -> None:
    twice = [GOLD[0], GOLD[0]]
    assert _figures(twice)["attribution_f1"] == pytest.approx(2 * 1 / 4)


def test_the_best_overlap_is_matched_first() -> None:
    loose, tight = _attribution("Ann", "said", "rain fell."), GOLD[0]
    assert match(GOLD[:1], [loose, tight]) == [(GOLD[0], tight)]


def test_gold_without_content_is_missed() -> None:
    empty = CharAttribution.of({"source": [], "cue": [], "content": []})
    assert _figures([], [empty])["attribution_f1"] == 0.0
    assert _figures([empty], [empty])["triple_f1"] == 0.0
