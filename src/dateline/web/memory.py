"""What was worked out for a state of the case, kept until there is no room: counts cost more than pages."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import TypeVar

__all__ = ["Memory"]

ValueT = TypeVar("ValueT")


class Memory:
    """The last `room` results by key; a key names the revision of the case, so nothing here grows stale."""

    def __init__(self, room: int = 500) -> None:
        self._room = room
        self._lock = Lock()
        self._known: OrderedDict[Hashable, object] = OrderedDict()

    def recall(self, key: Hashable, make: Callable[[], ValueT]) -> ValueT:
        with self._lock:
            if key in self._known:
                self._known.move_to_end(key)
                return self._known[key]  # type: ignore[return-value]
        value = make()
        with self._lock:
            self._known[key] = value
            while len(self._known) > self._room:
                self._known.popitem(last=False)
        return value
