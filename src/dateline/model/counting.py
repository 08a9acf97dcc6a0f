"""Which mentions count: the one rule for relations, reports and exports.

What is denied, planned, called for, hypothetical, or said to be only possible or probable stays out of every count
unless it is asked for. What is told by hearsay ("reportedly") counts: it is somebody's claim, and no guess. Background
counts where it has a date of its own.
"""

from __future__ import annotations

from dataclasses import dataclass

from dateline.model.mentions import EventMention
from dateline.model.sources import Polarity, Status

__all__ = ["AS_TOLD", "EVERYTHING", "Counting"]

_AHEAD = frozenset({Status.PLANNED, Status.CALLED_FOR})


@dataclass(frozen=True, slots=True)
class Counting:
    """What may count beside what is said to have happened: nothing, unless asked for."""

    speculation: bool = False  # said to be possible or probable only
    denied: bool = False
    planned: bool = False  # planned and called for
    hypothetical: bool = False

    def takes(self, mention: EventMention) -> bool:
        certainty, status = mention.certainty, mention.status
        return (
            (self.denied or certainty.polarity is not Polarity.DENIED)
            and (self.speculation or not certainty.speculative)
            and (self.planned or status not in _AHEAD)
            and (self.hypothetical or status is not Status.HYPOTHETICAL)
            and (status is not Status.HISTORICAL or any(claim.value.start for claim in mention.dates))
        )


AS_TOLD = Counting()
"""Only what is said to have happened."""
EVERYTHING = Counting(speculation=True, denied=True, planned=True, hypothetical=True)
