"""Who is told to have claimed an attack, and who is not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builders import make_article, make_mention
from dateline.fuse.responsibility import claimers


@pytest.mark.parametrize(
    ("text", "actors", "expected"),
    [
        ("The Red Dawn claimed responsibility for the attack on the mill.", ["The Red Dawn"], ["The Red Dawn"]),
        ("The Red Dawn has claimed the attack, saying a fighter fired.", ["The Red Dawn"], ["The Red Dawn"]),
        ("The attack, which the Red Dawn claims credit for, hit a mill.", ["the Red Dawn"], ["the Red Dawn"]),
        ("No group has claimed responsibility for the attack.", ["group"], []),
        ("The Red Dawn has not claimed responsibility for the attack.", ["The Red Dawn"], []),
        ("The army blamed the attack on the Red Dawn.", ["the Red Dawn"], []),
        ("The army claimed the attack killed five rebels.", ["The army"], []),
    ],
)
def test_who_claims_it(text: str, actors: list[str], expected: list[str]) -> None:
    article = make_article(text)
    mention = make_mention(article, trigger="attack", actors=actors)
    spans = [article.span(text.index(name), text.index(name) + len(name)) for name in actors]
    placed = tuple(replace(claim, evidence=(span,)) for claim, span in zip(mention.actors, spans, strict=True))
    found = claimers(replace(mention, actors=placed))
    assert [claim.value.name for claim in found] == expected
