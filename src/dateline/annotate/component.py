"""What a step of coding is: spaCy calls it with a Doc, and it reads the Doc's parse and writes its slots."""

from __future__ import annotations

from abc import ABC, abstractmethod

import spacy.tokens

from dateline.annotate.parse import Doc, parsed

__all__ = ["Component"]


class Component(ABC):
    """A pipe of spaCy's that leaves the parse as it is."""

    def __call__(self, doc: spacy.tokens.Doc) -> spacy.tokens.Doc:
        self.annotate(parsed(doc))
        return doc

    @abstractmethod
    def annotate(self, doc: Doc) -> None:
        """Fill this component's slots."""
