"""Who is on stage: a word -> the actor phrase that it heads or stands in, and how much of a party to an event it is.

Input: `slots.ACTORS`. Output: for a token, the row of the phrase, followed back to its antecedent, the words that it
counts as in the codebook ("the ministry" counts as government), and its standing: a political party, a member of
society, or nobody.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum

from dateline.annotate.parse import Doc, Token
from dateline.annotate.slots import ACTORS, ActorRow, get

__all__ = ["Cast", "Standing"]

_POLITICAL = frozenset(
    {"GOV", "MIL", "LEG", "PTY", "REB", "PRM", "UAF", "SPY", "OPP", "PRE", "ELI", "UNO", "IGO", "EUR", "IMG", "ISM"}
)
_OUTSIDE = frozenset({"BUS", "MNC"})
_LAW = frozenset({"COP", "JUD"})
_ORDINARY = frozenset({"CVL", "LAB", "EDU", "MED", "AGR", "CRM", "SOC"})
_MOST_LINKS = 8  # of reference back: a chain longer than this has gone wrong


class Standing(IntEnum):
    """What somebody can be in an event."""

    NOBODY = 0
    PRIVATE = 1  # people or a company that only become a party through what is done to or by a political one
    NAMED = 2  # a person whom the article names and nobody knows
    LAW = 3  # police and courts, whose ordinary work is no event
    SOCIAL = 4  # communities, unions, churches, the press, and those known for dissent
    POLITICAL = 5  # governments, armies, parties, rebels, states and what they form


class Cast:
    """The actors of one Doc, by word."""

    def __init__(self, doc: Doc, stand_ins: Mapping[str, frozenset[str]]) -> None:
        self.doc = doc
        self.public = stand_ins.get("public", frozenset())
        self.rows = [(span.start, span.end, row) for span, row in get(doc, ACTORS)]
        self.stand_ins = stand_ins
        self._by_head: dict[int, int] = {}
        self._sharing: dict[int, list[int]] = {}
        self._by_token: dict[int, int] = {}
        for number, (_, _, row) in enumerate(self.rows):
            self._sharing.setdefault(row.head, []).append(number)
        longest_first = sorted(range(len(self.rows)), key=lambda n: self.rows[n][0] - self.rows[n][1])
        for number in longest_first:
            start, end, row = self.rows[number]
            for token in range(start, end):
                self._by_token[token] = number  # the shortest phrase around a word is put last
            self._by_head.setdefault(row.head, number)

    def position(self, token: Token) -> int | None:
        """The actor phrase that the token heads, else the one of which it is the top word."""
        number = self._by_head.get(token.i)
        if number is not None:
            return number
        number = self._by_token.get(token.i)
        if number is None or any(child.i == self.rows[number][2].head for child in token.children):
            return number
        start, end, _ = self.rows[number]
        return number if not start <= token.head.i < end or token.head == token else None

    def sharing(self, token: Token) -> list[int]:
        """Every phrase that the token heads: two for "forces of A and B", which act together; else its only one."""
        number = self.position(token)
        if number is None:
            return []
        return self._sharing[self.rows[number][2].head]

    def resolved(self, number: int) -> ActorRow:
        """The row with what its antecedents know of country and sector."""
        row = self.rows[number][2]
        seen = row
        for _ in range(_MOST_LINKS):
            if seen.antecedent is None or (row.country and row.sector):
                break
            seen = self.rows[seen.antecedent][2]
        return row if row.country or row.sector or seen is row else seen

    def standing(self, token: Token) -> Standing:
        number = self.position(token)
        if number is None:
            return Standing.NOBODY
        row = self.resolved(number)
        if row.sector in _OUTSIDE or (row.sector in _ORDINARY and self._is_ordinary(number)):
            return Standing.PRIVATE
        if row.kind == "state" or row.sector in _POLITICAL or {row.country, *row.sectors} & _POLITICAL:
            return Standing.POLITICAL
        if row.sector or (row.country and row.kind != "person"):
            return Standing.LAW if row.sector in _LAW else Standing.SOCIAL
        return Standing.NAMED if row.kind == "person" else Standing.NOBODY

    def _is_ordinary(self, number: int) -> bool:
        """Whether the phrase means people who are known for nothing public: "two men", "a driver", "the brothers"."""
        row = self.rows[number][2]
        if row.antecedent is not None and self.doc[row.head].pos_ == "PRON":
            row = self.rows[row.antecedent][2]
        head = self.doc[row.head]
        return row.kind != "organisation" and head.pos_ != "PROPN" and head.lemma_.lower() not in self.public

    def words(self, token: Token) -> frozenset[str]:
        """The words that the actor headed by this token counts as."""
        number = self._by_head.get(token.i)
        if number is None:
            return frozenset()
        row = self.resolved(number)
        found: frozenset[str] = frozenset()
        for key in (row.sector, row.kind):
            found |= self.stand_ins.get(key or "", frozenset())
        return found
