"""Articles are parsed in batches of a bounded length, each once and in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pytest
import spacy
from spacy.tokens import Doc

from builders import make_article
from dateline.annotate.pipeline import Pipeline
from dateline.annotate.slots import get_facts


@pytest.mark.parametrize(
    ("lengths", "batches"),
    [
        ([], []),
        ([10, 20, 30], [3]),
        ([20_000, 10_000, 1], [2, 1]),
        ([90_000, 10, 10], [1, 2]),
        ([10, 90_000, 10], [1, 1, 1]),
    ],
)
def test_batches_are_bounded_by_their_length(
    lengths: list[int], batches: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    nlp = spacy.blank("en")
    sizes: list[int] = []
    pipe = nlp.pipe

    def counted(docs: Iterable[Any], *, batch_size: int) -> Iterator[Doc]:
        sizes.append(batch_size)
        return pipe(docs, batch_size=batch_size)

    monkeypatch.setattr(nlp, "pipe", counted)
    articles = [make_article(("word " * length)[:length]) for length in lengths]
    docs = list(Pipeline(nlp, (), ()).parse(iter(articles)))
    assert [doc.text for doc in docs] == [article.text for article in articles]
    assert all(get_facts(doc).title is None for doc in docs)
    assert sizes == batches
