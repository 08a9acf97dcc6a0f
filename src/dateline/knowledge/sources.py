"""`sources.yaml` -> publishers, agencies and spokesmen's bodies by name, alias and web address.

Rows: `- {id: source.sana, name: SANA, aliases: [...], domains: [sana.sy], kind: agency, country: SYR, owner: state,
side: SYR GOV, reviewed: true, source: ...}`. A name that two rows claim, an unknown field or a missing one stops the
loading with the file and the line. A publisher that no row knows is `None`: unknown, never guessed at.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from anyascii import anyascii

from dateline.knowledge.rows import KnowledgeError, read_rows

__all__ = ["SourceBook", "SourceRecord", "load_sources", "name_key", "publisher_itself", "read_sources"]

_ARTICLES = frozenset({"the", "a", "an", "al", "el"})
_FIELDS = frozenset({"id", "name", "aliases", "domains", "kind", "country", "owner", "side", "reviewed", "source"})
_BRACKET = re.compile(r"^(?P<outlet>[^(]*?)\s*\((?:after |via |from )?(?P<origin>[^()]+)\)\s*$")


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """One publisher, agency or body that speaks for somebody."""

    source_id: str
    name: str
    kind: str  # agency, newspaper, broadcaster, website, body, ...
    aliases: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    country: str | None = None  # ISO 3166-1 alpha-3
    owner: str = "unknown"  # state, private, public, party, ...
    side: str | None = None  # the party that it belongs to, such as "SYR GOV"
    reviewed: bool = False
    source: str = ""  # where these facts come from


@lru_cache(maxsize=50_000)
def name_key(name: str) -> str:
    """What two spellings of one name share: ASCII, lower case, no leading article, single blanks."""
    words = re.findall(r"[a-z0-9]+", anyascii(name).lower().replace("'", ""))
    while len(words) > 1 and words[0] in _ARTICLES:
        words = words[1:]
    return " ".join(words)


def publisher_itself(publisher: str) -> str:
    """The outlet that publishes, without the origin that it names: "Daily" of "Daily (AFP)"."""
    bracket = _BRACKET.match(publisher)
    return bracket["outlet"] if bracket and bracket["outlet"] else publisher


@dataclass(frozen=True)
class SourceBook:
    """Look-ups by name and by web address."""

    by_name: dict[str, SourceRecord] = field(default_factory=dict)
    by_domain: dict[str, SourceRecord] = field(default_factory=dict)

    def named(self, name: str) -> SourceRecord | None:
        return self.by_name.get(name_key(name))

    def at(self, url: str) -> SourceRecord | None:
        """The owner of the address: `news.sana.sy` belongs to `sana.sy`."""
        host = (urlsplit(url).hostname or "").removeprefix("www.")
        labels = host.split(".")
        parents = (".".join(labels[start:]) for start in range(len(labels) - 1))
        return next((self.by_domain[parent] for parent in parents if parent in self.by_domain), None)

    def canonical(self, name: str) -> str:
        """The one name under which this source is counted; a name that no row knows stays as it is."""
        record = self.named(name)
        return record.name if record else " ".join(name.split())

    def account_of(self, publisher: str) -> str:
        """Whose account a publisher's own words are: in "Daily (AFP)" they are those of AFP."""
        bracket = _BRACKET.match(publisher)
        if not bracket:
            return self.canonical(publisher)
        origins = [part.strip() for part in re.split(r"[/;]", bracket["origin"].split(",")[0]) if part.strip()]
        known = [origin for origin in origins if self.named(origin)]
        return self.canonical(known[-1] if known else bracket["outlet"])


def read_sources(paths: Iterable[Path]) -> SourceBook:
    """Read the tables in order; raises `KnowledgeError` for a row that cannot be used."""
    book = SourceBook()
    seen: dict[str, str] = {}
    for path in paths:
        for line, row in read_rows(path):
            where = f"{path}:{line}"
            record = _record(where, row)
            if record.source_id in seen:
                raise KnowledgeError(f"{where}: {record.source_id} was already given at {seen[record.source_id]}")
            seen[record.source_id] = where
            _enter(book, record, where)
    return book


def _record(where: str, row: dict[str, Any]) -> SourceRecord:
    unknown = sorted(set(row) - _FIELDS)
    if unknown:
        raise KnowledgeError(f"{where}: no such field: {', '.join(unknown)}")
    missing = [name for name in ("id", "name", "kind") if not row.get(name)]
    if missing:
        raise KnowledgeError(f"{where}: a source needs {', '.join(missing)}")
    country = row.get("country")
    if country is not None and not re.fullmatch(r"[A-Z]{3}", str(country)):
        raise KnowledgeError(f"{where}: country {country!r} is no code of three capitals")
    return SourceRecord(
        source_id=str(row["id"]),
        name=str(row["name"]),
        kind=str(row["kind"]),
        aliases=_names(where, row, "aliases"),
        domains=_names(where, row, "domains"),
        country=country,
        owner=str(row.get("owner") or "unknown"),
        side=str(row["side"]) if row.get("side") else None,
        reviewed=row.get("reviewed") is True,
        source=str(row.get("source") or ""),
    )


def _names(where: str, row: dict[str, Any], name: str) -> tuple[str, ...]:
    values = row.get(name) or []
    if not isinstance(values, list) or not all(isinstance(value, str) and value.strip() for value in values):
        raise KnowledgeError(f"{where}: {name} must be a list of words, not {values!r}")
    return tuple(values)


def _enter(book: SourceBook, record: SourceRecord, where: str) -> None:
    for key in dict.fromkeys(name_key(name) for name in (record.name, *record.aliases)):
        other = book.by_name.setdefault(key, record)
        if other is not record:
            raise KnowledgeError(f"{where}: {record.source_id} and {other.source_id} are both called {key!r}")
    for domain in record.domains:
        owner = book.by_domain.setdefault(domain.lower().removeprefix("www."), record)
        if owner is not record:
            raise KnowledgeError(f"{where}: {record.source_id} and {owner.source_id} both own {domain}")


@lru_cache(maxsize=1)
def load_sources() -> SourceBook:
    """The book that ships with the product."""
    with as_file(files("dateline.knowledge") / "sources.yaml") as path:
        return read_sources([path] if path.exists() else [])
