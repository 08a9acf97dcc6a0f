"""Proper names as an article writes them: where a name begins and ends round its head, and surnames made full again.

Input: a `Layout`. Output: names by head token, surnames made full. A title is no part of a name ("Foreign Minister
Karel Novak" is Karel Novak), the "of" phrase of a body is ("Ministry of Defence").
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

from dateline.annotate.parse import Token
from dateline.annotate.slots import TokenRange
from dateline.annotate.syntax.layout import Layout
from dateline.knowledge.reporting import ReportingLexicon

__all__ = ["ProperNames", "written"]

_PARTICLES = frozenset(
    {"al", "el", "ul", "bin", "ibn", "abu", "de", "del", "van", "von", "der", "den", "da", "di", "la", "-"}
)
_LONGEST = 10


@dataclass
class ProperNames:
    """The names of one article."""

    layout: Layout
    lexicon: ReportingLexicon
    _by_surname: dict[str, str] = field(default_factory=dict)
    _people: list[tuple[int, str]] = field(default_factory=list)  # where each full name of a person begins

    def __post_init__(self) -> None:
        tokens = self.layout.tokens
        for i, token in enumerate(tokens):
            last = i + 1 == len(tokens) or not self._belongs(i + 1)
            if token.pos_ == "PROPN" and last and not self.is_body(token):
                start = self._start(i)
                if start < i:
                    self._by_surname.setdefault(token.text, written(tokens[start : i + 1]))
                    self._people.append((start, written(tokens[start : i + 1])))

    def name_at(self, head: int) -> str:
        """The name whose last word, or whose body's word, is the token `head`."""
        name = written(self.layout.tokens[self._start(head) : self._end(head)])
        return name if " " in name else self._by_surname.get(name, name)

    def is_full(self, name: str) -> bool:
        return " " in name

    def person_in(self, span: TokenRange) -> str | None:
        """The last person named in full inside a phrase."""
        name = None
        for start, found in self._people[bisect_left(self._people, (span[0], "")) :]:
            if start >= span[1]:
                break
            name = found
        return name

    def last_person(self, before: int) -> str | None:
        """The person last named in full before the token."""
        position = bisect_left(self._people, (before, ""))
        return self._people[position - 1][1] if position else None

    def is_body(self, token: Token) -> bool:
        """Is the word one for an institution or an outlet, not for a person?"""
        lemma = token.lemma_.lower()
        return lemma in self.lexicon.kinds and lemma not in self.lexicon.people

    def _belongs(self, i: int) -> bool:
        token = self.layout.tokens[i]
        return token.pos_ == "PROPN" or (token.lower_ in _PARTICLES and not token.whitespace_ and token.text != "-")

    def _start(self, head: int) -> int:
        """The first token of the name that ends at `head`, after its titles."""
        tokens = self.layout.tokens
        start = head
        while start > max(0, head - _LONGEST):
            token = tokens[start - 1]
            capital = token.pos_ == "PROPN" or (token.pos_ == "ADJ" and token.text[0].isupper())
            title = token.lower_.rstrip(".") in self.lexicon.people
            if title or not (capital or token.lower_ in _PARTICLES):
                break
            start -= 1
        while start < head and tokens[start].lower_ in {"-", "de", "la", "al"} and tokens[start].is_lower:
            start += 1
        return start

    def _end(self, head: int) -> int:
        """One past the name's last token: after a hyphen's other half, or after a body's "of" phrase."""
        tokens = self.layout.tokens
        end = head + 1
        while (
            end < min(len(tokens), head + _LONGEST) and not tokens[end - 1].whitespace_ and _continues_name(tokens[end])
        ):
            end += 1
        if end - 1 > head and tokens[end - 1].pos_ == "PROPN":
            return end
        if self.is_body(tokens[head]):
            for child in tokens[head].children:
                if child.i == head + 1 and child.lower_ in {"of", "for"}:
                    inner = next((part for part in child.children if part.dep_ == "pobj"), None)
                    if inner is not None and inner.pos_ == "PROPN":
                        return inner.i + 1
        return head + 1


def _continues_name(token: Token) -> bool:
    return token.pos_ == "PROPN" or token.text == "-"


def written(tokens: list[Token]) -> str:
    """The words of a phrase as they stand, without its article, its possessive mark and loose punctuation."""
    while len(tokens) > 1 and (tokens[0].lower_ in {"the", "a", "an"} or not tokens[0].text[0].isalnum()):
        tokens = tokens[1:]
    while len(tokens) > 1 and (tokens[-1].tag_ == "POS" or not _ends_name(tokens[-1])):
        tokens = tokens[:-1]
    return " ".join("".join(token.text_with_ws for token in tokens).split())


def _ends_name(token: Token) -> bool:
    return token.text[-1].isalnum() or token.text[-1] == "."
