"""A drawing with the shipped reference data, and readings of sentences without a model."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from builders import make_article, make_coded
from dateline.picture.drawing import open_drawing
from dateline.picture.matching import ArticleReading, References
from dateline.settings import Settings

Read = Callable[..., ArticleReading]


@pytest.fixture(scope="session")
def references() -> References:
    return open_drawing(Settings()).references


@pytest.fixture
def read(references: References) -> Read:
    def reading(text: str, published: str = "2025-06-02", publisher: str = "The Lark") -> ArticleReading:
        return ArticleReading(make_coded(make_article(text, published=published, publisher=publisher)), references)

    return reading
