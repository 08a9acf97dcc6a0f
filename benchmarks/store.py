"""How fast does a large case answer? p95 of search, of a list with three conditions, and of one incident; size on disk.

Fills a case with synthetic articles of three mentions each, through the store's own writing functions, puts every five
mentions of one town into an incident, and then asks each question many times, each time for something else.

    python benchmarks/store.py --mentions 100000 --database sqlite
    python benchmarks/store.py --mentions 100000 --database postgresql
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from sqlalchemy import text

from builders import make_article, make_coded, make_mention
from databases import running_postgres
from dateline.fuse.assemble import Assembler
from dateline.fuse.origins import Origins
from dateline.fuse.whole import Assembled
from dateline.knowledge.sources import load_sources
from dateline.model import ActorValue, CodedArticle, EventMention, PlacePrecision, PlaceValue
from dateline.store.case import Case, open_case
from dateline.store.derive import mark_fused, put_incidents
from dateline.store.incidents import IncidentFilter, find_incidents, incident_of_id
from dateline.store.reviews import Reviews
from dateline.store.search import find_articles
from dateline.store.write import ArticleState, Filed, put_article, put_coding, put_original

_BATCH = 500
_TYPES = ("ASSAULT", "PROTEST", "COERCE", "MOBILIZE", "AID", "CONSULT", "RETREAT", "ACCUSE")
_COUNTRIES = ("SYR", "IRQ", "UKR", "SDN", "MMR", "YEM", "COD", "HTI", "MLI", "AFG")
_SYLLABLES = ("dar", "vel", "os", "mak", "trel", "ker", "un", "sam", "bor", "il", "ta", "zhi", "go", "ren", "qal")
_FILLER = ("river", "market", "bridge", "hospital", "convoy", "minister", "harvest", "school", "border", "rain")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mentions", type=int, default=100_000)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--questions", type=int, default=200)
    arguments = parser.parse_args()
    with _empty_case(arguments.database) as case:
        start = time.perf_counter()
        incidents = _fill(case, arguments.mentions)
        filled = time.perf_counter() - start
        figures = _ask(case, incidents, arguments.questions)
        size = _size(case)
    print(
        json.dumps(
            {
                "database": arguments.database,
                "mentions": arguments.mentions,
                "incidents": len(incidents),
                "fill_s": round(filled, 1),
                "size_mb": round(size / 1e6, 1),
                **figures,
            }
        )
    )


@contextmanager
def _empty_case(database: str) -> Iterator[Case]:
    if database == "sqlite":
        with tempfile.TemporaryDirectory() as folder:
            case = open_case(str(Path(folder) / "case.db"), create=True)
            yield case
            case.close()
        return
    with running_postgres() as server, server.database() as url:
        case = open_case(url, create=True)
        yield case
        case.close()


class _Names:
    """Towns and groups in the proportions in which news names them: a few often, most rarely."""

    def __init__(self, chosen: random.Random, count: int) -> None:
        self._chosen = chosen
        self.known = sorted({"".join(chosen.choices(_SYLLABLES, k=3)).title() for _ in range(count)})

    def one(self) -> str:
        return self.known[min(int(self._chosen.paretovariate(0.6)) - 1, len(self.known) - 1)]


def _articles(mentions: int, chosen: random.Random) -> Iterator[CodedArticle]:
    towns, groups, desks = _Names(chosen, 3000), _Names(chosen, 800), _Names(chosen, 150)
    for number in range(mentions // 3):
        day = date(2015, 1, 1) + timedelta(days=chosen.randrange(3650))
        told = []
        for verb in ("attacked", "blamed", "left"):
            words = " ".join(chosen.sample(_FILLER, 4))
            told.append(f"{groups.one()} {verb} {towns.one()} near the {words}, officials of {groups.one()} said.")
        article = make_article(
            f"Report {number}. " + " ".join(told), title=f"{told[0][:40]}", publisher=desks.one(), published=str(day)
        )
        yield make_coded(article, [_mention(article, verb, day, chosen) for verb in ("attacked", "blamed", "left")])


def _mention(article: object, verb: str, day: date, chosen: random.Random) -> EventMention:
    words = article.text.split()  # type: ignore[attr-defined]
    at = words.index(verb)
    country = _COUNTRIES[sum(map(ord, words[at + 1])) % len(_COUNTRIES)]
    place = PlaceValue(words[at + 1], lat=10.0, lon=20.0, country=country, precision=PlacePrecision.TOWN)
    return make_mention(
        article,  # type: ignore[arg-type]
        chosen.choice(_TYPES),
        trigger=verb,
        actors=[ActorValue(words[at - 1], country=country, sector="REB")],
        recipients=[ActorValue("civilians", country=country, sector="CVL")],
        places=[place],
        days=[str(day)],
        killed=[chosen.randrange(2, 30)],
        said_by=[f"officials of {words[at - 1]}"],
    )


def _fill(case: Case, mentions: int) -> list[str]:
    """Put everything in; returns the ids of the incidents."""
    waiting: dict[str, list[EventMention]] = defaultdict(list)
    names: list[str] = []
    batch: list[CodedArticle] = []
    by_id: dict[str, object] = {}
    assembler = Assembler(Origins(load_sources()), by_id, lambda article: article)  # type: ignore[arg-type]
    for coded in _articles(mentions, random.Random(11)):
        batch.append(coded)
        by_id[coded.article.article_id] = coded.article
        for mention in coded.mentions:
            waiting[mention.places[0].value.name].append(mention)
        if len(batch) == _BATCH:
            _put(case, batch)
            names += _put_groups(case, assembler, waiting, 5)
            batch = []
    _put(case, batch)
    names += _put_groups(case, assembler, waiting, 1)
    with case.writing() as connection:
        mark_fused(connection)
    connection = case.engine.raw_connection()
    connection.cursor().execute("ANALYZE")
    connection.commit()
    connection.close()
    return names


def _put(case: Case, batch: list[CodedArticle]) -> None:
    with case.writing() as connection:
        for coded in batch:
            raw = coded.article.text.encode()
            sha256 = hashlib.sha256(raw).hexdigest()
            put_original(connection, sha256, raw, "text/plain")
            put_article(connection, coded.article, Filed("synthetic", None, sha256), ArticleState.UNCODED)
        put_coding(connection, batch, "synthetic")


def _put_groups(case: Case, assembler: Assembler, waiting: dict[str, list[EventMention]], least: int) -> list[str]:
    groups = [members[at : at + 5] for members in waiting.values() for at in range(0, len(members), 5)]
    ready = [group for group in groups if len(group) >= least]
    for name, members in list(waiting.items()):
        rest = members[len(members) - len(members) % 5 :]
        waiting[name] = rest if least > 1 else []
    found = [Assembled(assembler.incident(group, assembler.incident_id(group)), group) for group in ready]
    with case.writing() as connection:
        put_incidents(connection, found, Reviews([]))
    return [incident.incident_id for incident, _ in found]


def _ask(case: Case, incidents: list[str], questions: int) -> dict[str, float]:
    chosen = random.Random(5)
    towns, groups = _Names(random.Random(11), 3000).known, _Names(random.Random(12), 800).known

    def since() -> date:
        return date(2015, 1, 1) + timedelta(days=chosen.randrange(3000))

    asked: dict[str, Callable[[], object]] = {
        "search": lambda: find_articles(connection, f"{chosen.choice(towns)} {chosen.choice(_FILLER)}"),
        "search_common": lambda: find_articles(connection, " ".join(chosen.sample(_FILLER, 2))),
        "list": lambda: find_incidents(
            connection,
            IncidentFilter(chosen.choice(_TYPES), chosen.choice(_COUNTRIES), since=since()),
            50,
        ),
        "list_by_place": lambda: find_incidents(
            connection, IncidentFilter(chosen.choice(_TYPES), place=chosen.choice(towns), since=since()), 50
        ),
        "list_by_actor": lambda: find_incidents(
            connection, IncidentFilter(chosen.choice(_TYPES), actor=chosen.choice(groups), since=since()), 50
        ),
        "show": lambda: incident_of_id(connection, chosen.choice(incidents)),
    }
    figures = {}
    for name, question in asked.items():
        times = []
        for _ in range(questions):
            with case.reading() as connection:
                start = time.perf_counter()
                question()
                times.append(time.perf_counter() - start)
        figures[f"{name}_p95_ms"] = round(sorted(times)[int(len(times) * 0.95)] * 1000, 1)
    return figures


def _size(case: Case) -> int:
    if case.is_file:
        return Path(case.name).stat().st_size
    with case.reading() as connection:
        return int(connection.execute(text("SELECT pg_database_size(current_database())")).scalar_one())


if __name__ == "__main__":
    main()
