"""How fast does a large case answer? p95 of search, of lists with three conditions and in every order, of a deep page,
of one incident and one article; size on disk.

Each question is asked many times, each time for something else, of a case that `large_case.py` has filled, or of one
that is filled here and thrown away. The median tells less than p95 of what else the machine does.

    python benchmarks/store.py --mentions 100000 --database postgresql
    python benchmarks/store.py --case million.db
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from sqlalchemy import Connection, func, select, text

from databases import running_postgres
from dateline.store import tables
from dateline.store.case import Case, open_case
from dateline.store.incidents import IncidentFilter, find_incidents, incident_of_id
from dateline.store.listing import Order, page_of_incidents
from dateline.store.query import coded_article
from dateline.store.search import find_articles
from large_case import copy_case, fill_case

_TYPES = ("ASSAULT", "COERCE", "CONSULT", "PROTEST", "MOBILIZE")
_VERBS = ("attacked", "detained", "met", "marched", "deployed")
_COMMON = ("officials", "killing", "people", "earlier", "spoke", "ministry", *_VERBS)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mentions", type=int, default=100_000)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--case", help="a filled case: its file or URL")
    parser.add_argument("--questions", type=int, default=200)
    arguments = parser.parse_args()
    with _case(arguments) as case, case.reading() as connection:
        counts = {table.name: _count(connection, table) for table in (tables.mentions, tables.claims, tables.incidents)}
        figures = {**counts, "size_mb": round(_size(case) / 1e6, 1), "load": round(os.getloadavg()[0], 1)}
        print(json.dumps(figures | _ask(connection, arguments.questions)))


@contextmanager
def _case(arguments: argparse.Namespace) -> Iterator[Case]:
    if arguments.case:
        case = open_case(arguments.case)
        yield case
        case.close()
        return
    with tempfile.TemporaryDirectory() as folder:
        case = open_case(str(Path(folder) / "case.db"), create=True)
        fill_case(case, arguments.mentions)
        if arguments.database == "sqlite":
            yield case
        else:
            with running_postgres() as server, server.database() as url:
                copied = open_case(url, create=True)
                copy_case(case, copied)
                yield copied
                copied.close()
        case.close()


def _count(connection: Connection, table: tables.Table) -> int:
    return connection.execute(select(func.count()).select_from(table)).scalar_one()


def _ask(connection: Connection, questions: int) -> dict[str, float]:
    figures = {}
    for name, question in _questions(connection, random.Random(5)).items():
        times = []
        for _ in range(questions):
            start = time.perf_counter()
            question()
            times.append(time.perf_counter() - start)
        figures[f"{name}_median_ms"] = round(sorted(times)[len(times) // 2] * 1000, 1)
        figures[f"{name}_p95_ms"] = round(sorted(times)[int(len(times) * 0.95)] * 1000, 1)
    return figures


def _questions(connection: Connection, chosen: random.Random) -> dict[str, Callable[[], object]]:
    """Each asks for something else whenever it is called."""
    known = select(tables.incidents.c.incident_id).order_by(tables.incidents.c.incident_id).limit(20_000)
    incidents = connection.execute(known).scalars().all()
    articles = connection.execute(select(tables.articles.c.article_id).limit(20_000)).scalars().all()
    named = select(tables.names.c.kind, tables.names.c.name).order_by(tables.names.c.name)
    names: dict[str, list[str]] = {}
    for kind, name in connection.execute(named):
        names.setdefault(kind, []).append(name)

    def since() -> date:
        return date(2020, 1, 1) + timedelta(days=chosen.randrange(1500))

    def listed(**conditions: object) -> object:
        wanted = IncidentFilter(chosen.choice(_TYPES), since=since(), **conditions)
        return find_incidents(connection, wanted, 50)

    def two_pages(order: Order) -> object:
        first = page_of_incidents(connection, IncidentFilter(), order)
        return page_of_incidents(connection, IncidentFilter(), order, first.after)

    def country() -> str:
        number = chosen.randrange(60)
        return f"X{chr(65 + number // 26)}{chr(65 + number % 26)}"

    orders = {f"order_{order.name.lower()}": lambda order=order: two_pages(order) for order in Order}
    return {
        "search_town": lambda: find_articles(connection, chosen.choice(names["place"])),
        "search": lambda: find_articles(connection, f"{chosen.choice(names['place'])} {chosen.choice(_VERBS)}"),
        "search_common": lambda: find_articles(connection, chosen.choice(_COMMON)),
        "search_two_common": lambda: find_articles(connection, " ".join(chosen.sample(_COMMON, 2))),
        "search_phrase": lambda: find_articles(connection, f'"{chosen.choice(_VERBS)} {country()}" people'),
        "list": lambda: listed(country=country()),
        "list_by_place": lambda: listed(place=chosen.choice(names["place"])),
        "list_by_actor": lambda: listed(actor=chosen.choice(names["actor"])),
        "list_by_source": lambda: listed(source=chosen.choice(names["source"])),
        "show": lambda: incident_of_id(connection, chosen.choice(incidents)),
        "article": lambda: coded_article(connection, chosen.choice(articles)),
        **orders,
    }


def _size(case: Case) -> int:
    if case.is_file:
        return Path(case.name).stat().st_size
    with case.reading() as connection:
        return int(connection.execute(text("SELECT pg_database_size(current_database())")).scalar_one())


if __name__ == "__main__":
    main()
