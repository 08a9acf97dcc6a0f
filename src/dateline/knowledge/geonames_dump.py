"""Adds a GeoNames dump to the gazetteer: `allCountries.txt` or a country's file, zipped or not.

Input: lines of nineteen columns, as GeoNames documents them. Output: the gazetteer with these places, in one move at
the end, so that an import that ends half way leaves the old one. A line that cannot be a place is counted, the first
ones with their number and what is wrong, and left out.
"""

from __future__ import annotations

import shutil
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from dateline.knowledge.gazetteer_build import (
    Progress,
    add_records,
    finish,
    gazetteer_file,
    only_one,
    open_gazetteer,
)
from dateline.knowledge.gazetteer_sources import PlaceRecord, country_codes
from dateline.knowledge.places import PlaceKind

__all__ = ["DumpError", "Imported", "import_dump"]

_COLUMNS = 19
_REPORTED = 20  # broken lines that are told one by one
_CODES = {"ADM1": PlaceKind.ADMIN1, "ADM2": PlaceKind.ADMIN2}
_CLASSES = {
    "A": PlaceKind.ADMIN2,
    "P": PlaceKind.TOWN,
    "H": PlaceKind.WATER,
    "L": PlaceKind.AREA,
    "T": PlaceKind.AREA,
    "V": PlaceKind.AREA,
    "S": PlaceKind.SPOT,
    "R": PlaceKind.SPOT,
}


class DumpError(ValueError):
    """A file that is no GeoNames dump; the message says why."""


@dataclass
class Imported:
    """How an import went."""

    places: int = 0
    passed_over: int = 0  # countries, which are known already, and features under the sea
    broken: int = 0
    problems: list[str] = field(default_factory=list)  # the first broken lines, with their number

    def refuse(self, number: int, problem: str) -> None:
        self.broken += 1
        if len(self.problems) < _REPORTED:
            self.problems.append(f"line {number}: {problem}")


def import_dump(dump: Path, cache_folder: Path, progress: Progress | None = None) -> Imported:
    """Add the places of `dump` to the gazetteer of `cache_folder`, which is built first where there is none."""
    tell = progress or (lambda _what, _share: None)
    open_gazetteer(cache_folder, progress).close()
    path = gazetteer_file(cache_folder)
    imported = Imported()
    with only_one(path):
        unfinished = path.with_suffix(".unfinished")
        shutil.copyfile(path, unfinished)
        with closing(sqlite3.connect(unfinished)) as connection, _lines(dump) as (stream, size):
            inside = dict(connection.execute("SELECT code, place_id FROM place WHERE code IS NOT NULL"))
            reader = _Reader(inside, country_codes(), imported)
            add_records(connection, reader.records(_counted(stream, size, tell)), lambda _what, _share: None)
            if not imported.places:
                raise DumpError(f"{dump}: no line of it is a place; give a GeoNames dump such as allCountries.txt")
            tell("sorting the names", 0.9)
            finish(connection)
        unfinished.replace(path)
    tell("done", 1.0)
    return imported


@contextmanager
def _lines(dump: Path) -> Iterator[tuple[IO[bytes], int]]:
    """The dump's bytes, unzipped where need be, and how many there are."""
    try:
        if not zipfile.is_zipfile(dump):
            with dump.open("rb") as stream:
                yield stream, dump.stat().st_size
            return
        with zipfile.ZipFile(dump) as archive:
            texts = [entry for entry in archive.infolist() if entry.filename.endswith(".txt")]
            if not texts:
                raise DumpError(f"{dump}: holds no .txt file; give a zip as GeoNames publishes them")
            largest = max(texts, key=lambda entry: entry.file_size)
            with archive.open(largest) as stream:
                yield stream, largest.file_size
    except (OSError, zipfile.BadZipFile) as error:
        raise DumpError(f"{dump}: cannot be read ({error})") from error


def _counted(stream: IO[bytes], size: int, tell: Progress) -> Iterator[tuple[int, bytes]]:
    read = 0
    for number, line in enumerate(stream, 1):
        read += len(line)
        if number % 50_000 == 0:
            tell(f"reading line {number:,}", 0.9 * read / max(1, size))
        yield number, line


@dataclass
class _Reader:
    """Lines -> records, with the provinces and countries that their codes stand for."""

    inside: dict[str, int]  # "SY.11" -> id
    countries: dict[str, str]  # two letters -> three
    imported: Imported

    def records(self, lines: Iterator[tuple[int, bytes]]) -> Iterator[PlaceRecord]:
        for number, line in lines:
            try:
                record = self._record(line)
            except ValueError as error:
                self.imported.refuse(number, str(error))
                continue
            if record is None:
                self.imported.passed_over += 1
                continue
            self.imported.places += 1
            yield record

    def _record(self, line: bytes) -> PlaceRecord | None:
        columns = line.decode("utf-8").rstrip("\r\n").split("\t")
        if len(columns) != _COLUMNS:
            raise ValueError(f"{len(columns)} columns instead of {_COLUMNS}")
        place_id, name, ascii_name, others, lat, lon, feature_class, feature_code, country = columns[:9]
        kind = _CODES.get(feature_code) or _CLASSES.get(feature_class)
        if kind is None or feature_code.startswith("PCL"):
            return None
        admin1, admin2 = f"{country}.{columns[10]}", f"{country}.{columns[10]}.{columns[11]}"
        own_code = {PlaceKind.ADMIN1: admin1, PlaceKind.ADMIN2: admin2}.get(_CODES.get(feature_code, PlaceKind.TOWN))
        return PlaceRecord(
            _positive(place_id),
            _present(name),
            kind,
            _degrees(lat, 90, "latitude"),
            _degrees(lon, 180, "longitude"),
            self._country(country),
            self.inside.get(admin1),
            self.inside.get(admin2),
            _positive(columns[14]) if columns[14] not in {"", "0"} else 0,
            code=own_code,
            names=(ascii_name, *others.split(",")),
        )

    def _country(self, code: str) -> str | None:
        if not code:
            return None
        if code not in self.countries:
            raise ValueError(f"country {code!r} is not known")
        return self.countries[code]


def _present(name: str) -> str:
    if not name.strip():
        raise ValueError("no name")
    return name


def _positive(number: str) -> int:
    if not (number.isascii() and number.isdigit()) or int(number) == 0 or int(number) >= 1 << 62:
        raise ValueError(f"{number!r} is no id or number of people")
    return int(number)


def _degrees(number: str, limit: float, what: str) -> float:
    degrees = float(number)
    if not -limit <= degrees <= limit:
        raise ValueError(f"{what} {number} lies outside the globe")
    return degrees
