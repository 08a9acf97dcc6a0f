"""What the picture finds in the articles of a case: kept beside their codings, and read back.

Input: an open case. `keep_findings` works them out where they are not kept; `FindingsRead` gives them as they are kept,
and finds anew what an article tells that people corrected, where more than usual counts, or where nothing that holds is
kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from dateline.model import AS_TOLD
from dateline.picture.drawing import Drawing, Findings, findings_version, open_drawing
from dateline.settings import Settings
from dateline.store.case import Case, Connection
from dateline.store.corrections import Corrections
from dateline.store.findings import findings_of, put_findings, without_findings
from dateline.store.query import articles_telling, coded_articles_of_ids, in_parts

__all__ = ["LOOKED_BACK", "FindingsRead", "keep_findings"]

_BATCH = 500  # articles
LOOKED_BACK = 1_000
"""Articles before those that are new: an interrupted run may not have kept their findings."""


def keep_findings(case: Case, settings: Settings, last: int) -> None:
    """Keep what the picture finds in so many articles, those that were added last, where that is not kept."""
    version = findings_version(settings)
    with case.reading() as connection:
        coders = without_findings(connection, version, last)
    if not coders:
        return
    drawing = open_drawing(settings)
    for some in in_parts(coders, _BATCH):
        with case.reading() as connection:
            found = {coded.article.article_id: drawing.find(coded) for coded in coded_articles_of_ids(connection, some)}
        with case.writing() as connection:
            put_findings(connection, found, coders, version)


@dataclass(frozen=True)
class FindingsRead:
    connection: Connection
    corrections: Corrections
    drawing: Drawing
    settings: Settings

    @cached_property
    def _version(self) -> str | None:
        return findings_version(self.settings) if self.drawing.counting == AS_TOLD else None

    @cached_property
    def _corrected(self) -> set[str]:
        return articles_telling(self.connection, self.corrections.mentions)

    def findings(self, article_ids: Sequence[str]) -> dict[str, Findings]:
        plain = [name for name in article_ids if name not in self._corrected]
        found = findings_of(self.connection, plain, self._version) if self._version else {}
        missing = [name for name in article_ids if name not in found]
        for coded in coded_articles_of_ids(self.connection, missing):
            found[coded.article.article_id] = self.drawing.find(self.corrections.applied(coded))
        return found
