"""The tokens of a Doc as plain lists: each attribute is read once, since reading it from a Token many times is slow."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.annotate.parse import Doc
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
        texts, lemmas, tags, pos, deps, heads, sentences = [], [], [], [], [], [], []
        sentence = -1
        for token in doc:
            texts.append(token.text)
            lemmas.append(token.lemma_)
            tags.append(token.tag_)
            pos.append(token.pos_)
            deps.append(token.dep_)
            heads.append(token.head.i)
            sentence += bool(token.is_sent_start)
            sentences.append(sentence)
        folded = [fold(text) for text in texts]
        caseless = not any(text[0].isupper() for text in texts)
        return cls(texts, folded, lemmas, tags, pos, deps, heads, _left_edges(deps, heads), sentences, caseless)

    def capital(self, index: int) -> bool:
        return self.caseless or self.texts[index][0].isupper()


def _left_edges(deps: list[str], heads: list[int]) -> list[int]:
    """The first token of each token's premodifiers, theirs included."""
    left = list(range(len(deps)))
    for index, head in enumerate(heads):
        if head > index and deps[index] in _PREMODIFIERS and left[index] < left[head]:
            left[head] = left[index]
    return left
