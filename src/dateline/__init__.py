"""Dateline reads conflict and diplomacy news and tells who says what happened."""

__version__ = "0.1.0"
