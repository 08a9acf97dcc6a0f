"""A plan <-> files of arrays, so that the processes of one machine share it without each holding a copy."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np

from dateline.fuse.sharded.plan import Plan, Slice
from dateline.fuse.sharded.standing import Standing

__all__ = ["load_plan", "save_plan"]


def save_plan(plan: Plan, folder: Path) -> None:
    _save(folder, "articles", plan.articles)
    for kind, standing in (("heads", plan.heads), ("texts", plan.texts)):
        for field in fields(Standing):
            _save(folder, f"{kind}-{field.name}", getattr(standing, field.name))
    _save(folder, "slices", np.concatenate([[], *(part.articles for part in plan.slices)]).astype(np.int64))
    _save(folder, "sizes", np.array([len(part.articles) for part in plan.slices], dtype=np.int64))


def load_plan(folder: Path) -> Plan:
    """The plan, of which the system reads what is looked at."""
    heads, texts = (
        Standing(*(_load(folder, f"{kind}-{field.name}") for field in fields(Standing))) for kind in ("heads", "texts")
    )
    ends = np.cumsum(_load(folder, "sizes"))
    slices = np.split(_load(folder, "slices"), ends[:-1]) if len(ends) else []
    return Plan(_load(folder, "articles"), heads, texts, tuple(Slice(*numbered) for numbered in enumerate(slices)))


def _save(folder: Path, name: str, values: Any) -> None:
    np.save(folder / f"plan-{name}.npy", values, allow_pickle=False)


def _load(folder: Path, name: str) -> Any:
    return np.load(folder / f"plan-{name}.npy", mmap_mode="r", allow_pickle=False)
