"""Which scorer belongs to which gold set, and the figures that others have reached on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any

from dateline.evaluate.coder import Coder
from dateline.evaluate.gold import GoldError, read_records

__all__ = ["SETS", "GoldSet", "evaluate"]

Figures = dict[str, Any]
Scorer = Callable[[list[dict[str, Any]], Coder], Figures]


@dataclass(frozen=True)
class GoldSet:
    """`module` holds `score(records, coder) -> figures`; `baselines` are others' figures on the unseen half."""

    name: str
    module: str
    baselines: dict[str, float] = field(default_factory=dict)
    takes_folder: bool = False


SETS: dict[str, GoldSet] = {
    gold_set.name: gold_set
    for gold_set in (
        GoldSet("wild", "wild", {"event_precision": 0.37, "event_recall": 0.56, "random_precision": 0.28}),
        GoldSet("plover_gsr", "plover_gsr", {"type_accuracy": 0.72, "actor_country": 0.77, "recipient_country": 0.79}),
        GoldSet("petrarch2_gsr", "petrarch2_gsr", {"event_f1": 0.750}),
        GoldSet("case2021_task2", "case2021", {"weighted_f1": 0.685}),
        GoldSet("muc4", "muc4", {"ceaf_ree_f1": 0.545}),
        GoldSet("polnear", "polnear", {"content_f1": 0.760, "attribution_f1": 0.531, "triple_f1": 0.437}),
        GoldSet("factuality_meantime", "factuality", {"pearson_r": 0.431}),
        GoldSet("factuality_uds", "factuality", {"pearson_r": 0.354}),
        GoldSet("event_location", "event_location", {"token_f1": 0.467, "exact": 0.512}),
        GoldSet("toponym_gwn", "toponyms", {"acc161": 0.646}),
        GoldSet("toponym_lgl", "toponyms", {"acc161": 0.484}),
        GoldSet("toponym_trnews", "toponyms", {"acc161": 0.601}),
        GoldSet("toponym_geovirus", "toponyms", {"acc161": 0.725}),
        GoldSet("timebank_aquaint", "timebank", {"strict_f1": 0.772, "relaxed_f1": 0.899}),
        GoldSet("ngec_actor", "ngec_actor"),
        GoldSet("ngec_synthetic", "ngec_synthetic", {"type_accuracy": 0.352}),
        GoldSet("ecbplus", "ecbplus", {"conll_f1": 0.608}),
        GoldSet("corpus", "corpus", takes_folder=True),
    )
}


def evaluate(name: str, path: Path, coder: Coder) -> Figures:
    """Score one gold set; raises `GoldError` for an unknown set or an unreadable file."""
    if name not in SETS:
        raise GoldError(f"{name}: no such gold set; there are {', '.join(SETS)}")
    gold_set = SETS[name]
    scorer = import_module(f"dateline.evaluate.{gold_set.module}")
    records: Any = path if gold_set.takes_folder else read_records(path)
    figures: Figures = scorer.score(records, coder)
    return {"set": name, **figures}
