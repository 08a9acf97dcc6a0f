"""What the pages on which articles are added are made of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dateline.web.adding import Batch

__all__ = ["AddPage", "BatchPage"]


@dataclass(frozen=True, slots=True)
class AddPage:
    """The forms by which articles are added."""

    today: date


@dataclass(frozen=True, slots=True)
class BatchPage:
    """How far a batch of articles is."""

    batch: Batch
