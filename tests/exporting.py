"""Incidents for tests of exports, assembled from mentions made by hand."""

from __future__ import annotations

import io
from collections.abc import Sequence

from dateline.export.formats import SHAPES, rows_of
from dateline.export.writing import write_rows
from dateline.fuse.assemble import Assembler
from dateline.fuse.origins import Origins
from dateline.knowledge.codebook_file import load_codebook
from dateline.knowledge.sources import load_sources
from dateline.model import AS_TOLD, Article, Counting, EventMention, ToldIncident

__all__ = ["make_told", "written"]


def make_told(tellings: Sequence[tuple[Article, EventMention]], review: str = "unreviewed") -> ToldIncident:
    """One incident that these articles tell."""
    articles = {article.article_id: article for article, _ in tellings}
    mentions = [mention for _, mention in tellings]
    assembler = Assembler(Origins(load_sources()), articles, lambda article_id: article_id)
    incident = assembler.incident(mentions, assembler.incident_id(mentions))
    by_id = {mention.mention_id: mention for mention in mentions}
    private = {
        claim.value.name
        for mention in mentions
        for claim in (*mention.actors, *mention.recipients)
        if claim.value.is_private
    }
    return ToldIncident(
        incident,
        tuple(by_id[name] for name in incident.mention_ids),
        tuple(articles[name] for name in incident.article_ids),
        review,
        tuple(sorted(private)),
    )


def written(
    name: str, incidents: Sequence[ToldIncident], *, with_names: bool = False, counting: Counting = AS_TOLD
) -> bytes:
    """What an export of this format holds."""
    stream, shape = io.BytesIO(), SHAPES[name]
    rows = rows_of(shape, incidents, load_codebook(), with_names=with_names, counting=counting)
    write_rows(shape, rows, stream)
    return stream.getvalue()
