"""Words of articles made safe to print: no control characters, none that turn the direction of the line, one line."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

__all__ = ["one_line", "safe_link"]

_STEERING = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def one_line(words: str, most: int | None = None) -> str:
    """The words on one line; those that are cut end in an ellipsis."""
    kept = " ".join(_STEERING.sub(" ", words).split())
    return kept if most is None or len(kept) <= most else kept[: most - 1].rstrip() + "…"


def safe_link(url: str | None) -> str | None:
    """The address if it is one of the web; anything else, such as `javascript:`, is no link."""
    if url is None or _STEERING.search(url) or any(character.isspace() for character in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in {"http", "https"} and parts.netloc else None
