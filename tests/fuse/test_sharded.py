"""What is fused in slices is what is fused in one piece, however the slices are cut."""

from __future__ import annotations

import pickle
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.fuse.cards import Card, card_of
from dateline.fuse.fusing import Fusion
from dateline.fuse.judged import JudgedPairs
from dateline.fuse.sharded.grouping import FusedSlice, Kept, fuse_slice
from dateline.fuse.sharded.merge import Merged, merge_slices, regions_of, settle
from dateline.fuse.sharded.plan import Plan, Slice, compare, plan_slices
from dateline.fuse.sharded.survey import Survey, survey_of
from dateline.fuse.weights import Weights, load_weights
from dateline.fuse.whole import assemble
from dateline.fuse.wording import load_rarity
from dateline.knowledge.sources import load_sources
from dateline.model import Article, CodedArticle, Incident, Judgement, JudgementKind
from reports import coded_articles, judge

NARROW = replace(load_weights(), neighbours=2)


@dataclass
class Library:
    kept: Mapping[str, CodedArticle]

    def coded(self, article_ids: Collection[str]) -> Mapping[str, CodedArticle]:
        return {name: self.kept[name] for name in article_ids}

    def articles(self, article_ids: Collection[str]) -> Mapping[str, Article]:
        return {name: self.kept[name].article for name in article_ids}


def cut_anyhow(plan: Plan, random: Random, count: int) -> Plan:
    """The same articles in slices that know neither day nor place."""
    which = np.array([random.randrange(count) for _ in plan.articles], dtype=np.int64)
    slices = tuple(Slice(number, np.flatnonzero(which == number)) for number in range(count))
    return replace(plan, slices=slices)


def merged(
    cards: Mapping[str, Card], survey: Survey, plan: Plan, judged: JudgedPairs, weights: Weights, random: Random
) -> Merged:
    fused: list[FusedSlice] = []
    kept: dict[tuple[int, int], Kept] = {}
    for part in plan.slices:
        compared = pickle.loads(pickle.dumps(compare(plan, part, weights)))
        wanted = [cards[name] for name in (*compared.own, *compared.overlap)]
        one, of_groups = pickle.loads(pickle.dumps(fuse_slice(compared, wanted, judged, weights)))
        fused.append(one)
        kept.update(((part.number, at), one_kept) for at, one_kept in enumerate(of_groups.values()))
    regions = pickle.loads(pickle.dumps(list(regions_of(fused, judged, random.randrange(1, 9)))))
    random.shuffle(regions)
    settled = [settle(region, kept.__getitem__, judged, weights) for region in regions]
    return merge_slices(survey, fused, settled, judged)


def in_slices(
    articles: list[CodedArticle], random: Random, count: int, weights: Weights, judgements: Collection[Judgement] = ()
) -> tuple[list[Incident], list[tuple[str, ...]]]:
    coded = {item.article.article_id: item for item in articles}
    cards = {name: card_of(item, load_rarity(), weights) for name, item in coded.items()}
    given_in = list(cards.values())
    random.shuffle(given_in)
    survey = Survey.joined([survey_of(given_in[:3], weights), survey_of(given_in[3:], weights)])
    plan = cut_anyhow(plan_slices(survey, 5), random, count) if count else plan_slices(survey, 5)
    whole = merged(cards, survey, plan, JudgedPairs(judgements), weights, random)
    found = assemble(whole.portion(list(whole.groups)), Library(coded), load_sources())
    return [incident for incident, _ in found], whole.copies()


def in_one(
    articles: list[CodedArticle], weights: Weights, judgements: Collection[Judgement] = ()
) -> tuple[list[Incident], list[tuple[str, ...]]]:
    fusion = Fusion(weights)
    fusion.judge(judgements)
    fusion.add(articles)
    return list(fusion.incidents()), fusion.copies()


def surveyed(days: Sequence[int], regions: Sequence[str]) -> Survey:
    names = tuple(f"a-{number}" for number in range(len(days)))
    nobody = survey_of((), load_weights())
    told = tuple((f"m-{number}",) for number in range(len(days)))
    return replace(nobody, articles=names, days=np.array(days, dtype=np.int64), regions=tuple(regions), told=told)


def test_a_slice_is_a_stretch_of_time_and_of_region_where_that_holds_too_much() -> None:
    days = [*range(0, 300, 3), *([400] * 50)]
    regions = [*["NER"] * 100, *(["TCD", "MLI"] * 25)]
    slices = plan_slices(surveyed(days, regions), 20).slices
    held = [part.articles.tolist() for part in slices]
    assert sorted(at for part in held for at in part) == list(range(150))
    assert all(10 <= len(part) <= 30 for part in held)
    spans = [(min(days[at] for at in part), max(days[at] for at in part)) for part in held]
    assert all(last - first >= 27 for first, last in spans[:-2])
    assert [{regions[at] for at in part} for part in held[-2:]] == [{"MLI"}, {"TCD"}]


@given(coded_articles, st.integers(0, 4), st.randoms(), st.sampled_from([load_weights(), NARROW]))
@settings(max_examples=60, deadline=None)
def test_slices_give_what_one_piece_gives(
    articles: list[CodedArticle], count: int, random: Random, weights: Weights
) -> None:
    assert in_slices(articles, random, count, weights) == in_one(articles, weights)


@given(coded_articles.filter(lambda articles: len(articles) > 1), st.integers(0, 4), st.randoms(), st.data())
@settings(max_examples=30, deadline=None)
def test_judgements_hold_over_seams(
    articles: list[CodedArticle], count: int, random: Random, data: st.DataObject
) -> None:
    mentions = sorted({mention.mention_id for item in articles for mention in item.mentions})
    names = sorted({item.article.article_id for item in articles})
    judgements = []
    for kind, subjects in (
        (JudgementKind.SAME_INCIDENT, mentions),
        (JudgementKind.DIFFERENT_INCIDENT, mentions),
        (JudgementKind.COPY, names),
    ):
        pair = data.draw(st.lists(st.sampled_from(subjects), max_size=2, unique=True))
        judgements += [judge(kind, *pair)] if len(pair) == 2 else []
    weights = load_weights()
    assert in_slices(articles, random, count, weights, judgements) == in_one(articles, weights, judgements)
