"""Who is who, over time: actor files -> look-up by name and by date.

Input: YAML files of rows (the shipped ones in `actors/`, then the user's own). Output: an `ActorIndex`. A file with a
wrong code, a date that ends before it begins, a second row of one id or a circle of memberships is refused with its
file and line (`actor_rows.py`). Reading YAML is slow, so the compiled rows and their name keys are kept as JSON in the
cache folder under a digest of the files, and actors are built when they are first asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from dateline.knowledge.actor_rows import ActorFileError, compile_rows
from dateline.knowledge.agents import agent_nouns
from dateline.knowledge.kept import kept
from dateline.knowledge.names import name_pieces, sound_key

__all__ = ["Actor", "ActorFileError", "ActorIndex", "ActorLookup", "ActorRole", "load_actors", "shipped_files"]

_MAKERS = ("actors.py", "actor_rows.py", "names.py")  # a kept copy is as old as the code that made it
_FAR_PAST, _FAR_FUTURE = "0000", "9999-12-31"


@dataclass(frozen=True, slots=True)
class ActorRole:
    """What somebody is from one day to another, both inclusive; open where not known."""

    country: str | None
    sector: str | None
    sectors: tuple[str, ...] = ()
    title: str | None = None
    start: str = _FAR_PAST  # ISO, comparable as text
    end: str = _FAR_FUTURE


@dataclass(frozen=True, slots=True)
class Actor:
    actor_id: str
    name: str
    kind: str
    roles: tuple[ActorRole, ...]
    aliases: tuple[str, ...] = ()
    member_of: tuple[str, ...] = ()

    def role_on(self, day: date | None) -> ActorRole | None:
        """The role held on a day (None: today); the first listed wins. See `coding_on` for what follows from it."""
        if day is None:
            return next((role for role in self.roles if role.end == _FAR_FUTURE), None)
        iso = day.isoformat()
        return next((role for role in self.roles if role.start <= iso <= role.end), None)

    def coding_on(self, day: date | None) -> ActorRole | None:
        """The role to code on a day: the one held; else, for a person past office, a former official (ELI)."""
        held = self.role_on(day)
        if held is not None or not self.roles:
            return held
        iso = day.isoformat() if day else _FAR_FUTURE
        past = [role for role in self.roles if role.end < iso]
        if not past:
            return self._before_office()
        latest = max(past, key=lambda role: role.end)
        if self.kind == "person" and latest.sector in {"GOV", "LEG", "MIL", "JUD", "SPY", "COP"}:
            return ActorRole(latest.country, "ELI", (), f"former {latest.title}" if latest.title else None)
        return latest

    def _before_office(self) -> ActorRole:
        """A body that our data begins later keeps its first role; a politician to be is a party's (PTY)."""
        first = min(self.roles, key=lambda role: role.start)
        if self.kind != "person":
            return first
        return ActorRole(first.country, "PTY" if first.sector in {"GOV", "LEG"} else None)


class ActorLookup(Protocol):
    """What the annotating components ask for."""

    def get(self, actor_id: str) -> Actor: ...

    def named(self, pieces: tuple[str, ...]) -> Sequence[str]: ...

    def alike(self, pieces: tuple[str, ...]) -> Sequence[str]: ...

    def family(self, piece: str) -> Sequence[str]: ...


class ActorIndex:
    """Actors by id, by name and by sound."""

    def __init__(
        self,
        rows: dict[str, dict[str, Any]],
        names: dict[str, list[str]],
        sounds: dict[str, list[str]],
        families: dict[str, list[str]],
    ):
        self._rows, self._names, self._sounds, self._families = rows, names, sounds, families
        self._built: dict[str, Actor] = {}

    def __len__(self) -> int:
        return len(self._rows)

    def __contains__(self, actor_id: str) -> bool:
        return actor_id in self._rows

    def ids(self) -> Iterable[str]:
        return self._rows.keys()

    def names(self) -> dict[str, list[str]]:
        """Every name, its pieces parted by one space, with the ids that bear it."""
        return self._names

    def get(self, actor_id: str) -> Actor:
        actor = self._built.get(actor_id)
        if actor is None:
            actor = self._built[actor_id] = _build(actor_id, self._rows[actor_id])
        return actor

    def named(self, pieces: tuple[str, ...]) -> Sequence[str]:
        """Ids that bear exactly this name."""
        return self._names.get(" ".join(pieces), ())

    def alike(self, pieces: tuple[str, ...]) -> Sequence[str]:
        """Ids of persons whose full name, or first and last, sounds like this one: candidates, to be checked."""
        return self._sounds.get(sound_of(pieces)) or self._sounds.get(sound_of(_outer(pieces))) or ()

    def family(self, piece: str) -> Sequence[str]:
        """Ids of persons whose family name sounds like this one: candidates, to be checked."""
        return self._families.get(sound_key(piece), ())


def sound_of(pieces: Iterable[str]) -> str:
    return " ".join(sound_key(piece) for piece in pieces)


def _outer(pieces: Sequence[str]) -> tuple[str, ...]:
    return (pieces[0], pieces[-1]) if len(pieces) > 2 else tuple(pieces)


def _build(actor_id: str, row: dict[str, Any]) -> Actor:
    roles = tuple(
        ActorRole(
            role.get("country"),
            role.get("sector"),
            tuple(role.get("sectors", ())) or _sectors_of_title(role),
            role.get("title"),
            role.get("from", _FAR_PAST),
            role.get("to", _FAR_FUTURE),
        )
        for role in row["roles"]
    )
    return Actor(actor_id, row["name"], row["kind"], roles, tuple(row["aliases"]), tuple(row["member_of"]))


def _sectors_of_title(role: dict[str, Any]) -> tuple[str, ...]:
    """A role that lists no other sectors has those of its title: a defence minister is GOV and MIL."""
    agent = agent_nouns().get(role.get("title", "").lower())
    return agent.sectors if agent is not None and agent.sector == role.get("sector") else ()


def shipped_files() -> tuple[Path, ...]:
    return tuple(sorted((Path(__file__).parent / "actors").glob("*.yaml")))


def load_actors(extra: Sequence[Path] = (), cache_folder: Path | None = None) -> ActorIndex:
    """The index of the shipped actors and of `extra` files; raises `ActorFileError` with file and line."""
    files = (*shipped_files(), *extra)
    contents = [(path, _read(path)) for path in files]
    makers = [Path(__file__).with_name(name).read_bytes() for name in _MAKERS]
    folder = cache_folder / "actors" if cache_folder else None
    return ActorIndex(**kept(folder, [*makers, *(content for _, content in contents)], lambda: _compile(contents)))


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ActorFileError(f"{path}: cannot be read ({error.strerror}); give a YAML file of actors") from error


def _compile(contents: Sequence[tuple[Path, bytes]]) -> dict[str, Any]:
    rows = compile_rows(contents)
    names: dict[str, list[str]] = {}
    sounds: dict[str, list[str]] = {}
    families: dict[str, list[str]] = {}
    for actor_id, row in rows.items():
        for name in (row["name"], *row["aliases"]):
            pieces = name_pieces(name)
            _add(names, " ".join(pieces), actor_id)
            if row["kind"] == "person" and len(pieces) > 1:
                _add(sounds, sound_of(pieces), actor_id)
                _add(sounds, sound_of(_outer(pieces)), actor_id)
        if row["kind"] == "person":
            _add(families, sound_key(name_pieces(row["name"])[-1]), actor_id)
    return {"rows": rows, "names": names, "sounds": sounds, "families": families}


def _add(table: dict[str, list[str]], key: str, actor_id: str) -> None:
    ids = table.setdefault(key, [])
    if actor_id not in ids:
        ids.append(actor_id)
