"""Scores the linking of spellings: pairs of names that are one thing, and look-alikes that are not.

Input: a YAML file with `same` (rows of a kind and two or more spellings, every pair of which is one) and `different`
(rows of a kind and two names). Output: precision and recall of `names.same_name`, and the pairs it gets wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import yaml

from dateline.knowledge.names import same_name

__all__ = ["score_pairs"]


def score_pairs(path: Path) -> dict[str, Any]:
    rows = yaml.load(path.read_bytes(), yaml.CSafeLoader)
    judged = [(same, same_name(left, right, kind), left, right) for kind, left, right, same in _pairs(rows)]
    linked = [same for same, found, _, _ in judged if found]
    wanted = [found for same, found, _, _ in judged if same]
    return {
        "n": len(judged),
        "precision": round(sum(linked) / len(linked), 4) if linked else 0.0,
        "recall": round(sum(wanted) / len(wanted), 4) if wanted else 0.0,
        "missed": [(left, right) for same, found, left, right in judged if same and not found],
        "mistaken": [(left, right) for same, found, left, right in judged if found and not same],
    }


def _pairs(rows: dict[str, list[list[str]]]) -> Iterator[tuple[str, str, str, bool]]:
    for kind, *spellings in rows["same"]:
        for left, right in combinations(spellings, 2):
            yield kind, left, right, True
    for kind, left, right in rows["different"]:
        yield kind, left, right, False
