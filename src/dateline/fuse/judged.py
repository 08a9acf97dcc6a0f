"""The standing judgements of people about pairs, by what they are about: mentions, and articles that are copies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from dateline.fuse.cluster import Constraints, Pair, constraints_of, copies_of
from dateline.model import Judgement

__all__ = ["JudgedPairs"]


class JudgedPairs:
    def __init__(self, judgements: Iterable[Judgement] = ()) -> None:
        known = list(judgements)
        self._constraints = constraints_of(known)
        self._by_subject: dict[str, set[Pair]] = defaultdict(set)
        for pair in self._constraints.pairs() | copies_of(known):
            for subject in pair:
                self._by_subject[subject].add(pair)

    def subjects(self) -> set[str]:
        return set(self._by_subject)

    def on(self, mentions: Iterable[str]) -> Constraints:
        """What people decided about pairs in which one of these mentions stands."""
        if not self._by_subject:
            return self._constraints
        pairs, known = self._pairs(mentions), self._constraints
        return Constraints(known.same & pairs, known.different & pairs, known.contested & pairs)

    def beside(self, subjects: Iterable[str]) -> set[str]:
        """Those about which people decided together with one of these, and these."""
        return {other for pair in self._pairs(subjects) for other in pair}

    def _pairs(self, subjects: Iterable[str]) -> frozenset[Pair]:
        return frozenset(pair for subject in subjects for pair in self._by_subject.get(subject, ()))
