"""Says who did an event, and to whom: links each event to the actor phrases that take part in it.

Reads `slots.EVENTS` and `slots.ACTORS`; writes `slots.ROLES`.
"""

from __future__ import annotations

from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from dateline.annotate.cast import Cast
from dateline.annotate.matcher import Matcher
from dateline.annotate.slots import EVENTS, ROLES, RoleRow, get, put
from dateline.knowledge.codebook import Codebook
from dateline.knowledge.codebook_file import load_codebook

__all__ = ["RolesComponent"]


@Language.factory("dateline_roles", assigns=["doc.spans"], default_config={"codebook": None})
def make_roles(nlp: Language, name: str, codebook: str | None) -> RolesComponent:
    return RolesComponent(load_codebook(Path(codebook) if codebook else None))


class RolesComponent:
    """Writes `slots.ROLES`."""

    def __init__(self, codebook: Codebook) -> None:
        self.codebook = codebook

    def __call__(self, doc: Doc) -> Doc:
        cast = Cast(doc, self.codebook.stand_ins)
        matcher = Matcher(doc, self.codebook, cast)
        rows: list[tuple[Span, RoleRow]] = []
        for number, (span, _) in enumerate(get(doc, EVENTS)):
            match = next((found for token in span if (found := matcher(token)) is not None), None)
            if match is None:
                continue
            for role, heads in (("actor", match.actors), ("recipient", match.recipients)):
                rows += [self._row(cast, doc, number, role, head) for head in heads]
        put(doc, ROLES, rows)
        return doc

    @staticmethod
    def _row(cast: Cast, doc: Doc, event: int, role: str, head: Token) -> tuple[Span, RoleRow]:
        position = cast.position(head)
        start, end = cast.rows[position][:2] if position is not None else (head.i, head.i + 1)
        return doc[start:end], RoleRow(event, role, position)
