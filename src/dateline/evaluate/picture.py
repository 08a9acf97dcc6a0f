"""The picture of groups of the corpus against a hand-made key -> recall and precision, part by part.

Input: the folder of the corpus's groups; the key is `picture_key.yaml`, made by one reader from the articles before any
output was seen. A row of the key is found where the picture has the same row and at least one passage of it stands in
one of the articles that the key names. Everything found among states and bodies that is no row of the key is wrong;
optional rows count for nothing. Exposure is counted for the sites of the key's kind, heritage.

For two groups more there is no key, but a judgement of every row that was found in them (`picture_judged.yaml`): their
precision is told apart. A row that nobody has judged is wrong until somebody does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from anyascii import anyascii

from dateline.evaluate.coder import Coder
from dateline.evaluate.corpus import CorpusArticle, read_groups
from dateline.evaluate.gold import GoldError
from dateline.knowledge.rows import read_rows
from dateline.picture.drawing import Picture, open_drawing
from dateline.picture.marking import NamedPlace
from dateline.picture.parties import Party, PartyKind
from dateline.picture.passages import Passage

__all__ = [
    "PARTS",
    "JudgedRow",
    "KeyRow",
    "compare_part",
    "found_rows",
    "judge_part",
    "read_judged",
    "read_key",
    "score",
]

PARTS = ("relations", "presence", "agreements", "movements", "exposure")
UNSAID = "?"
_KEY = Path(__file__).with_name("picture_key.yaml")
_JUDGED = Path(__file__).with_name("picture_judged.yaml")
_BODIES = {  # short names of the key
    "group.islamic-state": "ISIS",
    "group.hayat-tahrir-al-sham": "HTS",
    "group.global-coalition-against-daesh": "coalition",
    "organisation.syrian-observatory-for-human-rights": "SOHR",
    "person.bashar-al-assad": "Assad",
    "igo.arab-league": "Arab League",
}
_PLACES = {  # words by which a place's name is known to the key
    "hmeimim": "Hmeimim",
    "tartus": "Tartus",
    "tanf": "al-Tanf",
    "palmyra": "Palmyra",
    "qamishli": "Qamishli",
    "deir": "Deir ez-Zor",
    "t4": "T4",
    "badia": "Badia",
}


@dataclass(frozen=True)
class KeyRow:
    """One row of key or picture: what makes it the same row, and the articles that tell it."""

    identity: tuple[str, ...]
    articles: frozenset[str]
    optional: bool = False


@dataclass(frozen=True)
class JudgedRow:
    """A row that was found, and whether its articles tell it."""

    row: KeyRow
    right: bool


def score(folder: Path, coder: Coder) -> dict[str, Any]:
    articles, _ = read_groups(folder)
    figures: dict[str, Any] = {}
    tallies = {part: [0, 0, 0, 0] for part in PARTS}
    for group, key in read_key().items():
        members = [article for article in articles if article.name.startswith(_prefix(group))]
        if not members:
            raise GoldError(f"{folder}: no group {group}, for which there is a key")
        picture = _draw(members, coder)
        names = {member.article.article_id: member.name for member in members}
        for part in PARTS:
            counts = compare_part(key[part], found_rows(picture, part, names))
            tallies[part] = [total + count for total, count in zip(tallies[part], counts, strict=True)]
    for part, (hit, wanted, right, found) in (
        *tallies.items(),
        ("all", [sum(t) for t in zip(*tallies.values(), strict=True)]),
    ):
        figures[f"{part}_recall"] = hit / wanted if wanted else 0.0
        figures[f"{part}_precision"] = right / found if found else 0.0
        figures[f"{part}_rows"] = wanted
    return figures | _judged_figures(articles, coder)


def _judged_figures(articles: Iterable[CorpusArticle], coder: Coder) -> dict[str, Any]:
    """The share of right rows in the groups that were judged, and how many rows nobody has judged."""
    tallies = {part: [0, 0] for part in PARTS}
    unjudged = 0
    for prefix, judged in read_judged().items():
        members = [article for article in articles if article.name.startswith(prefix)]
        picture = _draw(members, coder)
        names = {member.article.article_id: member.name for member in members}
        for part in PARTS:
            right, found, unknown = judge_part(judged[part], found_rows(picture, part, names))
            tallies[part] = [tallies[part][0] + right, tallies[part][1] + found]
            unjudged += unknown
    shares = {f"judged_{part}_precision": right / found for part, (right, found) in tallies.items() if found}
    return shares | {"judged_rows": sum(found for _, found in tallies.values()), "unjudged_rows": unjudged}


def _prefix(group: str) -> str:
    return group[:3] + "-"


def _draw(members: Iterable[CorpusArticle], coder: Coder) -> Picture:
    drawing = open_drawing(coder.settings)
    return drawing.draw(coder.code([member.article for member in members]))


def read_key(path: Path = _KEY) -> dict[str, dict[str, list[KeyRow]]]:
    """Group -> part -> rows."""
    return {
        row["group"]: {
            part: [_key_row(part, item, _prefix(row["group"])) for item in row.get(part, ())] for part in PARTS
        }
        for _, row in read_rows(path)
    }


def read_judged(path: Path = _JUDGED) -> dict[str, dict[str, list[JudgedRow]]]:
    """Beginning of the articles' ids -> part -> rows."""
    return {
        f"{row['ids']}-": {
            part: [JudgedRow(_key_row(part, item, f"{row['ids']}-"), item["right"]) for item in row.get(part, ())]
            for part in PARTS
        }
        for _, row in read_rows(path)
    }


def _key_row(part: str, item: dict[str, Any], prefix: str) -> KeyRow:
    articles = frozenset(f"{prefix}{number:02}" for number in item["articles"])
    return KeyRow(_identity(part, item), articles, item.get("optional", False))


def _identity(part: str, item: dict[str, Any]) -> tuple[str, ...]:
    if part == "relations":
        return (item["actor"], item["recipient"], item["kind"])
    if part == "presence":
        return (item["actor"], item["act"], item["place"])
    if part == "agreements":
        return (*sorted(item["parties"]), item["subject"], item["step"])
    if part == "movements":
        return (item["mover"], item["kind"], "from" if "from" in item else "to", item.get("from") or item["to"])
    return (item["site"],)


def compare_part(key: Iterable[KeyRow], found: Iterable[KeyRow]) -> tuple[int, int, int, int]:
    """Rows of the key that were found, rows that should be, found rows that are right, found rows that count."""
    rows = {row.identity: row for row in key}
    wanted = [row for row in rows.values() if not row.optional]
    ours = {row.identity: row for row in found}
    hit = sum(_same(row, ours.get(row.identity)) for row in wanted)
    counted = [row for row in ours.values() if not (row.identity in rows and rows[row.identity].optional)]
    right = sum(_same(row, rows.get(row.identity)) or _mover_not_said(row, wanted) for row in counted)
    return hit, len(wanted), right, len(counted)


def judge_part(judged: Iterable[JudgedRow], found: Iterable[KeyRow]) -> tuple[int, int, int]:
    """Found rows that are right, found rows, found rows that nobody has judged."""
    verdicts = {item.row.identity: item for item in judged}
    rows = list(found)
    pairs = [(row, verdicts[row.identity]) for row in rows if row.identity in verdicts]
    return sum(item.right and _same(row, item.row) for row, item in pairs), len(rows), len(rows) - len(pairs)


def _mover_not_said(row: KeyRow, wanted: Iterable[KeyRow]) -> bool:
    """A movement whose mover an article leaves out is right, though no find, where the key has the rest of it."""
    alike = (other for other in wanted if row.identity[0] == UNSAID and other.identity[1:] == row.identity[1:])
    return any(row.articles & other.articles for other in alike)


def _same(row: KeyRow, other: KeyRow | None) -> bool:
    return other is not None and bool(row.articles & other.articles)


# -- the picture in the key's words -----------------------------------------------------------------------------------


def found_rows(picture: Picture, part: str, names: dict[str, str]) -> list[KeyRow]:
    rows: dict[tuple[str, ...], set[str]] = {}
    readers: dict[str, Callable[[Picture], Iterator[tuple[tuple[str, ...], Iterable[Passage]]]]] = {
        "relations": _relations,
        "presence": _presence,
        "agreements": _agreements,
        "movements": _movements,
        "exposure": _exposure,
    }
    for identity, passages in readers[part](picture):
        rows.setdefault(identity, set()).update(names[passage.article_id] for passage in passages)
    return [KeyRow(identity, frozenset(articles)) for identity, articles in rows.items()]


_Found = Iterator[tuple[tuple[str, ...], Iterable[Passage]]]


def _relations(picture: Picture) -> _Found:
    for relation in picture.relations:
        for deed in relation.deeds:
            if PartyKind.PEOPLE not in (deed.actor.kind, deed.recipient.kind):
                yield (_party(deed.actor), _party(deed.recipient), deed.kind), (deed.passage,)


def _presence(picture: Picture) -> _Found:
    for presence in picture.presence:
        passages = (*presence.passages, *presence.denials)
        yield (_party(presence.holder), presence.act, _place(presence.place)), passages


def _agreements(picture: Picture) -> _Found:
    for agreement in picture.agreements:
        for step in agreement.steps:
            parties = sorted(_party(party) for party in agreement.parties)
            yield (*parties, agreement.subject, step.step), step.passages


def _movements(picture: Picture) -> _Found:
    for movement in picture.movements:
        mover = _party(movement.mover) if movement.mover else UNSAID
        for name, place in (("from", movement.start), ("to", movement.end)):
            if place is not None:
                yield (mover, movement.kind, name, _place(place)), movement.passages


def _exposure(picture: Picture) -> _Found:
    for exposure in picture.exposure:
        if exposure.site.kind == "heritage":
            name = "Palmyra" if "palmyra" in exposure.site.site_id else exposure.site.site_id
            yield (name,), [near.passage for near in exposure.events]


def _party(party: Party) -> str:
    return _BODIES.get(party.key, party.key)


def _place(place: NamedPlace) -> str:
    lowered = anyascii(place.name).lower()
    return next((name for word, name in _PLACES.items() if word in lowered), place.name)
