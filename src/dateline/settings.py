"""What a user may set: one frozen value, built once by the command line or the workbench and passed as an argument.

Nothing below `cli` and `web` reads the environment.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from platformdirs import user_cache_path, user_data_path

__all__ = ["Settings", "settings_from_environment"]


def _cores() -> int:
    """The processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting, with its default. Sizes are bytes, times are seconds."""

    spacy_model: str | None = None  # None: an installed official English pipeline, else the pinned one
    cache_folder: Path = field(default_factory=lambda: user_cache_path("dateline"))
    data_folder: Path = field(default_factory=lambda: user_data_path("dateline"))
    max_article_bytes: int = 1 << 20  # of text
    max_fetch_seconds: float = 30.0  # for one page from the web
    max_original_bytes: int = 32 << 20  # of a page, a file or an archived answer
    codebook: Path | None = None  # None: PLOVER as shipped
    actors: tuple[Path, ...] = ()  # the user's own actor files, after the shipped ones
    processes: int = field(default_factory=_cores)  # that code at once, where there are many articles
    max_coding_seconds: float = 120.0  # for one article; one that takes longer is kept, told and not coded

    def __post_init__(self) -> None:
        if self.max_article_bytes < 1:
            raise ValueError(f"max_article_bytes must be 1 or more, not {self.max_article_bytes}")
        if self.processes < 1:
            raise ValueError(f"processes must be 1 or more, not {self.processes}")
        if self.max_coding_seconds <= 0:
            raise ValueError(f"max_coding_seconds must be more than 0, not {self.max_coding_seconds}")


def settings_from_environment(environment: Mapping[str, str]) -> Settings:
    """Defaults, changed by DATELINE_SPACY_MODEL, DATELINE_CACHE, DATELINE_DATA, DATELINE_MAX_ARTICLE_BYTES,
    DATELINE_MAX_CODING_SECONDS and DATELINE_PROCESSES.
    """
    default = Settings()
    return Settings(
        spacy_model=environment.get("DATELINE_SPACY_MODEL") or None,
        cache_folder=Path(environment["DATELINE_CACHE"]) if environment.get("DATELINE_CACHE") else default.cache_folder,
        data_folder=Path(environment["DATELINE_DATA"]) if environment.get("DATELINE_DATA") else default.data_folder,
        max_article_bytes=_whole(environment, "DATELINE_MAX_ARTICLE_BYTES", default.max_article_bytes),
        max_coding_seconds=_whole(environment, "DATELINE_MAX_CODING_SECONDS", default.max_coding_seconds),
        processes=_whole(environment, "DATELINE_PROCESSES", default.processes),
    )


NumberT = TypeVar("NumberT", int, float)


def _whole(environment: Mapping[str, str], name: str, default: NumberT) -> NumberT:
    written = environment.get(name, "")
    if written and not written.isdigit():
        raise ValueError(f"{name} must be a whole number, not {written!r}")
    return type(default)(written) if written else default
