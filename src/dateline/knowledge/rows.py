"""YAML tables -> rows with the line on which each stands.

Input: a YAML file that holds one list of mappings. Output: plain dictionaries, each with its line number, so that
whoever checks a row can say where a mistake is.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

__all__ = ["KnowledgeError", "read_rows"]


class KnowledgeError(ValueError):
    """A table that cannot be used; the message names the file, the line and what is wrong."""


def read_rows(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """Each mapping of the table at `path` with its line; raises `KnowledgeError` for what is no such table."""
    try:
        table = yaml.compose(path.read_text(encoding="utf-8"), yaml.SafeLoader)
    except (OSError, UnicodeDecodeError) as error:
        raise KnowledgeError(f"{path}: cannot be read ({error})") from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise KnowledgeError(f"{path}:{line}: not YAML ({error.problem})") from error
    if not isinstance(table, yaml.SequenceNode):
        raise KnowledgeError(f"{path}:1: expected a list of rows")
    for node in table.value:
        line = node.start_mark.line + 1
        row = yaml.SafeLoader("").construct_document(node)
        if not isinstance(row, dict):
            raise KnowledgeError(f"{path}:{line}: expected a row with named fields, not {row!r}")
        yield line, row
