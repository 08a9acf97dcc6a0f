""" "In retaliation for the raid": the words behind which stands the earlier act that another answers.

Input: two words of a sentence. Output: whether the lower one stands behind such a word: what it tells of who, where
and when is not the upper one's.
"""

from __future__ import annotations

from itertools import takewhile

from dateline.annotate.parse import Token

__all__ = ["ANSWERS", "is_answered"]

ANSWERS = frozenset({"retaliation", "response", "reprisal", "revenge", "retribution", "reply", "answer"})


def is_answered(lower: Token, upper: Token) -> bool:
    """Whether the upper act answers the lower, or what the lower word is told of."""
    between = takewhile(lambda word: word != upper, lower.ancestors)
    return any(word.lemma_.lower() in ANSWERS for word in between)
