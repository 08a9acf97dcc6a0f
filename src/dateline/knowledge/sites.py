"""Bases, crossings, camps, dams, nuclear sites, prisons and heritage sites: a name -> the sites that bear it.

Input: `sites.yaml`, which is curated, and what the user imported from UNESCO's list. Output: `Site` records. Each row
says where it is from and how exact its point is; a site whose point is not sure has none. A mistaken row is refused
with its line.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

from dateline.knowledge.place_names import name_key
from dateline.knowledge.rows import KnowledgeError, read_rows

__all__ = ["Site", "Sites", "import_heritage", "imported_file", "load_sites", "read_sites"]

_SHIPPED = Path(__file__).with_name("sites.yaml")
_COLUMNS = ("name_en", "longitude", "latitude", "danger", "iso_code")


@dataclass(frozen=True, slots=True)
class Site:
    site_id: str
    name: str
    kind: str
    country: str | None
    lat: float | None
    lon: float | None
    precision_km: float | None
    source: str
    aliases: tuple[str, ...] = ()
    inscribed: int | None = None  # year in which it became World Heritage
    in_danger: bool = False


class Sites:
    """Look-up by name."""

    def __init__(self, sites: Iterable[Site]) -> None:
        self._by_id: dict[str, Site] = {}
        self._by_key: dict[str, list[Site]] = {}
        self._numbers: dict[str, int] = {}
        for number, site in enumerate(sites):
            self._by_id[site.site_id] = site
            self._numbers[site.site_id] = number
            for key in {name_key(name) for name in (site.name, *site.aliases)}:
                self._by_key.setdefault(key, []).append(site)

    def __len__(self) -> int:
        return len(self._by_id)

    def number(self, site: Site) -> int:
        """A number below those of all places, which tells this site from the others."""
        return -1_000_000 - self._numbers[site.site_id]

    def site(self, site_id: str) -> Site | None:
        return self._by_id.get(site_id)

    def all(self) -> Iterable[Site]:
        return self._by_id.values()

    def named(self, name: str) -> tuple[Site, ...]:
        """The sites of this name, with or without "the"."""
        key = name_key(name)
        return tuple(self._by_key.get(key) or self._by_key.get(key.removeprefix("the ")) or ())


def imported_file(data_folder: Path) -> Path:
    """Where `dateline sites import` keeps what it read."""
    return data_folder / "heritage.json"


@cache
def load_sites(data_folder: Path | None = None) -> Sites:
    """The shipped sites, and those that the user imported into `data_folder`."""
    sites = list(read_sites(_SHIPPED))
    imported = imported_file(data_folder) if data_folder else None
    if imported is not None and imported.exists():
        sites += _read_imported(imported)
    return Sites(sites)


def read_sites(path: Path) -> Iterator[Site]:
    """The rows of a file such as `sites.yaml`; raises `KnowledgeError` with the line of a mistake."""
    lines: dict[str, int] = {}
    for line, row in read_rows(path):
        try:
            site = _site(row)
        except (KeyError, TypeError, ValueError) as error:
            raise KnowledgeError(f"{path}:{line}: {error}") from error
        if site.site_id in lines:
            raise KnowledgeError(f"{path}:{line}: {site.site_id} stands in line {lines[site.site_id]} already")
        lines[site.site_id] = line
        yield site


def _site(row: dict[str, Any]) -> Site:
    heritage = row.get("heritage") or {}
    missing = [name for name in ("id", "name", "kind", "source") if not row.get(name)]
    if missing:
        raise ValueError(f"no {missing[0]}")
    lat, lon = _point(row.get("lat"), row.get("lon"))
    return Site(
        site_id=row["id"],
        name=row["name"],
        kind=row["kind"],
        country=row.get("country"),
        lat=lat,
        lon=lon,
        precision_km=row.get("precision_km"),
        source=row["source"],
        aliases=tuple(row.get("aliases") or ()),
        inscribed=heritage.get("inscribed"),
        in_danger=heritage.get("in_danger_since") is not None,
    )


def _point(lat: float | None, lon: float | None) -> tuple[float | None, float | None]:
    if lat is None or lon is None:
        return None, None
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise ValueError(f"{lat}, {lon} lies outside the globe")
    return float(lat), float(lon)


def import_heritage(path: Path, data_folder: Path) -> tuple[int, list[str]]:
    """Keep the sites of UNESCO's CSV: how many there are, and what is wrong with the rows that were left out."""
    sites: list[Site] = []
    problems: list[str] = []
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            rows = csv.DictReader(stream)
            lacking = [name for name in _COLUMNS if name not in (rows.fieldnames or ())]
            if lacking:
                raise KnowledgeError(f"{path}:1: no column {lacking[0]!r}; give UNESCO's World Heritage list as CSV")
            for row in rows:
                try:
                    sites.append(_heritage_site(row))
                except (TypeError, ValueError) as error:
                    problems.append(f"{path}:{rows.line_num}: {error}")
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise KnowledgeError(f"{path}: cannot be read ({error})") from error
    if not sites:
        raise KnowledgeError(f"{path}: no row of it is a site")
    _keep(imported_file(data_folder), sites)
    load_sites.cache_clear()
    return len(sites), problems


def _heritage_site(row: dict[str, str]) -> Site:
    name = row["name_en"].strip()
    if not name:
        raise ValueError("no name_en")
    lat, lon = _point(float(row["latitude"]), float(row["longitude"]))
    number = row.get("id_no") or row.get("unique_number") or name_key(name).replace(" ", "-")
    return Site(
        site_id=f"whc.{number}",
        name=name,
        kind="heritage",
        country=_country(row["iso_code"]),
        lat=lat,
        lon=lon,
        precision_km=None,
        source="UNESCO World Heritage list, imported",
        inscribed=int(row["date_inscribed"]) if (row.get("date_inscribed") or "").isdigit() else None,
        in_danger=row["danger"].strip() not in {"", "0", "False", "false"},
    )


def _country(codes: str) -> str | None:
    """The three letters of a site in one country; none of one in several."""
    from dateline.knowledge.gazetteer_sources import country_codes

    known = country_codes()
    written = [code.strip().upper() for code in codes.split(",") if code.strip()]
    unknown = [code for code in written if code not in known]
    if unknown:
        raise ValueError(f"country {unknown[0]!r} is not known")
    return known[written[0]] if len(written) == 1 else None


def _keep(path: Path, sites: list[Site]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".unfinished")
    unfinished.write_text(json.dumps([asdict(site) for site in sites], ensure_ascii=False), encoding="utf-8")
    unfinished.replace(path)


def _read_imported(path: Path) -> list[Site]:
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
        return [Site(**{**row, "aliases": tuple(row["aliases"])}) for row in rows]
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise KnowledgeError(f"{path}: damaged ({error}); run `dateline sites import` again") from error
