"""What was worked out for a state of the case: counts and drawings cost more than pages.

A result holds for one revision of the case. When the case has changed, what was quick to work out is worked out anew;
what took long is given out a little longer, for twenty times as long as it took: however often people judge, a large
case spends at most a twentieth of its time on one such count, and the count is some seconds behind at most.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from threading import Lock
from typing import Generic, TypeVar, cast

__all__ = ["Memory"]

_PATIENCE = 20.0

ValueT = TypeVar("ValueT")


@dataclass(frozen=True, slots=True)
class _Known(Generic[ValueT]):
    value: ValueT
    revision: int
    until: float  # given out till then, whatever has changed

    def holds(self, revision: int, now: float) -> bool:
        return self.revision == revision or now < self.until


class Memory:
    """The last `room` results by key."""

    def __init__(self, room: int = 500, clock: Callable[[], float] = time.monotonic) -> None:
        self._room, self._clock = room, clock
        self._lock = Lock()
        self._known: OrderedDict[Hashable, _Known[object]] = OrderedDict()
        self._making: dict[Hashable, Lock] = {}

    def recall(self, key: Hashable, revision: int, make: Callable[[], ValueT]) -> ValueT:
        """The result of `make` for this revision; of several who ask at once, one makes it and the others wait."""
        with self._lock:
            making = self._making.setdefault(key, Lock())
        with making:
            known = self._found(key, revision)
            if known is None:
                begun = self._clock()
                value = make()
                ended = self._clock()
                known = self._kept(key, _Known(value, revision, ended + _PATIENCE * (ended - begun)))
        return cast(ValueT, known.value)

    def _found(self, key: Hashable, revision: int) -> _Known[object] | None:
        with self._lock:
            known = self._known.get(key)
            if known is None or not known.holds(revision, self._clock()):
                return None
            self._known.move_to_end(key)
            return known

    def _kept(self, key: Hashable, known: _Known[object]) -> _Known[object]:
        with self._lock:
            self._known[key] = known
            while len(self._known) > self._room:
                old, _ = self._known.popitem(last=False)
                self._making.pop(old, None)
        return known
