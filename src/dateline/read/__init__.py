"""Bytes -> articles: the only package that knows HTML and the other shapes that articles come in."""

from dateline.read.given import Given, Unreadable
from dateline.read.inputs import read_inputs

__all__ = ["Given", "Unreadable", "read_inputs"]
