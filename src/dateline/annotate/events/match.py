"""A word as one of the codebook's triggers: who takes part, how well it fits, and how likely it must be an event."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dateline.annotate.events.cast import Standing
from dateline.annotate.events.eventhood import Fit
from dateline.annotate.parse import Token
from dateline.knowledge.codebook import Trigger

__all__ = ["Match", "closest_of", "fit_of"]

WHOLE, FRAMED, BARE = 0.18, 0.4, 0.55
"""How likely the learned model must find a candidate whose frame and parties fit, whose frame fits, or no more."""


@dataclass(frozen=True, slots=True)
class Match:
    """A word that tells an event, with the heads of those who take part."""

    token: Token
    trigger: Trigger
    actors: tuple[Token, ...]
    recipients: tuple[Token, ...]
    standing: Standing  # of the weightiest party
    enough: bool  # whether they are who the trigger needs
    framed: bool = False  # whether its arguments and surroundings are what the trigger asks for
    sides: tuple[Standing | None, Standing | None] = (None, None)  # of the weightiest actor, and recipient
    probability: float = 1.0  # that it is an event, by the learned model

    @property
    def whole(self) -> bool:
        return self.framed and self.enough

    @property
    def least(self) -> float:
        """How likely the learned model must find it."""
        return WHOLE if self.whole else FRAMED if self.framed else BARE

    @property
    def sides_named(self) -> int:
        return bool(self.actors) + bool(self.recipients)

    @property
    def closeness(self) -> tuple[int, int]:
        """How near it comes to all that the trigger asks, and how much that is: a frame says more than parties do."""
        return 2 * self.framed + self.enough, self.trigger.specificity


def closest_of(proposals: Iterable[Match]) -> tuple[int, int]:
    """The best closeness of any type to the word: what the rules alone would take."""
    return max((match.closeness for match in proposals), default=(0, 0))


def fit_of(match: Match, closest: tuple[int, int]) -> Fit:
    """What the learned model is told of the match, among proposals of which the best is so close."""
    actor, recipient = match.sides
    trigger = match.trigger
    return Fit(
        match.framed, match.enough, match.closeness == closest, actor, recipient, trigger.needs, bool(trigger.operator)
    )
