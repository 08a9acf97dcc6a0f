"""YAML tables -> rows with the line on which each stands.

Input: a YAML file that holds one list of mappings, or one mapping. Output: plain dictionaries, a row each with its line
number, so that whoever checks a row can say where a mistake is. What a file says is kept (`kept.py`) in the folder that
`keep_tables_in` names, since reading YAML takes a hundred times as long.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextvars import ContextVar
from pathlib import Path
from typing import Any

import yaml

from dateline.knowledge.kept import kept

__all__ = ["KnowledgeError", "keep_tables_in", "read_fields", "read_mapping", "read_rows", "read_table", "words_of"]

_folder: ContextVar[Path | None] = ContextVar("folder of kept tables", default=None)


class KnowledgeError(ValueError):
    """A table that cannot be used; the message names the file, the line and what is wrong."""


def keep_tables_in(cache_folder: Path) -> None:
    """Tables that are read from now on are kept there, and taken from there."""
    _folder.set(cache_folder / "tables")


def read_rows(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """Each mapping of the table at `path` with its line; raises `KnowledgeError` for what is no such table."""
    for line, row in read_table(path, _rows):
        if not isinstance(row, dict):
            raise KnowledgeError(f"{path}:{line}: expected a row with named fields, not {row!r}")
        yield line, row


def read_mapping(path: Path) -> dict[str, Any]:
    """The one mapping that the table at `path` is."""
    table = read_table(path, _mapping)
    if not isinstance(table, dict):
        raise KnowledgeError(f"{path}:1: expected a table with named fields")
    return table


def read_fields(path: Path) -> Iterator[tuple[int, tuple[str, ...], Any]]:
    """Each field of the mapping at `path` and of those inside it: its line, the names that lead to it, its value.

    Raises `KnowledgeError` for what is no mapping, and for a name given twice, of which YAML would drop the first.
    """
    seen: dict[tuple[str, ...], int] = {}
    for line, names, value in read_table(path, _fields):
        key = tuple(names)
        if key in seen:
            raise KnowledgeError(f"{path}:{line}: {' of '.join(reversed(key))} was already given on line {seen[key]}")
        seen[key] = line
        yield line, key, value


def words_of(where: str, name: str, value: Any) -> list[str]:
    """A list of words; raises `KnowledgeError` for anything else, such as the bare `no` that YAML takes for false."""
    if not isinstance(value, list):
        raise KnowledgeError(f"{where}: {name} must be a list of words, not {value!r}")
    for word in value:
        if not isinstance(word, str) or not word.strip():
            raise KnowledgeError(f"{where}: {word!r} of {name} is no word; write it in quotes")
    return value


def read_table(path: Path, read: Callable[[Path, str], Any]) -> Any:
    """What `read`, a function of a module, makes of the path and its text: plain values. Mistakes in YAML are told."""
    try:
        content = path.read_bytes()
        text = content.decode()
    except (OSError, UnicodeDecodeError) as error:
        raise KnowledgeError(f"{path}: cannot be read ({error})") from error
    reader = Path(read.__code__.co_filename).read_bytes(), read.__qualname__.encode()
    try:
        return kept(_folder.get(), (content, *reader), lambda: read(path, text))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise KnowledgeError(f"{path}:{line}: not YAML ({error.problem})") from error


def _rows(path: Path, text: str) -> list[list[Any]]:
    """Pairs of line and value."""
    table = yaml.compose(text, yaml.CSafeLoader)
    if not isinstance(table, yaml.SequenceNode):
        raise KnowledgeError(f"{path}:1: expected a list of rows")
    loader = yaml.CSafeLoader("")
    return [[node.start_mark.line + 1, loader.construct_document(node)] for node in table.value]


def _fields(path: Path, text: str) -> list[list[Any]]:
    """Triples of line, names and value."""
    table = yaml.compose(text, yaml.CSafeLoader)
    if not isinstance(table, yaml.MappingNode):
        raise KnowledgeError(f"{path}:1: expected a table with named fields")
    return list(_leaves(table, []))


def _leaves(table: yaml.MappingNode, names: list[str]) -> Iterator[list[Any]]:
    loader = yaml.CSafeLoader("")
    for key, node in table.value:
        path = [*names, str(key.value)]
        if isinstance(node, yaml.MappingNode):
            yield from _leaves(node, path)
        else:
            yield [key.start_mark.line + 1, path, loader.construct_document(node)]


def _mapping(_: Path, text: str) -> Any:
    return yaml.load(text, yaml.CSafeLoader)
