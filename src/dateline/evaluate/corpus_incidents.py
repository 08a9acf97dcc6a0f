"""What became of the reports together -> groups, copies, states and values against the gold."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations, pairwise
from typing import Any

from dateline.evaluate.coreference import compare
from dateline.evaluate.corpus_articles import number_matches
from dateline.evaluate.names import names_match
from dateline.fuse.fusing import Fusion
from dateline.model import (
    AttributeState,
    CasualtyValue,
    CodedArticle,
    DateValue,
    EventMention,
    Incident,
    Reported,
    SideValue,
)

__all__ = ["baseline_groups", "main_groups", "predicted_groups", "score_incidents"]

Golds = Mapping[str, dict[str, Any]]
Coded = Mapping[str, CodedArticle]
Pair = frozenset[str]

# gold attribute -> attribute of an incident
ATTRIBUTES = {
    "killed": "killed",
    "wounded": "wounded",
    "perpetrator": "actors",
    "target": "recipients",
    "date": "date",
    "place": "place",
}
_CONTESTED = frozenset({AttributeState.DISPUTED, AttributeState.REVISED})
_BASELINE_DAYS = 3


def score_incidents(
    golds: Golds, incidents: Sequence[dict[str, Any]], coded: Coded, fusion: Fusion
) -> dict[str, float]:
    found = {incident.incident_id: incident for incident in fusion.incidents()}
    groups = predicted_groups(coded, fusion)
    matched = {gold["id"]: _match(gold, coded, groups, found) for gold in incidents}
    scored = _scored_articles(golds, incidents)
    ours = compare(scored, {name: groups[name] for name in scored})
    baseline = baseline_groups(coded)
    theirs = compare(scored, {name: baseline[name] for name in scored})
    mains = main_groups(coded, fusion)
    by_main = compare(scored, {name: mains[name] for name in scored})
    return {
        "b_cubed_f1": ours.b_cubed.f1,
        "conll_f1": ours.conll_f1,
        "b_cubed_precision": ours.b_cubed.precision,
        "b_cubed_recall": ours.b_cubed.recall,
        "by_main_telling_b_cubed_f1": by_main.b_cubed.f1,
        "by_main_telling_conll_f1": by_main.conll_f1,
        "baseline_b_cubed_f1": theirs.b_cubed.f1,
        "baseline_conll_f1": theirs.conll_f1,
        **_copies(golds, coded, fusion),
        **_disputed(golds, incidents, matched, coded),
        "values_recall": _values_recall(incidents, matched, coded, fusion),
    }


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


# -- groups ---------------------------------------------------------------------------------------------------------


def _scored_articles(golds: Golds, incidents: Iterable[dict[str, Any]]) -> dict[str, str]:
    """Article -> gold incident, without the articles whose main incident is only mentioned."""
    mentioned = {incident["id"] for incident in incidents if incident.get("mention_only")}
    mains = {name: gold.get("main_incident") for name, gold in golds.items()}
    return {name: main for name, main in mains.items() if main and main not in mentioned}


def predicted_groups(coded: Coded, fusion: Fusion) -> dict[str, str]:
    """The incident with most of each article's claims, of equals that of the first mention; else a group alone."""
    groups: dict[str, str] = {}
    for name, article in coded.items():
        tally: Counter[str] = Counter()
        for mention in sorted(article.mentions, key=lambda mention: mention.trigger.start_char):
            incident = fusion.incident_of(mention.mention_id)
            if incident:
                tally[incident] += sum(1 for _ in mention.claims())
        groups[name] = max(tally, key=tally.__getitem__) if tally else f"none: {name}"
    return groups


def main_groups(coded: Coded, fusion: Fusion) -> dict[str, str]:
    """Beside the figure of the README: the incident of what each article tells in main, however little that is."""
    groups: dict[str, str] = {}
    for name, article in coded.items():
        told = fusion.main_telling(article.article.article_id)
        groups[name] = (told and fusion.incident_of(told[0])) or f"none: {name}"
    return groups


def baseline_groups(coded: Coded) -> dict[str, str]:
    """The named baseline: first mentions of one type and country, within three days of the earliest of them."""
    keyed: dict[tuple[str, str], list[tuple[date, str]]] = defaultdict(list)
    groups = {name: f"alone: {name}" for name in coded}
    for name, article in coded.items():
        mention = min(article.mentions, key=lambda mention: mention.trigger.start_char, default=None)
        country = _country(mention) if mention else None
        if mention and country and article.article.published_on:
            keyed[mention.event_type, country].append((article.article.published_on, name))
    for key, members in keyed.items():
        opened: date | None = None
        for day, name in sorted(members):
            if opened is None or (day - opened).days > _BASELINE_DAYS:
                opened = day
            groups[name] = f"{key} {opened}"
    return groups


def _country(mention: EventMention) -> str | None:
    return next((claim.value.country for claim in mention.places if claim.value.country), None)


# -- copies ---------------------------------------------------------------------------------------------------------


def _copies(golds: Golds, coded: Coded, fusion: Fusion) -> dict[str, float]:
    name_of = {article.article.article_id: name for name, article in coded.items()}
    wanted = _pairs_within(_gold_copy_groups(golds))
    predicted = _pairs_within([name_of[member] for member in group] for group in fusion.copies())
    right = len(wanted & predicted)
    return {"copies_recall": _share(right, len(wanted)), "copies_precision": _share(right, len(predicted))}


def _gold_copy_groups(golds: Golds) -> Iterable[list[str]]:
    """Articles joined by `copies_of`, closed transitively."""
    group_of = {name: {name} for name in golds}
    for name, gold in golds.items():
        originals = gold.get("copies_of") or []
        for original in [originals] if isinstance(originals, str) else originals:
            if original in group_of and group_of[original] is not group_of[name]:
                group_of[original] |= group_of[name]
                for member in group_of[name]:
                    group_of[member] = group_of[original]
    return ({id(group): sorted(group) for group in group_of.values()}).values()


def _pairs_within(groups: Iterable[Sequence[str]]) -> set[Pair]:
    return {frozenset(pair) for group in groups for pair in combinations(group, 2)}


# -- attributes -----------------------------------------------------------------------------------------------------


def _match(
    gold: dict[str, Any], coded: Coded, groups: Mapping[str, str], found: Mapping[str, Incident]
) -> Incident | None:
    """The predicted incident with the largest overlap of members; of equals the one with fewest others."""
    members = set(gold["members"])
    wanted = members or set(gold.get("also_reported_in") or ())
    ids = {coded[name].article.article_id: name for name in coded}

    def overlap(incident: Incident) -> tuple[int, int, int, str]:
        telling = {ids[article] for article in incident.article_ids}
        mainly = {name for name in telling if groups[name] == incident.incident_id} if members else telling
        return (len(mainly & wanted), len(telling & wanted), -len(telling), incident.incident_id)

    best = max(found.values(), key=overlap, default=None)
    return best if best and overlap(best)[1] else None


def _disputed(
    golds: Golds, incidents: Iterable[dict[str, Any]], matched: Mapping[str, Incident | None], coded: Coded
) -> dict[str, float]:
    wanted = right = predicted = named_right = 0
    for gold in incidents:
        incident = matched[gold["id"]]
        for name, ours in ATTRIBUTES.items():
            attribute = incident.attribute(ours) if incident else None
            is_gold = name in gold["disputed"]
            is_ours = attribute is not None and attribute.state in _CONTESTED
            wanted += is_gold
            predicted += is_ours
            if is_gold and is_ours and attribute:
                right += 1
                named_right += attribute.state is _gold_state(gold["attributes"].get(name, ()), golds, coded)
    return {
        "disputed_recall": _share(right, wanted),
        "disputed_precision": _share(right, predicted),
        "revised_accuracy": _share(named_right, right),
    }


def _gold_state(rows: Sequence[dict[str, Any]], golds: Golds, coded: Coded) -> AttributeState:
    """Revised where the values follow one another in time by the same speaker, else disputed."""
    speakers = [set(row["said_by"]) for row in rows]
    firsts = [
        min(
            (day for name in row["articles"] if name in golds and (day := coded[name].article.published_on)),
            default=None,
        )
        for row in rows
    ]
    days = sorted(day for day in firsts if day)
    follows = len(days) == len(rows) > 1 and all(here < there for here, there in pairwise(days))
    same_speaker = bool(speakers) and bool(set.intersection(*speakers))
    return AttributeState.REVISED if follows and same_speaker else AttributeState.DISPUTED


def _values_recall(
    incidents: Iterable[dict[str, Any]], matched: Mapping[str, Incident | None], coded: Coded, fusion: Fusion
) -> float:
    found = total = 0
    for gold in incidents:
        incident = matched[gold["id"]]
        for name, ours in ATTRIBUTES.items():
            for row in gold["attributes"].get(name, ()):
                total += 1
                articles = {coded[article].article.article_id for article in row["articles"] if article in coded}
                claims = _claims(incident, ours, articles, fusion) if incident else ()
                found += any(_value_matches(row["value"], claim) for claim in claims)
    return _share(found, total)


def _claims(incident: Incident, attribute: str, articles: set[str], fusion: Fusion) -> Iterator[Reported]:
    """The claims of the incident about an attribute that stand in one of these articles."""
    held = incident.attribute(attribute)
    known = {claim.claim_id for origin in held.origins for claim in origin.claims} if held else set()
    for mention_id in incident.mention_ids:
        mention = fusion.mentions[mention_id]
        if mention.article_id in articles:
            yield from (claim for claim in mention.claims() if claim.claim_id in known)


def _value_matches(value: object, claim: Reported) -> bool:
    ours = claim.value
    if isinstance(value, int):
        return isinstance(ours, CasualtyValue) and number_matches(value, ours)
    if isinstance(ours, DateValue):
        day = re.match(r"\d{4}-\d{2}-\d{2}", str(value))
        return day is not None and ours.start == ours.end == date.fromisoformat(day[0])
    if isinstance(ours, (str, CasualtyValue, SideValue)):
        return names_match(str(value), claim.as_written)
    return names_match(str(value), ours.name) or names_match(str(value), claim.as_written)
