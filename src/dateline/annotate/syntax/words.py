"""The tokens of a Doc as plain lists: each attribute is read once, since reading it from a Token many times is slow."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from weakref import WeakKeyDictionary

from dateline.annotate.parse import Doc, Token
from dateline.knowledge.names import fold

__all__ = ["Words"]

_PREMODIFIERS = frozenset(
    {"det", "amod", "compound", "nummod", "poss", "nmod", "quantmod", "predet", "advmod", "npadvmod", "punct", "case"}
)


@dataclass(frozen=True, slots=True)
class Words:
    texts: list[str]
    folded: list[str]
    lemmas: list[str]
    tags: list[str]
    pos: list[str]
    deps: list[str]
    heads: list[int]
    left: list[int]  # where the noun phrase that a token heads begins
    sentences: list[int]  # number of the sentence
    caseless: bool  # no capital letter anywhere: case tells nothing

    def __len__(self) -> int:
        return len(self.texts)

    @classmethod
    def of(cls, doc: Doc) -> Words:
        if doc not in _READ:
            _READ[doc] = cls._read(doc.tokens)
        return _READ[doc]

    @classmethod
    def _read(cls, tokens: list[Token]) -> Words:
        texts, deps = [token.text for token in tokens], [token.dep_ for token in tokens]
        heads = [token.head.i for token in tokens]
        return cls(
            texts,
            folded=[fold(text) for text in texts],
            lemmas=[token.lemma_ for token in tokens],
            tags=[token.tag_ for token in tokens],
            pos=[token.pos_ for token in tokens],
            deps=deps,
            heads=heads,
            left=_left_edges(deps, heads),
            sentences=[number - 1 for number in accumulate(token.is_sent_start for token in tokens)],
            caseless=not any(text[0].isupper() for text in texts),
        )

    def capital(self, index: int) -> bool:
        text = self.texts[index]
        return self.caseless or text != text.lower()


_READ: WeakKeyDictionary[Doc, Words] = WeakKeyDictionary()  # several components ask for them


def _left_edges(deps: list[str], heads: list[int]) -> list[int]:
    """The first token of each token's premodifiers, theirs included."""
    left = list(range(len(deps)))
    for index, head in enumerate(heads):
        if head > index and deps[index] in _PREMODIFIERS and left[index] < left[head]:
            left[head] = left[index]
    return left
