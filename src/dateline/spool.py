"""What a long run will want again, in files of a folder of its own: written once in batches, read one by one.

The folder belongs to the run, which removes it: nothing is read here but what the same run has written.
"""

from __future__ import annotations

import pickle
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["Address", "Spool", "pickled", "unpickled"]

Address = tuple[int, int]  # the number of a batch, and which one of it
_KNOWN = 8192  # batches of which a process remembers where each item starts: at most some 25 MB


@dataclass(frozen=True)
class Spool:
    folder: Path

    def put(self, kind: str, batch: int, packed: Iterable[bytes]) -> None:
        items = list(packed)
        starts = np.array([0, *accumulate(map(len, items))], dtype=np.int64)
        np.save(_starts_path(self.folder, kind, batch), starts)
        _path(self.folder, kind, batch).write_bytes(b"".join(items))

    def all(self, kind: str, batch: int) -> Iterator[bytes]:
        whole = _path(self.folder, kind, batch).read_bytes()
        return (whole[start:end] for start, end in pairwise(_starts(self.folder, kind, batch).tolist()))

    def get(self, kind: str, addresses: Iterable[Address]) -> Iterator[bytes]:
        """What stands at these addresses, batch by batch."""
        wanted: dict[int, list[int]] = defaultdict(list)
        for batch, number in addresses:
            wanted[batch].append(number)
        for batch, numbers in sorted(wanted.items()):
            starts = _starts(self.folder, kind, batch)
            with _path(self.folder, kind, batch).open("rb") as packed:
                for number in sorted(numbers):
                    packed.seek(starts[number])
                    yield packed.read(starts[number + 1] - starts[number])


def pickled(item: object) -> bytes:
    return pickle.dumps(item, pickle.HIGHEST_PROTOCOL)


def unpickled(packed: bytes) -> Any:
    """What this run has pickled."""
    return pickle.loads(packed)


def _path(folder: Path, kind: str, batch: int) -> Path:
    return folder / f"{kind}-{batch}"


def _starts_path(folder: Path, kind: str, batch: int) -> Path:
    return folder / f"{kind}-{batch}.npy"


@lru_cache(maxsize=_KNOWN)
def _starts(folder: Path, kind: str, batch: int) -> NDArray[np.int64]:
    """Read once: to read what stands at a few addresses of many batches would otherwise cost as much again."""
    starts: NDArray[np.int64] = np.load(_starts_path(folder, kind, batch), allow_pickle=False)
    return starts
