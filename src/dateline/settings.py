"""What a user may set: one frozen value, built once by the command line or the workbench and passed as an argument.

Nothing below `cli` and `web` reads the environment.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from platformdirs import user_cache_path, user_data_path

__all__ = ["Settings", "settings_from_environment"]


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
    processes: int = 1

    def __post_init__(self) -> None:
        if self.max_article_bytes < 1:
            raise ValueError(f"max_article_bytes must be 1 or more, not {self.max_article_bytes}")
        if self.processes < 1:
            raise ValueError(f"processes must be 1 or more, not {self.processes}")


def settings_from_environment(environment: Mapping[str, str]) -> Settings:
    """Defaults, changed by DATELINE_SPACY_MODEL, DATELINE_CACHE, DATELINE_DATA and DATELINE_MAX_ARTICLE_BYTES."""
    default = Settings()
    size = environment.get("DATELINE_MAX_ARTICLE_BYTES", "")
    if size and not size.isdigit():
        raise ValueError(f"DATELINE_MAX_ARTICLE_BYTES must be a whole number of bytes, not {size!r}")
    return Settings(
        spacy_model=environment.get("DATELINE_SPACY_MODEL") or None,
        cache_folder=Path(environment["DATELINE_CACHE"]) if environment.get("DATELINE_CACHE") else default.cache_folder,
        data_folder=Path(environment["DATELINE_DATA"]) if environment.get("DATELINE_DATA") else default.data_folder,
        max_article_bytes=int(size) if size else default.max_article_bytes,
    )
