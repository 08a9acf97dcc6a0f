"""What a page says that went wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["ProblemPage"]


@dataclass(frozen=True, slots=True)
class ProblemPage:
    """What went wrong, and what to do."""

    status: int
    title: str
    remedy: str
    problems: Mapping[str, str]
