"""A figure and the ways out of it: SVG that can stand inside a page, and PNG."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html import escape
from typing import Any

import matplotlib as mpl
from matplotlib.figure import Figure

from dateline.picture.relations import Kind

__all__ = ["GREY", "INK", "KIND_COLOURS", "Drawn", "new_figure", "plain"]

INK, GREY = "#1f2933", "#9aa5b1"
KIND_COLOURS = {
    Kind.MATERIAL_CONFLICT: "#b2182b",
    Kind.VERBAL_CONFLICT: "#ef8a62",
    Kind.VERBAL_COOPERATION: "#67a9cf",
    Kind.MATERIAL_COOPERATION: "#2166ac",
}
_STYLE: dict[str, Any] = {
    "svg.fonttype": "none",
    "text.parse_math": False,
    "font.family": ["DejaVu Sans"],
    "font.size": 9,
    "axes.edgecolor": GREY,
    "axes.labelcolor": INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "xtick.color": INK,
    "ytick.color": INK,
    "text.color": INK,
}
_DPI = 150
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def plain(text: str, most: int = 40) -> str:
    """A name as a label: without control characters, cut where it is long."""
    kept = _UNPRINTABLE.sub(" ", text).strip()
    return kept if len(kept) <= most else kept[: most - 1] + "…"


@contextmanager
def _styled(salt: str = "dateline") -> Iterator[None]:
    style: Any = {**_STYLE, "svg.hashsalt": salt}
    with mpl.rc_context(style):
        yield


@contextmanager
def new_figure(width: float, height: float) -> Iterator[Figure]:
    """An empty figure of so many inches, in the style of all figures."""
    with _styled():
        yield Figure(figsize=(width, height), layout="constrained")


@dataclass(frozen=True)
class Drawn:
    """`name` tells figures of one page apart, `says` is what a reader who cannot see it is told."""

    figure: Figure
    name: str
    says: str

    def svg(self) -> str:
        """An `<svg>` element; the same figure gives the same text."""
        out = io.StringIO()
        with _styled(self.name):
            self.figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None})
        text = out.getvalue()
        element = text[text.index("<svg") :]
        element = re.sub(r"<metadata>.*?</metadata>", "", element, count=1, flags=re.DOTALL)
        opening = f'<svg role="img" aria-label="{escape(self.says, quote=True)}"'
        return element.replace("<svg", opening, 1)

    def png(self) -> bytes:
        out = io.BytesIO()
        with _styled(self.name):
            self.figure.savefig(out, format="png", dpi=_DPI, metadata={"Software": None})
        return out.getvalue()
