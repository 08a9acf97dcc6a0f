"""One coded article -> what it says that cannot all be true: two tolls for one event, two days, two attackers.

The mentions of each telling are held against each other field by field, as those of many articles are: "2 wounded" in
the lead and 4 in the body, "joint forces" attacked by a gunman and by the army. Refinement is no discrepancy, and two
events of one kind that stand apart by day or place are not compared.
"""

from __future__ import annotations

from collections.abc import Iterator

from dateline.fuse.assemble import discrepancy_of
from dateline.fuse.fields import FIELDS, Field
from dateline.fuse.origins import Origin
from dateline.fuse.states import Account, contradiction_among, passage_of
from dateline.fuse.tellings import Telling, tellings_of
from dateline.fuse.weights import Weights
from dateline.fuse.wording import Rarity
from dateline.model import CodedArticle, Discrepancy

__all__ = ["find_discrepancies"]


def find_discrepancies(coded: CodedArticle, rarity: Rarity, weights: Weights) -> tuple[Discrepancy, ...]:
    """The discrepancies inside one article, in the order of its tellings."""
    found = (
        (field, contradiction_among(list(_accounts(coded, telling, field)), field.compare, field.joint, field.deniable))
        for telling in tellings_of(coded, rarity, weights.families)
        for field in FIELDS
        if field.is_compared(telling.head.event_type)
    )
    return tuple(discrepancy_of(field.kind, contradiction) for field, contradiction in found if contradiction)


def _accounts(coded: CodedArticle, telling: Telling, field: Field) -> Iterator[Account]:
    for mention in telling.mentions:
        for claim in field.claims(mention):
            source = claim.attribution.innermost.name
            origin = Origin(source.casefold(), source)
            article, passage = coded.article, passage_of(claim, mention)
            yield Account(claim, origin, article.published_on, article.article_id, mention.mention_id, passage)
