"""Which scorer belongs to which gold set, its main figures, and what others have reached on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any

from dateline.evaluate.coder import Coder
from dateline.evaluate.gold import GoldError, read_records

__all__ = ["SETS", "Figures", "GoldSet", "evaluate", "find_sets"]

Figures = dict[str, Any]
Scorer = Callable[[Any, Coder], Figures]


@dataclass(frozen=True)
class GoldSet:
    """`module` holds `score(records, coder) -> figures`; `figures` are the main keys, each with others' figure if any.

    Others' figures are those of `gold/README.md` on the unseen half, so they stand beside ours, not against them.
    """

    name: str
    module: str
    figures: dict[str, float | None] = field(default_factory=dict)
    takes_folder: bool = False


_PLACES: dict[str, float | None] = {"recognition_f1": None, "end_to_end_f1": None}

_PICTURE = ("relations", "presence", "agreements", "movements", "exposure", "all")

SETS: dict[str, GoldSet] = {
    gold_set.name: gold_set
    for gold_set in (
        GoldSet(
            "wild",
            "wild",
            {
                "event_precision": 0.37,
                "event_recall": 0.56,
                "random_precision": 0.28,
                "random_recall": 0.53,
                "false_per_100_negative": 25.7,
                "status_accuracy": None,
                "actor_country": 0.46,
                "recipient_country": 0.44,
                "said_by_accuracy": None,
                "certainty_accuracy": None,
                "sector": None,
                "place_accuracy": None,
                "date_accuracy": None,
                "casualties_accuracy": None,
            },
        ),
        GoldSet(
            "plover_gsr",
            "plover_gsr",
            {"type_accuracy": 0.72, "actor_country": 0.77, "recipient_country": 0.79, "sector": None},
        ),
        GoldSet("petrarch2_gsr", "petrarch2_gsr", {"event_f1": 0.750, "event_f1_relaxed": None}),
        GoldSet("case2021_task2", "case2021", {"weighted_f1": 0.685, "macro_f1": None, "accuracy": None}),
        GoldSet(
            "muc4",
            "muc4",
            {
                "ceaf_ree_f1": 0.545,
                "victim_f1": 0.678,
                "type_f1": None,
                "stage_f1": None,
                "victim_number_f1": None,
                "victim_effect_f1": None,
            },
        ),
        GoldSet(
            "polnear",
            "polnear",
            {"content_f1": 0.760, "attribution_f1": 0.531, "source_accuracy": 0.842, "triple_f1": 0.437},
        ),
        GoldSet("factuality_meantime", "factuality", {"pearson_r": 0.431, "mae": 0.315}),
        GoldSet("factuality_uds", "factuality", {"pearson_r": 0.354, "mae": 1.813}),
        GoldSet("event_location", "event_location", {"token_f1": 0.467, "exact": 0.512}),
        GoldSet("toponym_gwn", "toponyms", {"acc161": 0.646, **_PLACES}),
        GoldSet("toponym_lgl", "toponyms", {"acc161": 0.484, **_PLACES}),
        GoldSet("toponym_trnews", "toponyms", {"acc161": 0.601, **_PLACES}),
        GoldSet("toponym_geovirus", "toponyms", {"acc161": 0.725, **_PLACES}),
        GoldSet("timebank_aquaint", "timebank", {"strict_f1": 0.772, "relaxed_f1": 0.899, "value_f1": None}),
        GoldSet("ngec_actor", "ngec_actor", {"country": None, "code_1": None, "code_2": None}),
        GoldSet("ngec_synthetic", "ngec_synthetic", {"type_accuracy": 0.352}),
        GoldSet("ecbplus", "ecbplus", {"conll_f1": 0.608}),
        GoldSet(
            "corpus",
            "corpus",
            {
                "b_cubed_f1": None,
                "conll_f1": None,
                "copies_recall": None,
                "copies_precision": None,
                "disputed_recall": None,
                "disputed_precision": None,
                "revised_accuracy": None,
                "values_recall": None,
                "sources_recall": None,
                "speculation_recall": None,
                "speculation_precision": None,
                "casualties_recall": None,
                "casualties_precision": None,
            },
            takes_folder=True,
        ),
        GoldSet(
            "picture",
            "picture",
            {f"{part}_{figure}": None for part in _PICTURE for figure in ("recall", "precision")},
            takes_folder=True,
        ),
    )
}


def evaluate(name: str, path: Path, coder: Coder) -> Figures:
    """Score one gold set; raises `GoldError` for an unknown set or an unreadable file."""
    if name not in SETS:
        raise GoldError(f"{name}: no such gold set; there are {', '.join(SETS)}")
    gold_set = SETS[name]
    score: Scorer = import_module(f"dateline.evaluate.{gold_set.module}").score
    return {"set": name, **score(path if gold_set.takes_folder else read_records(path), coder)}


def find_sets(shared: Path) -> Iterator[tuple[GoldSet, Path]]:
    """The gold sets under a folder that holds `gold/` and `corpus/`, each with its file."""
    for gold_set in SETS.values():
        path = shared / "corpus" if gold_set.takes_folder else shared / "gold" / gold_set.name / "dev.jsonl"
        if path.exists():
            yield gold_set, path
