"""Bytes -> articles: the only package that knows HTML and the other shapes that articles come in."""

from dateline.read.given import Given, Unreadable, parse_date
from dateline.read.inputs import read_inputs, read_original, split_inputs
from dateline.read.language import refuse_other_languages
from dateline.read.original import Original

__all__ = [
    "Given",
    "Original",
    "Unreadable",
    "parse_date",
    "read_inputs",
    "read_original",
    "refuse_other_languages",
    "split_inputs",
]
