"""The bytes that an article was read from, kept unchanged."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

__all__ = ["HTML", "JSON", "PDF", "TEXT", "Original"]

TEXT = "text/plain"
HTML = "text/html"
JSON = "application/json"
PDF = "application/pdf"


@dataclass(frozen=True, slots=True)
class Original:
    """One article's bytes: a file, a line of JSONL, a row or feed entry (as JSON), an archived page."""

    name: str
    raw: bytes
    media_type: str
    line: int | None = None
    url: str | None = None
    fetched_at: datetime | None = None

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.raw).hexdigest()
