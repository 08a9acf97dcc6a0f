"""Content hashes -> stable ids.

The same content gets the same id on every machine, in every run and in any order; ids never depend on the clock.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable

__all__ = ["article_id", "claim_id", "digest", "incident_id", "judgement_id", "mention_id", "statement_id"]

_LENGTH = 16  # hex digits: 64 bits, a collision is expected past four thousand million things


def digest(*parts: object) -> str:
    """A hash of the parts, which are told apart (["ab", "c"] is not ["a", "bc"]); None is not the empty string."""
    encoded = json.dumps([None if part is None else str(part) for part in parts], ensure_ascii=False)
    return hashlib.sha256(encoded.encode("utf-8", "surrogatepass")).hexdigest()[:_LENGTH]


def article_id(text: str, title: str | None, url: str | None, publisher: str | None) -> str:
    """The same words under another name or address are another article: it is `fuse.copies` that sees copies."""
    return "a-" + digest(text, title, url, publisher)


def mention_id(article: str, event_type: str, start_char: int, end_char: int) -> str:
    return "m-" + digest(article, event_type, start_char, end_char)


def claim_id(owner: str, field: str, value: object, spans: Iterable[tuple[int, int]], maker: str) -> str:
    """`owner` is the mention or statement; evidence and maker are part of the identity."""
    return "c-" + digest(owner, field, value, sorted(spans), maker)


def statement_id(article: str, start_char: int, end_char: int) -> str:
    return "s-" + digest(article, start_char, end_char)


def incident_id(first_mention: str) -> str:
    """Named after its first mention, so that an incident keeps its id when articles are added."""
    return "i-" + digest(first_mention)


def judgement_id(kind: str, subjects: Iterable[str], made_by: str, made_at: str) -> str:
    return "j-" + digest(kind, sorted(subjects), made_by, made_at)
