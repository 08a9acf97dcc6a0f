"""Rows leave for the file while incidents still come in, so that memory does not grow with a case."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest

from dateline.export.formats import SHAPES, rows_of
from dateline.export.writing import write_rows
from dateline.knowledge.codebook_file import load_codebook
from dateline.model import ToldIncident
from scenes import ambush

_MANY = 400


@pytest.mark.parametrize("name", sorted(SHAPES))
def test_rows_are_written_as_they_come(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.export.writing._BATCH", 50)
    stream, told, written = io.BytesIO(), ambush(), []

    def incidents() -> Iterator[ToldIncident]:
        for _ in range(_MANY):
            written.append(len(stream.getvalue()))
            yield told

    count = write_rows(SHAPES[name], rows_of(SHAPES[name], incidents(), load_codebook()), stream)
    assert count >= _MANY
    halfway, whole = written[_MANY // 2], len(stream.getvalue())
    assert whole / 5 < halfway < whole
